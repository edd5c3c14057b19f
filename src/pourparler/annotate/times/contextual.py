"""TIMEX3 values of times that count from what the text told before: "that year", "the next day", "the quarter"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from pourparler.annotate.times.calendar import add_days, add_months
from pourparler.annotate.times.grains import at_grain
from pourparler.annotate.times.meaning import Meaning
from pourparler.annotate.times.windows import MONTHS, period


def in_context(m: Meaning, today: dt.date | None, last: str, quarter: str, direction: Callable[[], int]) -> str | None:
    """Value of "that year", "the next day", "the weekend", seen from the latest calendar value of the text."""
    unit = m.get("unit")
    if m.rule == "the-unit":
        return _the_unit(unit, today, quarter, direction)
    if m.rule == "latest-period":
        return _latest(m, today, quarter)
    if m.rule == "same-last-year":
        return _same_last_year(unit, today, last)
    if m.rule == "that-month":
        return _that_month(m, last)
    if m.rule == "day-only":
        return f"{last[:8]}{m.get('day'):02d}" if len(last) == 10 and int(last[8:]) < m.get("day") else None
    anchor = period(last)
    start = anchor.earliest if anchor else today
    if start is None:
        return None
    rel = {"before": -1, "after": 1}.get(m.get("side"), int(m.get("rel") or 0))
    if unit == "D" and anchor is not None and anchor.latest != anchor.earliest:
        return f"{last}-XX" if len(last) == 7 and rel == 0 and last[5:].isdigit() else "XXXX-XX-XX"
    if unit in MONTHS:
        day = add_months(start.replace(day=1), rel * MONTHS[unit])
    else:
        day = add_days(start, rel * (1 if unit == "D" else 7))
    if day is None:
        return None
    base = at_grain(day, unit)
    return f"{base}T{m.get('part')}" if m.get("part") else base


def _same_last_year(unit: str, today: dt.date | None, last: str) -> str | None:
    """ "The same month a year ago": as the month, week or day that is told of."""
    anchor = period(last)
    start = anchor.earliest if anchor else today
    back = add_months(start, -12) if start else None
    return at_grain(back, unit) if back is not None else None


def _that_month(m: Meaning, last: str) -> str | None:
    """ "That September" is of the year told of; "that October night" the night told of, if it was in October."""
    if not last[:4].isdigit() or len(last) < 4:
        return None
    month = f"{last[:4]}-{m.get('month'):02d}"
    if len(last) == 10 and last.startswith(month) and (m.get("part") or m.get("whole")):
        return f"{last}T{m.get('part')}" if m.get("part") else last
    return month


def _latest(m: Meaning, today: dt.date | None, quarter: str) -> str | None:
    """ "The latest quarter" is the one that the text reports on; "the 1988 period" the same one of that year."""
    known = quarter or (_the_unit("Q", today, "", lambda: -1) or "XXXX-QX")
    return f"{m.get('year'):04d}{known[4:]}" if m.get("year") else known


def _the_unit(unit: str, today: dt.date | None, quarter: str, direction: Callable[[], int]) -> str | None:
    if today is None:
        return {"WE": "XXXX-WXX-WE", "W": "XXXX-WXX", "Q": "XXXX-QX", "Y": "XXXX"}.get(unit)
    if unit == "WE":
        ahead = today.isoweekday() > 5 or (direction() > 0 and today.isoweekday() > 2)
        return at_grain(today if ahead else today - dt.timedelta(7), "WE")
    if unit == "Q":
        if quarter:
            return quarter
        first = dt.date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
        return at_grain(first - dt.timedelta(1), "Q")
    return at_grain(today, unit)
