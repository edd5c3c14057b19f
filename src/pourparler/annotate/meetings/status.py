"""How real a meeting is by the words around its anchor: tense, modality, negation and what governs it.

Read outwards from the anchor: each word above either hands on its own tense ("held talks") or decides ("hopes to
meet", "called off the summit"). The table is `rules/meetings/status.tsv`.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from pourparler.annotate.meetings.frames import Entry, entries
from pourparler.annotate.syntax import Mood, Tense, clause, subject
from pourparler.model.findings import Status

NONE = "none"  # no meeting at all: "did not meet", "no talks"
OPEN = "open"  # nothing said
_ONCE = frozenset({"when", "once", "until", "before", "after"})
OFF = frozenset({Status.CANCELLED, Status.POSTPONED, Status.REFUSED})
_NOT = frozenset({"no", "never", "neither", "without"})
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


def spell_of(noun: Token) -> Token:
    """The hours or days of "two days of talks", else the noun itself: it ended, or was held, as they were."""
    stretch = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    return stretch if stretch.lemma_ in STRETCHES else noun


def _negated(token: Token) -> bool:
    return any(c.dep_ == "neg" for c in token.children) or any(c.lower_ in _NOT for c in token.lefts)


def lookup(table: str, token: Token, *extra: str) -> Entry | None:
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
    return lookup(table, verb)


def apply(entry: Entry, holder: Token) -> Reading:
    """What an entry says, given the tense, modality and polarity of the word that holds it."""
    said = clause(holder)
    negated = said.negated or _negated(holder)
    status = entry.negated if negated else entry.status
    if status == "own":
        return verb_status(holder)
    if status in (NONE, Status.HOPED, Status.POSSIBLE, Status.UNLIKELY):
        return Reading(status, holder.text)
    if status in (Status.SCHEDULED, Status.PLANNED) and said.passive and _had(holder):
        return Reading(Status.CANCELLED, f"had been {holder.text}")
    if holder.pos_ in ("VERB", "AUX"):
        own = verb_status(holder)
        if status in OFF:
            if _is_aim(holder):
                return Reading(OPEN, holder.text)
            real = said.passive or own.status in (Status.HELD, Status.SCHEDULED, Status.PLANNED, Status.UNDER_WAY)
            return Reading(status if real else OPEN, holder.text)  # who may call off a meeting has not done so
        if own.status == Status.HOPED and entry.word.startswith(("plan", "prepare")):
            return Reading(status, holder.text)
        if own.status in (Status.POSSIBLE, Status.HOPED, Status.UNLIKELY, NONE):
            return Reading(own.status, f"{own.by} {holder.text}")
    return Reading(status, holder.text)


def _is_aim(verb: Token) -> bool:
    """Is calling off only what something is for: "a petition to cancel the visit", "they marched to stop the talks"?"""
    if verb.tag_ != "VB" or verb.dep_ not in ("acl", "advcl"):
        return False
    return verb.dep_ == "advcl" or lookup("noun", verb.head) is None


def verb_status(verb: Token, depth: int = 0) -> Reading:
    """How real what a verb says is, by its own tense and mood and by what governs it."""
    own = _own_status(verb, depth)
    if verb.dep_ == "ccomp" and own.status in (Status.SCHEDULED, Status.PLANNED, Status.POSSIBLE):
        above = verb.head
        entry = lookup("adj", above) if above.pos_ == "ADJ" else lookup("verb", above)
        if entry is not None and entry.status not in ("own", Status.SCHEDULED):
            return apply_adjective(entry, above) if above.pos_ == "ADJ" else apply(entry, above)
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
        going_on = said.perfect and verb.lemma_ == "be" and any(c.lower_ == "since" for c in verb.children)
        return Reading(Status.UNDER_WAY if going_on else Status.HELD, verb.text)
    if said.tense is Tense.FUTURE:
        return Reading(Status.SCHEDULED, verb.text)
    if said.tense is Tense.PRESENT or _bare(verb):
        opener = next((c.lower_ for c in verb.children if c.dep_ in ("advmod", "mark") and c.lower_ in _ONCE), None)
        if opener is not None:
            return Reading(OPEN if opener == "when" else Status.PLANNED, opener)
        lasting = said.progressive or verb.lemma_ == "be"
        return Reading(Status.UNDER_WAY if lasting else Status.HELD, verb.text)
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
    if _is_told_in_past(verb):
        return Reading(Status.SCHEDULED, "will")  # "he said they would meet on Friday"
    return Reading(Status.PLANNED, "would")


def _is_told_in_past(verb: Token) -> bool:
    """Is it what somebody said, so that "would" is the "will" of then?"""
    return verb.dep_ == "ccomp" and verb.head.pos_ == "VERB" and clause(verb.head).tense is Tense.PAST


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
        entry = lookup("noun", above)
        if entry is not None:
            return apply_noun(entry, above)
        outer = verb_status(above.head, depth + 1) if above.head.pos_ in ("VERB", "AUX") else Reading(OPEN, "")
        return outer if outer.status in (Status.HELD, Status.SCHEDULED) else Reading(OPEN, "")
    if above.pos_ == "ADJ" and (entry := lookup("adj", above)):
        return apply_adjective(entry, above)
    if above.pos_ not in ("VERB", "AUX"):
        return Reading(OPEN, "")
    if above.lemma_ == "be" and dep in ("xcomp", "ccomp", "attr") and any(c.tag_ == "TO" for c in verb.children):
        return _plural_subject_be(above, depth)
    if any(c.dep_ == "mark" and c.lower_ == "for" for c in verb.children):
        called = entries("verb").get(f"{above.lemma_} for")
        return apply(called, above) if called is not None else Reading(OPEN, "")
    if dep == "advcl":
        return verb_status(above, depth + 1)
    infinitive = any(c.tag_ == "TO" for c in verb.children)
    entry = lookup("verb", above, "to") if infinitive else lookup("verb", above)
    if above.lemma_ == "go" and above.lower_ == "going":
        return Reading(Status.SCHEDULED, "going to")
    if entry is not None:
        return apply(entry, above)
    return Reading(OPEN, "") if infinitive else verb_status(above, depth + 1)


def _plural_subject_be(above: Token, depth: int) -> Reading:
    """ "They are to meet" is fixed; "the aim was to meet" is a plan."""
    head = subject(above)
    if head is not None and head.pos_ == "NOUN" and (entry := lookup("noun", head)):
        return apply_noun(entry, head)
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
        found = lookup("noun", holder)
        return apply_noun(found, holder) if found is not None else Reading(OPEN, "")
    if holder.pos_ == "ADJ":
        found = lookup("adj", holder)
        return apply_adjective(found, holder) if found is not None else Reading(OPEN, "")
    found = lookup("verb", holder, word)
    if found is not None:
        return apply(found, holder)
    return verb_status(holder, depth + 1) if holder.pos_ in ("VERB", "AUX") else Reading(OPEN, "")


def apply_noun(entry: Entry, noun: Token) -> Reading:
    """What an entry says of the meeting behind a noun ("plans for a summit"), given polarity and who turns it down."""
    if _negated(noun) or (noun.dep_ in ("dobj", "attr") and clause(noun.head).negated):
        return Reading(entry.negated, f"no {noun.text}")
    verb = noun.head
    if noun.dep_ == "dobj" and entry.status == Status.HOPED and verb.lemma_ in ("reject", "decline", "refuse", "spurn"):
        return Reading(Status.REFUSED, f"{verb.text} {noun.text}")
    if noun.dep_ == "dobj" and entry.status == Status.HOPED and verb.lemma_ == "accept":
        return Reading(Status.PLANNED, f"{verb.text} {noun.text}")
    return Reading(entry.status, noun.text)


def apply_adjective(entry: Entry, adjective: Token) -> Reading:
    """What an entry says of the meeting behind an adjective ("is willing to meet"), given polarity and tense."""
    verb = adjective.head if adjective.dep_ in ("acomp", "attr", "oprd") else adjective
    negated = _negated(adjective) or (verb is not adjective and clause(verb).negated)
    status = entry.negated if negated else entry.status
    if status == "own":
        return verb_status(verb) if verb is not adjective else Reading(OPEN, "")
    if status == Status.SCHEDULED and verb is not adjective and _had(verb):
        return Reading(Status.CANCELLED, f"had been {adjective.text}")
    return Reading(status, adjective.text)


def _had(verb: Token) -> bool:
    """What "had been due" to take place did not."""
    return any(c.lower_ == "had" for c in verb.lefts) and clause(verb).perfect
