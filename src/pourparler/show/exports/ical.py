"""Meetings and deadlines as iCalendar (RFC 5545).

A meeting on known days is an event; one that can be on several days is a tentative event over all of them that blocks
nobody (TRANSPARENT). What has an open end, or no time at all, is a to-do: a calendar has no room for an event without
a day, and none is made up. Each says its window in EDTF (X-POURPARLER-EDTF).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import icalendar

from pourparler import __version__
from pourparler.model.findings import Status
from pourparler.model.groups import CommitmentGroup, MeetingGroup, Stand
from pourparler.model.window import Window
from pourparler.show import words
from pourparler.show.exports.material import Group, Material, edtf, known, state_of_entry, when_of

_OFF = frozenset({Status.CANCELLED, Status.REFUSED, Status.POSTPONED})
_SURE = frozenset({Status.HELD, Status.UNDER_WAY, Status.SCHEDULED})
_TODO = {Stand.KEPT: "COMPLETED", Stand.WITHDRAWN: "CANCELLED"}
_DAY = dt.timedelta(days=1)


def calendar(material: Material) -> Iterator[str]:
    """One calendar with an event or to-do for each meeting, and a to-do for each commitment that is due some day."""
    made = icalendar.Calendar()
    made.add("prodid", f"-//Pourparler//Pourparler {__version__}//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", "Pourparler")
    for meeting in material.meetings:
        made.add_component(_meeting(meeting))
    for commitment in material.commitments:
        if commitment.due is not None and commitment.due.latest is not None:
            made.add_component(_deadline(commitment))
    yield made.to_ical().decode("utf-8")


def _meeting(group: MeetingGroup) -> icalendar.Event | icalendar.Todo:
    window = group.window
    if window is None or window.earliest is None or window.latest is None:
        return _todo(group, "CANCELLED" if group.status in _OFF else "NEEDS-ACTION")
    event = icalendar.Event()
    _tell(event, group)
    event.add("dtstart", window.earliest)
    event.add("dtend", window.latest + _DAY)
    sure = group.status in _SURE and _exact(window)
    event.add("status", "CANCELLED" if group.status in _OFF else "CONFIRMED" if sure else "TENTATIVE")
    event.add("transp", "OPAQUE" if sure else "TRANSPARENT")
    return event


def _exact(window: Window) -> bool:
    return window.days == 1 and not (window.earliest_approximate or window.latest_approximate)


def _deadline(group: CommitmentGroup) -> icalendar.Todo:
    return _todo(group, _TODO.get(group.stand, "NEEDS-ACTION"))


def _todo(group: Group, status: str) -> icalendar.Todo:
    todo, window = icalendar.Todo(), when_of(group)
    _tell(todo, group)
    if window and window.earliest and (window.latest is None or window.earliest < window.latest):
        todo.add("dtstart", window.earliest)
    if window and window.latest:
        todo.add("due", window.latest)
    todo.add("status", status)
    return todo


def _tell(part: icalendar.Event | icalendar.Todo, group: Group) -> None:
    """What events and to-dos have in common. Nothing depends on when it is written: the stamp is that of the news."""
    first, last = known(group)
    part.add("uid", f"{group.id}@pourparler")
    part.add("dtstamp", dt.datetime(last.year, last.month, last.day, tzinfo=dt.UTC))
    part.add("created", dt.datetime(first.year, first.month, first.day, tzinfo=dt.UTC))
    part.add("sequence", (last - first).days)
    part.add("summary", f"{words.plain(group.title)} ({state_of_entry(group)})")
    part.add("description", "\n".join(_description(group)))
    if isinstance(group, MeetingGroup) and group.place:
        part.add("location", words.place_of(group.place, None))
    part.add("categories", [state_of_entry(group)])
    if when := edtf(when_of(group)):
        part.add("x-pourparler-edtf", when)


def _description(group: Group) -> Iterator[str]:
    yield f"When: {words.window(when_of(group))}"
    if isinstance(group, CommitmentGroup):
        yield f"{words.parties(group.by)} to {words.parties(group.to)}: {words.quoted(group.text)}"
    else:
        yield f"Parties: {words.parties(group.parties, group.inferred)}"
    for claim in group.claims:
        timing, chain = claim.timing, " → ".join(map(words.plain, claim.chain))
        yield f"{words.window(timing.window)}, {words.hedge(timing)}: {words.quoted(timing.evidence.exact)} ({chain})"
