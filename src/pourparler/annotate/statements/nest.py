"""Attributions inside the content of others: which are statements of their own, which only colour the outer one."""

from __future__ import annotations

from spacy.tokens import Token

from pourparler.annotate.actors import states_of
from pourparler.annotate.draft import Draft
from pourparler.annotate.statements.clauses import MIND, finite
from pourparler.annotate.statements.find import Find, Nearby
from pourparler.annotate.statements.lexicon import verbs
from pourparler.annotate.statements.quoted import BESIDE
from pourparler.annotate.statements.relays import is_who
from pourparler.annotate.statements.sources import RELATIVE, antecedent, name_of

_SPEECH = frozenset(
    "say announce claim reveal report warn deny confirm promise threaten ask predict complain "
    "admit suggest demand insist accuse blame criticise".split()
) | {"point out", "call for"}
# What others think or agreed to counts only where they are named: "he fears" is mostly the outer speaker himself.
_THOUGHT = frozenset("believe fear doubt agree".split())
_OWN_ACTS = frozenset({"say", "report", "announce"})  # by which a state's word can be told by its own man
_OPENING = 40  # characters: an inner cue so near to the beginning governs the content
_LEAST = 3  # spaces in what counts as reported speech without marks of its own
_MARKS = 2  # characters of an opening mark at most
_PLAIN = frozenset({"say", "tell"})
_SOMEBODY = frozenset({"they", "someone", "somebody"})  # who count when they are said to have spoken
_NOBODY = frozenset(
    "i we you it they one anyone anybody someone somebody everyone everybody nobody people this that which what".split()
)


def nest(draft: Draft, finds: list[Find]) -> list[Find]:
    """The finds that stay, each inner one with its parent."""
    finds = [f for f in finds if not _reaches_out(draft, f)]
    nearby = Nearby(finds)
    heads = {f.verb.i: f for f in finds if f.verb is not None}
    for find in finds:
        find.parent = _parent(find, nearby) or _above(find, heads)
    out = [f for f in finds if f.parent is None or _stands(draft, f)]
    kept = set(out)
    for find in finds:
        if find not in kept:
            _colour(draft, find)
    nearby = Nearby(out)
    for find in out:
        find.parent = _parent(find, nearby)
    return out


def _reaches_out(draft: Draft, find: Find) -> bool:
    """Would a cue within a quotation attribute nothing but what stands before it?"""
    quote = draft.quote_at(find.cue[0][0]) if find.cue else None
    return quote is not None and find.end <= quote.start


def _above(find: Find, heads: dict[int, Find]) -> Find | None:
    """The attribution that governs the clause of this one, its content made whole where it was cut down to this one's.

    "Reuters reported that a minister said it would rain": what Reuters reported is that the minister said so.
    """
    verb, span = find.verb, find.source_span
    outer = heads.get(verb.head.i) if verb is not None and verb.dep_ == "ccomp" else None
    if outer is None or outer is find or span is None or not outer.cue or not find.cue or outer.source == find.source:
        return None
    start, end = outer.pieces[0]
    if not find.covers(start, end) or not outer.cue[-1][1] <= span[0] < find.cue[0][0] < start:
        return None
    outer.pieces[0] = (span[0], end)
    return outer


def _colour(draft: Draft, find: Find) -> None:
    """What somebody says that he hopes is a hope: the outer attribution takes the inner stance."""
    outer = find.parent
    if outer is None or outer.stance != "say" or find.source is None or find.cue[0][0] - outer.start > _OPENING:
        return
    quoted = draft.quote_at(find.cue[0][0]) is not None
    if quoted and find.verb is not None and find.verb.tag_ == "VBD":
        return  # "I hoped …" tells of an old hope
    first = quoted and find.source.lower_ in ("i", "we")
    if find.source.lower_ in RELATIVE:
        return  # "that those who thought so should wait"
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
        return find.source is not None and (find.source.lower_ not in _NOBODY or find.source.lower_ in _SOMEBODY)
    if find.source is None or find.verb is None:
        return False
    spoken = _in_own_marks(draft, find)
    thinker = find.source.pos_ == "PROPN" or find.source.tag_ == "NNS"
    behind = parent.rule in BESIDE or (bool(parent.cue) and parent.cue[0][0] >= parent.end)
    beside = (
        behind and find.source.pos_ == "PROPN" and find.stance not in MIND
    )  # "X called it a mistake, her office said"
    if find.stance not in _SPEECH and not spoken and not (find.stance in _THOUGHT and thinker) and not beside:
        return False
    named = find.rule == "noun" and find.source.pos_ == "PROPN"
    if not finite(find.verb) and find.rule != "joint" and not spoken and not _aside(find.verb) and not named:
        return False
    if find.source.lower_ in _SOMEBODY and (spoken or find.verb.lemma_ in _PLAIN):
        return True
    source = antecedent(find.source)
    if _nobody(source) or (source.pos_ not in ("PROPN", "PRON") and not spoken and not is_who(draft, source)):
        return False
    if not spoken and sum(c == " " for a, b in find.pieces for c in draft.report.text[a:b]) < _LEAST:
        return False
    return not _same(draft, find, parent)


def _in_own_marks(draft: Draft, find: Find) -> bool:
    """Is the content a quotation of its own, by a cue outside of it: "the fans chanted, 'Again,' the paper reports"?"""
    if find.rule == "inner quotation":
        return True
    quote = draft.quote_at(find.start)
    if quote is None or find.verb is None or find.verb.tag_ == "VB" or find.start - quote.start > _MARKS:
        return False
    spoken = find.stance in _SPEECH and any("q" in c.frames for c in verbs().get(find.verb.lower_, ()))
    return spoken and all(b <= quote.start or a >= quote.outer for a, b in find.cue)


def _aside(verb: Token) -> bool:
    """The participle of "X left early, saying that he was tired"."""
    return verb.tag_ == "VBG" and verb.dep_ == "advcl" and any(c.dep_ == "ccomp" for c in verb.children)


def _nobody(source: Token) -> bool:
    """Does a source say nothing of who it is: "people", but not "two people briefed on the call"?"""
    told = any(c.dep_ in ("nummod", "acl", "relcl", "poss") for c in source.children)
    return source.lower_ in _NOBODY and not (told and source.pos_ == "NOUN")


def _same(draft: Draft, find: Find, parent: Find) -> bool:
    if parent.source is None or find.source is None:
        return False
    mine, theirs = name_of(draft, find.source), name_of(draft, parent.source)
    if mine and theirs:
        own = (
            mine in states_of(draft, theirs) and find.stance not in _OWN_ACTS
        )  # "Iran condemns it, its spokesman said"
        return mine == theirs or own
    quoted = find.cue and draft.quote_at(find.cue[0][0]) is not None
    return find.source.pos_ == "PRON" and not quoted
