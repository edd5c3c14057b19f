"""How real a meeting is by the words around its anchor: tense, modality, negation and what governs it.

Read outwards from the anchor: each word above either hands on its own tense ("held talks") or decides ("hopes to
meet", "called off the summit"). The table is `rules/meetings/status.tsv`.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from pourparler.annotate.meetings.frames import Entry, entries, frames
from pourparler.annotate.syntax import Mood, Tense, clause, subject
from pourparler.model.findings import Status

NONE = "none"  # no meeting at all: "did not meet", "no talks"
OPEN = "open"  # nothing said
_ONCE = frozenset({"when", "once", "until", "before", "after"})
_OFF = frozenset({Status.CANCELLED, Status.POSTPONED, Status.REFUSED})
_NOT = frozenset({"no", "never", "neither", "without"})
_ONE_MORE = frozenset({"a", "an", "another"})
STRETCHES = frozenset(
    "hour day week month year series string flurry round lot part start beginning end culmination "
    "conclusion course close opening".split()
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A status (or "none", "open") and the word that decided it."""

    status: str
    by: str

    @property
    def settled(self) -> bool:
        """Did the words say anything?"""
        return self.status not in (NONE, OPEN)


def _negated(token: Token) -> bool:
    return any(c.dep_ == "neg" for c in token.children) or any(c.lower_ in _NOT for c in token.lefts)


def _lookup(table: str, token: Token, *extra: str) -> Entry | None:
    """A word's entry, with its particle or a preposition before the word alone."""
    known = entries(table)
    lemma = token.lemma_.lower()
    particles = [c.lower_ for c in token.children if c.dep_ in ("prt", "advmod") or (c.dep_ == "prep" and not extra)]
    for tail in (*(f"{p} {e}" for p in particles for e in extra), *extra, *particles):
        if entry := known.get(f"{lemma} {tail}"):
            return entry
    return known.get(lemma) or known.get(f"{lemma}e")  # "hopes" is taken for a form of "hop"


def verb_entry(verb: Token, table: str) -> Entry | None:
    """What the table says of a verb with its particle ("call off"); "take place" is one word."""
    if verb.lemma_ == "take" and any(c.dep_ == "dobj" and c.lemma_ == "place" for c in verb.children):
        return entries(table).get("take place")
    return _lookup(table, verb)


def _apply(entry: Entry, holder: Token) -> Reading:
    """What an entry says, given the tense, modality and polarity of the word that holds it."""
    said = clause(holder)
    negated = said.negated or _negated(holder)
    status = entry.negated if negated else entry.status
    if status == "own":
        return verb_status(holder)
    if status in (NONE, Status.HOPED, Status.POSSIBLE, Status.UNLIKELY):
        return Reading(status, holder.text)
    if holder.pos_ in ("VERB", "AUX"):
        own = verb_status(holder)
        if status in _OFF:
            if holder.dep_ == "acl" and holder.tag_ == "VB" and _lookup("noun", holder.head) is None:
                return Reading(OPEN, holder.text)  # "a petition to cancel the visit"
            real = said.passive or own.status in (Status.HELD, Status.SCHEDULED, Status.PLANNED, Status.UNDER_WAY)
            return Reading(status if real else OPEN, holder.text)  # who may call off a meeting has not done so
        if own.status == Status.HOPED and entry.word.startswith(("plan", "prepare")):
            return Reading(status, holder.text)
        if own.status in (Status.POSSIBLE, Status.HOPED, Status.UNLIKELY, NONE):
            return Reading(own.status, f"{own.by} {holder.text}")
    return Reading(status, holder.text)


def verb_status(verb: Token, depth: int = 0) -> Reading:
    """How real what a verb says is, by its own tense and mood and by what governs it."""
    own = _own_status(verb, depth)
    if verb.dep_ == "ccomp" and own.status in (Status.SCHEDULED, Status.PLANNED, Status.POSSIBLE):
        above = verb.head
        entry = _lookup("adj", above) if above.pos_ == "ADJ" else _lookup("verb", above)
        if entry is not None and entry.status not in ("own", Status.SCHEDULED):
            return _apply_adjective(entry, above) if above.pos_ == "ADJ" else _apply(entry, above)
    return own


def _own_status(verb: Token, depth: int) -> Reading:
    said = clause(verb)
    if said.tense is Tense.NONE and (due := _be_to(verb)) is not None:
        return due
    if hedge := _adverb(verb):
        return hedge
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in verb.children):
        return Reading(Status.POSSIBLE, "if")
    if said.mood is not Mood.PLAIN:
        return _modal(verb, said.mood, negated=said.negated, past=said.tense is Tense.PAST)
    if said.negated:
        return Reading(NONE, f"not {verb.text}")
    if said.tense is Tense.PAST:
        return Reading(Status.HELD, verb.text)
    if said.tense is Tense.FUTURE:
        return Reading(Status.SCHEDULED, verb.text)
    if said.tense is Tense.PRESENT or _bare(verb):
        opener = next((c.lower_ for c in verb.children if c.dep_ in ("advmod", "mark") and c.lower_ in _ONCE), None)
        if opener is not None:
            return Reading(OPEN if opener == "when" else Status.PLANNED, opener)
        return Reading(Status.UNDER_WAY if said.progressive else Status.HELD, verb.text)
    return _governed(verb, depth) if depth < 6 else Reading(OPEN, "")


def _bare(verb: Token) -> bool:
    """A root tagged as an infinitive that has a subject and no auxiliary is a present: "Norway and Peru meet"."""
    if verb.tag_ != "VB" or verb.dep_ != "ROOT":
        return False
    kinds = {c.dep_ for c in verb.children}
    return "nsubj" in kinds and "aux" not in kinds


def _be_to(verb: Token) -> Reading | None:
    """ "Is to be held" is fixed, "was to be held" was."""
    aux = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    to = next((a for a in aux if a.tag_ == "TO"), None)
    be = next((a for a in aux if a.lemma_ == "be" and to is not None and a.i < to.i), None)
    if be is None:
        return None
    return Reading(Status.PLANNED if be.tag_ == "VBD" else Status.SCHEDULED, "be to")


def _adverb(verb: Token) -> Reading | None:
    known = entries("adv")
    for child in verb.children:
        if child.dep_ == "advmod" and child.i < verb.i and (entry := known.get(child.lower_)):
            negated = any(c.dep_ == "neg" for c in verb.children)
            return Reading(entry.negated if negated else entry.status, child.text)
    return None


def _modal(verb: Token, mood: Mood, *, negated: bool, past: bool) -> Reading:
    if mood is Mood.WILL:
        return Reading(Status.REFUSED if negated else Status.SCHEDULED, "will")
    if mood is Mood.MAY:
        return Reading(Status.UNLIKELY if negated else Status.POSSIBLE, "may")
    if mood is Mood.OUGHT:
        return Reading(NONE if negated else Status.HOPED, "should")
    if past or negated:
        return Reading(NONE, "would")
    return Reading(Status.PLANNED, "would")


def _governed(verb: Token, depth: int) -> Reading:
    """An infinitive or participle: what its governor makes of it."""
    above, dep = verb.head, verb.dep_
    if above == verb:
        return Reading(OPEN, "")
    if dep == "pcomp":
        return _after_preposition(verb, above, depth)
    if dep == "conj" and above.pos_ in ("VERB", "AUX"):
        return verb_status(above, depth + 1)
    if dep in ("acl", "relcl") and above.pos_ in ("NOUN", "PROPN", "PRON"):
        entry = _lookup("noun", above)
        if entry is not None:
            return _apply_noun(entry, above)
        outer = verb_status(above.head, depth + 1) if above.head.pos_ in ("VERB", "AUX") else Reading(OPEN, "")
        return outer if outer.status in (Status.HELD, Status.SCHEDULED) else Reading(OPEN, "")
    if above.pos_ == "ADJ" and (entry := _lookup("adj", above)):
        return _apply_adjective(entry, above)
    if above.pos_ not in ("VERB", "AUX"):
        return Reading(OPEN, "")
    if above.lemma_ == "be" and dep in ("xcomp", "ccomp", "attr") and any(c.tag_ == "TO" for c in verb.children):
        return _plural_subject_be(above, depth)
    if any(c.dep_ == "mark" and c.lower_ == "for" for c in verb.children):
        called = entries("verb").get(f"{above.lemma_} for")
        return _apply(called, above) if called is not None else Reading(OPEN, "")
    if dep == "advcl":
        return verb_status(above, depth + 1)
    infinitive = any(c.tag_ == "TO" for c in verb.children)
    entry = _lookup("verb", above, "to") if infinitive else _lookup("verb", above)
    if above.lemma_ == "go" and above.lower_ == "going":
        return Reading(Status.SCHEDULED, "going to")
    if entry is not None:
        return _apply(entry, above)
    return Reading(OPEN, "") if infinitive else verb_status(above, depth + 1)


def _plural_subject_be(above: Token, depth: int) -> Reading:
    """ "They are to meet" is fixed; "the aim was to meet" is a plan."""
    head = subject(above)
    if head is not None and head.pos_ == "NOUN" and (entry := _lookup("noun", head)):
        return _apply_noun(entry, head)
    if head is not None and head.lemma_ in ("part", "aim", "goal", "purpose", "objective", "task", "job"):
        return Reading(Status.PLANNED, head.text)
    return Reading(Status.SCHEDULED, "be to") if depth < 6 else Reading(OPEN, "")


def _after_preposition(verb: Token, above: Token, depth: int) -> Reading:
    word = above.lower_
    if word in ("without", "instead"):
        return Reading(NONE, word)
    if entry := entries("prep").get(word):
        if entry.status == Status.SCHEDULED:
            outer = verb_status(above.head, depth + 1) if above.head.pos_ in ("VERB", "AUX") else Reading(OPEN, "")
            return outer if outer.status == Status.HELD else Reading(Status.SCHEDULED, word)
        if entry.status != "own":
            return Reading(entry.status, word)
    holder = above.head
    if holder.pos_ == "NOUN":
        found = _lookup("noun", holder)
        return _apply_noun(found, holder) if found is not None else Reading(OPEN, "")
    if holder.pos_ == "ADJ":
        found = _lookup("adj", holder)
        return _apply_adjective(found, holder) if found is not None else Reading(OPEN, "")
    found = _lookup("verb", holder, word)
    if found is not None:
        return _apply(found, holder)
    return verb_status(holder, depth + 1) if holder.pos_ in ("VERB", "AUX") else Reading(OPEN, "")


def _apply_noun(entry: Entry, noun: Token) -> Reading:
    if _negated(noun) or (noun.dep_ in ("dobj", "attr") and clause(noun.head).negated):
        return Reading(entry.negated, f"no {noun.text}")
    verb = noun.head
    if noun.dep_ == "dobj" and entry.status == Status.HOPED and verb.lemma_ in ("reject", "decline", "refuse", "spurn"):
        return Reading(Status.REFUSED, f"{verb.text} {noun.text}")
    if noun.dep_ == "dobj" and entry.status == Status.HOPED and verb.lemma_ == "accept":
        return Reading(Status.PLANNED, f"{verb.text} {noun.text}")
    return Reading(entry.status, noun.text)


def _apply_adjective(entry: Entry, adjective: Token) -> Reading:
    verb = adjective.head if adjective.dep_ in ("acomp", "attr", "oprd") else adjective
    negated = _negated(adjective) or (verb is not adjective and clause(verb).negated)
    status = entry.negated if negated else entry.status
    if status == "own":
        return verb_status(verb) if verb is not adjective else Reading(OPEN, "")
    return Reading(status, adjective.text)


def noun_status(noun: Token) -> Reading:
    """How real the meeting is that a noun names, from what it is subject or object of, and from its modifiers."""
    if any(c.lower_ in ("no", "any", "neither") and c.dep_ in ("det", "neg") for c in noun.children):
        return Reading(NONE, "no")
    outer = _noun_outer(noun)
    if outer.settled or outer.status == NONE:
        inner = _modifiers(noun)
        if (
            inner.settled
            and outer.status in (Status.HELD, Status.UNDER_WAY)
            and outer.by in ("at", "in", "during", "on")
        ):
            return inner
        return outer
    return _modifiers(noun)


def _modifiers(noun: Token) -> Reading:
    for child in noun.children:
        if child.dep_ in ("amod", "acl", "advmod", "compound") and (entry := _lookup("adj", child)):
            if entry.status == "own":
                continue
            return Reading(entry.status, child.text)
        if child.dep_ == "acl" and (entry := _lookup("happen", child)):
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
        if found.settled or noun.head == verb:
            return found
    above, dep = noun.head, noun.dep_
    if dep == "conj" and above.pos_ in ("NOUN", "PROPN") and depth < 4:
        return _noun_outer(above, depth + 1)
    if dep in ("dobj", "attr", "oprd", "dative") and above.pos_ in ("VERB", "AUX"):
        if above.lemma_ == "be":
            return verb_status(above) if any(c.dep_ == "expl" for c in above.children) else Reading(OPEN, "")
        entry = _lookup("verb", above)
        return _apply(entry, above) if entry is not None else Reading(OPEN, "")
    if dep == "pobj":
        return _noun_after(above, depth)
    if dep == "ROOT":
        return Reading(OPEN, "")
    return Reading(OPEN, "")


def _happens(verb: Token) -> Reading:
    """The meeting is the subject: "took place", "was postponed", "is unlikely"."""
    if verb.lemma_ in ("be", "seem", "look", "appear", "remain"):
        for child in verb.children:
            if child.dep_ in ("acomp", "attr", "oprd", "advmod", "prep", "xcomp") and (entry := _lookup("adj", child)):
                return _apply_adjective(entry, child) if child.dep_ == "acomp" else Reading(entry.status, child.text)
        own = verb_status(verb)
        past = own.status == Status.HELD and clause(verb).tense is Tense.PAST
        return own if past or own.status == Status.SCHEDULED else Reading(OPEN, "")
    entry = verb_entry(verb, "happen")
    for child in verb.children:
        if child.dep_ == "oprd" and (found := _lookup("adj", child)):
            return Reading(found.status, child.text)
    if entry is not None:
        if entry.status == "own":
            own = verb_status(verb)
            return Reading(Status.CANCELLED, own.by) if own.status == Status.REFUSED else own
        return _apply(entry, verb)
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
                return _apply(entry, holder)
    if word == "for" and holder.pos_ == "VERB" and holder.lemma_ in frames():
        return verb_status(holder)  # "will convene leaders for a summit"
    if holder.pos_ in ("NOUN", "PROPN") and word in ("for", "of", "to", "on", "about"):
        found = _lookup("noun", holder)
        if found is not None:
            return _apply_noun(found, holder)
    if holder.pos_ == "ADJ" and (found := _lookup("adj", holder)):
        return _apply_adjective(found, holder)
    entry = entries("prep").get(word)
    if entry is None:
        return Reading(OPEN, "")
    if entry.status != "own":
        return Reading(entry.status, word)
    while holder.pos_ in ("NOUN", "PROPN") and holder.head.i != holder.i:
        holder = holder.head  # "clashes in Delhi during the visit left …"
    if holder.pos_ in ("VERB", "AUX"):
        own = verb_status(holder)
        return Reading(own.status, word) if own.status in (Status.HELD, Status.SCHEDULED) else Reading(OPEN, "")
    return Reading(OPEN, "")
