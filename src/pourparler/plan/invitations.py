"""Options as iCalendar: tentative events in order (RFC 5545, 9253); what is still open as VAVAILABILITY (RFC 7953)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from urllib.parse import quote, unquote
from zoneinfo import ZoneInfo

import icalendar

from pourparler.errors import PlanError
from pourparler.plan.answer import Answer, Option, Row, Sitting
from pourparler.plan.model import Order, Party, Plan
from pourparler.plan.words import moment

PRODUCT = "-//Pourparler//plan//EN"
_HOST = "@pourparler"


def events(answer: Answer, *, stamp: dt.datetime) -> bytes:
    """All options as tentative events; where one meeting follows another, RELATED-TO with the GAP that is asked.

    stamp: moment (UTC) that the events say they were made at.
    """
    calendar = _calendar()
    calendar.add("x-wr-calname", answer.plan.name)
    for rank, option in enumerate(answer.options, 1):
        for sitting in option.sittings:
            calendar.add_component(_event(answer.plan, rank, option, sitting, stamp))
    calendar.add_missing_timezones(first_date=answer.plan.first, last_date=answer.plan.last + dt.timedelta(366))
    return bytes(calendar.to_ical())


def _calendar() -> icalendar.Calendar:
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    return calendar


def _event(plan: Plan, rank: int, option: Option, sitting: Sitting, stamp: dt.datetime) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", uid(option, sitting))
    event.add("dtstamp", stamp)
    event.add("dtstart", sitting.begin)
    event.add("dtend", sitting.end)
    event.add("summary", f"{sitting.meeting.title} (option {rank})")
    event.add("status", "TENTATIVE")
    event.add("description", _description(option, sitting))
    event.add("categories", ["Pourparler", f"option {option.id}"])
    if not sitting.place.remote:
        event.add("location", ", ".join(x for x in (sitting.place.name, sitting.place.country) if x))
        event.add("geo", (sitting.place.lat, sitting.place.lon))
    for party in sitting.meeting.parties:
        event.add("attendee", _attendee(party, next((p for p in plan.parties if p.name == party), None)))
    for order in plan.orders:
        if order.then == sitting.meeting.id:
            event.add("related-to", _relation(option, order))
    return event


def _description(option: Option, sitting: Sitting) -> str:
    clocks = " = ".join(f"{moment(m, beside=sitting.begin.date())} {name}" for name, m in sitting.clocks)
    lines = [f"Option {option.id}.", f"{sitting.begin:%H:%M} {sitting.place.name} = {clocks}."]
    lines += [
        f"{j.party}: leaves {j.leave:%d %b %H:%M}, arrives {j.arrive:%d %b %H:%M}; departs {j.depart:%d %b %H:%M}, "
        f"back {j.back:%d %b %H:%M}; {j.air:g} h in the air each way (estimate)."
        for j in sitting.journeys
    ]
    return "\n".join(lines)


def _attendee(name: str, party: Party | None) -> icalendar.vCalAddress:
    address = icalendar.vCalAddress(address_of(name, party))
    address.params["CN"] = name
    address.params["CUTYPE"] = "GROUP"
    address.params["PARTSTAT"] = "NEEDS-ACTION"
    address.params["RSVP"] = "TRUE"
    return address


def address_of(name: str, party: Party | None) -> str:
    """The calendar address of a party; one that leads nowhere (RFC 2606) where the plan gives none."""
    given = party.address if party else None
    if given:
        return given if ":" in given else f"mailto:{given}"
    return f"mailto:{quote(name.lower().replace(' ', '-'))}@pourparler.invalid"


def _relation(option: Option, order: Order) -> icalendar.vText:
    """This event begins at least so many days after the other has ended."""
    before = next(s for s in option.sittings if s.meeting.id == order.first)
    relation = icalendar.vText(uid(option, before))
    relation.params["RELTYPE"] = "FINISHTOSTART"
    relation.params["GAP"] = f"P{order.least}D"
    return relation


def uid(option: Option, sitting: Sitting) -> str:
    """The id of an event, out of which the answer to it can be read: option, meeting, place and begin."""
    begin = sitting.begin.astimezone(dt.UTC)
    parts = (option.id, sitting.meeting.id, sitting.place.name, f"{begin:%Y%m%dT%H%MZ}")
    return ".".join(quote(p, safe="").replace(".", "%2E") for p in parts) + _HOST


def read_uid(text: str) -> tuple[str, str, str, dt.datetime] | None:
    """Option, meeting, place and begin out of the id of an event; None if it is none of ours."""
    parts = text.removesuffix(_HOST).split(".")
    if not text.endswith(_HOST) or len(parts) != 4:
        return None
    try:
        begin = dt.datetime.strptime(parts[3], "%Y%m%dT%H%MZ").replace(tzinfo=dt.UTC)
    except ValueError:
        return None
    return unquote(parts[0]), unquote(parts[1]), unquote(parts[2]), begin


def availability(answer: Answer, *, stamp: dt.datetime) -> bytes:
    """For each meeting and place the days on which it can begin, as VAVAILABILITY.

    Raises:
        PlanError: if the answer is that for one side, from which nobody may learn when the other can.
    """
    if not answer.rows:
        raise PlanError("what is open would tell one side when the other can meet: ask without --for")
    calendar = _calendar()
    for row in answer.rows:
        calendar.add_component(_open(answer, row, stamp))
    calendar.add_missing_timezones(first_date=answer.plan.first, last_date=answer.plan.last + dt.timedelta(366))
    return bytes(calendar.to_ical())


def _open(answer: Answer, row: Row, stamp: dt.datetime) -> icalendar.Availability:
    part = icalendar.Availability()
    key = quote(f"{answer.plan.name}.{row.meeting}.{row.place}", safe=".")
    part.add("uid", f"{key}{_HOST}")
    part.add("dtstamp", stamp)
    part.add("summary", f"{row.meeting} in {row.place}")
    part.add("busytype", "BUSY-UNAVAILABLE")
    part.add("dtstart", _midnight(answer.plan.first, row.zone))
    part.add("dtend", _midnight(answer.plan.last + dt.timedelta(1), row.zone))
    for n, available in enumerate(_available(row, stamp), 1):
        available.add("uid", f"{key}.{n}{_HOST}")
        part.add_component(available)
    return part


def _available(row: Row, stamp: dt.datetime) -> Iterator[icalendar.Available]:
    for first, last in row.days:
        available = icalendar.Available()
        available.add("dtstamp", stamp)
        available.add("dtstart", _midnight(first, row.zone))
        available.add("dtend", _midnight(last + dt.timedelta(1), row.zone))
        available.add("location", row.place)
        yield available


def _midnight(day: dt.date, zone: str) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), ZoneInfo(zone))
