"""Time: the grid of starts that are tried, and what the clocks of a zone show at each, by the history of the zone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
import numpy.typing as npt

from pourparler.errors import PlanError

Ints = npt.NDArray[np.int32]
DAY = 1440  # minutes
PAD = 3  # days before and after the days of the plan, for zones and journeys


def zone_of(name: str, where: str) -> ZoneInfo:
    """The IANA zone of that name.

    Raises:
        PlanError: if there is none.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise PlanError(f"{where}: no zone {name!r}: write an IANA name such as Asia/Pyongyang") from None


@dataclass(frozen=True)
class Clock:
    """What a zone's clocks show at each point of a grid: day (0 is the grid's first) and minute of the day."""

    day: Ints
    minute: Ints

    @cached_property
    def first_of_day(self) -> Ints:
        """Index of the first point of each day, for days 0 to one after the last; later days give the grid's size."""
        days = np.arange(int(self.day[-1]) + 2, dtype=np.int32)
        return np.searchsorted(self.day, days).astype(np.int32)


class Grid:
    """Points of time, `step` minutes apart, from `first` to `last` and PAD days around them, in UTC."""

    def __init__(self, first: dt.date, last: dt.date, step: int) -> None:
        self.first, self.last, self.step = first, last, step
        self.base = first - dt.timedelta(PAD)
        self._midnight = dt.datetime.combine(self.base, dt.time(), dt.UTC)
        self.size = ((last - first).days + 1 + 2 * PAD) * DAY // step
        self.low, self.high = PAD, PAD + (last - first).days  # days of the plan, as days of the grid
        self._clocks: dict[str, Clock] = {}

    def moment(self, point: int) -> dt.datetime:
        """The point as a moment in UTC."""
        return self._midnight + dt.timedelta(minutes=int(point) * self.step)

    def point(self, moment: dt.datetime, *, up: bool = False) -> int:
        """The point at or before a moment (with `up`: at or after it), kept inside the grid."""
        minutes, step = (moment - self._midnight).total_seconds() / 60, self.step
        return int(min(max(-(-minutes // step) if up else minutes // step, 0), self.size))

    def steps(self, hours: float) -> int:
        """So many hours as whole steps, rounded up."""
        return int(-(-round(hours * 60) // self.step))

    def day(self, day: dt.date) -> int:
        """A day as day of the grid; may lie outside."""
        return (day - self.base).days

    def date(self, day: int) -> dt.date:
        """A day of the grid as date."""
        return self.base + dt.timedelta(int(day))

    def clock(self, zone: str) -> Clock:
        """The clocks of a zone, made once."""
        if zone not in self._clocks:
            minutes = np.arange(self.size, dtype=np.int32) * self.step + self._offsets(ZoneInfo(zone))
            day = np.maximum(np.maximum.accumulate(minutes // DAY), 0).astype(np.int32)
            self._clocks[zone] = Clock(day=day, minute=(minutes % DAY).astype(np.int32))
        return self._clocks[zone]

    def _offsets(self, zone: ZoneInfo) -> Ints:
        """Minutes east of Greenwich at each point: asked once a day, at every point of days on which they change."""
        each = DAY // self.step

        def offset(point: int) -> int:
            return round((self.moment(point).astimezone(zone).utcoffset() or dt.timedelta()).total_seconds() / 60)

        marks = [offset(n) for n in range(0, self.size + 1, each)]
        out = np.repeat(np.array(marks[:-1], dtype=np.int32), each)
        for n in np.nonzero(np.diff(marks))[0]:
            points = range(int(n) * each, (int(n) + 1) * each)
            out[points.start : points.stop] = [offset(p) for p in points]
        return out
