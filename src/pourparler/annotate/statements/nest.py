"""Attributions inside the content of others: which are statements of their own, which only colour the outer one."""

from __future__ import annotations

from spacy.tokens import Token

from pourparler.annotate.draft import Draft
from pourparler.annotate.statements.clauses import finite
from pourparler.annotate.statements.find import Find, Nearby
from pourparler.annotate.statements.relays import is_who
from pourparler.annotate.statements.sources import antecedent, name_of

_SPEECH = frozenset(
    "say announce claim reveal report warn deny confirm promise threaten ask predict complain "
    "agree admit suggest demand insist accuse blame criticise".split()
) | {"point out", "call for"}
# What others think counts only where they are named: "he expects" is mostly the outer speaker himself.
_THOUGHT = frozenset("believe know want hope expect plan fear doubt".split())
_OPENING = 40  # characters: an inner cue so near to the beginning governs the content
_NOBODY = frozenset(
    "i we you it they one anyone anybody someone somebody everyone everybody nobody people this that which what".split()
)


def nest(draft: Draft, finds: list[Find]) -> list[Find]:
    """The finds that stay, each inner one with its parent."""
    nearby = Nearby(finds)
    for find in finds:
        find.parent = _parent(find, nearby)
    out = [f for f in finds if f.parent is None or _stands(draft, f)]
    kept = set(out)
    for find in finds:
        if find not in kept:
            _colour(draft, find)
    nearby = Nearby(out)
    for find in out:
        find.parent = _parent(find, nearby)
    return out


def _colour(draft: Draft, find: Find) -> None:
    """What somebody says that he hopes is a hope: the outer attribution takes the inner stance."""
    outer = find.parent
    if outer is None or outer.stance != "say" or find.source is None or find.cue[0][0] - outer.start > _OPENING:
        return
    quoted = draft.quote_at(find.cue[0][0]) is not None
    if quoted and find.verb is not None and find.verb.tag_ == "VBD":
        return  # "I hoped …" tells of an old hope
    first = quoted and find.source.lower_ in ("i", "we")
    if first or find.source.lower_ in ("he", "she", "it", "they") or _same(draft, find, outer):
        outer.stance = find.stance


def _parent(find: Find, nearby: Nearby) -> Find | None:
    """The smallest attribution in whose content the cue of this one stands."""
    if not find.cue:
        return None
    at = find.cue[0][0]
    holders = [f for f in nearby.about(at, at + 1) if f is not find and f.covers(at, at + 1) and f.cue != find.cue]
    return min(holders, key=lambda f: sum(b - a for a, b in f.pieces), default=None)


def _stands(draft: Draft, find: Find) -> bool:
    """Is an inner attribution the reported speech of somebody else than the outer speaker?"""
    parent = find.parent
    if parent is None:
        return True
    if parent.rule == "letter":  # a reader's letter reports as the newspaper does
        return find.source is not None and find.source.lower_ not in _NOBODY
    if find.source is None or find.verb is None:
        return False
    if find.stance not in _SPEECH and (find.stance not in _THOUGHT or find.source.pos_ == "PRON"):
        return False
    if (not finite(find.verb) and find.rule != "joint") or _nobody(find.source):
        return False
    source = antecedent(find.source)
    if _nobody(source) or (source.pos_ not in ("PROPN", "PRON") and not is_who(draft, source)):
        return False
    if sum(c == " " for a, b in find.pieces for c in draft.report.text[a:b]) < 3:
        return False
    return not _same(draft, find, parent)


def _nobody(source: Token) -> bool:
    """Does a source say nothing of who it is: "people", but not "two people briefed on the call"?"""
    told = any(c.dep_ in ("nummod", "acl", "relcl") for c in source.children)
    return source.lower_ in _NOBODY and not (told and source.pos_ == "NOUN")


def _same(draft: Draft, find: Find, parent: Find) -> bool:
    if parent.source is None or find.source is None:
        return False
    mine, theirs = name_of(draft, find.source), name_of(draft, parent.source)
    if mine and theirs:
        return mine == theirs
    quoted = find.cue and draft.quote_at(find.cue[0][0]) is not None
    return find.source.pos_ == "PRON" and not quoted
