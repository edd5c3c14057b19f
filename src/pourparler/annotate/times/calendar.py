"""Days with a name: holidays, and the arithmetic of the calendar that resolving needs."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from functools import lru_cache

from pourparler.annotate.rules import load_table
from pourparler.errors import RuleError

_FIXED = re.compile(r"(\d\d)-(\d\d)")
_NTH = re.compile(r"(\d\d) (\d) (-?\d)")
_EASTER = re.compile(r"easter([+-]\d+)")


@lru_cache(maxsize=1)
def _holidays() -> dict[str, str]:
    return {row["name"]: row["when"] for row in load_table("times/holidays.tsv", columns=("name", "when"))}


def holiday_pattern() -> str:
    """A pattern (see patterns.py) of all holiday names, the longer ones first; single-word ones need a capital."""
    names = sorted(_holidays(), key=lambda n: -len(n.split()))
    return " | ".join(n if " " in n else n.capitalize() for n in names)


def holiday(name: str, year: int) -> dt.date | None:
    """The day a holiday falls on in a year, or None if there is none (year outside 1583–9998).

    Raises:
        RuleError: if the table says something else than the forms its head describes.
    """
    if not 1582 < year < 9999:
        return None
    when = _holidays()[name]
    if m := _FIXED.fullmatch(when):
        return dt.date(year, int(m[1]), int(m[2]))
    if m := _NTH.fullmatch(when):
        return nth_weekday(year, int(m[1]), int(m[2]), int(m[3]))
    if m := _EASTER.fullmatch(when):
        return easter(year) + dt.timedelta(int(m[1]))
    if when == "us-election":
        return us_election(year)
    raise RuleError(f"times/holidays.tsv: {name}: cannot read {when!r}")


def nth_weekday(year: int, month: int, weekday: int, n: int) -> dt.date:
    """The nth ISO weekday of a month; n = -1 is the last."""
    if n > 0:
        day = dt.date(year, month, 1)
        return day + dt.timedelta((weekday - day.isoweekday()) % 7 + 7 * (n - 1))
    day = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(1)
    return day - dt.timedelta((day.isoweekday() - weekday) % 7 + 7 * (-n - 1))


def easter(year: int) -> dt.date:
    """Western Easter Sunday (anonymous Gregorian algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def us_election(year: int) -> dt.date | None:
    """U.S. general election day: Tuesday after the first Monday of November of even years (2 U.S.C. 7)."""
    return nth_weekday(year, 11, 1, 1) + dt.timedelta(1) if year % 2 == 0 else None


def month_end(year: int, month: int) -> dt.date:
    """Last day of a month."""
    return dt.date(year, month, monthrange(year, month)[1])


def add_months(day: dt.date, n: int) -> dt.date | None:
    """The same day n months on, clipped to the month's end; None outside the calendar of `datetime`."""
    index = day.year * 12 + day.month - 1 + n
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        return None
    return dt.date(year, month + 1, min(day.day, month_end(year, month + 1).day))


def add_days(day: dt.date, n: int) -> dt.date | None:
    """The day n days on; None outside the calendar of `datetime`."""
    try:
        return day + dt.timedelta(n)
    except OverflowError:
        return None
