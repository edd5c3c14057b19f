"""Dates as datelines and date lines write them: patterns with named groups, and what the groups mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from pourparler.reading.dates import FIRST_YEAR, LAST_YEAR

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?"
DAY = (
    rf"(?:(?P<month>{MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year>\d{{4}}))?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month2>{MONTH})(?:,?\s+(?P<year2>\d{{4}}))?)"
)


def parts(groups: Mapping[str, str | None]) -> tuple[tuple[int, int] | None, int | None]:
    """Month and day, and year, of a match of DAY; None for what is not there."""
    month, day = groups["month"] or groups["month2"], groups["day"] or groups["day2"]
    year = groups["year"] or groups["year2"]
    if month is None or day is None:
        return None, None
    return (_MONTHS.index(month[:3].lower()) + 1, int(day)), int(year) if year else None


def calendar_day(year: int, month: int, day: int) -> dt.date | None:
    """The day, or None if the calendar has no such day or no report can be of that year."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
