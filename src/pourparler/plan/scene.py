"""One meeting over all its places and points: clocks, journeys, who is taken when. Bars and prices are made from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from pourparler.plan.calendars import Calendar
from pourparler.plan.known_days import public_holidays
from pourparler.plan.model import Hours, Known, Party, Period, Place, Planned
from pourparler.plan.places import air_hours, journey_hours
from pourparler.plan.words import day
from pourparler.plan.zones import DAY, Grid, Ints

_ARRIVAL = 1080  # minutes after midnight: with nights before the meeting one arrives by 18:00
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A party's answer to an invitation: declined, or else tentative."""

    party: str
    meeting: str
    place: str
    day: dt.date
    declined: bool


@dataclass(frozen=True, slots=True)
class Trip:
    """A party's journey to each place from each point. leave, back: points at which it leaves home and is home again.

    ready: first point at which it may leave again. air, road: hours one way, in the air and from door to door.
    """

    leave: Ints
    back: Ints
    ready: Ints
    air: npt.NDArray[np.float64]
    road: npt.NDArray[np.float64]


class Diary:
    """A party's calendars over the grid: running counts of points that are busy, tentative and told about at all."""

    def __init__(self, grid: Grid, calendar: Calendar) -> None:
        self.calendar, self.size = calendar, grid.size
        firm = [(b.begin, b.end) for b in calendar.busy if not b.tentative]
        doubt = [(b.begin, b.end) for b in calendar.busy if b.tentative]
        self.busy, self.tentative = _counts(grid, firm), _counts(grid, doubt)
        self.covered = _counts(grid, calendar.covered)

    def taken(self, begin: Ints, end: Ints) -> Flags:
        """Is any point of the stretches busy?"""
        return np.asarray(self.busy[end] > self.busy[begin])

    def doubtful(self, begin: Ints, end: Ints) -> Flags:
        """Is any point of the stretches taken tentatively?"""
        return np.asarray(self.tentative[end] > self.tentative[begin])

    def share(self, begin: int, end: int) -> float:
        """The share of a stretch that the calendars say anything about."""
        return float(self.covered[end] - self.covered[begin]) / max(1, end - begin)


def _counts(grid: Grid, spans: Iterable[tuple[dt.datetime, dt.datetime]]) -> Ints:
    flags = np.zeros(grid.size + 1, dtype=np.int32)
    for begin, end in spans:
        flags[grid.point(begin) + 1 : grid.point(end, up=True) + 1] = 1
    return np.cumsum(flags, dtype=np.int32)


class Scene:
    """A meeting on a grid. Arrays are over (places, points): day and minute it begins, day and minute it ends."""

    def __init__(
        self,
        meeting: Planned,
        parties: Sequence[Party],
        grid: Grid,
        *,
        diaries: Mapping[str, Diary],
        known: Known | None = None,
        replies: Sequence[Reply] = (),
        follows: bool = False,
    ) -> None:
        self.meeting, self.parties, self.grid, self.diaries, self.known = meeting, parties, grid, diaries, known
        self.replies = [r for r in replies if r.meeting == meeting.id]
        self.places, self.follows, self.remote = meeting.places, follows, meeting.places[0].remote
        self.steps = (meeting.days - 1) * DAY // grid.step + grid.steps(meeting.hours)
        self.start: Ints = np.arange(grid.size, dtype=np.int32)[None, :]
        self.end: Ints = np.minimum(self.start + self.steps, grid.size)
        clocks = [grid.clock(p.zone) for p in self.places]
        last = np.minimum(self.start[0] + self.steps - 1, grid.size - 1)  # its last point; the meeting fills it
        self.day: Ints = np.stack([c.day for c in clocks])
        self.minute: Ints = np.stack([c.minute for c in clocks])
        self.last_day: Ints = np.stack([c.day[last] for c in clocks])
        self.end_minute: Ints = np.stack([c.minute[last] for c in clocks]) + grid.step
        self.trips = {party.name: self._trip(party) for party in parties}

    def _trip(self, party: Party) -> Trip:
        """The journeys of a party: from home and back home, with its margins and nights."""
        grid, travel = self.grid, party.travel
        air = np.array([air_hours(party.home, p) for p in self.places])
        road = np.array([journey_hours(party.home, p) for p in self.places])
        way = np.array([grid.steps(r + (travel.margin if r else 0)) for r in road], dtype=np.int32)[:, None]
        leave = self.start - way
        if travel.nights_before and not self.remote:
            early = np.stack([self._evening(p, travel.nights_before) for p in self.places])
            leave = np.minimum(leave, np.where(way > 0, early - way, leave))
        back = np.minimum(self.end + way, grid.size).astype(np.int32)
        return Trip(np.maximum(leave, 0).astype(np.int32), back, self._ready(party, back), air, road)

    def _evening(self, place: Place, nights: int) -> Ints:
        """The evening so many nights before each point."""
        clock = self.grid.clock(place.zone)
        return clock.first_of_day[np.maximum(clock.day - nights, 0)] + _ARRIVAL // self.grid.step

    def _ready(self, party: Party, back: Ints) -> Ints:
        nights = party.travel.nights_home
        if not nights:
            return back
        clock = self.grid.clock(party.home.zone)
        day = clock.day[np.minimum(back, self.grid.size - 1)] + nights
        first = clock.first_of_day[np.minimum(day, len(clock.first_of_day) - 1)]
        return np.maximum(first, back).astype(np.int32)

    @cached_property
    def weekday(self) -> Ints:
        """Weekday on which it begins, Monday is 0."""
        return (self.day + self.grid.base.weekday()) % 7

    @cached_property
    def likelihood(self) -> npt.NDArray[np.float64]:
        """How likely the record holds each slot's first day, beside the likeliest day: 0 to 1."""
        by_day = np.zeros(int(self.day.max()) + 1)
        stretches = self.known.plausible if self.known else ()
        top = max((s.p / ((s.last - s.first).days + 1) for s in stretches), default=0.0)
        for s in stretches:
            first, last = self.grid.day(s.first), self.grid.day(s.last)
            by_day[max(first, 0) : max(last + 1, 0)] = s.p / (last - first + 1) / top if top else 0.0
        return by_day[self.day]

    def shut(self, span: Hours) -> Flags:
        """Does it begin too early or end too late by the venue's clock, or run past midnight?"""
        late = (self.minute < span.begin) | (self.end_minute > span.end)
        return np.asarray(late | (self.last_day - self.day != self.meeting.days - 1))

    def outside(self, span: Hours, party: Party | None = None) -> Ints:
        """Minutes of each of its days outside hours of the clock, at the venue or at a party's home."""
        begin = self.minute if party is None else self.grid.clock(party.home.zone).minute[None, :]
        end = begin + round(self.meeting.hours * 60)
        inside = np.zeros_like(begin)
        for later in (0, DAY):  # a meeting that begins in the evening may reach into the hours of the next day
            part = np.minimum(end, span.end + later) - np.maximum(begin, span.begin + later)
            inside += np.maximum(part, 0)
        return (end - begin - inside).astype(np.int32)

    def touches(self, spans: Sequence[Period]) -> Ints:
        """On how many of its days one of the periods lies."""
        count = self._running(spans)
        return np.asarray(count[self.last_day + 1] - count[self.day])

    def touches_there(self, spans: Mapping[str, Sequence[Period]]) -> Ints:
        """The same, with periods that count by the country of the place."""
        nothing = np.zeros(int(self.last_day.max()) + 3, dtype=np.int32)
        running = {country: self._running(periods) for country, periods in spans.items()}
        counts = [running.get(p.country, nothing) for p in self.places]
        rows = zip(counts, self.day, self.last_day, strict=True)
        return np.stack([count[end + 1] - count[begin] for count, begin, end in rows])

    def _running(self, spans: Sequence[Period]) -> Ints:
        """How many days before each one of the grid lie in one of the periods."""
        marks = np.zeros(int(self.last_day.max()) + 3, dtype=np.int32)
        for span in spans:
            first, last = self.grid.day(span.first), self.grid.day(span.last)
            marks[max(first, 0) + 1 : max(last + 2, 0)] = 1
        return np.cumsum(marks, dtype=np.int32)

    def holidays(self, country: str) -> list[Period]:
        """Public holidays of a country in the time of the grid."""
        last = self.grid.date(self.grid.size * self.grid.step // DAY)
        found = public_holidays(country, self.grid.base, last) if country else {}
        return [Period(first=d, last=d, why=name, weight=0) for d, name in found.items()]

    def holiday_words(self, country: str) -> Callable[[int, int], str]:
        """Which holidays lie on the days of a slot."""

        def told(p: int, t: int) -> str:
            first, last = self.grid.date(int(self.day[p, t])), self.grid.date(int(self.last_day[p, t]))
            return ", ".join(
                f"{h.why} ({day(h.first, year=False)})" for h in self.holidays(country) if first <= h.first <= last
            )

        return told

    def stretch(self, party: str, ends: tuple[str, str], p: int, t: int) -> tuple[int, int]:
        """The points between which a party is at the meeting ("start", "end") or away ("leave", "back")."""
        if ends[0] == "start":
            return t, min(t + self.steps, self.grid.size)
        trip = self.trips[party]
        return int(trip.leave[p, t]), int(trip.back[p, t])

    def taken_by(self, party: str, begin: int, end: int, *, tentative: bool) -> str:
        """What takes a party between two points: the first of it by name and day."""
        first, last = self.grid.moment(begin), self.grid.moment(end)
        found = [
            b
            for b in self.diaries[party].calendar.busy
            if b.tentative is tentative and b.begin < last and b.end > first
        ]
        names = list(dict.fromkeys(f"“{b.what}” ({day(b.begin.date(), year=False)})" for b in found))
        return ", ".join(names[:2]) + (f" and {len(names) - 2} more" if len(names) > 2 else "")
