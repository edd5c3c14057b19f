"""Force and life of a commitment, from its frame, the words above it and their tense."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from pourparler.annotate.commitments.candidates import Candidate
from pourparler.annotate.rules import load_table
from pourparler.annotate.syntax import Tense, clause
from pourparler.model.findings import Force, Life

_ROLES = {Life.KEPT: frozenset({"dobj"}), Life.BROKEN: frozenset({"dobj", "nsubjpass", "pobj", "prep"})}
_ANY_ROLE = frozenset({"dobj", "nsubjpass", "pobj", "prep", "acomp", "oprd", "attr", "xcomp", "conj"})
_AGAIN = frozenset({"recommit", "rededicate"})
_STILL = frozenset(
    {
        "continued",
        "continuing",
        "enduring",
        "ongoing",
        "longstanding",
        "long-standing",
        "unwavering",
        "steadfast",
        "ironclad",
        "unshakeable",
        "unshakable",
        "abiding",
    }
)


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


def force(candidate: Candidate, by: tuple[str, ...]) -> Force:
    """Joint promises are agreements; what depends on the other side's doing stays an offer or a threat."""
    given = candidate.frame.force
    if given in (Force.PROMISED, Force.INTENDED) and len(by) > 1:
        return Force.AGREED
    return given


def life(candidate: Candidate) -> Life:
    """Where the commitment stands by the report's words."""
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
    return _noun_life(promise) if promise.pos_ == "NOUN" else _verb_life(promise)


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
            if node.lemma_ not in ("be", "have"):
                return None
        if node.head == node:
            return None
    return None


def _noun_life(noun: Token) -> Life:
    verb = noun.head
    makes = (
        verb.pos_ == "VERB" and noun.dep_ == "dobj" and verb.lemma_ in ("make", "announce", "give", "sign", "unveil")
    )
    if makes and clause(verb).tense is Tense.PAST and not clause(verb).perfect:
        return Life.NEW
    if any(c.lower_ in _STILL for c in noun.lefts):
        return Life.REAFFIRMED
    return Life.STANDING


def _verb_life(verb: Token) -> Life:
    finite = clause(verb)
    return Life.STANDING if finite.perfect or (finite.passive and verb.lemma_ == "commit") else Life.NEW
