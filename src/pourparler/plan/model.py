"""What a plan asks: meetings and their order, places, parties and what each can, cannot or would rather do.

Days are inclusive on both ends. Hours of the clock are minutes after local midnight. Weights are points: a wish that
is not met costs its weight, the best option costs least.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pourparler.model.findings import MeetingForm
from pourparler.model.window import Window


class How(StrEnum):
    """How firmly something is kept out of: never touched, avoided at a price, or no matter."""

    NEVER = "never"
    AVOID = "avoid"
    IGNORE = "ignore"


class Differ(StrEnum):
    """In what two options must differ, in one meeting at least: place or week, place or day, place or start."""

    WEEK = "week"
    DAY = "day"
    START = "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a meeting can be. zone: IANA name. lat, lon: degrees, of its airport. road: hours from there into town.

    country: ISO 3166-1 alpha-2, "" unknown. remote: no place at all (a call); everybody stays at home.
    """

    name: str
    zone: str
    country: str = ""
    lat: float = 0.0
    lon: float = 0.0
    airport: str | None = None
    road: float = 0.5
    remote: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days that a party avoids or seeks, and why. firm: never instead of at the price of `weight`."""

    first: dt.date
    last: dt.date
    why: str
    weight: float
    firm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Hours of the local clock between which a meeting begins and ends, in minutes after midnight."""

    begin: int
    end: int
    weight: float = 0.0
    firm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A soft wish: the meeting in one of `places`, or on one of `weekdays` (Monday is 0)."""

    why: str
    weight: float
    places: tuple[str, ...] = ()
    weekdays: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Travel:
    """How a party travels. limit: most hours in the air one way. no_go: names of places and codes of countries.

    nights_before: nights at the place before a meeting begins; nights_home: nights at home between two journeys.
    margin: hours on the spot before and after a meeting. weight: points for each hour in the air, both ways.
    """

    limit: float | None = None
    no_go: tuple[str, ...] = ()
    nights_before: int = 0
    nights_home: int = 0
    margin: float = 2.0
    weight: float = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One party: a delegation that travels together. side: the negotiating side it belongs to, itself if none is given.

    calendars: iCalendar files or folders; without any it is planned from public facts. hours: at the venue, or at home
    for a call; home_hours: on the clock of its home, whatever the venue. address: for invitations.
    """

    name: str
    home: Place
    side: str
    country: str = ""
    calendars: tuple[Path, ...] = ()
    travel: Travel = Travel()
    hours: Hours | None = None
    home_hours: Hours | None = None
    holidays: How = How.AVOID
    holiday_weight: float = 4.0
    tentative: How = How.AVOID
    tentative_weight: float = 5.0
    avoid: tuple[Period, ...] = ()
    seek: tuple[Period, ...] = ()
    wishes: tuple[Wish, ...] = ()
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """`first` comes before `then`: at least and at most so many days from the day it ends to the day `then` begins.

    why: what asks for `least`, in words.
    """

    first: str
    then: str
    least: int
    most: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A meeting to be planned. hours: its length; days: how many days in a row. venue_hours: open hours of the venue.

    not_before, not_after: days between which it begins and ends. lead: days between the begin of the plan and its start
    that preparation takes if no other meeting comes first; lead_why says which. record: words or id that find it in the
    record. room: meetings with the same room at the same place are never at the same time.
    """

    id: str
    form: MeetingForm
    parties: tuple[str, ...]
    places: tuple[Place, ...]
    title: str
    hours: float = 3.0
    days: int = 1
    venue_hours: Hours = Hours(begin=540, end=1140)
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    not_before: dt.date | None = None
    not_after: dt.date | None = None
    lead: int = 0
    lead_why: str = ""
    record: str | None = None
    room: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """Days, and the probability that it is on one of them."""

    first: dt.date
    last: dt.date
    p: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the record says about a meeting of the plan; the caller reads it from there.

    meeting: id in the plan. title: as the record calls it. firm: days outside are impossible; not_before and not_after
    say why, in a sentence each. plausible: how likely it is when, and plausible_because in words; a day costs up to
    `weight` points the less likely it is beside the likeliest. places: named as options. ruled_out: places refused,
    each with why. after: ids of meetings of the plan that come before it by the reports, each with who says so.
    """

    meeting: str
    title: str = ""
    firm: Window | None = None
    not_before: str = ""
    not_after: str = ""
    plausible: tuple[Likely, ...] = ()
    plausible_because: str = ""
    places: tuple[str, ...] = ()
    places_because: str = ""
    ruled_out: tuple[tuple[str, str], ...] = ()
    after: tuple[tuple[str, str], ...] = ()
    weight: float = 25.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A whole plan. first, last: days on which its meetings can be. step: minutes between two starts that are tried.

    asof: day up to which the record counts, None for all of it. delay: points for each day that a meeting starts later.
    """

    name: str
    first: dt.date
    last: dt.date
    meetings: tuple[Planned, ...]
    parties: tuple[Party, ...]
    orders: tuple[Order, ...] = ()
    asof: dt.date | None = None
    step: int = 60
    options: int = 5
    differ: Differ = Differ.WEEK
    delay: float = 0.1

    def meeting(self, key: str) -> Planned:
        """The meeting with that id."""
        return next(m for m in self.meetings if m.id == key)

    def party(self, name: str) -> Party:
        """The party of that name."""
        return next(p for p in self.parties if p.name == name)

    def attending(self, meeting: Planned) -> tuple[Party, ...]:
        """The parties of a meeting, in its order."""
        return tuple(self.party(name) for name in meeting.parties)
