"""Days some days off, never off the calendar."""

from __future__ import annotations

import datetime as dt

_FIRST, _LAST = dt.date.min.toordinal(), dt.date.max.toordinal()


def shifted(day: dt.date, days: int) -> dt.date:
    """The day so many days later (earlier if negative), or the end of the calendar."""
    return dt.date.fromordinal(min(max(day.toordinal() + days, _FIRST), _LAST))
