"""Lines that are nothing but a date: "Wednesday, January 23, 2019", "Updated 10:14 AM EST, Sat October 20, 2018"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from pourparler.reading.datewords import DAY, WEEKDAY, calendar_day, parts

LONGEST = 90  # characters
_DATE = re.compile(
    rf"\b(?:{DAY}|(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})|(?P<a>\d{{1,2}})(?P<sign>[/.])(?P<b>\d{{1,2}})(?P=sign)(?P<y>\d{{4}}))\b",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"\b(?:updated?|modified|revised)\b", re.IGNORECASE)
_AROUND = re.compile(
    r"\b(?:first |last )?(?:published|posted|issued|released|created|updated?|modified|revised)\b"
    r"|\b(?:publication date|date|on|at)\b"
    rf"|\b{WEEKDAY}(?!\w)|\b\d{{1,2}}[:.h]\d{{2}}(?:[:.]\d{{2}})?|\b[ap]\.?m\b\.?|\bT(?=\s)|\blocal time\b"
    r"|\b(?:GMT|UTC|[ECMP][SD]?T|CES?T|BST|IST|KST|JST|MSK|HKT|SGT|A[EW][SD]T|Z)\b(?:[+-]\d{1,2}(?::?\d{2})?)?"
    r"|\b\d+ (?:year|month|week|day|hour|min(?:ute)?)s? (?:ago|read)\b|[\s|/,;·•:–—().+-]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLine:
    """A line that is a date; `day` is None where it is not that of publication or nobody can tell which day it is."""

    day: dt.date | None


def find_date_line(line: str) -> DateLine | None:
    """What the line tells if it is nothing but a full date with its labels, weekday and time; else None."""
    if len(line) > LONGEST:
        return None
    words = " ".join(line.split())
    match = _DATE.search(words)
    if match is None or _AROUND.sub("", _DATE.sub("", words)):
        return None
    day, full = _read(match)
    if not full:
        return None
    return DateLine(day=None if _UPDATED.search(words, 0, match.start()) else day)


def _read(match: re.Match[str]) -> tuple[dt.date | None, bool]:
    """The day, and whether the date is a full one; 3/4/2019 is full and nobody can tell which day it is."""
    groups = match.groupdict()
    if groups["iso"]:
        return calendar_day(*(int(part) for part in groups["iso"].split("-"))), True
    if groups["y"]:
        a, b, year = int(groups["a"]), int(groups["b"]), int(groups["y"])
        days = {
            calendar_day(year, b, a),
            calendar_day(year, b, a) if groups["sign"] == "." else calendar_day(year, a, b),
        }
        days.discard(None)
        return (days.pop() if len(days) == 1 else None), True
    month_day, known = parts(groups)
    if month_day is None or known is None:
        return None, False
    return calendar_day(known, *month_day), True
