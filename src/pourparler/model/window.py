"""Windows of time: what words say about when, with how fine and how sure. Their algebra, and EDTF."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Grain(StrEnum):
    """How fine the words are that a window comes from."""

    MINUTE = "minute"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


class Answer(StrEnum):
    """Three-valued truth: a window that says little answers many questions with "maybe"."""

    YES = "yes"
    NO = "no"
    MAYBE = "maybe"

    def __invert__(self) -> Answer:
        return {Answer.YES: Answer.NO, Answer.NO: Answer.YES}.get(self, Answer.MAYBE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Days between which something lies, both inclusive; None is open or unknown.

    grain: how fine the words are. earliest_approximate, latest_approximate: the bound is a stated width around what
    the words say ("about", "or so"), not the words themselves.

    Raises:
        ValueError: if the window ends before it begins.
    """

    earliest: dt.date | None
    latest: dt.date | None
    grain: Grain = Grain.DAY
    earliest_approximate: bool = False
    latest_approximate: bool = False

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.latest < self.earliest:
            raise ValueError(f"window ends before it begins: {self.earliest}..{self.latest}")

    @property
    def min(self) -> dt.date:
        """First day that is possible at all: `earliest`, or the first day of the calendar where that is open."""
        return self.earliest or dt.date.min

    @property
    def max(self) -> dt.date:
        """Last day that is possible at all: `latest`, or the last day of the calendar where that is open."""
        return self.latest or dt.date.max

    @property
    def days(self) -> int | None:
        """How many days it holds; None where an end is open."""
        return (self.latest - self.earliest).days + 1 if self.earliest and self.latest else None

    def holds(self, day: dt.date) -> bool:
        """Is the day among those possible?"""
        return self.min <= day <= self.max

    def intersect(self, other: Window) -> Window | None:
        """The days both hold, None if they have none in common. The finer grain stays, and each bound its doubt."""
        begin = self if self.min >= other.min else other
        end = self if self.max <= other.max else other
        if begin.min > end.max:
            return None
        return Window(
            earliest=begin.earliest,
            latest=end.latest,
            grain=min(self.grain, other.grain, key=_ORDER.index),
            earliest_approximate=begin.earliest_approximate,
            latest_approximate=end.latest_approximate,
        )

    def span(self, other: Window) -> Window:
        """The shortest window that holds both. The coarser grain stays, and each bound its doubt."""
        begin = self if self.min <= other.min else other
        end = self if self.max >= other.max else other
        return Window(
            earliest=begin.earliest,
            latest=end.latest,
            grain=max(self.grain, other.grain, key=_ORDER.index),
            earliest_approximate=begin.earliest_approximate,
            latest_approximate=end.latest_approximate,
        )

    def contains(self, other: Window) -> Answer:
        """Does what lies somewhere in `other` lie in this stretch of days? Yes, no, or maybe."""
        if self.min <= other.min and other.max <= self.max:
            return Answer.YES
        return Answer.NO if self.max < other.min or other.max < self.min else Answer.MAYBE

    def before(self, other: Window) -> Answer:
        """Is what lies in this window earlier than what lies in `other`, by a day at least? Yes, no, or maybe."""
        if self.max < other.min:
            return Answer.YES
        return Answer.NO if self.min >= other.max else Answer.MAYBE

    def after(self, other: Window) -> Answer:
        """Is what lies in this window later than what lies in `other`, by a day at least? Yes, no, or maybe."""
        return other.before(self)

    @property
    def edtf(self) -> str:
        """The window in Extended Date/Time Format (ISO 8601-2:2019, levels 0 to 2).

        A whole month, quarter, half-year, year, decade or century is written as one; other windows as an interval
        with `..` for an open end and `~` on an approximate bound.
        """
        if not (self.earliest_approximate or self.latest_approximate) and (whole := self._whole()):
            return whole
        first, last = _bound(self.earliest, self.earliest_approximate), _bound(self.latest, self.latest_approximate)
        return first if first == last and self.earliest else f"{first}/{last}"

    def _whole(self) -> str | None:
        """The unit of the calendar that it fills exactly, or None."""
        first, last = self.earliest, self.latest
        if first is None or last is None:
            return None
        if first == last:
            return first.isoformat()
        if first.day != 1 or (last < dt.date.max and (last + dt.timedelta(1)).day != 1):
            return None
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        if months == 1:
            return f"{first.year:04d}-{first.month:02d}"
        code = _PARTS.get((first.month, months))
        return f"{first.year:04d}{code}" if code is not None else _years(first.year, first.month, months)


_ORDER = list(Grain)
# Quarters 33 to 36 and halves 40 and 41 of a year (EDTF level 2); the whole year.
_PARTS = {(1, 3): "-33", (4, 3): "-34", (7, 3): "-35", (10, 3): "-36", (1, 6): "-40", (7, 6): "-41", (1, 12): ""}


def _years(year: int, month: int, months: int) -> str | None:
    if month == 1 and months == 120 and year % 10 == 0:
        return f"{year // 10:03d}X"
    return f"{year // 100:02d}XX" if month == 1 and months == 1200 and year % 100 == 0 else None


def _bound(day: dt.date | None, approximate: bool) -> str:
    if day is None:
        return ".."
    return f"{day.isoformat()}~" if approximate else day.isoformat()
