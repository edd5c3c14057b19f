"""VAVAILABILITY (RFC 7953): time outside what is AVAILABLE is busy; of several the one of highest priority counts.

AVAILABLE repeats like an event, but the recurrence library knows events only, so each is copied into one. Its DTSTART
is taken with its own zone: hours of the clock stay the same when daylight saving begins or ends.
"""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import icalendar

from pourparler.errors import PlanError
from pourparler.plan.recurring import occurrences
from pourparler.plan.spans import Busy, Moments, merged, minus, shown, utc

_COPIED = ("UID", "DTSTAMP", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "SUMMARY")
_LOWEST = 10  # rank of priority 0, which is "undefined" and comes after 9


def away(
    where: str, calendar: icalendar.Calendar, home: ZoneInfo, begin: dt.datetime, end: dt.datetime
) -> tuple[list[Busy], list[Moments]]:
    """Busy times outside of what is available, and the stretches that the availabilities speak of.

    Raises:
        PlanError: if an AVAILABLE has no start or repeats too often.
    """
    busy: list[Busy] = []
    decided: list[Moments] = []
    found: list[Any] = list(calendar.walk("VAVAILABILITY"))
    parts = sorted(found, key=lambda p: int(p.get("PRIORITY", 0)) or _LOWEST)
    for part in parts:
        first = utc(part["DTSTART"].dt, home) if "DTSTART" in part else begin
        span = (max(begin, first), min(end, _end(part, first, home, end)))
        open_time = _available(where, part, home, begin, end)
        left = minus([span], decided)
        if str(part.get("BUSYTYPE", "")).upper() != "FREE":
            doubt = str(part.get("BUSYTYPE", "")).upper() == "BUSY-TENTATIVE"
            what = shown(str(part.get("SUMMARY", ""))) or "not available"
            file = where.rsplit("/", 1)[-1]
            busy += [Busy(begin=a, end=b, tentative=doubt, what=what, file=file) for a, b in minus(left, open_time)]
        decided = merged([*decided, span])
    return busy, decided


def _end(part: Any, first: dt.datetime, home: ZoneInfo, end: dt.datetime) -> dt.datetime:
    """When an availability ends: by DTEND, by DURATION, or not at all."""
    if "DTEND" in part:
        return utc(part["DTEND"].dt, home)
    return first + part["DURATION"].dt if "DURATION" in part else end


def _available(where: str, part: Any, home: ZoneInfo, begin: dt.datetime, end: dt.datetime) -> list[Moments]:
    copy = icalendar.Calendar()
    for available in part.walk("AVAILABLE"):
        if "DTSTART" not in available:
            raise PlanError(f"{where}: AVAILABLE: DTSTART is missing")
        event = icalendar.Event()
        for key in _COPIED:
            if key in available:
                event[key] = available[key]  # the property itself: its zone stays what the file says
        copy.add_component(event)
    return [(utc(o.start, home), utc(o.end, home)) for o in occurrences(where, copy, begin, end)]
