"""Days, hours and points in words."""

from __future__ import annotations

import datetime as dt

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()


def day(value: dt.date, *, year: bool = True, weekday: bool = False) -> str:
    """ "7 Nov 2018", "Wed 7 Nov"."""
    front = f"{_DAYS[value.weekday()]} " if weekday else ""
    return f"{front}{value.day} {_MONTHS[value.month - 1]}" + (f" {value.year}" if year else "")


def days(first: dt.date, last: dt.date) -> str:
    """ "7 Jan – 20 Jan 2019"; one day alone where both are the same."""
    if first == last:
        return day(first)
    return f"{day(first, year=first.year != last.year)} – {day(last)}"


def clock(minutes: int) -> str:
    """ "09:30"."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def hours(value: float) -> str:
    """ "13.5 h"."""
    return f"{value:.1f}".removesuffix(".0") + " h"


def points(value: int) -> str:
    """Hundredths of a point as points: "4.5"."""
    return f"{value / 100:.2f}".rstrip("0").rstrip(".")


def moment(value: dt.datetime, *, beside: dt.date | None = None) -> str:
    """ "10:00", with the day where it is another one than `beside`."""
    return f"{value:%H:%M}" + ("" if value.date() == beside else f" ({day(value.date(), year=False)})")


def listed(names: list[str]) -> str:
    """ "A, B and C"."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
