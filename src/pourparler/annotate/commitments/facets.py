"""Force and life of a commitment, from its frame, the words above it and their tense."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from functools import cache

from spacy.tokens import Token

from pourparler.annotate.commitments.candidates import Candidate
from pourparler.annotate.commitments.conditions import condition
from pourparler.annotate.commitments.finders import is_noun
from pourparler.annotate.commitments.frames import TERM, frames, kind
from pourparler.annotate.draft import Draft
from pourparler.annotate.rules import load_table
from pourparler.annotate.syntax import clause
from pourparler.model.findings import Force, Life
from pourparler.model.text import Span

_ROLES = {Life.KEPT: frozenset({"dobj"}), Life.BROKEN: frozenset({"dobj", "nsubjpass", "pobj", "prep"})}
_ANY_ROLE = frozenset({"dobj", "nsubjpass", "pobj", "prep", "acomp", "oprd", "attr", "xcomp"})
_RECENT = dt.timedelta(days=10)
_HEAD = 300  # characters in which a document says what it is
_JOINT = re.compile(
    r"\b(?:Joint (?:\w+ )?(?:Statement|Declaration|Communiqu[eé]|Vision)|\w+ Declaration|Leaders[’']? Statement)\b"
)
_PLANS = frozenset({"intend", "plan", "announcement", "assurance", "goal", "decision"})
_NEWS = frozenset({"offer", "bind-oneself", "give-ones-word", "decide"})
_AGAIN = frozenset({"recommit", "rededicate"})


@cache
def _rows() -> tuple[dict[str, str], ...]:
    return load_table("commitments/life.tsv", columns=("lemma", "life", "said"))


@cache
def lives() -> dict[str, Life]:
    """What a word above a promise says of its life, by dictionary form."""
    return {row["lemma"]: Life(row["life"]) for row in _rows()}


@cache
def _said_lives() -> dict[str, Life]:
    return {row["lemma"]: Life(row["life"]) for row in _rows() if row["said"]}


def force(draft: Draft, candidate: Candidate, by: tuple[str, ...]) -> Force:
    """Joint promises, and all in a joint document, are agreements; plans stay plans; "only … if" makes an offer."""
    given, deed = candidate.frame.force, candidate.deed
    if candidate.frame is TERM and (draft.speaker_at(deed.idx) is not None or draft.quote_at(deed.idx) is not None):
        given = Force.INTENDED
    if given is Force.INTENDED and (told := _of_intent(draft, candidate, by)) is not None:
        return told
    if given in (Force.PROMISED, Force.INTENDED):
        together = len(by) > 1 and candidate.frame.name not in _PLANS
        return Force.AGREED if together or joint_document(draft) else given
    return given


def _of_intent(draft: Draft, candidate: Candidate, by: tuple[str, ...]) -> Force | None:
    """Threats and offers among what somebody says he will do; None if it is neither."""
    deed = candidate.deed
    lemma = deed.lemma_.lower()
    denied = clause(deed).negated or (candidate.actor is not None and _none(candidate.actor))
    if candidate.place == "there" and lemma in kind("reprisal"):
        return Force.THREATENED
    if not denied and (lemma in kind("violent") or any(c.dep_ == "dobj" and c.lower_ == "force" for c in deed.rights)):
        return Force.THREATENED
    if candidate.place == "infinitive" or (candidate.promise.lemma_ != "warn" and not condition(candidate)):
        return None
    absent = lemma == "stay" and any(c.lower_ == "away" for c in deed.children)
    if candidate.promise.lemma_ == "warn" or absent or lemma in kind("hostile if"):
        return Force.THREATENED
    only = any(c.lower_ == "only" for c in deed.lefts)
    return Force.OFFERED if only or lemma in kind("concession") else None


def _none(actor: Token) -> bool:
    return any(c.lower_ in ("neither", "no", "not") for c in actor.lefts)


def joint_document(draft: Draft) -> bool:
    """Is the text itself a joint statement or declaration, as its first lines say?"""
    return _JOINT.search(draft.report.text, 0, _HEAD) is not None


def life(draft: Draft, candidate: Candidate) -> Life:
    """Where the commitment stands by the report's words; what was made long before the report is standing."""
    stage = _told_life(candidate)
    if stage is Life.STANDING and _is_news(draft, candidate):
        return Life.NEW
    return Life.STANDING if stage is Life.NEW and _long_ago(draft, candidate) else stage


def _is_news(draft: Draft, candidate: Candidate) -> bool:
    """Does the report open with it: "Ghana and Togo have bound themselves"? Then it is what is reported."""
    verb = candidate.promise
    if candidate.frame.name not in _NEWS:
        return False
    opening = next(iter(draft.body()), None)
    if (
        is_noun(verb)
        or candidate.frame.life is not None
        or opening is None
        or not opening.start <= verb.i < opening.end
    ):
        return False
    return verb.dep_ == "ROOT" and any(c.lower_ in ("has", "have") and c.dep_ == "aux" for c in verb.lefts)


def _long_ago(draft: Draft, candidate: Candidate) -> bool:
    """Is the promise dated, by a time that hangs on its own verb, more than some days before publication?"""
    day = draft.report.day
    if day is None:
        return False
    promise = candidate.promise
    verbs = {promise.i, promise.head.i} if is_noun(promise) else {promise.i}
    sent = promise.sent
    first = bisect_left(draft.timexes, sent.start_char, key=lambda t: t.evidence.span.start)
    for timex in draft.timexes[first:]:
        if timex.evidence.span.start >= sent.end_char:
            return False
        latest = timex.window.latest if timex.window is not None else None
        if latest is not None and latest < day - _RECENT and _verb_of(draft, timex.evidence.span) in verbs:
            return True
    return False


def _verb_of(draft: Draft, span: Span) -> int | None:
    """Index of the verb, or of the binding noun, that a time hangs on."""
    words = draft.doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None:
        return None
    node = words.root
    for _ in range(5):
        if node.head.i == node.i:
            return None
        node = node.head
        if node.pos_ == "VERB" or node.lemma_ in frames():
            return int(node.i)
    return None


def _told_life(candidate: Candidate) -> Life:
    promise, frame = candidate.promise, candidate.frame
    if frame.life is not None and frame.life is not Life.STANDING:
        return frame.life
    if candidate.place in ("modal", "clause", "is to"):
        return _clause_life(candidate)
    told = Life.REAFFIRMED if promise.lemma_.lower() in _AGAIN else _governed_life(promise)
    if told is not None:
        return told
    if frame.life is not None:
        return frame.life
    return _noun_life(promise) if is_noun(promise) else _verb_life(promise)


def _clause_life(candidate: Candidate) -> Life:
    """Of "will": new, unless the verb of saying repeats or lies back ("has said it will")."""
    saying = candidate.promise if candidate.place == "clause" else candidate.deed.head
    if saying.pos_ not in ("VERB", "AUX") or (candidate.place != "clause" and candidate.deed.dep_ != "ccomp"):
        return Life.NEW
    told = _said_lives().get(saying.lemma_.lower())
    return told if told is not None else _verb_life(saying)


def _governed_life(promise: Token) -> Life | None:
    """Of the nearest verb of reaffirming, keeping, breaking or withdrawing above (or the copula of an adjective)."""
    node = promise
    for _ in range(4):
        below, node = node, node.head
        if node.pos_ in ("VERB", "AUX"):
            found = lives().get(node.lemma_.lower())
            if found is not None and below.dep_ in _ROLES.get(found, _ANY_ROLE):
                return found
            if found is not None:
                return None
            if node.lemma_ not in ("be", "have"):
                return None
        if node.head == node:
            return None
    return None


def _noun_life(noun: Token) -> Life:
    """To sign or announce makes it new, "its unwavering commitment" keeps it up; else it just stands."""
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_ in kind("making") and not clause(verb).perfect:
        return Life.NEW
    return Life.REAFFIRMED if any(c.lower_ in kind("still") for c in noun.lefts) else Life.STANDING


def _verb_life(verb: Token) -> Life:
    """A perfect tells of a promise that stands already; an accord "has struck" is as new as the report."""
    finite = clause(verb)
    stands = finite.perfect and verb.lemma_ not in kind("making")
    return Life.STANDING if stands or (finite.passive and verb.lemma_ == "commit") else Life.NEW
