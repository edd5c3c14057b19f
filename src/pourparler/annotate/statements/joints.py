"""Where one attribution ends and the next begins in a sentence: "said he would try, adding …", "… and insisted …"."""

from __future__ import annotations

from spacy.tokens import Token

from pourparler.annotate.draft import Draft
from pourparler.annotate.statements.clauses import finite
from pourparler.annotate.statements.find import Find, Nearby, trim
from pourparler.annotate.syntax import SUBJECTS

_SPEECH = frozenset(
    "say announce claim reveal report warn deny confirm promise threaten complain suggest call "
    "criticise describe".split()
) | {"point out", "call for"}


def cut(draft: Draft, finds: list[Find]) -> None:
    """End the content of an attribution where the same sentence begins another by the same source."""
    nearby = Nearby(finds)
    for inner in finds:
        _keep_inside(draft, inner)
        verb = inner.verb
        if verb is None or inner.stance not in _SPEECH or verb.tag_[:2] != "VB" or draft.quote_at(verb.idx):
            continue
        for outer in nearby.about(verb.idx, verb.idx + 1):
            if outer is inner or outer.verb is None or not outer.covers(verb.idx, verb.idx + 1):
                continue
            at = _joint(draft, outer, verb)
            if at is not None and _end(draft, outer, at) and not _own(verb):
                inner.rule = "joint"
                inner.source, inner.source_span = outer.source, outer.source_span
                inner.outer = list(outer.outer)


def untangle(draft: Draft, finds: list[Find]) -> None:
    """Who says the whole of a sentence from its end: "X said A, Y recalled" is what Y recalled, and A what X said."""
    nearby = Nearby(finds)
    for outer in finds:
        span = outer.source_span
        if outer.verb is None or span is None or not outer.cue or draft.quote_at(outer.cue[0][0]) is not None:
            continue
        at = min(span[0], outer.cue[0][0])
        for inner in nearby.about(at, at + 1) if outer.end <= at else ():
            if inner is not outer and inner.source_span and inner.cue and _before(inner, outer, at):
                first = min(inner.source_span[0], inner.cue[0][0], inner.start)
                if outer.verb.sent.start_char <= first and _end(draft, inner, at):
                    outer.pieces = [p for p in [trim(draft, min(first, outer.start), outer.end)] if p] or outer.pieces


def _before(inner: Find, outer: Find, at: int) -> bool:
    """Does an attribution stand in front of another at `at`, both about the same words?"""
    overlap = any(inner.covers(*p) for p in outer.pieces)
    return overlap and bool(inner.covers(at, at + 1)) and inner.cue[-1][1] <= min(inner.start, at)


def _keep_inside(draft: Draft, find: Find) -> None:
    """What is attributed inside a quotation begins and ends with that quotation."""
    at = find.cue[0][0] if find.cue else None
    quote = draft.quote_at(at) if at is not None else None
    if quote is None:
        return
    if find.start > quote.start and any(_leaves(draft, quote.outer, b) for _, b in find.pieces):
        _end(draft, find, quote.outer)
    span = find.source_span
    if find.start < quote.start and (span is None or quote.start <= span[0] < quote.outer):
        kept = [(max(a, quote.inner), b) for a, b in find.pieces if b > quote.inner]
        find.pieces = [p for k in kept if (p := trim(draft, *k))] or find.pieces


def _leaves(draft: Draft, outer: int, end: int) -> bool:
    return end > outer and draft.quote_at(end - 1) is None


def _joint(draft: Draft, outer: Find, verb: Token) -> int | None:
    """The character at which the outer content ends, or None if the inner verb belongs to it."""
    if outer.verb is None or outer.verb.i > verb.i or draft.quote_at(outer.verb.idx):
        return None
    first = verb.left_edge
    if first.i == 0:
        return None
    before = first.nbor(-1)
    if verb.tag_ == "VBG" and verb.dep_ in ("advcl", "acl", "ccomp", "dep", "conj") and not _own(verb):
        behind = before.text in (",", ";", "”", '"') and not any(c.dep_ == "aux" for c in verb.children)
        return before.idx if behind else None
    if verb.dep_ != "conj" or not finite(verb):
        return None
    top = verb
    while top.dep_ == "conj":
        top = top.head
    while before.dep_ == "cc" or before.is_punct:
        first, before = before, before.nbor(-1)
    if _own(verb):
        return first.idx if verb.tag_ in ("VBD", "VBZ") and top.head == outer.verb else None
    shifted = any(c.dep_ in ("aux", "auxpass") for c in top.children) or top.tag_ in ("VBZ", "VBP")
    plain = verb.tag_ == "VBD" and outer.verb.tag_ == "VBD" and not any(c.dep_ == "aux" for c in verb.children)
    return first.idx if shifted and plain else None


def _own(verb: Token) -> bool:
    return any(c.dep_ in SUBJECTS for c in verb.children)


def _end(draft: Draft, find: Find, at: int) -> bool:
    """Keep only what stands before a character; False if nothing would be left."""
    kept = [p for a, b in find.pieces if a < at and (p := trim(draft, a, min(b, at)))]
    if not kept:
        return False
    find.pieces = kept
    return True
