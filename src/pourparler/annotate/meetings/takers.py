"""Who takes part in a meeting without standing beside its noun: subjects of the words that carry it."""

from __future__ import annotations

from spacy.tokens import Token

from pourparler.annotate.meetings.frames import Entry, entries, going
from pourparler.annotate.meetings.status import STRETCHES, verb_entry
from pourparler.annotate.syntax import Mood, agent, clause, conjuncts, prep_objects, subject

_TURNS = frozenset({"suspension", "resumption", "start", "opening", "cancellation", "postponement", "launch"})
_INSIDE = frozenset({"at", "in", "during", "on", "for", "after", "before", "following"})
_AFTER = frozenset({"at", "during", "after", "following"})
_OF_OTHERS = frozenset({"call", "effort", "bid", "attempt", "chance", "likelihood", "prospect", "possibility", "idea"})
_TAKING = frozenset("accept announce confirm express have make renew show signal unveil voice welcome".split())
_TURNING_DOWN = frozenset("abandon decline dismiss drop rebuff refuse reject spurn".split())
_JOURNEYS = frozenset({"visit", "trip", "tour", "journey", "stop", "mission", "swing"})
_CONDUCTED = frozenset({"lead", "conduct", "head", "handle"})
_LIST = 30  # tokens
_OWN = Entry("", "own", "own", True)


def journey(noun: Token) -> Token | None:
    """The verb of going on which a visit or talks hang: "arrived in Cairo for talks", "flew to Oslo on a visit"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("for", "on"):
        return None
    verb = noun.head.head
    return verb if verb.pos_ == "VERB" and verb.lemma_ in going() else None


def arrival(noun: Token) -> tuple[Token, Token] | None:
    """Who joins a meeting by going to its place, and the place: "flew on to Rome, where ministers held a summit"."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.dep_ != "relcl" or not any(c.lower_ == "where" for c in verb.lefts):
        return None
    place, prep = verb.head, verb.head.head
    gone = place.dep_ == "pobj" and prep.dep_ == "prep" and prep.head.lemma_ in going()
    who = subject(prep.head) if gone else None
    return (who, place) if who is not None else None


def takers(noun: Token, *, alone: bool) -> list[Token]:
    """Subjects of verbs whose subject takes part: "X held talks", "X came for talks", "at a meeting with Y, X said".

    alone: nobody is said to hold the meeting ("a meeting of X").
    """
    above = noun.head
    if noun.dep_ == "pobj":
        return _behind_preposition(above, alone=alone)
    if noun.dep_ == "nsubjpass" and above.lemma_ in ("attend", "join", "convene", "host", "chair"):
        found = agent(above)
        return [found] if found is not None else []
    if noun.dep_ != "dobj" or above.pos_ != "VERB":
        return []
    if above.lemma_ == "include":
        return _travellers(above)
    entry = verb_entry(above, "verb")
    found_by = _taker(above, entry)
    if entry is not None and entry.from_afar and not any(c.lower_ == "with" for c in noun.children):
        return [token for token in found_by if any(c.dep_ == "conj" for c in token.children)]
    return found_by


def _behind_preposition(prep: Token, *, alone: bool) -> list[Token]:
    """Who acts "after talks", "in talks", "ahead of talks", "walked out of talks" or has "plans for talks"."""
    word, holder = prep.lower_, prep.head
    if word == "of" and holder.lemma_ in STRETCHES:
        return takers(holder, alone=alone)  # "ended ten days of talks"
    if alone and holder.head.pos_ == "VERB":
        if holder.lower_ in ("away", "out"):
            return _taker(holder.head, entries("verb").get(f"{holder.head.lemma_} {holder.lower_} {word}"))
        if holder.lower_ in ("ahead", "prior"):
            return _taker(holder.head, _OWN)
    if alone and holder.pos_ in ("VERB", "AUX"):
        entry = entries("verb").get(f"{holder.lemma_} {word}")
        if entry is not None or word in _INSIDE:
            return _taker(_teller(holder, prep), entry or _OWN)
    if holder.lemma_ in _TURNS and word == "of" and holder.dep_ == "dobj":
        return _taker(holder.head, _OWN)
    return _intending(holder) if holder.pos_ == "NOUN" and holder.lemma_ in entries("noun") else []


def _intending(noun: Token) -> list[Token]:
    """Whose plan, wish or refusal it is: "has no interest in a meeting", "rejected a proposal for talks"."""
    owners = [c for c in noun.children if c.dep_ == "poss"]
    if owners or noun.dep_ != "dobj" or noun.head.pos_ != "VERB":
        return owners if noun.lemma_ not in _OF_OTHERS else []
    verb = noun.head
    own = verb.lemma_ in _TAKING and noun.lemma_ not in _OF_OTHERS
    return _taker(verb, _OWN) if own or verb.lemma_ in _TURNING_DOWN else []


def _travellers(verb: Token) -> list[Token]:
    """Whose journey it is that "includes a meeting with the chancellor"."""
    trip = subject(verb)
    if trip is None or trip.lemma_ not in _JOURNEYS:
        return []
    return [c for c in trip.children if c.dep_ == "poss"] or takers(trip, alone=True)


def _teller(verb: Token, prep: Token) -> Token:
    """Who says something "after a meeting" met there, where a parser gives the phrase to what he says will be done."""
    told = verb.dep_ == "ccomp" and prep.lower_ in _AFTER and prep.i > verb.i
    return verb.head if told and clause(verb).mood is not Mood.PLAIN else verb


def owner_behind(noun: Token) -> Token | None:
    """Who "they" are in "After their meeting, Brown and Sarkozy said": the subject behind the phrase."""
    if noun.dep_ != "pobj" or not any(c.dep_ == "poss" and c.lower_ == "their" for c in noun.lefts):
        return None
    verb = noun.head.head
    if noun.i > verb.i or verb.pos_ not in ("VERB", "AUX"):
        return None
    named = next((c for c in noun.children if c.dep_ == "appos" and c.i > noun.i), None)  # where the comma misleads
    found = named if named is not None else subject(verb)
    return found if found is not None and found.i > noun.i else None


def other_side(between: Token, end: int) -> Token | None:
    """Who is named second behind "between", where a clause put in misleads the parser: "between A, who …, and B"."""
    if len(conjuncts(between)) > 1:
        return None
    doc = between.doc
    for i in range(between.i + 1, min(between.i + _LIST, end - 1)):
        if doc[i].lower_ == "and":
            following = doc[i + 1]
            while following.dep_ in ("det", "amod", "compound", "nmod", "poss", "advmod") and following.head.i > i:
                following = following.head
            return following if following.pos_ in ("NOUN", "PROPN", "PRON") else None
    return None


def led_by(noun: Token) -> list[Token]:
    """Who leads a side: "negotiations led on the American side by X", "conducted for the rebels by Y"."""
    for verb in noun.children:
        sides = (o for o in prep_objects(verb, "on", "from") if o.lemma_ in ("side", "part", "behalf"))
        led = verb.dep_ in ("acl", "relcl") and verb.lemma_ in _CONDUCTED and any(True for _ in sides)
        if led and (chief := agent(verb)) is not None:
            return [chief]
    return []


def _taker(verb: Token, entry: Entry | None) -> list[Token]:
    found = subject(verb) if entry is not None and entry.part and not clause(verb).passive else None
    return [found] if found is not None else []
