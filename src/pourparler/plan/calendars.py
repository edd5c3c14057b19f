"""Calendars of a party: iCalendar files and folders (RFC 5545, 7953) read into busy times with what they are.

An event that is cancelled or marked transparent is free time; a tentative one is tentative. Days without a time and
times without a zone are those of the party's home. What a calendar says nothing about is not busy, but
counts as unknown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar

from pourparler.errors import PlanError
from pourparler.plan.availability import away
from pourparler.plan.model import Party
from pourparler.plan.recurring import occurrences
from pourparler.plan.spans import Busy, Moments, shown, utc

LARGEST = 20_000_000  # bytes of one calendar file
_FREE = {"TRANSPARENT", "FREE"}
_ONCE = ("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "RRULE", "UID", "STATUS", "TRANSP", "PRIORITY", "BUSYTYPE")
_COMPONENTS = ("VEVENT", "VFREEBUSY", "VAVAILABILITY")


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """What the calendars of a party say between two moments. covered: the stretches that they say anything about."""

    busy: tuple[Busy, ...]
    covered: tuple[Moments, ...]


def read_calendars(party: Party, begin: dt.datetime, end: dt.datetime) -> Calendar:
    """All calendars of a party between two moments in UTC.

    Raises:
        PlanError: if a file is missing, too large, broken or cut off, has an unknown zone, or repeats without bounds.
    """
    busy: list[Busy] = []
    covered: list[Moments] = []
    home = ZoneInfo(party.home.zone)
    for path, calendars in calendars_in(party.calendars, f"calendars of {party.name}"):
        for calendar in calendars:
            _check(path, calendar)
            events = list(_events(path, calendar, home, begin, end))
            frees = list(_free_busy(path, calendar, home, begin, end))
            aways, windows = away(str(path), calendar, home, begin, end)
            busy += [b for b in (*events, *frees, *aways) if b.begin < end and b.end > begin]
            covered += [*_reach(events), *_stated(calendar, home), *windows]
    return Calendar(busy=tuple(sorted(busy, key=lambda b: (b.begin, b.end, b.what))), covered=tuple(covered))


def calendars_in(paths: Sequence[Path], whose: str) -> Iterator[tuple[Path, list[icalendar.Calendar]]]:
    """Each iCalendar file among files and folders, with its calendars.

    Raises:
        PlanError: if a file is missing, too large, broken or cut off, or a folder holds none; `whose` says whose.
    """
    for path in paths:
        found = sorted(p for p in path.rglob("*.ics") if p.is_file()) if path.is_dir() else [path]
        if not found:
            raise PlanError(f"{path}: no .ics file in this folder ({whose})")
        for file in found:
            if not file.is_file():
                raise PlanError(f"{file}: no such file or folder ({whose})")
            yield file, _parse(file)


def _parse(path: Path) -> list[icalendar.Calendar]:
    """The calendars of a file. One that is cut off is refused whole: what is missing would read as free time."""
    try:
        if path.stat().st_size > LARGEST:
            raise PlanError(f"{path}: more than {LARGEST // 1_000_000} MB: export only the time of the plan")
        data = path.read_bytes()
        found: list[Any] = icalendar.Calendar.from_ical(data, multiple=True)
    except OSError as why:
        raise PlanError(f"{path}: cannot be read: {why.strerror}") from None
    except (ValueError, LookupError, TypeError, AttributeError) as why:  # whatever the parser trips over
        raise PlanError(f"{path}: not an iCalendar file: {_line(why)}") from None
    begun = data.upper().count(b"BEGIN:VCALENDAR")
    whole = [c for c in found if isinstance(c, icalendar.Calendar)]
    if not begun or len(whole) < begun:
        raise PlanError(
            f"{path}: {'cut off: END:VCALENDAR is missing' if begun else 'not an iCalendar file: no VCALENDAR'}"
        )
    return whole


def _parts(calendar: icalendar.Calendar, name: str | None = None) -> list[Any]:
    """The components of a name, or all; untyped, because any key of a file can hold any kind of value."""
    return list(calendar.walk(name))


def _line(why: Exception) -> str:
    """The first line of an error, shortened: a broken file may be quoted at length in it."""
    return (shown(str(why)) or type(why).__name__)[:160]


def _check(path: Path, calendar: icalendar.Calendar) -> None:
    """Refuse broken properties of what counts, and zones that neither the file nor the zone database knows."""
    for part in _parts(calendar):
        if part.name not in (*_COMPONENTS, "AVAILABLE"):
            continue
        told = f"{path}: {part.name} {shown(str(part.get('SUMMARY') or part.get('UID') or ''))!r}"
        if part.errors:
            raise PlanError(f"{told}: {part.errors[0][0]}: {_line(ValueError(part.errors[0][1]))}")
        for key in _ONCE:
            if isinstance(part.get(key), list):
                raise PlanError(f"{told}: {key} stands twice")
        for key in ("DTSTART", "DTEND", "RECURRENCE-ID"):
            moment, zone = getattr(part.get(key), "dt", None), getattr(part.get(key), "params", {}).get("TZID")
            if moment is not None and not isinstance(moment, dt.date):  # an hour without a day, a period
                raise PlanError(f"{told}: {key} is neither a day nor a moment")
            if zone and isinstance(moment, dt.datetime) and moment.tzinfo is None:
                raise PlanError(f"{told}: {key}: no zone {zone!r} in the file or in the zone database")
        if part.name == "VEVENT" and "DTSTART" not in part:
            raise PlanError(f"{told}: DTSTART is missing")


def _events(
    path: Path, calendar: icalendar.Calendar, home: ZoneInfo, begin: dt.datetime, end: dt.datetime
) -> Iterator[Busy]:
    for event in occurrences(str(path), calendar, begin, end):
        level = _level(event)
        if level is not None:
            first, last = utc(event.start, home), utc(event.end, home)
            what = shown(str(event.get("SUMMARY", ""))) or "busy"
            yield Busy(begin=first, end=max(first, last), tentative=level == "tentative", what=what, file=path.name)


def _level(event: Any) -> str | None:
    """ "busy", "tentative", or None for time that is free all the same. Outlook's own key says more than TRANSP."""
    status, outlook = str(event.get("STATUS", "")).upper(), str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper()
    if status == "CANCELLED" or str(event.get("TRANSP", "")).upper() in _FREE or outlook in _FREE:
        return None
    return "tentative" if "TENTATIVE" in (status, outlook) else "busy"


def _free_busy(
    path: Path, calendar: icalendar.Calendar, home: ZoneInfo, begin: dt.datetime, end: dt.datetime
) -> Iterator[Busy]:
    for part in _parts(calendar, "VFREEBUSY"):
        given = part.get("FREEBUSY", [])
        for period in given if isinstance(given, list) else [given]:
            kind = str(period.params.get("FBTYPE", "BUSY")).upper()
            if kind != "FREE":
                first = utc(period.dt[0], home)
                last = first + period.dt[1] if isinstance(period.dt[1], dt.timedelta) else utc(period.dt[1], home)
                yield Busy(begin=first, end=last, tentative=kind == "BUSY-TENTATIVE", what="busy", file=path.name)


def _stated(calendar: icalendar.Calendar, home: ZoneInfo) -> Iterator[Moments]:
    """The time that a free/busy list says it covers."""
    for part in _parts(calendar, "VFREEBUSY"):
        if "DTSTART" in part and "DTEND" in part:
            yield utc(part["DTSTART"].dt, home), utc(part["DTEND"].dt, home)


def _reach(events: list[Busy]) -> Iterator[Moments]:
    """A calendar of events reaches from its first to its last in the time of the plan; nobody can tell beyond."""
    if events:
        yield min(e.begin for e in events), max(e.end for e in events)
