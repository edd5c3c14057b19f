"""Mentions of meetings by a noun: "a second summit between their leaders", "the talks", "Thursday's call"."""

from __future__ import annotations

from spacy.tokens import Token

from pourparler.annotate.actors import Party, denote
from pourparler.annotate.draft import Draft
from pourparler.annotate.meetings.frames import Entry, Frame, entries, going, levels
from pourparler.annotate.meetings.hosts import for_their_states, towns
from pourparler.annotate.meetings.mention import (
    Mention,
    cast,
    has_counterpart,
    is_envoy,
    is_several,
    with_host,
    with_land,
)
from pourparler.annotate.meetings.roles import city_before, is_press, names, places, role
from pourparler.annotate.meetings.spans import noun_span, purpose, talks_purpose
from pourparler.annotate.meetings.status import STRETCHES, happening, noun_status, verb_entry
from pourparler.annotate.meetings.windows import Times, window_of
from pourparler.annotate.syntax import Mood, agent, clause, prep_objects, subject
from pourparler.model.findings import ActorKind, MeetingForm, Status

_NUMBERED = (
    "first 1st inaugural", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th", "seventh 7th",
    "eighth 8th", "ninth 9th", "tenth 10th",
)  # fmt: skip
_ORDINALS = {word: n for n, line in enumerate(_NUMBERED, start=1) for word in line.split()}
_SEQUEL = frozenset({*_ORDINALS, "next", "last", "previous", "final", "another", "further", "follow", "new", "latest"})
_HIGH = frozenset({"summit"})
_HOLDING = frozenset("hold have conduct begin start open resume conclude end host finish".split())
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "such"})
_MANY = frozenset("regular frequent routine numerous many countless daily weekly monthly previous various".split())
_UNDATED = frozenset({Status.CANCELLED, Status.POSTPONED, Status.REFUSED, Status.HOPED, Status.POSSIBLE})
_TURNS = frozenset({"suspension", "resumption", "start", "opening", "cancellation", "postponement", "launch"})
_INSIDE = frozenset({"at", "in", "during", "on", "for", "after", "before", "following"})
_AFTER = frozenset({"at", "during", "after", "following"})


def nominal(draft: Draft, noun: Token, frame: Frame, times: Times) -> list[Mention]:
    """The mention that a noun makes under a frame, if it makes one."""
    if not _fits(noun, frame):
        return []
    carriers = _carriers(noun, frame)
    if frame.purpose and not any(talks_purpose(t) for t in (noun, noun.head)):
        return []
    roles = {path: list(role(noun, path, carriers)) for path in frame.parties if path != "support"}
    if any(is_press(t) for path in ("with", "between") for t in roles.get(path, ())):
        return []
    if "support" in frame.parties:
        roles["support"] = _takers(noun, alone=not roles.get("of")) if not roles.get("between") else []
    if (host := _owner_behind(noun)) is not None:
        roles["owner"] = [host]
    if frame.only_with and not any(roles.get(path) for path in frame.only_with):
        return []
    if frame.counter and not has_counterpart(draft, roles, frame):
        return []
    spots = places(draft, noun, carriers, frame.place)
    if hosts := towns(draft, noun):
        roles["support"] = [t for t in roles.get("support", ()) if t not in hosts]
        spots += hosts if len(hosts) == 1 else []
    town = city_before(draft, noun)
    roles["modifier"] = [t for t in roles.get("modifier", ()) if town is None or t.i != town.i]
    roles = {path: roles[path] for path in frame.parties if path in roles} | roles  # who acts before with whom
    parties, parts = cast(draft, noun, roles)
    parties = for_their_states(draft, noun, roles.get("support", []), parties)
    if frame.visit:
        if not (frame.purpose or any(is_envoy(draft, p) for p in parties)):
            return []
        parties = with_host(draft, parties, spots or _round_about(draft, noun)) or parties
        parties = with_land(draft, noun, parties)
    first, last = noun_span(noun, parts)
    when = times.on(noun, carriers) or times.beside(noun, last)
    first, last = noun_span(noun, [*parts, *(root for _, root in when)])
    lefts = {t.lower_ for t in noun.lefts}
    mention = Mention(
        frame=frame,
        anchor=noun,
        heads=(noun.i, *(s.i for s in carriers)),
        start=first.idx,
        end=last.idx + len(last.text),
        reading=noun_status(noun),
        parties=parties,
        places=names(draft, spots),
        times=when,
        window=window_of(when),
        purpose=purpose([noun, *carriers]),
        ordinal=next((_ORDINALS[w] for w in lefts if w in _ORDINALS), None),
        definite=bool(lefts & _DEFINITE) or any(t.dep_ == "poss" for t in noun.lefts),
        sequel=next((t.lower_ for t in noun.lefts if t.lower_ in _SEQUEL), None),
        needs=_needed(draft, frame, roles, lefts, told=bool(spots and when)),
        form=_level(noun),
        title=_title(draft, noun),
        added=not any(roles[path] for path in roles if path != "support"),
    )
    return [mention]


def _needed(draft: Draft, frame: Frame, roles: dict[str, list[Token]], lefts: set[str], *, told: bool) -> int:
    """How many parties must be known: one names all where it is several, or a body's meeting has a place and a day."""
    if lefts & _HIGH or (told and _of_body(draft, roles["modifier"])):
        return 1
    if told and any(_is_body(draft, p) for t in roles.get("owner", ()) for p in denote(draft, t)):
        return 1  # "its next meeting, in Vienna in June"
    alone = [t for path in ("support", "of") for t in roles.get(path, ())]
    return 1 if len(alone) == 1 and is_several(alone[0]) else frame.needs


def _is_body(draft: Draft, party: Party) -> bool:
    entity = draft.entities.get(party.name)
    return entity is not None and entity.kind is ActorKind.ORGANISATION and entity.acts_for is None


def _round_about(draft: Draft, noun: Token) -> list[Token]:
    """Where things happen "during the visit": the place of the clause or noun that the phrase hangs on."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "during":
        return []
    return [t for t in prep_objects(noun.head.head, "in") if draft.places.get(t.i)]


def _of_body(draft: Draft, modifiers: list[Token]) -> bool:
    """Does an international body give a meeting its name: "the OPEC meeting in Vienna"?"""
    refs = [draft.ref_at.get(t.i) for t in modifiers]
    kinds = {r.entity.kind for r in refs if r and r.entity and r.entity.acts_for is None}
    return ActorKind.ORGANISATION in kinds


def _title(draft: Draft, noun: Token) -> frozenset[str]:
    """The words that make a proper name of a meeting, those of its parties and its number left out."""
    if not noun.text[0].isupper():
        return frozenset()
    left = noun.doc[noun.left_edge.i : noun.i]
    own = draft.ref_at.get(noun.i)
    return frozenset(
        t.lower_
        for t in left
        if t.text[0].isupper()
        and t.pos_ in ("PROPN", "NOUN", "ADJ")
        and draft.ref_at.get(t.i) in (None, own)
        and t.lower_ not in _ORDINALS
    )


def _level(noun: Token) -> MeetingForm | None:
    """What the words before a noun say of its level: "leader-level", "ministerial"."""
    words = noun.doc[noun.left_edge.i : noun.i].text.lower().split()
    return next((form for word in words if (form := levels().get(word))), None)


def _fits(noun: Token, frame: Frame) -> bool:
    plural = noun.tag_ in ("NNS", "NNPS")
    if noun.dep_ == "compound" or (frame.plural and not plural):
        return False
    left = {c.lemma_.lower() for c in noun.children if c.dep_ in ("compound", "amod", "nmod", "poss")}
    left |= {g.lemma_.lower() for c in noun.children if c.dep_ in ("compound", "amod") for g in c.children}
    if left & frame.unless or left & _MANY:
        return False
    inside = noun.dep_ == "pobj" and noun.head.lower_ in frame.only_at
    if frame.only and not left & frame.only and not inside:
        return False
    if any(c.dep_ == "prep" and c.lower_ in frame.not_with for c in noun.children):
        return False
    if frame.held and not (noun.dep_ == "dobj" and noun.head.lemma_ in _HOLDING):
        return False
    if frame.only_of and not any(o.lemma_.lower() in frame.only_of for o in prep_objects(noun, "of")):
        return False
    return not (noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ == "round")


def _carriers(noun: Token, frame: Frame) -> tuple[Token, ...]:
    """Words that say that a meeting takes place or is set, so that their times and places are the meeting's."""
    out = tuple(o for o in prep_objects(noun, "of") if o.lemma_.lower() in frame.only_of)
    if (journey := _journey(noun)) is not None:
        return (*out, journey)
    verb, table = happening(noun), "happen"
    if verb is None and noun.dep_ == "dobj" and noun.head.pos_ == "VERB":
        verb, table = noun.head, "verb"
    if verb is None:
        return out
    entry = verb_entry(verb, table)
    if entry is None:
        return (*out, verb) if verb.lemma_ == "be" else out
    if entry.status in _UNDATED or verb.lemma_ in ("announce", "confirm", "agree", "expect", "plan"):
        return out
    return (*out, verb)


def _journey(noun: Token) -> Token | None:
    """The verb of going on which a visit or talks hang: "arrived in Cairo for talks", "flew to Oslo on a visit"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("for", "on"):
        return None
    verb = noun.head.head
    return verb if verb.pos_ == "VERB" and verb.lemma_ in going() else None


def _takers(noun: Token, *, alone: bool) -> list[Token]:
    """Subjects of verbs whose subject takes part: "X held talks", "X came for talks", "at a meeting with Y, X said"."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ in STRETCHES:
        return _takers(noun.head.head, alone=alone)  # "ended ten days of talks"
    above = noun.head
    if noun.dep_ == "nsubjpass" and above.lemma_ in ("attend", "join", "convene", "host", "chair"):
        found = agent(above)
        return [found] if found is not None else []
    if noun.dep_ == "dobj" and above.pos_ == "VERB":
        entry = verb_entry(above, "verb")
        takers = _taker(above, entry)
        if entry is not None and entry.from_afar and not any(c.lower_ == "with" for c in noun.children):
            return [token for token in takers if any(c.dep_ == "conj" for c in token.children)]
        return takers
    if alone and noun.dep_ == "pobj" and above.head.lower_ in ("away", "out") and above.head.head.pos_ == "VERB":
        verb = above.head.head
        return _taker(verb, entries("verb").get(f"{verb.lemma_} {above.head.lower_} {above.lower_}"))
    if alone and noun.dep_ == "pobj" and above.head.pos_ in ("VERB", "AUX"):
        verb = above.head
        entry = entries("verb").get(f"{verb.lemma_} {above.lower_}")
        if entry is not None or above.lower_ in _INSIDE:
            return _taker(_teller(verb, above), entry or Entry("", "own", "own", True))
    if noun.dep_ == "pobj" and above.lower_ == "of" and above.head.lemma_ in _TURNS and above.head.dep_ == "dobj":
        return _taker(above.head.head, Entry("", "own", "own", True))
    return []


def _teller(verb: Token, prep: Token) -> Token:
    """Who says something "after a meeting" met there, where a parser gives the phrase to what he says will be done."""
    told = verb.dep_ == "ccomp" and prep.lower_ in _AFTER and prep.i > verb.i
    return verb.head if told and clause(verb).mood is not Mood.PLAIN else verb


def _owner_behind(noun: Token) -> Token | None:
    """Who "they" are in "After their meeting, Brown and Sarkozy said": the subject behind the phrase."""
    if noun.dep_ != "pobj" or not any(c.dep_ == "poss" and c.lower_ == "their" for c in noun.lefts):
        return None
    verb = noun.head.head
    if noun.i > verb.i or verb.pos_ not in ("VERB", "AUX"):
        return None
    named = next((c for c in noun.children if c.dep_ == "appos" and c.i > noun.i), None)  # where the comma misleads
    found = named if named is not None else subject(verb)
    return found if found is not None and found.i > noun.i else None


def _taker(verb: Token, entry: Entry | None) -> list[Token]:
    found = subject(verb) if entry is not None and entry.part and not clause(verb).passive else None
    return [found] if found is not None else []
