"""What a report says: actors, times, statements, meetings, commitments, timings.

The words are defined in the annotation guide of the record (docs/record-format.md); names here are the same words.
Every finding is frozen, carries its evidence and the name of the rule or model that made it, and has an id that is a
hash of its content, so that finding it again gives the same id.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from pourparler.model.text import Evidence, Report, Span
from pourparler.model.window import Window


def finding_id(kind: str, report_id: str, rule: str, *spans: Span) -> str:
    """Content id of a finding: the same report, kind, rule and spans give the same 16 hex digits."""
    key = "|".join((kind, report_id, rule, *(f"{s.start}-{s.end}" for s in spans)))
    return hashlib.sha256(key.encode()).hexdigest()[:16]


class ActorKind(StrEnum):
    """What kind of party an actor is."""

    PERSON = "person"
    STATE = "state"
    ORGANISATION = "organisation"
    GROUP = "group"
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office somebody holds as the report says: "Secretary of State" of "United States"."""

    title: str
    of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A party that speaks, meets or binds itself. `name` is canonical, plain and unique within the report.

    acts_for: canonical name of the state or body the actor speaks for, or None.
    """

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    acts_for: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that stand for an actor; `actor` is the Actor's name, or None where nobody can tell."""

    evidence: Evidence
    actor: str | None
    rule: str


class TimexType(StrEnum):
    """TIMEX3 types (ISO-TimeML)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """A time expression as TIMEX3 has it, with the window it denotes where that is known.

    value: TIMEX3 value ("2018-10-19", "P1W", "XXXX-WXX-5", "FUTURE_REF"); mod: TIMEX3 modifier or None.
    anchor: what the value was resolved against: "published", "said", the id of another timex, or None.
    window: None where the time stays unresolved (for instance because the day of publication is unknown).
    """

    id: str
    evidence: Evidence
    type: TimexType
    value: str
    rule: str
    mod: str | None = None
    anchor: str | None = None
    window: Window | None = None


class Form(StrEnum):
    """How a statement's content is given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A source says, writes, thinks, hopes or expects a content.

    source: canonical name of the innermost speaker, None where nobody can tell. chain: innermost first, outermost
    last, the report's own outlet left out. stance: what the cue says of the speaker's attitude ("say", "hope",
    "expect", "promise", "deny", …). said: when it was said, as far as the report tells. occasion: verbatim.
    """

    id: str
    source: str | None
    source_spans: tuple[Evidence, ...]
    cue_spans: tuple[Evidence, ...]
    content_spans: tuple[Evidence, ...]
    form: Form
    chain: tuple[str, ...]
    rule: str
    occasion: Evidence | None = None
    stance: str = "say"
    said: Window | None = None


class MeetingForm(StrEnum):
    """What kind of occasion a meeting is."""

    SUMMIT = "summit"
    MINISTERIAL = "ministerial"
    OFFICIAL = "official"
    CALL = "call"
    VISIT = "visit"
    TALKS = "talks"
    CONFERENCE = "conference"
    OTHER = "other"


class Status(StrEnum):
    """How real a meeting is, by the report's words."""

    HELD = "held"
    UNDER_WAY = "under way"
    SCHEDULED = "scheduled"
    PLANNED = "planned"
    HOPED = "hoped"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOptions:
    """A choice of places: at least, at most, and those that are named."""

    least: int | None
    most: int | None
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One occasion on which two or more parties talk to each other.

    evidence: the best single mention; mentions: all of them, evidence included. inferred: those among `parties` whom
    the report itself marks as unconfirmed, or whom bare talks have from what it tells of the negotiation elsewhere.
    grounds: ids of the statements it rests on, empty in the report's own voice.
    """

    id: str
    evidence: Evidence
    mentions: tuple[Evidence, ...]
    form: MeetingForm
    parties: tuple[str, ...]
    status: Status
    rule: str
    inferred: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    place_options: PlaceOptions | None = None
    window: Window | None = None
    purpose: Evidence | None = None
    grounds: tuple[str, ...] = ()


class Force(StrEnum):
    """How a party binds itself."""

    AGREED = "agreed"
    PROMISED = "promised"
    INTENDED = "intended"
    OFFERED = "offered"
    THREATENED = "threatened"


class Life(StrEnum):
    """Where a commitment stands, by the report's words."""

    NEW = "new"
    STANDING = "standing"
    REAFFIRMED = "reaffirmed"
    KEPT = "kept"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """A party binds itself to do, keep doing or not do something.

    in_return_for: id of the counterpart commitment. made, made_place: when and where it was first made; due: window in
    which it is to be done; all None as far as the report is silent.
    """

    id: str
    evidence: Evidence
    by: tuple[str, ...]
    to: tuple[str, ...]
    force: Force
    life: Life
    rule: str
    condition: Evidence | None = None
    in_return_for: str | None = None
    made: Window | None = None
    made_place: str | None = None
    due: Window | None = None
    grounds: tuple[str, ...] = ()


class Sense(StrEnum):
    """Does the claim place the event in its window or out of it?"""

    INSIDE = "inside"
    OUTSIDE = "outside"


class Hedge(StrEnum):
    """How sure the words of a timing are."""

    CERTAIN = "certain"
    LIKELY = "likely"
    HOPED = "hoped"
    POSSIBLE = "possible"
    APPROXIMATE = "approximate"


class TimingOf(StrEnum):
    """Which time of a commitment a timing speaks of."""

    MADE = "made"
    DUE = "due"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """One claim, by one source, about when a meeting or commitment will or did happen.

    about: id of the meeting or commitment. grounds: id of the statement, None in the report's own voice.
    of: for commitments, whether the time is that of the promise or that of the deed; None for meetings.
    """

    id: str
    about: str
    evidence: Evidence
    window: Window | None
    sense: Sense
    hedge: Hedge
    rule: str
    grounds: str | None = None
    of: TimingOf | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Who does what to whom, coded for event data: a meeting, a commitment, or another clear act of the report.

    type, mode: PLOVER's; cameo: CAMEO's code of the same act; mode and cameo are None where the words tell no more.
    actor, recipient: canonical names, or descriptions of those who have none. of: id of the meeting or commitment that
    is coded, None for another act. window: days on which it was or is to be, None where the report tells none.
    """

    id: str
    evidence: Evidence
    type: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    rule: str
    mode: str | None = None
    cameo: str | None = None
    of: str | None = None
    window: Window | None = None
    place: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What made the findings: software and version, language pipeline, hash over all rule files."""

    software: str
    model: str
    rules: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedReport:
    """What one report says. Nothing in it is ever edited; reading again makes a new one.

    events: filled only where they were asked for; they repeat in the codes of event data what the other findings say.
    """

    report: Report
    provenance: Provenance
    timexes: tuple[Timex, ...] = ()
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    timings: tuple[Timing, ...] = ()
    events: tuple[Event, ...] = ()
    notes: tuple[str, ...] = field(default=(), compare=False)
