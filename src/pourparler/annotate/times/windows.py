"""From TIMEX3 values and modifiers to windows, by the conventions of the annotation guide."""

from __future__ import annotations

import datetime as dt
import re

from pourparler.annotate.times.calendar import add_days, add_months, month_end
from pourparler.annotate.times.numbers import Count
from pourparler.model.window import Grain, Window

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_QUARTER = re.compile(r"(\d{4})-([QH])(\d)")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)")
_YEARS = re.compile(r"\d{2,4}")
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_GRAINS = {
    "D": Grain.DAY, "W": Grain.WEEK, "WE": Grain.DAY, "F": Grain.WEEK, "M": Grain.MONTH, "Q": Grain.QUARTER,
    "Y": Grain.YEAR, "E": Grain.DECADE, "C": Grain.CENTURY, "L": Grain.CENTURY,
}  # fmt: skip
DAYS = {"D": 1, "WE": 2, "W": 7, "F": 14, "M": 30.4375, "Q": 91.3125, "Y": 365.25, "E": 3652.5, "C": 36525, "L": 365250}
MONTHS = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200, "L": 12000}


def period(value: str) -> Window | None:
    """The days that a TIMEX3 calendar value covers; None for other values and for days that do not exist."""
    try:
        return _period(value)
    except (ValueError, OverflowError):
        return None


def _period(value: str) -> Window | None:
    if m := _DAY.fullmatch(value):
        day = dt.date(int(m[1]), int(m[2]), int(m[3]))
        return Window(earliest=day, latest=day, grain=Grain.MINUTE if "T" in value and ":" in value else Grain.DAY)
    if m := _MONTH.fullmatch(value):
        return _months(int(m[1]), int(m[2]), 1, Grain.MONTH)
    if m := _WEEK.fullmatch(value):
        monday = dt.date.fromisocalendar(int(m[1]), int(m[2]), 1)
        first = monday + dt.timedelta(5 if m[3] else 0)
        return Window(earliest=first, latest=monday + dt.timedelta(6), grain=Grain.DAY if m[3] else Grain.WEEK)
    if m := _QUARTER.fullmatch(value):
        size = 3 if m[2] == "Q" else 6
        return _months(int(m[1]), size * (int(m[3]) - 1) + 1, size, Grain.QUARTER)
    if m := _SEASON.fullmatch(value):
        return _months(int(m[1]), _SEASONS[m[2]], 3, Grain.QUARTER)
    if _YEARS.fullmatch(value):
        size = 10 ** (4 - len(value))
        first, last = int(value) * size, int(value) * size + size - 1
        grain = {1: Grain.YEAR, 10: Grain.DECADE, 100: Grain.CENTURY}[size]
        return Window(earliest=dt.date(first, 1, 1), latest=dt.date(last, 12, 31), grain=grain)
    return None


def _months(year: int, month: int, n: int, grain: Grain) -> Window:
    first = dt.date(year, month, 1)
    last = add_months(first, n - 1)
    if last is None:
        raise ValueError("outside the calendar")
    return Window(earliest=first, latest=month_end(last.year, last.month), grain=grain)


def narrow(window: Window, edge: str, today: dt.date | None) -> Window:
    """The part of a period that "early", "mid", "late", "the end of", "earlier", "later" leave.

    Early, mid and late are thirds of the period; the end of a month or year is its last day; "earlier" ends the day
    before `today`, "later" starts the day after.
    """
    first, last = window.earliest, window.latest
    if first is None or last is None or first == last:
        return window
    if edge in ("earlier", "later") and today is not None and first <= today <= last:
        if edge == "earlier":
            last = max(first, today - dt.timedelta(1))
        else:
            first = min(last, today + dt.timedelta(1))
        return Window(earliest=first, latest=last, grain=window.grain)
    if edge in ("post", "pre"):
        beside = add_days(last, 1) if edge == "post" else add_days(first, -1)
        after = edge == "post"
        return Window(earliest=beside if after else None, latest=None if after else beside, grain=window.grain)
    if edge in _ENDS and window.grain not in (Grain.DECADE, Grain.CENTURY):
        return Window(earliest=last, latest=last, grain=window.grain, earliest_approximate=True)
    third = _THIRDS.get(edge)
    if third is None:
        return window
    lo, hi = _third(first, last, third)
    return Window(
        earliest=lo, latest=hi, grain=window.grain, earliest_approximate=third > 0, latest_approximate=third < 2
    )


_ENDS = frozenset({"end", "close"})
_THIRDS = {
    "early": 0, "earlier": 0, "beginning": 0, "start": 0, "outset": 0, "opening": 0, "mid": 1, "middle": 1,
    "midpoint": 1, "midst": 1, "late": 2, "later": 2, "end": 2, "close": 2, "ending": 2,
}  # fmt: skip


def half_month(window: Window, n: int) -> Window:
    """The first or second half of a month: to the 15th, from the 16th."""
    if window.earliest is None or window.latest is None:
        return window
    if n == 1:
        return Window(earliest=window.earliest, latest=window.earliest.replace(day=15), grain=window.grain)
    return Window(earliest=window.earliest.replace(day=16), latest=window.latest, grain=window.grain)


def _third(first: dt.date, last: dt.date, n: int) -> tuple[dt.date, dt.date]:
    whole = first.day == 1 and (last + dt.timedelta(1)).day == 1
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if whole and months % 3 == 0:
        step = months // 3
        lo = add_months(first, n * step)
        hi = add_months(first, (n + 1) * step)
        return lo or first, (hi or last) - dt.timedelta(1)
    if whole and months == 1:
        return first.replace(day=1 + 10 * n), last if n == 2 else first.replace(day=10 * (n + 1))
    days = (last - first).days + 1
    return first + dt.timedelta(round(n * days / 3)), first + dt.timedelta(round((n + 1) * days / 3) - 1)


def step(day: dt.date, unit: str, n: float) -> dt.date | None:
    """The day n units on (back if negative): whole months where the unit has them, days otherwise."""
    if unit in MONTHS and float(n * MONTHS[unit]).is_integer():
        return add_months(day, int(n * MONTHS[unit]))
    return add_days(day, round_away(n * DAYS.get(unit, 0)))


def round_away(x: float) -> int:
    """Nearest whole number, halves away from zero: 10.5 days are 11."""
    return int(x + 0.5) if x >= 0 else -int(-x + 0.5)


def around(day: dt.date, unit: str, number: Count, way: int) -> Window | None:
    """The window of "two weeks ago" (way -1) or "two weeks from now" (+1), seen from a day.

    A number of units is meant to a fifth of the span; "a few" is two to four, without more. None if it says nothing.
    """
    if number.low is None or number.high is None:
        return None
    near, far = step(day, unit, way * number.low), step(day, unit, way * number.high)
    if near is None or far is None:
        return None
    if not number.vague or number.low == number.high:
        slack_near, slack_far = (int(abs((d - day).days) * 0.2 + 0.5) for d in (near, far))
        near, far = add_days(near, -way * slack_near) or near, add_days(far, way * slack_far) or far
    lo, hi = min(near, far), max(near, far)
    rough = lo != hi
    return Window(
        earliest=lo, latest=hi, grain=_GRAINS.get(unit, Grain.DAY), earliest_approximate=rough, latest_approximate=rough
    )


def stretch(day: dt.date, unit: str, number: Count, way: int, rough: bool = False) -> Window | None:
    """The window of "the past two weeks" (way -1) or "the next two weeks" (+1); open where no number is given."""
    grain = _GRAINS.get(unit, Grain.DAY)
    far = step(day, unit, way * number.high) if number.high is not None else None
    vague = rough or number.vague or (number.high or 0) % 1 != 0
    if way > 0:
        return Window(earliest=day, latest=far, grain=grain, latest_approximate=vague and far is not None)
    return Window(earliest=far, latest=day, grain=grain, earliest_approximate=vague and far is not None)
