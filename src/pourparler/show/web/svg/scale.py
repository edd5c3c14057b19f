"""One scale for all lanes of a panel: days to per cent of the width, and the marks on the axis."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from pourparler.show.web.days import shifted

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_DAYS_AS_WEEKS, _DAYS_AS_MONTHS = 120, 1200  # up to so many days the axis counts in weeks, in months


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark on the axis. label: in words; short: for a narrow page; strong: begins a larger unit."""

    x: float
    label: str
    short: str
    strong: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The days `first` to `last`, both inclusive, over the whole width.

    Raises:
        ValueError: if the last day is before the first.
    """

    first: dt.date
    last: dt.date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a scale cannot run from {self.first} to {self.last}")

    @property
    def days(self) -> int:
        """How many days it shows."""
        return (self.last - self.first).days + 1

    def left(self, day: dt.date) -> float:
        """Where the day begins, in per cent; below 0 or above 100 where it is out of the picture."""
        return round((day - self.first).days * 100 / self.days, 2)

    def right(self, day: dt.date) -> float:
        """Where the day ends, in per cent."""
        return round(((day - self.first).days + 1) * 100 / self.days, 2)

    def middle(self, first: dt.date, last: dt.date) -> float:
        """The middle of a stretch of days."""
        return round((self.left(first) + self.right(last)) / 2, 2)

    def shows(self, day: dt.date) -> bool:
        """Is the day in the picture?"""
        return self.first <= day <= self.last

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The marks of the axis: weeks, months or years, as many as can be read."""
        if self.days <= _DAYS_AS_WEEKS:
            return tuple(self._weeks())
        return tuple(self._months() if self.days <= _DAYS_AS_MONTHS else self._years())

    def _weeks(self) -> Iterator[Tick]:
        """Every Monday; the first of a month's is strong and names it."""
        day, month = shifted(self.first, -self.first.weekday() % 7), 0
        while day <= self.last:
            new = day.month != month
            label = f"{day.day} {_MONTHS[day.month - 1]}" if new else str(day.day)
            yield Tick(x=self.left(day), label=label, short=str(day.day), strong=new)
            if day == dt.date.max:
                return
            day, month = shifted(day, 7), day.month

    def _months(self) -> Iterator[Tick]:
        """The first of each month, or of each quarter where months would crowd; the year stands at each January."""
        step = 1 if self.days <= 430 else 3
        for n, (year, month) in enumerate(self._firsts(step)):
            name = _MONTHS[month - 1]
            label = str(year) if month == 1 else f"{name} {year}" if n == 0 and self.days <= 430 else name
            short = f"{year % 100:02d}" if month == 1 else name[0]
            yield Tick(x=self.left(dt.date(year, month, 1)), label=label, short=short, strong=month == 1)

    def _firsts(self, step: int) -> Iterator[tuple[int, int]]:
        begin = self.first.year * 12 + self.first.month - 1 + (self.first.day > 1)
        begin += -begin % step
        for count in range(begin, self.last.year * 12 + self.last.month, step):
            yield count // 12, count % 12 + 1

    def _years(self) -> Iterator[Tick]:
        step = max(1, self.days // 366 // 12)
        for year in range(self.first.year + (self.first > dt.date(self.first.year, 1, 1)), self.last.year + 1):
            if year % step == 0:
                yield Tick(x=self.left(dt.date(year, 1, 1)), label=str(year), short=f"{year % 100:02d}", strong=True)
