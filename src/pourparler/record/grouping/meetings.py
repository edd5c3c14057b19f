"""Sightings of meetings -> meetings: keys to look by, and the groups."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from pourparler.model.findings import MeetingForm
from pourparler.model.groups import Claim, Correction, MeetingGroup, Sighting
from pourparler.record.grouping.claims import by_finding
from pourparler.record.grouping.cluster import Clusters, candidates
from pourparler.record.grouping.corrections import Orders, rejected, settings
from pourparler.record.grouping.days import PENDING, SLACK, bounds
from pourparler.record.grouping.judge import YEAR, Verdict, judge
from pourparler.record.grouping.meeting_group import compose
from pourparler.record.grouping.parties import Actors, Names
from pourparler.record.grouping.places import city_of
from pourparler.record.grouping.set_fields import with_fields
from pourparler.record.grouping.traits import Traits, traits_of

MONTHS = 6  # a window longer than that is looked for in its first months only
RECALL = 31  # days back to the plan that a report says has moved
MANY = 6  # parties of whom pairs are made; more are found by these
NOBODY: Actors = {}
AS_NAMED: Names = {}


def meeting_keys(sighting: Sighting, actors: Actors = NOBODY, names: Names = AS_NAMED) -> tuple[str, ...]:
    """Keys to look by: two sightings that can be one meeting share at least one, and few share it that can't.

    A key is a pair of sides and a month in which it can lie, or a pair of sides and a place (for meetings called to
    mind long after). actors: who is who, by report id.
    """
    return _keys(traits_of(sighting, actors, names))


def group_meetings(
    sightings: Sequence[Sighting],
    claims: Sequence[Claim] = (),
    corrections: Sequence[Correction] = (),
    actors: Actors = NOBODY,
    names: Names = AS_NAMED,
) -> tuple[MeetingGroup, ...]:
    """The meetings that the sightings speak of, in order of their first sightings; the order of input does not matter.

    claims: timings about findings among the sightings. corrections: those in force are applied, a rejected meeting is
    left out. actors: who is who, by report id; without it a person is not known to act for a state. names: see
    `same_names`.
    """
    traits = sorted((traits_of(s, actors, names) for s in sightings), key=lambda t: t.order)
    ordered = [t.sighting for t in traits]
    orders = Orders(ordered, corrections)

    def ask(a: int, b: int) -> Verdict:
        return judge(traits[a], traits[b])

    clusters = Clusters(len(traits), ask, forced=orders.forced(), barred=orders.barred())
    pairs = candidates([_keys(t) for t in traits])
    clusters.link(_not_overtaken(traits, pairs, clusters))
    about = by_finding(claims)
    groups = []
    for members in clusters.sets():
        mine = orders.of(members)
        if not rejected(mine):
            group = compose([traits[at] for at in members], clusters.why, members, about, mine)
            groups.append(with_fields(group, settings(mine)))
    return tuple(groups)


def _not_overtaken(
    traits: Sequence[Traits], pairs: Sequence[tuple[int, int]], clusters: Clusters
) -> list[tuple[int, int]]:
    """The pairs, without those of a plan without a date and a later meeting where a meeting in between met the plan."""
    met: dict[int, int] = {}  # plan -> first day of a meeting that can be the one planned
    for a, b in pairs:
        for plan, done in ((a, b), (b, a)):
            if _dateless(traits[plan]) and traits[done].past and clusters.verdict(a, b).strength > 0:
                day = bounds(traits[done])[1]
                met[plan] = min(met.get(plan, day), day)
    later = (
        (plan, other)
        for a, b in pairs
        for plan, other in ((a, b), (b, a))
        if plan in met and bounds(traits[other])[0] > met[plan] + SLACK
    )
    gone = {(min(pair), max(pair)) for pair in later}
    return [pair for pair in pairs if pair not in gone]


def _dateless(t: Traits) -> bool:
    return not t.past and not t.off and t.first is None and t.last is None


def _keys(t: Traits) -> tuple[str, ...]:
    couples = [*combinations(t.parties[:MANY], 2)]
    pairs = {"+".join(sorted((a.side, b.side))) for a, b in couples if a.side != b.side}
    pairs |= {"+".join(sorted((a.spelled, b.spelled))) for a, b in couples}
    names = sorted(pairs | {p.key for p in t.parties if p.body} | t.event) or [p.key for p in t.parties]
    places = [
        f"{name}@{city_of(place)}"
        for name in sorted(pairs)
        for place in t.place
        if t.past or t.form is MeetingForm.VISIT
    ]
    counted = [f"{name} #{t.ordinal}" for name in sorted(pairs) if t.ordinal]
    called = [f"{' '.join(sorted(t.name))} in {year}" for year in _years(t) if t.name]
    copies = [f"copy {t.sighting.report.origin}"]
    return (*(f"{name} {month}" for name in names for month in _months(t)), *places, *counted, *called, *copies)


def _years(t: Traits) -> list[int]:
    """Years in which an occasion with a name can lie, or in which it was spoken of."""
    first, last = (max(min(day, t.known + YEAR), t.known - 9 * YEAR) for day in bounds(t))
    return sorted({_month(day) // 12 for day in (first, last, t.known)})


def _months(t: Traits) -> list[int]:
    """Months, counted from year 0, in which it can lie, and for a plan those in which it can have been another one."""
    first, last = bounds(t)
    first = max(first, min(t.known, last) - PENDING)
    found = _span(first, min(last, max(t.known, first) + PENDING))
    if not t.past:
        found |= _span(t.known - (RECALL if t.moved or t.off else 0), min(first, t.known + PENDING))
    return sorted(found)


def _span(first: int, last: int) -> set[int]:
    return set(range(_month(first), min(_month(last), _month(first) + MONTHS) + 1))


def _month(day: int) -> int:
    return int(day / 30.436875)
