"""What firmly follows for a meeting or commitment: its window, and for each bound what it rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pourparler.model.findings import Hedge
from pourparler.model.groups import Claim, Sighting
from pourparler.model.window import Window


class CauseKind(StrEnum):
    """What kind of thing a bound rests on."""

    CORRECTION = "correction"  # a person set it
    CLAIM = "claim"  # somebody says when
    SIGHTING = "sighting"  # a report as a whole dates it
    ORDER = "order"  # one comes before the other, by the words of a report
    COUNT = "count"  # the second comes after the first
    MADE = "made"  # a promise is made before the deed
    DEADLINE = "deadline"  # so long after the agreement was made
    HELD = "held"  # a report of that day tells it as over
    TO_COME = "to come"  # a report of that day speaks of it as still to come
    FACT = "fact"  # the caller brought it: a duration, a known event, a rule of the calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What the caller knows beside the record: a window, an order, a duration. words: why, as a clause.

    window: it lies within. after: id of a group that is over by then, least_lag to most_lag days before it begins.
    least_days, most_days: how many days it takes, first and last counted.
    """

    about: str
    words: str
    window: Window | None = None
    after: str | None = None
    least_lag: int = 0
    most_lag: int | None = None
    least_days: int | None = None
    most_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One thing that bounds stand on. words: what it says, with who says it, as one clause.

    about: id of the group it speaks of; than: id of the other group for an order. weight: how much it counts when not
    all can hold. alternatives: how many ways it leaves open (1: none but its own).
    """

    kind: CauseKind
    about: str
    words: str
    weight: float
    than: str | None = None
    claim: Claim | None = None
    sighting: Sighting | None = None
    alternatives: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a reason: by this cause that group is not before (or not after) that day, None where it only rules
    out another possibility. made: it speaks of the making of a promise, not of the deed.
    """

    cause: Cause
    group: str
    day: dt.date | None
    made: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """One end of a firm window. day: None where open. approximate: the words say "about". hedge: the weakest of what it
    rests on; weaker than APPROXIMATE only where nothing firmer is said. steps: from the calendar to this group.
    words: the whole reason in one line, empty where the end is open.
    """

    day: dt.date | None
    approximate: bool = False
    hedge: Hedge = Hedge.CERTAIN
    steps: tuple[Step, ...] = ()
    words: str = ""


OPEN = Bound(day=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmWindow:
    """The firm window of a group, its two ends with their reasons.

    options: the separate stretches it falls into where the record leaves alternatives, else the window alone.
    """

    group: str
    earliest: Bound = OPEN
    latest: Bound = OPEN
    options: tuple[Window, ...] = ()

    @property
    def window(self) -> Window:
        """The days between both ends."""
        return Window(
            earliest=self.earliest.day,
            latest=self.latest.day,
            earliest_approximate=self.earliest.approximate,
            latest_approximate=self.latest.approximate,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Causes that cannot all hold, though each smaller set of them can. All stay in the record.

    aside: those of them that the window was worked out without. words: the clash and the choice, in words.
    """

    causes: tuple[Cause, ...]
    aside: tuple[Cause, ...]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmRecord:
    """What firmly follows, for all groups that were given.

    windows: by id of group. aside: every cause that no window rests on, because it clashes with weightier ones.
    """

    windows: Mapping[str, FirmWindow] = field(default_factory=dict)
    conflicts: tuple[Clash, ...] = ()
    aside: tuple[Cause, ...] = ()

    def window(self, group: str) -> Window:
        """The firm window of a group, open at both ends where nothing is known of it."""
        return self.because(group).window

    def because(self, group: str) -> FirmWindow:
        """The firm window of a group with the reasons of both ends."""
        return self.windows.get(group) or FirmWindow(group=group)

    def conflicts_of(self, group: str) -> tuple[Clash, ...]:
        """The clashes in which a cause speaks of the group."""
        return tuple(c for c in self.conflicts if any(group in (x.about, x.than) for x in c.causes))
