"""What the record knows over many reports: groups of findings that speak of one thing.

A group is computed from findings and corrections, explained, and can be undone; findings are never edited. Everything
here is frozen and is the common language of `record`, `reason`, `plan` and `show`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from pourparler.model.findings import (
    ActorKind,
    Commitment,
    Force,
    Life,
    Meeting,
    MeetingForm,
    Office,
    PlaceOptions,
    Statement,
    Status,
    Timing,
)
from pourparler.model.window import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCard:
    """A report as the record lists it, without its text.

    added: moment (UTC) it was added to the record. origin: id of the first report among its reprints, its own id where
    it is none. version_of: id of the earliest kept version of the same article (same URL, other text), or None.
    """

    id: str
    url: str | None
    title: str | None
    outlet: str | None
    agency: str | None
    published: dt.date | dt.datetime | None
    added: dt.datetime
    origin: str
    version_of: str | None = None

    @property
    def known(self) -> dt.date:
        """From which day on the record could know it: the day of publication, or else that of being added."""
        moment = self.published or self.added
        return moment.date() if isinstance(moment, dt.datetime) else moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One report's finding of a meeting or commitment, with who vouches for it.

    chains: one for each statement it rests on, innermost first, the report's own outlet added as the last where it is
    known; in the report's own voice the outlet (or "report ID" where that is unknown) alone. origins: keys of the
    independent origins behind it: copies of one wire report, and one speaker on one occasion, share a key. why: why it
    is in its group, in words.
    """

    finding: Meeting | Commitment
    report: ReportCard
    chains: tuple[tuple[str, ...], ...]
    origins: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim about when the thing of a group is: a timing, who makes it, and where it comes from.

    statement: the one it rests on, None in the report's own voice. chain, origin: as in `Sighting`, of this claim.
    """

    timing: Timing
    statement: Statement | None
    report: ReportCard
    chain: tuple[str, ...]
    origin: str

    @property
    def said(self) -> dt.date:
        """Day on which it was said, as far as known, else the day the report was known."""
        window = self.statement.said if self.statement else None
        return (window.latest if window else None) or self.report.known


class CorrectionKind(StrEnum):
    """What a person did to an entry."""

    SET = "set"
    MERGE = "merge"
    SPLIT = "split"
    REJECT = "reject"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A correction by a person, kept apart from the findings. at: moment (UTC). reverted: it no longer holds.

    target: id of the group corrected. field, value: for SET. others: ids of further groups (MERGE) or of the findings
    taken out (SPLIT).
    """

    id: str
    target: str
    kind: CorrectionKind
    author: str
    at: dt.datetime
    why: str = ""
    field: str | None = None
    value: str | None = None
    others: tuple[str, ...] = ()
    reverted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingGroup:
    """One occasion as the record knows it from all its reports. Fields as in `Meeting`, read over all sightings.

    id: "m" and 12 hex digits, unchanged while its first sighting stays. title: a short name in words. ordinal: 2 for
    "the second summit", None where nobody counts. window: what the unhedged claims and sightings leave possible.
    sightings, claims: by day known, report and place in the text. origins: number of independent origins.
    """

    id: str
    title: str
    form: MeetingForm
    parties: tuple[str, ...]
    status: Status
    sightings: tuple[Sighting, ...]
    inferred: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    place_options: PlaceOptions | None = None
    window: Window | None = None
    purpose: str | None = None
    ordinal: int | None = None
    claims: tuple[Claim, ...] = ()
    origins: int = 1
    corrections: tuple[Correction, ...] = ()


class Stand(StrEnum):
    """Where a commitment stands over all reports, on a given day."""

    OPEN = "open"
    DUE = "due"
    OVERDUE = "overdue"
    KEPT = "kept"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeEvent:
    """One step in the life of a commitment, with the sighting that tells it."""

    day: dt.date
    life: Life
    sighting: Sighting


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentGroup:
    """One commitment as the record knows it from all its reports. Fields as in `Commitment`, over all sightings.

    id: "c" and 12 hex digits. text: words of its best sighting. in_return_for: id of the counterpart group. events: its
    life in order of time.
    """

    id: str
    title: str
    text: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    force: Force
    life: Life
    stand: Stand
    sightings: tuple[Sighting, ...]
    condition: str | None = None
    in_return_for: str | None = None
    made: Window | None = None
    made_place: str | None = None
    due: Window | None = None
    events: tuple[LifeEvent, ...] = ()
    claims: tuple[Claim, ...] = ()
    origins: int = 1
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementCard:
    """A statement as the record lists it. chain, origin: as in `Claim`. repeats: id of the statement it echoes."""

    statement: Statement
    report: ReportCard
    chain: tuple[str, ...]
    origin: str
    repeats: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """An office somebody held, and between which days as far as known."""

    office: Office
    window: Window | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Why a name counts as the actor's: the name, and the reason in words."""

    name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorCard:
    """One actor over all reports. id: "a" and 12 hex digits. merges: each other name it goes by, and why."""

    id: str
    name: str
    kind: ActorKind
    merges: tuple[Merge, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    acts_for: str | None = None
    reports: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of a group in substance, in the order in which it became known.

    day: on which it became known. group: its id. field: "new", "status", "window", "place", "parties", "life" or "due".
    before, after: in words, before None where there was nothing. chain: who says so, outlet last. report: its id.
    text: the whole change in one line of words.
    """

    day: dt.date
    group: str
    title: str
    field: str
    before: str | None
    after: str
    chain: tuple[str, ...]
    report: str
    text: str
