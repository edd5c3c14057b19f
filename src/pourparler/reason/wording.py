"""Days, windows, shares and chains as words, the same in every answer."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence

from pourparler.model.window import Window

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def day(value: dt.date, *, year: bool = True) -> str:
    """ "7 Nov 2018"."""
    return f"{value.day} {_MONTHS[value.month - 1]}" + (f" {value.year}" if year else "")


def window(value: Window | None) -> str:
    """ "12 Jun 2018", "19 Oct – about 30 Oct 2018", "not before 7 Nov 2018", "no day named"."""
    if value is None or (value.earliest is None and value.latest is None):
        return "no day named"
    first, last = value.earliest, value.latest
    about = ("about " if value.earliest_approximate else "", "about " if value.latest_approximate else "")
    if first is None or last is None:
        if first is not None:
            return f"not before {about[0]}{day(first)}"
        return f"not after {about[1]}{day(last)}" if last is not None else "no day named"
    if first == last:
        return (about[0] or about[1]) + day(first)
    if not any(about):
        return days(first, last)
    return f"{about[0]}{day(first, year=first.year != last.year)} – {about[1]}{day(last)}"


def days(first: dt.date, last: dt.date) -> str:
    """A stretch as short as it goes: "2018", "Jan–Feb 2019", "Dec 2018–Jan 2019", "27–28 Feb 2019"."""
    if first == last:
        return day(first)
    if first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]:
        return _whole(first, last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    return f"{day(first, year=first.year != last.year)} – {day(last)}"


def _whole(first: dt.date, last: dt.date) -> str:
    if (first.month, last.month) == (1, 12):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    end = f"{_MONTHS[last.month - 1]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return end
    return f"{_MONTHS[first.month - 1]}{'' if first.year == last.year else f' {first.year}'}–{end}"


def months(first: dt.date, last: dt.date) -> str:
    """The calendar months of a stretch, whole or not: "Jan–Feb 2019"."""
    return _whole(first.replace(day=1), last.replace(day=calendar.monthrange(last.year, last.month)[1]))


def share(p: float) -> str:
    """ "28 %"; what is neither nought nor all is never rounded to it."""
    if 0 < p < 0.01:
        return "under 1 %"
    return "over 99 %" if 0.99 < p < 1 else f"{round(p * 100)} %"


def chain(names: Sequence[str]) -> str:
    """ "Kim Jong-un → Mike Pompeo → Voice of America"."""
    return " → ".join(names) or "source not named"


def listed(parts: Sequence[str]) -> str:
    """ "a, b and c"."""
    return ", ".join(parts) if len(parts) < 2 else f"{', '.join(parts[:-1])} and {parts[-1]}"
