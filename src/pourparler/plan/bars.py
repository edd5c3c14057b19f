"""What keeps a meeting from a place and a time: each bar is a bitmap over places and points, with words and remedy.

The order of `BARS` is the order in which reasons are told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from pourparler.plan.model import Hours, How, Party
from pourparler.plan.places import same_place
from pourparler.plan.scene import Scene
from pourparler.plan.words import clock, day, hours

Bits = npt.NDArray[np.bool_]
Words = Callable[[int, int], str]


class Why(StrEnum):
    """What kind of reason keeps a meeting from a place and time."""

    PERIOD = "period"
    RECORD = "record"
    RULED_OUT = "ruled out"
    NO_GO = "no-go"
    FLIGHT = "flight"
    LEAD = "lead time"
    BUSY = "busy"
    JOURNEY = "busy on the journey"
    TENTATIVE = "tentative"
    HOLIDAY = "holiday"
    AVOID = "avoid"
    HOURS = "hours"
    WEEKDAY = "weekday"
    VENUE = "venue hours"
    ANSWER = "declined"
    ORDER = "order"


# How much is asked of whoever must give way, for "the smallest change": the sum over all bars of a slot is least.
_WEIGHTS = {Why.PERIOD: 6, Why.RECORD: 9, Why.RULED_OUT: 9, Why.NO_GO: 8, Why.VENUE: 40, Why.WEEKDAY: 12, Why.HOURS: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One reason. mask: True where it holds, over (places, points) or what numpy spreads over them.

    party: whose reason it is, None for everybody's. words, change: told for one place and point.
    """

    why: Why
    party: str | None
    mask: Bits
    words: Words
    change: Words

    @property
    def weight(self) -> int:
        """How much is asked of whoever must give way."""
        return _WEIGHTS.get(self.why, 3)

    def at(self, place: int, point: int) -> bool:
        """Does it hold there?"""
        shape = self.mask.shape
        return bool(self.mask[place if shape[0] > 1 else 0, point if shape[1] > 1 else 0])


def period(scene: Scene) -> Iterator[Bar]:
    """The days of the meeting itself."""
    meeting, grid = scene.meeting, scene.grid
    if meeting.not_before:
        first = meeting.not_before
        yield scene_bar(
            Why.PERIOD,
            scene.day < grid.day(first),
            f"not before {day(first)} by the plan",
            "if it may begin {date}",
            scene,
        )
    if meeting.not_after:
        last = meeting.not_after
        yield scene_bar(
            Why.PERIOD,
            scene.last_day > grid.day(last),
            f"not after {day(last)} by the plan",
            "if it may end {end}",
            scene,
        )


def record(scene: Scene) -> Iterator[Bar]:
    """What the record leaves possible, and places it rules out."""
    known, grid = scene.known, scene.grid
    if known is None:
        return
    if known.firm and known.firm.earliest:
        words = f"record: {known.not_before or f'not before {day(known.firm.earliest)}'}"
        yield scene_bar(
            Why.RECORD, scene.day < grid.day(known.firm.earliest), words, "if what the record says did not hold", scene
        )
    if known.firm and known.firm.latest:
        words = f"record: {known.not_after or f'not after {day(known.firm.latest)}'}"
        yield scene_bar(
            Why.RECORD,
            scene.last_day > grid.day(known.firm.latest),
            words,
            "if what the record says did not hold",
            scene,
        )
    for name, why in known.ruled_out:
        mask = np.array([[same_place(p, (name,))] for p in scene.places])
        yield scene_bar(
            Why.RULED_OUT,
            mask,
            f"record: {name} is ruled out" + (f": {why}" if why else ""),
            "if it were not ruled out",
            scene,
        )


def journeys(scene: Scene) -> Iterator[Bar]:
    """Places that a party will not go to, and flights that are too long for it."""
    for party in scene.parties:
        trip, limit = scene.trips[party.name], party.travel.limit
        refused = np.array([[not p.remote and same_place(p, party.travel.no_go)] for p in scene.places])
        if refused.any():
            yield _no_go(scene, party.name, refused)
        if limit is not None and (trip.air > limit).any():
            yield _flight(scene, party, limit)


def _no_go(scene: Scene, name: str, refused: Bits) -> Bar:
    return Bar(
        why=Why.NO_GO,
        party=name,
        mask=refused,
        words=lambda p, t: f"{name} does not go to {scene.places[p].name}",
        change=lambda p, t: f"if {name} went there",
    )


def _flight(scene: Scene, party: Party, limit: float) -> Bar:
    air = scene.trips[party.name].air
    return Bar(
        why=Why.FLIGHT,
        party=party.name,
        mask=(air > limit)[:, None],
        words=lambda p, t: f"{hours(air[p])} in the air for {party.name} against a limit of {limit:g} h",
        change=lambda p, t: f"at a limit of {-(-air[p] // 0.5) * 0.5:g} h for {party.name}",
    )


def lead(scene: Scene) -> Iterator[Bar]:
    """Preparation and advance team before a meeting that no other precedes."""
    meeting, grid = scene.meeting, scene.grid
    if meeting.lead and not scene.follows:
        first = grid.low + meeting.lead
        words = f"before {day(grid.date(first))}: {meeting.lead_why} from {day(grid.first)}"
        mask = scene.day < first

        def change(p: int, t: int) -> str:
            return f"if {int(scene.day[p, t]) - grid.low} days were enough"

        yield Bar(why=Why.LEAD, party=None, mask=mask, words=lambda p, t: words, change=change)


def busy(scene: Scene) -> Iterator[Bar]:
    """What the calendars say: at the meeting, and on the way there and back."""
    for party in scene.parties:
        trip, diary = scene.trips[party.name], scene.diaries.get(party.name)
        if diary is None or not (diary.busy[-1] or diary.tentative[-1]):
            continue
        name = party.name
        at = diary.taken(scene.start, scene.end)
        yield Bar(why=Why.BUSY, party=name, mask=at, **_taken(scene, name, ("start", "end"), tentative=False))
        way = diary.taken(trip.leave, trip.back) & ~at
        yield Bar(why=Why.JOURNEY, party=name, mask=way, **_taken(scene, name, ("leave", "back"), tentative=False))
        if party.tentative is How.NEVER:
            mask = diary.doubtful(trip.leave, trip.back)
            yield Bar(
                why=Why.TENTATIVE, party=name, mask=mask, **_taken(scene, name, ("leave", "back"), tentative=True)
            )


def _taken(scene: Scene, name: str, ends: tuple[str, str], *, tentative: bool) -> dict[str, Words]:
    def what(p: int, t: int) -> str:
        return scene.taken_by(name, *scene.stretch(name, ends, p, t), tentative=tentative)

    doubt = "tentatively " if tentative else ""
    travels = " while travelling" if ends[0] == "leave" and not tentative else ""
    return {
        "words": lambda p, t: f"{name} {doubt}busy{travels}: {what(p, t)}",
        "change": lambda p, t: f"if {name} moved {what(p, t)}",
    }


def holidays(scene: Scene) -> Iterator[Bar]:
    """Public holidays on which a party never meets."""
    for party in scene.parties:
        if party.holidays is How.NEVER and (mask := scene.touches(scene.holidays(party.country)) > 0).any():
            yield _holiday(party.name, mask, scene.holiday_words(party.country))


def _holiday(name: str, mask: Bits, told: Words) -> Bar:
    return Bar(
        why=Why.HOLIDAY,
        party=name,
        mask=mask,
        words=lambda p, t: f"public holiday of {name}: {told(p, t)}",
        change=lambda p, t: f"if {name} met on a public holiday",
    )


def avoided(scene: Scene) -> Iterator[Bar]:
    """Days that a party never meets on."""
    for party in scene.parties:
        for gap in party.avoid:
            if gap.firm and (mask := scene.touches([gap])).any():
                words = f"{party.name} avoids {gap.why}"
                change = f"if {party.name} met in spite of {gap.why}"
                yield scene_bar(Why.AVOID, mask > 0, words, change, scene, party.name)


def clocks(scene: Scene) -> Iterator[Bar]:
    """Hours of the venue and weekdays of the meeting; hours that a party insists on."""
    meeting = scene.meeting
    shut = scene.shut(meeting.venue_hours)
    yield scene_bar(
        Why.VENUE, shut, f"outside {_told(meeting.venue_hours)} at the venue", "if it could begin at {clock}", scene
    )
    if len(meeting.weekdays) < 7:
        wrong = ~np.isin(scene.weekday, meeting.weekdays)
        yield scene_bar(Why.WEEKDAY, wrong, "not on a weekday that the plan allows", "on another weekday", scene)
    for party in scene.parties:
        for wanted, home in ((party.hours, scene.remote), (party.home_hours, True)):
            if wanted and wanted.firm:
                mask = scene.outside(wanted, party if home else None) > 0
                told = f"{party.name}: outside {_told(wanted)}" + (" at home" if home else "")
                yield scene_bar(Why.HOURS, mask, told, f"if {party.name} met outside its hours", scene, party.name)


def declined(scene: Scene) -> Iterator[Bar]:
    """Days on which a party has declined the meeting at a place, out of the answers that came back."""
    for reply in scene.replies:
        if reply.declined:
            place = np.array([[p.name == reply.place] for p in scene.places])
            mask = place & (scene.day <= scene.grid.day(reply.day)) & (scene.last_day >= scene.grid.day(reply.day))
            words = f"{reply.party} declined {day(reply.day)} in {reply.place}"
            yield scene_bar(Why.ANSWER, mask, words, f"if {reply.party} accepted after all", scene, reply.party)


def _told(span: Hours) -> str:
    return f"{clock(span.begin)}–{clock(span.end)}"


def scene_bar(why: Why, mask: Bits, words: str, change: str, scene: Scene, party: str | None = None) -> Bar:
    """A bar whose words are the same everywhere; {date}, {end} and {clock} in its change are those of the slot."""

    def changed(p: int, t: int) -> str:
        date: dt.date = scene.grid.date(int(scene.day[p, t]))
        last: dt.date = scene.grid.date(int(scene.last_day[p, t]))
        begin = clock(int(scene.minute[p, t]))
        return change.format(date=f"on {day(date)}", end=f"on {day(last)}", clock=begin)

    return Bar(why=why, party=party, mask=mask, words=lambda p, t: words, change=changed)


BARS = (period, record, journeys, lead, busy, holidays, avoided, clocks, declined)
