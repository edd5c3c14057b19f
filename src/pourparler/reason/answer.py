"""What `when` answers with: firm window, belief over days, who says what, what disagrees, what moves it, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pourparler.model.groups import Claim
from pourparler.model.window import Window
from pourparler.reason.firm_types import FirmWindow
from pourparler.reason.relation_types import Relation

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """How sure words are, by a stated scale: label, scale and number together.

    label: the word of the claim, or its class where none was found. low, p, high: probability that the event falls in
    the window, as the tenth, fiftieth and ninetieth of a hundred readers take the word. scale: whose figure p is.
    reported: the word is reported speech, not an analyst's term of art; true for every word in a report.
    """

    label: str
    low: float
    p: float
    high: float
    scale: str
    source: str
    reported: bool = True


class Counts(StrEnum):
    """Whether a claim counts in a belief, or why not."""

    COUNTED = "counted"
    ECHO = "echo"  # the same claim of the same origin counts once
    SUPERSEDED = "superseded"  # the same speaker said otherwise later
    WITHDRAWN = "withdrawn"  # the meeting was called off or put off afterwards
    OLD_DATE = "old date"  # a report that calls it off names the day it was to be on
    LEFT_OUT = "left out"  # the caller asked to leave out a source
    MUTE = "mute"  # it names no day, or the speaker does not put it forward


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """One claim, and how it counts.

    window: as belief takes it, so that "soon" has an end; closed says by which words. reliability: 0 to 1. firm: it may
    bound the firm window. by: the claim beside which it does not count. shift: how much belief moves if it was never
    said (total variation, 0 to 1).
    """

    claim: Claim
    counts: Counts
    why: str
    doubt: Doubt
    window: Window | None
    reliability: float
    firm: bool
    closed: str | None = None
    by: Claim | None = None
    shift: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """A stretch of days, at most a calendar month, and the probability of it: as the words are mostly taken (p), and
    the least and most it is if all hedge words are taken low, middle or high."""

    first: dt.date
    last: dt.date
    p: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """Probabilities of the days from `start` on, and of "never within the horizon". They add up to 1.

    bins: by calendar month. never_low, never_high: as in `Bin`. Empty `days` with never 0: it is over, day unknown.
    """

    start: dt.date
    days: tuple[float, ...]
    never: float
    bins: tuple[Bin, ...]
    never_low: float
    never_high: float

    @property
    def horizon(self) -> dt.date:
        """The last day looked at."""
        return self.start + DAY * max(0, len(self.days) - 1)

    def between(self, first: dt.date, last: dt.date) -> float:
        """Probability that it falls on one of these days, both inclusive."""
        begin = max(0, (first - self.start).days)
        return sum(self.days[begin : max(0, (last - self.start).days + 1)])

    def quantile(self, q: float) -> dt.date | None:
        """The first day by which a share `q` of belief is reached; None if that lies in "never"."""
        reached = 0.0
        for i, p in enumerate(self.days):
            reached += p
            if p and reached >= q:
                return self.start + DAY * i
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """The smallest set of days that holds a share of belief. with_never: days alone cannot hold that much."""

    share: float
    stretches: tuple[Window, ...]
    p: float
    with_never: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plausible:
    """The 50 % and the 80 % region, and the two neighbouring months that hold most."""

    half: Region
    most: Region
    months: Bin | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Belief after one more claim, as it stood on the day it was known. words: the step in one line."""

    day: dt.date
    claim: Claim
    belief: Belief
    firm: Window | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """The statement that moves the answer most. shift: total variation between belief with and without it, 0 to 1."""

    claim: Claim
    shift: float
    words: str


class Outcome(StrEnum):
    """Where the question stands on the as-of day."""

    OPEN = "open"
    HELD = "held"  # of a commitment: kept
    LAPSED = "lapsed"  # the last stated time is over, and no report says that it took place
    OFF = "off"  # called off or refused, of a commitment: withdrawn or broken


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """When something is, as of a day.

    headline: the answer in one sentence. firm: what follows from what is said plainly, with the reasons of both ends;
    bounds with a weaker hedge stand only where nothing firmer is said. belief: None where it is over. dots: quantile
    dots at (i + 1/2)/20, None for never within the horizon. history: belief after each claim in turn. changed: what the
    last report changed, a line each. year: the calendar year that `headline` speaks of.
    """

    id: str
    title: str
    asof: dt.date
    status: str
    outcome: Outcome
    headline: str
    firm: FirmWindow
    belief: Belief | None
    plausible: Plausible | None
    dots: tuple[dt.date | None, ...]
    claims: tuple[Weighed, ...]
    relations: tuple[Relation, ...]
    moved_by: Moved | None
    history: tuple[Stage, ...]
    changed: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def because(self) -> tuple[str, ...]:
        """Why each bound stands where it does, in words."""
        return tuple(b.words for b in (self.firm.earliest, self.firm.latest) if b.day is not None and b.words)


Discounts = Mapping[str, float]
