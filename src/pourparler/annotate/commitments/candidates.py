"""Where a sentence may bind somebody: a binding word, the head of what is to be done, and who it is said of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from pourparler.annotate.commitments.finders import FINDERS, accord, infinitive, is_noun, is_to
from pourparler.annotate.commitments.frames import (
    CONDITION,
    PROGRESSIVE,
    TERM,
    THERE,
    UNDER,
    WILL,
    Frame,
    frames,
    kind,
)
from pourparler.annotate.syntax import prep_objects, subject

_FAR = 10  # tokens that the phrase between a noun and its infinitive may take
_WILL = frozenset({"will", "'ll", "’ll", "wo", "shall"})
_WOULD = frozenset({"would", "'d", "’d"})
_BE = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re", "'m", "’m"})
_MODALS = _WILL | _WOULD
_WAS = frozenset({"was", "were"})
_DUTY = frozenset({"must", "should"})  # what an accord says somebody has to do


_ASIDE_FROM_VERBS = frozenset({"condition", "conditions", "headed", "going"})  # that may open what will be done


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Perhaps a commitment: `promise` binds `actor` (head of his noun phrase, or None) to `deed`, found at `place`."""

    frame: Frame
    promise: Token
    deed: Token
    place: str
    actor: Token | None


def candidates(sent: Span) -> Iterator[Candidate]:
    """All candidates of a sentence in order of their binding words."""
    index = frames()
    for token in sent:
        for frame in index.get(token.lemma_.lower(), ()):
            if token.pos_ in frame.pos if token.pos_ != "NOUN" else is_noun(token) == ("NOUN" in frame.pos):
                yield from _framed(frame, token)
        tag = token.tag_ or "_"
        if tag == "VBN":
            for frame in index.get(token.lower_, ()):
                if "ADJ" in frame.pos and _predicative(token):
                    yield from _framed(frame, token)
        if tag[0] not in "MV" and token.lower_ not in _ASIDE_FROM_VERBS:
            continue
        if (future := _there(token) or _future(token) or _conditional(token) or _progressive(token)) is not None:
            yield future


def _future(token: Token) -> Candidate | None:
    """What a "will", "is going to" or "is to" says of somebody; also "would", where an accord says it."""
    deed, place = is_to(token), "is to"
    if token.tag_ == "MD" and token.dep_ == "aux" and token.lower_ in _MODALS | _DUTY:
        deed, place = token.head, "modal"
    elif going(token):
        deed, place = next((c for c in token.children if c.dep_ == "xcomp"), None), "modal"
    if deed is None:
        return None
    frame = UNDER if _under_accord(deed) or _under_accord(token) or _laid_down(deed) else WILL
    if frame is WILL and _of_its_own(deed if place == "modal" else token):
        done = passive(deed)
        if (done or token.lower_ in _WOULD | _WAS) and token.lower_ not in _DUTY:
            return Candidate(frame=TERM, promise=token, deed=deed, place=place, actor=subject(deed))
    if frame is WILL and token.lower_ in _WOULD | _DUTY | _WAS:
        return None
    return Candidate(frame=frame, promise=token, deed=deed, place=place, actor=subject(deed))


def _of_its_own(verb: Token) -> bool:
    """Is it a sentence of its own, also one with its "he said" behind it?"""
    return verb.dep_ in ("ROOT", "conj") or (verb.dep_ == "ccomp" and verb.head.i > verb.i)


def passive(deed: Token) -> bool:
    """Is something done to its subject: "will be withdrawn"?"""
    return any(c.dep_ == "auxpass" for c in deed.children)


def _there(token: Token) -> Candidate | None:
    """What "there will be" or never will be: "there would be no retreat", "there will be an answer"."""
    verb = token.head
    if token.tag_ != "MD" or token.lower_ not in _MODALS or verb.lemma_ != "be":
        return None
    thing = next((c for c in verb.children if c.dep_ == "attr"), None)
    if thing is None or not any(c.dep_ == "expl" for c in verb.children):
        return None
    denied = any(c.lower_ == "no" for c in thing.lefts)
    if thing.lemma_.lower() not in kind("refused thing" if denied else "reprisal"):
        return None
    return Candidate(frame=THERE, promise=token, deed=thing, place="there", actor=None)


def _progressive(token: Token) -> Candidate | None:
    """What somebody is doing next week, or is not doing: "Oslo is sending two ships", "she is not running"."""
    if token.tag_ != "VBG" and token.lower_ != "headed":
        return None
    if going(token) or token.dep_ not in ("ROOT", "conj", "ccomp", "acomp"):
        return None
    verb = token.head if token.dep_ == "acomp" else token
    be = next((c for c in (*token.lefts, verb) if c.lower_ in _BE), None)
    who = next((c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    if be is None or who is None or any(c.lower_ in _MODALS or c.lower_ == "been" for c in verb.lefts):
        return None
    return Candidate(frame=PROGRESSIVE, promise=be, deed=token, place="modal", actor=who)


def _conditional(token: Token) -> Candidate | None:
    """What the other side does in "…, on condition that Oslo would pay"."""
    if token.lower_ not in ("condition", "conditions") or not token.i or token.nbor(-1).lower_ != "on":
        return None
    for modal in token.doc[token.i + 1 : min(token.i + _FAR, token.sent.end)]:
        if modal.tag_ == "MD" and modal.lower_ in _MODALS:
            who = next((c for c in modal.head.lefts if c.dep_ == "nsubj" and c.i > token.i), None)
            return (
                Candidate(frame=CONDITION, promise=token, deed=modal.head, place="clause", actor=who) if who else None
            )
    return None


def _under_accord(verb: Token) -> bool:
    """Does an accord say so: "Under the deal, Oslo would pay", "as part of the accord, Oslo will pay"?"""
    for prep in verb.lefts:
        if prep.dep_ == "prep" and prep.lower_ in ("under", "through", "as", "in"):
            for noun in prep.children:
                part = noun.lower_ in ("part", "accordance", "line", "terms", "provisions")
                if noun.dep_ == "pobj" and (part or prep.lower_ in ("under", "through")):
                    return any(accord(n) for n in (prep_objects(noun, "of", "with") if part else (noun,)))
    return False


def _laid_down(verb: Token) -> bool:
    """ "An accord under which Oslo would pay", "a deal whereby it will pay"."""
    if verb.dep_ not in ("relcl", "acl", "advcl") or not accord(verb.head):
        return False
    for child in verb.lefts:
        if child.lower_ == "whereby":
            return True
        if child.dep_ == "prep" and child.lower_ in ("under", "in", "by", "through"):
            return any(c.lower_ == "which" for c in child.children)
    return False


def going(token: Token) -> bool:
    """A future of one's own: "is going to do"."""
    return token.lower_ == "going" and any(c.dep_ == "xcomp" and infinitive(c) for c in token.children)


def _predicative(participle: Token) -> bool:
    """A participle that tells a state: "is prepared to", "was determined to"."""
    return participle.dep_ in ("acomp", "oprd") or any(c.lemma_ == "be" for c in participle.lefts)


def _framed(frame: Frame, word: Token) -> Iterator[Candidate]:
    if frame.particle and not any(c.lower_ == frame.particle for c in word.children):
        return
    for place in frame.takes:
        found = list(FINDERS[place](frame, word))
        for deed, actor in found:
            yield Candidate(frame=frame, promise=word, deed=deed, place=place, actor=actor)
        if found:
            return
