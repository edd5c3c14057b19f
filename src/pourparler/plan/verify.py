"""An independent check of every option: by moments, zones and calendars, without bitmaps, tables or solver.

What it finds is a bug, never something the user can mend.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import combinations
from zoneinfo import ZoneInfo

from pourparler.plan.answer import Option, Sitting
from pourparler.plan.calendars import Calendar
from pourparler.plan.model import Party, Plan
from pourparler.plan.places import air_hours, journey_hours, same_place


def verify(plan: Plan, options: Sequence[Option], calendars: dict[str, Calendar]) -> None:
    """See that each option keeps whatever the plan demands.

    Raises:
        RuntimeError: naming the option and the demand it breaks.
    """
    for option in options:
        for problem in broken(plan, option, calendars):
            raise RuntimeError(f"option {option.id} of plan {plan.name!r} breaks what it should keep: {problem}")


def broken(plan: Plan, option: Option, calendars: dict[str, Calendar]) -> Iterator[str]:
    """The demands that an option breaks, in words."""
    sittings = {s.meeting.id: s for s in option.sittings}
    for sitting in option.sittings:
        yield from _alone(plan, sitting, calendars)
    for order in plan.orders:
        first, then = sittings[order.first], sittings[order.then]
        gap = (then.begin.date() - _last(first).date()).days
        if gap < order.least or (order.most is not None and gap > order.most) or then.begin < first.end:
            yield f"{order.then} {gap} days after {order.first}"
    for a, b in combinations(option.sittings, 2):
        first, then = sorted((a, b), key=lambda s: s.begin)
        for name in set(a.meeting.parties) & set(b.meeting.parties):
            stays = first.place.name == then.place.name and first.end <= then.begin
            if not stays and _gap(plan.party(name), first, then) < 0:
                yield f"{name} cannot come from {first.meeting.id} to {then.meeting.id}"
        if (
            a.meeting.room is not None
            and (a.meeting.room, a.place.name) == (b.meeting.room, b.place.name)
            and then.begin < first.end
        ):
            yield f"{a.meeting.id} and {b.meeting.id} at once in {a.meeting.room}"


def _last(sitting: Sitting) -> dt.datetime:
    """A moment within its last day: a meeting that ends at midnight has ended the day before."""
    return sitting.end - dt.timedelta(minutes=1)


def _alone(plan: Plan, sitting: Sitting, calendars: dict[str, Calendar]) -> Iterator[str]:
    meeting, first, last = sitting.meeting, sitting.begin.date(), _last(sitting).date()
    if first < (meeting.not_before or plan.first) or last > (meeting.not_after or plan.last):
        yield f"{meeting.id} outside its days"
    begin, end = sitting.begin.hour * 60 + sitting.begin.minute, _last(sitting).hour * 60 + _last(sitting).minute + 1
    if begin < meeting.venue_hours.begin or end > meeting.venue_hours.end or (last - first).days != meeting.days - 1:
        yield f"{meeting.id} outside venue hours"
    if sitting.begin.weekday() not in meeting.weekdays:
        yield f"{meeting.id} on a weekday that is not allowed"
    for party in plan.attending(meeting):
        yield from _of_party(party, sitting, calendars.get(party.name))


def _of_party(party: Party, sitting: Sitting, calendar: Calendar | None) -> Iterator[str]:
    if not sitting.place.remote and same_place(sitting.place, party.travel.no_go):
        yield f"{party.name} does not go to {sitting.place.name}"
    if party.travel.limit is not None and air_hours(party.home, sitting.place) > party.travel.limit:
        yield f"{party.name} does not fly so far"
    leave, back = _away(party, sitting)
    for busy in calendar.busy if calendar else ():
        if not busy.tentative and busy.begin < back and busy.end > leave:
            yield f"{party.name} is busy: {busy.what}"
    days = (sitting.begin.date(), _last(sitting).date())
    for gap in party.avoid:
        if gap.firm and gap.first <= days[1] and gap.last >= days[0]:
            yield f"{party.name} avoids {gap.why}"


def _away(party: Party, sitting: Sitting) -> tuple[dt.datetime, dt.datetime]:
    """When the party leaves home at the latest and is back at the earliest."""
    road = journey_hours(party.home, sitting.place)
    way = dt.timedelta(hours=road + (party.travel.margin if road else 0))
    return sitting.begin.astimezone(dt.UTC) - way, sitting.end.astimezone(dt.UTC) + way


def _gap(party: Party, first: Sitting, then: Sitting) -> float:
    """Seconds too many (or below zero: too few) between two journeys of a party, with its nights at home."""
    home = ZoneInfo(party.home.zone)
    back, leave = _away(party, first)[1].astimezone(home), _away(party, then)[0].astimezone(home)
    nights = (leave.date() - back.date()).days
    return -1 if nights < party.travel.nights_home else (leave - back).total_seconds()
