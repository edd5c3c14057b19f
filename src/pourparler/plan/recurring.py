"""Repeating events made single, between two moments and within bounds: a hostile rule must not run for ever."""

from __future__ import annotations

import datetime as dt
from typing import Any

import icalendar
import recurring_ical_events

from pourparler.errors import PlanError
from pourparler.plan.spans import shown

MOST = 20_000  # occurrences of one calendar in the time of a plan
_STEPS = 300_000  # times a rule may fire from its start to the end of the plan
_PER_DAY = {"SECONDLY": 86_400, "MINUTELY": 1_440, "HOURLY": 24}


def occurrences(where: str, calendar: icalendar.Calendar, begin: dt.datetime, end: dt.datetime) -> list[Any]:
    """The events of a calendar that touch the time between two moments, each occurrence by itself.

    Raises:
        PlanError: if a rule is broken, or repeats more often than anybody meets.
    """
    for event in calendar.walk("VEVENT"):
        _check(where, event, begin, end)
    try:
        found = recurring_ical_events.of(calendar, components=["VEVENT"]).between(begin, end)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as why:
        raise PlanError(f"{where}: a repeating event cannot be read: {' '.join(str(why).split())[:120]}") from None
    if len(found) > MOST:
        raise PlanError(f"{where}: more than {MOST} events in the time of the plan: export less")
    return list(found)


def _check(where: str, event: Any, begin: dt.datetime, end: dt.datetime) -> None:
    """Refuse a rule that fires too often to be unfolded: on the way to the time of the plan, or in it."""
    rule = event.get("RRULE")
    if not rule:
        return
    often, start = str((rule.get("FREQ") or [""])[0]).upper(), event["DTSTART"].dt
    pace = max((n for key, n in (("BYHOUR", 24), ("BYMINUTE", 60), ("BYSECOND", 60)) if key in rule), default=1)
    a_day = _PER_DAY.get(often, pace) / max(1, int((rule.get("INTERVAL") or [1])[0]))
    last = min(end.toordinal(), (rule.get("UNTIL") or [end])[0].toordinal())
    most = int(rule["COUNT"][0]) if "COUNT" in rule else _STEPS + 1
    fires = min(most, a_day * max(1, last - start.toordinal()))
    here = min(most, a_day * (last - max(begin.toordinal(), start.toordinal())))
    if fires > _STEPS or here > MOST:
        name = shown(str(event.get("SUMMARY") or event.get("UID") or ""))
        raise PlanError(
            f"{where}: {name!r} repeats {often.lower()} since {start:%Y-%m-%d}, too often to unfold: give it an end"
        )
