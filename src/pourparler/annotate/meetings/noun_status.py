"""How real the meeting is that a noun names, from what it is subject or object of and what stands beside it."""

from __future__ import annotations

from spacy.tokens import Token

from pourparler.annotate.meetings.frames import counterparts, entries, frames
from pourparler.annotate.meetings.status import (
    NONE,
    OFF,
    OPEN,
    STRETCHES,
    Reading,
    apply,
    apply_adjective,
    apply_noun,
    lookup,
    verb_entry,
    verb_status,
)
from pourparler.annotate.syntax import Tense, clause, subject
from pourparler.model.findings import Status

_OF = frozenset({"for", "of", "to", "on", "about"})
_ONE_MORE = frozenset({"a", "an", "another"})


def noun_status(noun: Token) -> Reading:
    """How real the meeting is that a noun names, from what it is subject or object of, and from its modifiers."""
    if any(c.lower_ in ("no", "any", "neither") and c.dep_ in ("det", "neg") for c in noun.children):
        outer = _noun_outer(noun)
        ruled_out = outer.status == Status.REFUSED and all(c.lower_ != "no" for c in noun.lefts)
        return outer if ruled_out else Reading(NONE, "no")
    outer = _noun_outer(noun)
    if outer.settled or outer.status == NONE:
        inner = _modifiers(noun)
        past = outer.status in (Status.HELD, Status.UNDER_WAY)
        if past and inner.settled and outer.by in ("at", "in", "during", "on"):
            return inner
        if past and inner.status == Status.SCHEDULED and outer.by in ("after", "following"):
            return inner  # "will resign after a meeting scheduled for May"
        return outer
    return _modifiers(noun)


def _modifiers(noun: Token) -> Reading:
    for child in noun.children:
        if child.dep_ in ("amod", "acl", "advmod", "compound") and (entry := lookup("adj", child)):
            if entry.status == "own":
                continue
            return Reading(entry.status, child.text)
        if child.dep_ == "acl" and (entry := lookup("happen", child)):
            if entry.status != "own":
                return Reading(entry.status, child.text)
            return Reading(Status.HELD if child.tag_ == "VBN" else Status.SCHEDULED, child.text)
    return Reading(OPEN, "")


def happening(noun: Token) -> Token | None:
    """The verb whose subject a noun is, directly or through a relative clause ("a summit, which will happen")."""
    if noun.dep_ in ("nsubj", "nsubjpass") and noun.head.pos_ in ("VERB", "AUX"):
        return noun.head
    for child in noun.children:
        if child.dep_ == "relcl":
            for verb in (child, *(c for c in child.children if c.dep_ in ("ccomp", "xcomp"))):
                if any(c.dep_ in ("nsubj", "nsubjpass") and c.tag_ in ("WDT", "WP") for c in verb.children):
                    return verb
    return None


def _noun_outer(noun: Token, depth: int = 0) -> Reading:
    verb = happening(noun)
    if verb is not None:
        found = _happens(verb)
        if noun.head == verb:
            return found
        if found.settled:  # "called off talks that had been due to start"
            outer = _carried(noun, depth)
            return outer if outer.status in OFF else found
    return _carried(noun, depth)


def _carried(noun: Token, depth: int) -> Reading:
    """What the word says on which the meeting hangs as object or behind a preposition."""
    above, dep = noun.head, noun.dep_
    if dep == "conj" and above.pos_ in ("NOUN", "PROPN") and depth < 4:
        return _noun_outer(above, depth + 1)
    if dep in ("dobj", "attr", "oprd", "dative") and above.pos_ in ("VERB", "AUX"):
        if above.lemma_ == "be":
            return verb_status(above) if any(c.dep_ == "expl" for c in above.children) else Reading(OPEN, "")
        if above.lemma_ == "include":
            return _included(above)
        entry = lookup("verb", above)
        if entry is not None and entry.status == Status.POSSIBLE and any(c.lower_ == "the" for c in noun.lefts):
            return Reading(OPEN, "")  # who discusses "the talks" does not discuss whether to hold them
        return apply(entry, above) if entry is not None else Reading(OPEN, "")
    if dep == "pobj":
        return _noun_after(above, depth)
    if dep == "ROOT":
        return Reading(OPEN, "")
    return Reading(OPEN, "")


def _included(verb: Token) -> Reading:
    """What a journey "includes" is still to come; what it "included" was held."""
    own = verb_status(verb)
    now = own.status == Status.HELD and clause(verb).tense is Tense.PRESENT
    return Reading(Status.SCHEDULED, verb.text) if now else own


def _happens(verb: Token) -> Reading:
    """The meeting is the subject: "took place", "was postponed", "is unlikely"."""
    if verb.lemma_ in ("be", "seem", "look", "appear", "remain"):
        for child in verb.children:
            if child.dep_ in ("acomp", "attr", "oprd", "advmod", "prep", "xcomp") and (entry := lookup("adj", child)):
                return apply_adjective(entry, child) if child.dep_ == "acomp" else Reading(entry.status, child.text)
            if child.dep_ == "xcomp" and child.pos_ == "VERB" and any(c.tag_ == "TO" for c in child.children):
                past = clause(verb).tense is Tense.PAST
                return Reading(Status.PLANNED if past else Status.SCHEDULED, "be to")
        own = verb_status(verb)
        past = own.status == Status.HELD and clause(verb).tense is Tense.PAST
        return own if past or own.status == Status.SCHEDULED else Reading(OPEN, "")
    entry = verb_entry(verb, "happen")
    for child in verb.children:
        if child.dep_ == "oprd" and (found := lookup("adj", child)):
            return Reading(found.status, child.text)
    if entry is not None:
        if entry.status == "own":
            own = verb_status(verb)
            return Reading(Status.CANCELLED, own.by) if own.status == Status.REFUSED else own
        return apply(entry, verb)
    own = verb_status(verb)
    return own if own.status in (Status.HELD, Status.SCHEDULED) else Reading(OPEN, "")


def _noun_after(prep: Token, depth: int) -> Reading:
    """The meeting hangs on a preposition: "after the talks", "agreed to talks", "plans for a summit"."""
    word, holder = prep.lower_, prep.head
    if word in ("of", "to") and holder.lower_ in ("ahead", "prior"):
        word, holder = holder.lower_, holder.head
    elif holder.lower_ in ("away", "out") and holder.head.pos_ == "VERB":  # "walked away from the talks"
        word, holder = f"{holder.lower_} {word}", holder.head
    if word == "without":
        return Reading(NONE, word)
    asked = word == "about" and holder.lemma_ == "ask"
    if asked and any(c.lower_ in _ONE_MORE for noun in prep.children for c in noun.lefts):
        return Reading(Status.POSSIBLE, "asked about")  # "asked about a third summit, he said it might be soon"
    if word == "of" and holder.lemma_ in STRETCHES and depth < 4:
        return _noun_outer(holder, depth + 1)
    if holder.pos_ in ("VERB", "AUX"):
        particles = [c.lower_ for c in holder.children if c.dep_ in ("prt", "advmod", "dobj")]
        for tail in (word, *(f"{p} {word}" for p in particles)):
            if entry := entries("verb").get(f"{holder.lemma_.lower()} {tail}"):
                return apply(entry, holder)
    if word == "for" and holder.pos_ == "VERB" and holder.lemma_ in frames():
        return verb_status(holder)  # "will convene leaders for a summit"
    if holder.pos_ in ("NOUN", "PROPN") and (word in _OF or (word, holder.lemma_) == ("in", "interest")):
        found = lookup("noun", holder)
        if found is not None:
            return apply_noun(found, holder)
    if holder.pos_ == "ADJ" and (found := lookup("adj", holder)):
        return apply_adjective(found, holder) if _is_willing(holder) else Reading(OPEN, "")
    entry = entries("prep").get(word)
    if entry is None:
        return Reading(OPEN, "")
    if entry.status != "own":
        return Reading(entry.status, word)
    while holder.pos_ in ("NOUN", "PROPN", "ADP") and holder.head.i != holder.i:
        holder = holder.head  # "clashes in Delhi during the visit left …"
    if holder.pos_ in ("VERB", "AUX"):
        own = verb_status(holder)
        return Reading(own.status, word) if own.status in (Status.HELD, Status.SCHEDULED) else Reading(OPEN, "")
    return Reading(OPEN, "")


def _is_willing(adjective: Token) -> bool:
    """Is it somebody who is "ready for talks", or a thing: "the text is to be ready for the summit"?"""
    who = subject(adjective) if adjective.head.pos_ in ("VERB", "AUX") else None
    return who is None or who.pos_ in ("PROPN", "PRON") or who.lemma_.lower() in counterparts()
