"""What a place and a time cost each side: wishes that are not met, in hundredths of a point, each with its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from pourparler.plan.model import Hours, How, Party, Period, Wish
from pourparler.plan.places import same_place
from pourparler.plan.scene import Scene
from pourparler.plan.words import clock, day, days, hours
from pourparler.plan.zones import Ints

Words = Callable[[int, int], str]
HIGHEST = 1 << 22  # of one place and point, so that sums over a plan stay whole numbers of 32 bits
_NAMED = 5.0  # points for a place that the record does not name where it names some
_VENUE_HOLIDAY = 2.0  # points for each public holiday at the venue


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """One part of the cost. party: whose it is, None for everybody's. points: hundredths, over (places, points)."""

    party: str | None
    points: Ints
    words: Words

    def at(self, place: int, point: int) -> int:
        """What it is there."""
        shape = self.points.shape
        return int(self.points[place if shape[0] > 1 else 0, point if shape[1] > 1 else 0])


def _price(party: str | None, weight: float, amount: npt.NDArray[Any], words: str | Words) -> Price:
    points = np.minimum(np.rint(amount * (weight * 100)), HIGHEST).astype(np.int32)
    told = words if callable(words) else (lambda p, t: words)
    return Price(party=party, points=points, words=told)


def delay(scene: Scene, weight: float) -> Iterator[Price]:
    """Sooner is better."""
    late = np.maximum(scene.day - scene.grid.low, 0)
    if weight:
        yield _price(None, weight, late, lambda p, t: f"{int(late[p, t])} days from {day(scene.grid.first)}")


def record(scene: Scene, weight: float) -> Iterator[Price]:
    """What the record holds likely, and places that it names."""
    known = scene.known
    if known is None:
        return
    if known.plausible:
        beside = scene.likelihood
        told = f" ({known.plausible_because})" if known.plausible_because else ""

        def words(p: int, t: int) -> str:
            return f"record: {beside[p, t]:.0%} as likely as the likeliest days{told}"

        yield _price(None, known.weight, 1 - beside, words)
    if known.places:
        other = np.array([[not same_place(p, known.places)] for p in scene.places])
        yield _price(None, _NAMED, other, f"record: {known.places_because or 'not among the places named'}")


def journeys(scene: Scene, weight: float) -> Iterator[Price]:
    """Hours in the air, there and back."""
    for party in scene.parties:
        air = scene.trips[party.name].air
        if party.travel.weight and air.any():
            yield _price(party.name, party.travel.weight, 2 * air[:, None], _air(air))


def _air(air: npt.NDArray[np.float64]) -> Words:
    return lambda p, t: f"{hours(air[p])} in the air each way"


def clocks(scene: Scene, weight: float) -> Iterator[Price]:
    """Hours of the day that a party would rather not meet at."""
    for party in scene.parties:
        for wanted, home in ((party.hours, scene.remote), (party.home_hours, True)):
            if wanted and wanted.weight and not wanted.firm:
                yield _clock(scene, party, wanted, home)


def _clock(scene: Scene, party: Party, wanted: Hours, home: bool) -> Price:
    beyond = scene.outside(wanted, party if home else None)
    words = f"outside {clock(wanted.begin)}–{clock(wanted.end)}" + (" at home" if home else "")
    return _price(party.name, wanted.weight, beyond / 60, words)


def doubts(scene: Scene, weight: float) -> Iterator[Price]:
    """Time that a party has tentatively given away."""
    for party in scene.parties:
        diary, trip = scene.diaries.get(party.name), scene.trips[party.name]
        if diary is not None and party.tentative is How.AVOID and diary.tentative[-1]:
            yield _price(
                party.name, party.tentative_weight, diary.doubtful(trip.leave, trip.back), _doubt(scene, party.name)
            )


def _doubt(scene: Scene, name: str) -> Words:
    def told(p: int, t: int) -> str:
        return "tentatively busy: " + scene.taken_by(
            name, *scene.stretch(name, ("leave", "back"), p, t), tentative=True
        )

    return told


def holidays(scene: Scene, weight: float) -> Iterator[Price]:
    """Public holidays of a party and of the venue."""
    for party in scene.parties:
        if party.holidays is How.AVOID and (count := scene.touches(scene.holidays(party.country))).any():
            told = scene.holiday_words(party.country)
            yield _price(party.name, party.holiday_weight, count, _holiday("public holiday", told))
    abroad = sorted({p.country for p in scene.places if p.country} - {p.country for p in scene.parties})
    if (count := scene.touches_there({country: scene.holidays(country) for country in abroad})).any():
        yield _price(None, _VENUE_HOLIDAY, count, _holiday_there(scene))


def _holiday_there(scene: Scene) -> Words:
    return lambda p, t: f"public holiday there: {scene.holiday_words(scene.places[p].country)(p, t)}"


def _holiday(front: str, told: Words) -> Words:
    return lambda p, t: f"{front}: {told(p, t)}"


def periods(scene: Scene, weight: float) -> Iterator[Price]:
    """Days that a party avoids or seeks."""
    for party in scene.parties:
        for gap in party.avoid:
            if not gap.firm and (count := scene.touches([gap])).any():
                yield _price(party.name, gap.weight, count > 0, f"avoids {gap.why}")
        if party.seek:
            yield _sought(scene, party.name, party.seek)


def _sought(scene: Scene, name: str, seek: Sequence[Period]) -> Price:
    """The weight of the best period is lost outside, less what the period hit is worth."""
    best = max(p.weight for p in seek)
    hit = np.zeros(scene.day.shape)
    for period in seek:
        low, high = scene.grid.day(period.first), scene.grid.day(period.last)
        hit = np.maximum(hit, period.weight * ((scene.day >= low) & (scene.last_day <= high)))
    told = " or ".join(f"{p.why} ({days(p.first, p.last)})" for p in seek)
    return _price(name, 1.0, best - hit, f"not on what it seeks: {told}")


def wishes(scene: Scene, weight: float) -> Iterator[Price]:
    """Places and weekdays that a party wishes for."""
    for party in scene.parties:
        for wish in party.wishes:
            if not (wish.places and scene.remote):
                yield _price(party.name, wish.weight, _missed(scene, wish), wish.why or _wished(wish))


def _missed(scene: Scene, wish: Wish) -> npt.NDArray[np.bool_]:
    if wish.places:
        return np.array([[not same_place(p, wish.places)] for p in scene.places])
    return ~np.isin(scene.weekday, wish.weekdays)


def _wished(wish: Wish) -> str:
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    return "wishes for " + " or ".join(wish.places or [names[d] for d in wish.weekdays])


def replies(scene: Scene, weight: float) -> Iterator[Price]:
    """Days on which a party has answered "tentative"."""
    for reply in scene.replies:
        if not reply.declined:
            here = np.array([[p.name == reply.place] for p in scene.places])
            mask = here & (scene.day <= scene.grid.day(reply.day)) & (scene.last_day >= scene.grid.day(reply.day))
            yield _price(reply.party, 2.0, mask, f"answered “tentative” for {day(reply.day)}")


PRICES = (delay, record, journeys, clocks, doubts, holidays, periods, wishes, replies)
