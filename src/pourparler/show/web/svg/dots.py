"""Belief as twenty dots, stacked by month: one dot is one chance in twenty."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pourparler.model.window import Window
from pourparler.show.web.days import shifted
from pourparler.show.web.svg.scale import Scale

DIAMETER = 9  # pixels, with the gap
_WEEKS_UP_TO = 120  # days shown: above that dots are stacked by month


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A dot: x in per cent, y in pixels above the rail."""

    x: float
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """The dots of a lane. height: pixels. later: dots beyond the picture or never, drawn hollow in a place apart."""

    dots: tuple[Dot, ...] = ()
    later: int = 0
    height: int = 0


def draw_dots(days: Sequence[dt.date], *, never: int, scale: Scale, firm: Window | None) -> Stack:
    """Stack dots that stand for days; those after the picture count as later, with `never` that have no day."""
    seen = [day for day in days if scale.shows(day)]
    bins = Counter(_bin(day, scale) for day in seen)
    dots = []
    for (first, last), count in sorted(bins.items()):
        x = scale.middle(*_clip(first, last, scale, firm))
        dots += [Dot(x=x, y=DIAMETER * n + DIAMETER // 2) for n in range(count)]
    later = sum(day > scale.last for day in days) + never
    return Stack(dots=tuple(dots), later=later, height=DIAMETER * max(bins.values(), default=0))


def _bin(day: dt.date, scale: Scale) -> tuple[dt.date, dt.date]:
    """The month or week a day lies in."""
    if scale.days <= _WEEKS_UP_TO:
        monday = shifted(day, -day.weekday())
        return monday, shifted(monday, 6)
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _clip(first: dt.date, last: dt.date, scale: Scale, firm: Window | None) -> tuple[dt.date, dt.date]:
    """A column stands over days that are possible and shown, never left of a firm bound."""
    low = max(first, scale.first, firm.min if firm else first)
    high = min(last, scale.last, firm.max if firm else last)
    return (low, high) if low <= high else (first, last)
