"""What a plan answers: options with clocks, journeys and prices; places and weeks that fail, and what would help."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pourparler.plan.bars import Why
from pourparler.plan.model import Known, Place, Plan, Planned


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """One part of what an option costs. party: whose it is, None for everybody's. points: hundredths of a point."""

    party: str | None
    points: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """How a party comes and goes: leave and back on the clock of its home, arrive and depart on that of the venue.

    air: hours in the air one way, an estimate (great circle at 820 km/h and 1.5 h).
    """

    party: str
    air: float
    leave: dt.datetime
    arrive: dt.datetime
    depart: dt.datetime
    back: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """How much of a party is known for an option. share: what its calendars cover of it, None without any calendar."""

    party: str
    share: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """One meeting of an option. begin, end: on the clock of the venue. clocks: the begin where each party is at home.

    meets: what speaks for it, in words. charges: what it costs, whom, and why.
    """

    meeting: Planned
    place: Place
    begin: dt.datetime
    end: dt.datetime
    clocks: tuple[tuple[str, dt.datetime], ...]
    journeys: tuple[Journey, ...]
    charges: tuple[Charge, ...]
    known: tuple[Knowledge, ...]
    meets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One way to hold all meetings. id: "o" and 8 hex digits of places and times. points: its cost in hundredths."""

    id: str
    points: int
    sittings: tuple[Sitting, ...]

    def cost_of(self, party: str) -> int:
        """What it costs a party by itself, in hundredths of a point."""
        return sum(c.points for s in self.sittings for c in s.charges if c.party == party)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a slot fails, in words. change: what would make it work. party: whose reason it is, None for everybody's."""

    why: Why
    party: str | None
    words: str
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Excluded:
    """Weeks in which a meeting cannot be at a place: why not at the slot there that needs least, and what it needs."""

    meeting: str
    place: str
    first: dt.date
    last: dt.date
    reasons: tuple[Reason, ...]

    @property
    def change(self) -> str:
        """The smallest change that would make it work."""
        return " and ".join(dict.fromkeys(r.change for r in self.reasons))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A week at a place: number of usable starts, how much more the best plan through it costs than the best of all.

    above: hundredths of a point, None where nothing is usable. excluded: number of its entry in `Answer.excluded`.
    """

    week: dt.date
    usable: int
    above: int | None
    excluded: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The weeks of one meeting at one place, in order. days: stretches of days on which it can begin there."""

    meeting: str
    place: str
    zone: str
    cells: tuple[Cell, ...]
    days: tuple[tuple[dt.date, dt.date], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What repair did to a meeting that was agreed: what changed ("place", "time"; () if it stays) and why."""

    meeting: str
    changed: tuple[str, ...]
    before: str
    after: str
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxed:
    """A way out where nothing works: all that would have to give, and what would then be possible."""

    reasons: tuple[Reason, ...]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The whole answer. options: best first. relax: only without any option. known: what was taken from the record.

    proven: the options are the best there are (False only where the solver ran out of time). engine: how it was found.
    """

    plan: Plan
    options: tuple[Option, ...]
    excluded: tuple[Excluded, ...]
    rows: tuple[Row, ...]
    known: tuple[Known, ...] = ()
    relax: tuple[Relaxed, ...] = ()
    moved: tuple[Moved, ...] = ()
    notes: tuple[str, ...] = ()
    proven: bool = True
    engine: str = "bitmaps"
