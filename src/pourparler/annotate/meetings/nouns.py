"""Mentions of meetings by a noun: "a second summit between their leaders", "the talks", "Thursday's call"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pourparler.annotate.actors import denote
from pourparler.annotate.draft import Draft
from pourparler.annotate.meetings.enough import needed_of_noun
from pourparler.annotate.meetings.frames import Frame, entries, levels
from pourparler.annotate.meetings.hosts import for_their_states, towns
from pourparler.annotate.meetings.mention import (
    Mention,
    cast,
    guests,
    has_counterpart,
    in_name,
    is_envoy,
    is_public,
    with_host,
    with_land,
)
from pourparler.annotate.meetings.noun_status import happening, noun_status
from pourparler.annotate.meetings.roles import city_before, here, is_press, names, places, role, sentence
from pourparler.annotate.meetings.spans import noun_span, purpose, talks_purpose
from pourparler.annotate.meetings.status import STRETCHES, spell_of, verb_entry
from pourparler.annotate.meetings.takers import arrival, journey, led_by, other_side, owner_behind, takers
from pourparler.annotate.meetings.windows import Times, window_of
from pourparler.annotate.syntax import conjuncts, prep_objects
from pourparler.model.findings import ActorKind, MeetingForm, Status

_NUMBERED = (
    "first 1st inaugural", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th", "seventh 7th",
    "eighth 8th", "ninth 9th", "tenth 10th",
)  # fmt: skip
_ORDINALS = {word: n for n, line in enumerate(_NUMBERED, start=1) for word in line.split()}
_SEQUEL = frozenset(
    {*_ORDINALS, "next", "last", "previous", "earlier", "final", "another", "further", "follow", "new", "latest"}
)
_TURNS = frozenset({"round", "cycle", "phase", "stage"})
_MOVED = frozenset({"move", "reschedule"})
_HOLDING = frozenset("hold have conduct begin start open resume conclude end host finish".split())
_HOSTING = frozenset({"host", "chair", "lead", "mediate"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "such"})
_MANY = frozenset("regular frequent routine numerous many countless daily weekly monthly various".split())
_TOLD = frozenset({"announce", "confirm", "agree"})
_DONE = frozenset({"make", "place", "attend", "chair"})  # "a call made by", "a meeting chaired by"
_PLANNED = frozenset({"plan", "schedule", "slate"})
_OFFICES = frozenset({"negotiator", "envoy", "expert", "diplomat", "official", "aide", "delegation"})
_LINES = frozenset({"phone", "telephone", "video", "conference"})
_UNDATED = frozenset({Status.CANCELLED, Status.POSTPONED, Status.REFUSED, Status.HOPED, Status.POSSIBLE})


def nominal(draft: Draft, noun: Token, frame: Frame, times: Times) -> list[Mention]:
    """The mention that a noun makes under a frame, if it makes one."""
    if not _fits(noun, frame):
        return []
    carriers = _carriers(noun, frame)
    if frame.purpose and not any(talks_purpose(t) for t in (noun, noun.head)):
        return []
    roles = {path: list(role(noun, path, carriers)) for path in frame.parties if path != "support"}
    if "to" in roles:
        roles["to"] = [t for t in roles["to"] if _can_be_called(draft, noun, t)]
    if any(is_press(t) for path in ("with", "between") for t in roles.get(path, ())):
        return []
    if "support" in frame.parties:
        both = bool(roles.get("owner") and roles.get("with"))  # "after her meeting with Obama, the ministry said"
        alone = not both and not any(denote(draft, t) for t in roles.get("of", ()))
        roles["support"] = takers(noun, alone=alone) if not roles.get("between") else []
    if chiefs := led_by(noun):
        roles |= {"support": [], "chiefs": chiefs}
    if (host := owner_behind(noun)) is not None:
        roles["owner"] = [host]
    if frame.only_with and not any(roles.get(path) for path in frame.only_with):
        return []
    if frame.counter and not has_counterpart(draft, roles, frame):
        return []
    trip = journey(noun)
    spots = places(draft, noun, carriers, frame.place if trip is None else (*frame.place, "to"))
    if (arrived := arrival(noun)) is not None:
        roles["arrived"] = [arrived[0]]
        spots.append(arrived[1])
    if hosts := towns(draft, noun):
        roles["support"] = [t for t in roles.get("support", ()) if t not in hosts]
        spots += hosts if len(hosts) == 1 else []
    town = city_before(draft, noun)
    roles["modifier"] = [t for t in roles.get("modifier", ()) if town is None or t.i != town.i]
    roles = {path: roles[path] for path in frame.parties if path in roles} | roles  # who acts before with whom
    if (other := _other_side(roles.get("between", []), noun)) is not None:
        roles["between"].append(other)
    parties, parts = cast(draft, noun, roles)
    parties = for_their_states(draft, noun, roles.get("support", []), parties)
    if frame.form is MeetingForm.CONFERENCE and not parties:
        parties = in_name(noun)
    if frame.visit:
        parties = guests(draft, noun, roles, parties, spots)
        if not any((is_public if frame.purpose else is_envoy)(draft, p) for p in parties):
            return []
        parties = with_host(draft, parties, spots or _round_about(draft, noun)) or parties
        parties = with_land(draft, noun, parties)
    elif trip is not None and len(parties) == 1:
        parties = with_host(draft, parties, spots)
    first, last = noun_span(noun, parts)
    when = times.on(noun, carriers) or times.beside(noun, last)
    first, last = noun_span(noun, [*parts, *(root for _, root in when)])
    if any(t.pos_ == "NUM" for t in spell_of(noun).lefts):
        first = noun_span(spell_of(noun), ())[0]  # "five days of talks"
    lefts = {t.lower_ for t in noun.lefts}
    before = [noun.nbor(-1)] if noun.i else []  # "Earlier rounds were held", where parsers see an adverb
    mention = Mention(
        frame=frame,
        anchor=noun,
        heads=(noun.i, *(s.i for s in carriers)),
        start=first.idx,
        end=last.idx + len(last.text),
        reading=noun_status(noun),
        parties=parties,
        places=names(draft, spots) or here(draft, (noun, *carriers)),
        times=when,
        window=window_of(when),
        purpose=purpose([noun, *carriers]),
        ordinal=next((_ORDINALS[w] for w in lefts if w in _ORDINALS), None),
        definite=bool(lefts & _DEFINITE) or any(t.dep_ == "poss" for t in noun.lefts),
        sequel=next((t.lower_ for t in (*noun.lefts, *before) if t.lower_ in _SEQUEL), None),
        needs=needed_of_noun(draft, noun, frame, roles, place=bool(spots), time=bool(when)),
        form=_level(noun) or _rank(roles),
        title=_title(draft, noun),
        added=not any(roles[path] for path in roles if path != "support"),
    )
    return [mention]


def _can_be_called(draft: Draft, noun: Token, whom: Token) -> bool:
    """Is it a call to somebody by telephone, not one upon him to do something?"""
    ref = draft.ref_at.get(whom.i)
    person = ref is not None and ref.entity is not None and ref.entity.kind is ActorKind.PERSON
    return noun.tag_ == "NN" and (person or any(c.lower_ in _LINES for c in noun.lefts))


def _other_side(sides: list[Token], noun: Token) -> Token | None:
    return other_side(sides[0], sentence(noun)[1]) if len(sides) == 1 else None


def _round_about(draft: Draft, noun: Token) -> list[Token]:
    """Where things happen "during the visit": the place of the clause or noun that the phrase hangs on."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "during":
        return []
    return [t for t in prep_objects(noun.head.head, "in") if draft.places.get(t.i)]


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


def _rank(roles: dict[str, list[Token]]) -> MeetingForm | None:
    """What the offices of those who meet say, told as a plural: "talks between the foreign ministers"."""
    people = [t for path in ("between", "of", "with", "among") for t in roles.get(path, ())]
    if len(people) != 1 or people[0].tag_ != "NNS":
        return None
    word = people[0]
    prime = any(c.lower_ in ("prime", "vice") for c in word.lefts)
    heads = word.lemma_ in ("president", "premier", "king") or (prime and word.lemma_ == "minister")
    if heads or word.lemma_ == "minister":
        return MeetingForm.SUMMIT if heads else MeetingForm.MINISTERIAL
    return MeetingForm.OFFICIAL if roles.get("between") and word.lemma_ in _OFFICES else None


def _fits(noun: Token, frame: Frame) -> bool:
    plural = noun.tag_ in ("NNS", "NNPS")
    if noun.dep_ == "compound" or (frame.plural and not plural):
        return False
    left = {c.lemma_.lower() for c in noun.children if c.dep_ in ("compound", "amod", "nmod", "poss")}
    left |= {g.lemma_.lower() for c in noun.children if c.dep_ in ("compound", "amod") for g in c.children}
    if left & frame.unless or left & _MANY or ("previous" in left and noun.lemma_ not in _TURNS):
        return False
    inside = noun.dep_ == "pobj" and noun.head.lower_ in frame.only_at
    left |= {c.lower_ for c in noun.lefts if c.dep_ == "det"}
    hosted = noun.dep_ == "dobj" and noun.head.lemma_ in _HOSTING
    known = frame.of_sides and "the" in left and (hosted or any(True for _ in dated(noun)))
    if frame.only and not left & frame.only and not inside and not known:
        return False
    if frame.under and not (noun.dep_ == "dobj" and noun.head.lemma_ in frame.under):
        return False
    if any(c.dep_ == "prep" and c.lower_ in frame.not_with for c in noun.children):
        return False
    if frame.held and not (noun.dep_ == "dobj" and noun.head.lemma_ in _HOLDING):
        return False
    if frame.only_of and not any(o.lemma_.lower() in frame.only_of for o in prep_objects(noun, "of")):
        return False
    if frame.stretch and not (noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ in STRETCHES):
        return False
    if frame.topic and not any(True for _ in prep_objects(noun, "on", "about")):
        return False
    return not (noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ in _TURNS)


def dated(noun: Token) -> Iterator[Token]:
    """Days that hang on a noun: "the round on 13 July"."""
    return (o for o in prep_objects(noun, "on", "in") if o.ent_type_ == "DATE")


def _carriers(noun: Token, frame: Frame) -> tuple[Token, ...]:
    """Words that say that a meeting takes place or is set, so that their times and places are the meeting's."""
    out = tuple(o for o in prep_objects(noun, "of") if o.lemma_.lower() in frame.only_of)
    out += tuple(word for child in noun.children for word in _setting(child))
    out += tuple(_set_behind(noun))
    if (trip := journey(noun)) is not None:
        return (*out, trip)
    if (spell := spell_of(noun)) is not noun:
        out, noun = (*out, spell), spell
    verb, table = happening(noun), "happen"
    if verb is None and noun.dep_ == "dobj" and noun.head.pos_ == "VERB":
        verb, table = noun.head, "verb"
    if verb is None:
        return out
    if verb.lemma_ in _MOVED:
        return (verb,)  # the day before it was moved is no longer its day
    entry = verb_entry(verb, table)
    if entry is None:
        return (*out, verb) if verb.lemma_ == "be" else out
    if entry.status in _UNDATED or verb.lemma_ in ("announce", "confirm", "agree", "expect", "plan"):
        return out
    return (*out, verb)


def _setting(child: Token) -> list[Token]:
    """Words behind the noun that set the meeting: "scheduled for May", "due to begin on Monday", "held in Oslo"."""
    if child.dep_ not in ("acl", "relcl", "amod") or child.i < child.head.i:
        return []
    known = entries("adj" if child.pos_ == "ADJ" else "happen").get(child.lemma_.lower())
    if child.lemma_ in _DONE and child.tag_ == "VBN":
        return [child]
    if known is None or child.lemma_ in _TOLD or known.status in _UNDATED:
        return []
    if child.pos_ == "VERB" and child.tag_ != "VBN":
        return []
    return [child, *(c for c in child.children if c.dep_ == "xcomp" and c.lemma_ in entries("happen"))]


def _set_behind(noun: Token) -> list[Token]:
    """What sets the meeting where parsers give it to somebody there: "a meeting with X that was planned for May"."""
    people = (t for o in prep_objects(noun, "between", "with", "of") for t in conjuncts(o))
    found = [c for t in people for c in t.children if c.dep_ in ("acl", "relcl") and c.lemma_ in _PLANNED]
    return [c for c in found if c.tag_ == "VBN" and not any(g.tag_ == "WP" or g.dep_ == "xcomp" for g in c.children)]
