"""Statements for the network about begin and end of meetings and commitments, before they become numbers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from pourparler.model.window import Window
from pourparler.reason.answer import DAY
from pourparler.reason.firm_types import Cause, CauseKind

_WEIGHT = {  # what gives way to what; among equals, what was known earlier gives way
    CauseKind.CORRECTION: 9.0,
    CauseKind.FACT: 8.0,
    CauseKind.HELD: 6.0,
    CauseKind.MADE: 5.0,
    CauseKind.COUNT: 5.0,
    CauseKind.SIGHTING: 3.0,
    CauseKind.CLAIM: 3.0,
    CauseKind.DEADLINE: 3.0,
    CauseKind.ORDER: 2.0,
    CauseKind.TO_COME: 1.0,
}
_PAST = 4.0  # added to what tells of the past


class Point(StrEnum):
    """The points in time of a meeting (begin, end) or a commitment (made; begin and end of the deed)."""

    BEGIN = "begin"
    END = "end"
    MADE = "made"


Node = tuple[str, Point] | None  # a point of a group; None is the calendar
Edge = tuple[Node, Node, int]  # second minus first is at most so many days


@dataclass(frozen=True, slots=True, kw_only=True)
class Posit:
    """One statement for the network: its cause (None for what is plain: nothing ends before it begins), its ways.

    key: kind, group, and what else tells it from others.
    """

    key: tuple[str, ...]
    cause: Cause | None
    ways: tuple[tuple[Edge, ...], ...]

    @property
    def groups(self) -> tuple[str, ...]:
        """Ids of the one or two groups that it speaks of."""
        other = self.cause.than if self.cause else None
        return (self.key[1],) if other is None else (self.key[1], other)


def not_before(node: Node, day: dt.date) -> Edge:
    """The point is on that day or later."""
    return node, None, -day.toordinal()


def not_after(node: Node, day: dt.date) -> Edge:
    """The point is on that day or earlier."""
    return None, node, day.toordinal()


def later(second: Node, first: Node, days: int) -> Edge:
    """The second point is so many days after the first at least."""
    return second, first, -days


def within(group: str, window: Window) -> tuple[Edge, ...]:
    """It begins and ends in the window."""
    begin = (not_before((group, Point.BEGIN), window.earliest),) if window.earliest else ()
    end = (not_after((group, Point.END), window.latest),) if window.latest else ()
    return begin + end


def touching(group: str, window: Window) -> tuple[Edge, ...]:
    """It lies in the window for a day at least."""
    begin = (not_after((group, Point.BEGIN), window.latest),) if window.latest else ()
    end = (not_before((group, Point.END), window.earliest),) if window.earliest else ()
    return begin + end


def without(group: str, window: Window) -> tuple[tuple[Edge, ...], ...]:
    """It ends before the window or begins after it."""
    early = (not_after((group, Point.END), window.earliest - DAY),) if window.earliest else None
    late = (not_before((group, Point.BEGIN), window.latest + DAY),) if window.latest else None
    return tuple(way for way in (early, late) if way)


def weight(kind: CauseKind, known: dt.date | None, *, past: bool = False) -> float:
    """How much a cause counts when not all can hold: by kind, the past before plans, the newer before the older."""
    return _WEIGHT[kind] + (_PAST if past else 0.0) + (known.toordinal() / 1e7 if known else 0.0)
