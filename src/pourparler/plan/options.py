"""Options out of chosen slots: clocks, journeys, what each costs whom, what speaks for it, and how much is known."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

from pourparler.plan.answer import Charge, Journey, Knowledge, Option, Sitting
from pourparler.plan.best import Slot
from pourparler.plan.model import Party
from pourparler.plan.order import Link
from pourparler.plan.scene import Diary, Scene
from pourparler.plan.slots import Slots
from pourparler.plan.words import day

_LIKELY = 0.8  # of the likelihood of the likeliest day: counts as likely


def option(cost: int, chosen: Sequence[Slot], slots: Sequence[Slots], links: Sequence[Link]) -> Option:
    """The option that takes these slots."""
    sittings = tuple(_sitting(s, slot) for s, slot in zip(slots, chosen, strict=True))
    meets = [[*_by_record(s.scene, slot)] for s, slot in zip(slots, chosen, strict=True)]
    for link in links:
        gap = (sittings[link.then].begin.date() - sittings[link.first].end.date()).days
        name = sittings[link.first].meeting.id
        meets[link.then].append(f"{gap} days after {name}" + (f" ({link.why})" if link.why else ""))
    full = tuple(_with(s, tuple(words)) for s, words in zip(sittings, meets, strict=True))
    return Option(id=option_id(full), points=cost, sittings=full)


def option_id(sittings: Sequence[Sitting]) -> str:
    """ "o" and 8 hex digits of meetings, places and moments: the same option has the same id in every run."""
    key = "|".join(f"{s.meeting.id} {s.place.name} {s.begin.astimezone(dt.UTC).isoformat()}" for s in sittings)
    return "o" + hashlib.sha256(key.encode()).hexdigest()[:8]


def _with(sitting: Sitting, meets: tuple[str, ...]) -> Sitting:
    return Sitting(
        meeting=sitting.meeting,
        place=sitting.place,
        begin=sitting.begin,
        end=sitting.end,
        clocks=sitting.clocks,
        journeys=sitting.journeys,
        charges=sitting.charges,
        known=sitting.known,
        meets=meets,
    )


def _sitting(slots: Slots, slot: Slot) -> Sitting:
    scene, (place, point) = slots.scene, slot
    here = ZoneInfo(scene.places[place].zone)
    begin, end = scene.grid.moment(point), scene.grid.moment(point + scene.steps)
    homes = {p.home.name: ZoneInfo(p.home.zone) for p in scene.parties}
    return Sitting(
        meeting=slots.meeting,
        place=scene.places[place],
        begin=begin.astimezone(here),
        end=end.astimezone(here),
        clocks=tuple((name, begin.astimezone(zone)) for name, zone in homes.items()),
        journeys=tuple(j for p in scene.parties if (j := _journey(scene, p, place, point)) is not None),
        charges=tuple(Charge(party=p, points=c, words=w) for p, c, w in slots.charges(place, point)),
        known=tuple(_knowledge(scene, p, scene.diaries, place, point) for p in scene.parties),
    )


def _journey(scene: Scene, party: Party, place: int, point: int) -> Journey | None:
    """How a party comes and goes; None where it stays at home."""
    trip = scene.trips[party.name]
    road = dt.timedelta(hours=round(float(trip.road[place]) * 12) / 12)
    if not road:
        return None
    home, here = ZoneInfo(party.home.zone), ZoneInfo(scene.places[place].zone)
    leave = scene.grid.moment(int(trip.leave[place, point]))
    depart = scene.grid.moment(point + scene.steps) + dt.timedelta(hours=party.travel.margin)
    return Journey(
        party=party.name,
        air=round(float(trip.air[place]), 1),
        leave=leave.astimezone(home),
        arrive=(leave + road).astimezone(here),
        depart=depart.astimezone(here),
        back=(depart + road).astimezone(home),
    )


def _knowledge(scene: Scene, party: Party, diaries: Mapping[str, Diary], place: int, point: int) -> Knowledge:
    diary, trip = diaries.get(party.name), scene.trips[party.name]
    share = diary.share(int(trip.leave[place, point]), int(trip.back[place, point])) if diary else None
    return Knowledge(party=party.name, share=None if share is None else round(share, 2))


def _by_record(scene: Scene, slot: Slot) -> Iterator[str]:
    """What the record says for the slot."""
    known = scene.known
    if known is None:
        return
    if known.firm and known.firm.earliest:
        yield f"record: {known.not_before or f'not before {day(known.firm.earliest)}'}"
    if known.plausible and scene.likelihood[slot] >= _LIKELY:
        yield f"record: {known.plausible_because or 'among the likeliest days'}"
    if scene.places[slot[0]].name in known.places:
        yield f"record: {known.places_because or 'a place that is named'}"
