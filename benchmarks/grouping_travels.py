"""Are trips of state found once each? Every trip is told by three reports in our own words, grouped among all others.

usage: python benchmarks/grouping_travels.py TRAVELS.jsonl [--years 2016 2017] [--corpus CORPUS.jsonl] [--cache FILE]

TRAVELS has kind ("trip"), role, name, start-date, end-date, country and locale a line. A trip is found once if all its
sightings are in one group that holds no sighting of another trip. With --corpus the trips that its reports tell as held
are looked for too: each should be one group of its traveller, its country and its days.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from grouping_sightings import corpus, read_rows, sighted
from pourparler.model.findings import MeetingForm, Status
from pourparler.model.groups import MeetingGroup
from pourparler.record.grouping import group_meetings
from pourparler.record.grouping.names import Same, compare
from pourparler.record.grouping.places import state_of

OFFICES = {"secretary": ("Secretary of State", "the State Department"), "president": ("President", "the White House")}
COUNTRIES = {"Korea, Republic of": "South Korea", "China, People's Republic of": "China", "Burma": "Myanmar"}
OUTLETS = ("Pacific Wire", "The Strait Courier", "Meridian Daily")


@dataclass(frozen=True)
class Trip:
    """One trip. name: as the press has it; city: the first one."""

    id: str
    role: str
    name: str
    first: dt.date
    last: dt.date
    country: str
    city: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("travels", type=Path)
    parser.add_argument("--years", type=int, nargs="+", default=[2016, 2017])
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--cache", type=Path)
    asked = parser.parse_args()
    trips = list(trips_of(asked.travels, set(asked.years)))
    print(f"{len(trips)} trips of {', '.join(map(str, asked.years))}")
    told(trips)
    if asked.corpus:
        in_corpus(trips, asked.corpus, asked.cache)


def told(trips: Sequence[Trip]) -> None:
    """Each trip by three reports: planned, under way, held."""
    all = sighted(read_rows(row for trip in trips for row in reports_of(trip)))
    groups = group_meetings(all.meetings, all.claims, (), all.actors)
    homes: dict[str, set[str]] = {trip.id: set() for trip in trips}
    held: dict[str, set[str]] = {}
    for group in groups:
        held[group.id] = {s.report.id.partition("/")[0] for s in group.sightings}
        for trip in held[group.id]:
            homes[trip].add(group.id)
    verdicts = Counter(verdict(homes[trip.id], held) for trip in trips)
    print(f"{len(all.meetings)} sightings, {len(groups)} groups:", dict(verdicts))
    for trip in trips:
        if (said := verdict(homes[trip.id], held)) not in ("once", "unseen"):
            print("  ", said, trip)


def verdict(home: set[str], held: dict[str, set[str]]) -> str:
    """How a trip was found."""
    if not home:
        return "unseen"
    return "too narrow" if len(home) > 1 else "too wide" if len(held[next(iter(home))]) > 1 else "once"


def reports_of(trip: Trip) -> Iterator[dict[str, str]]:
    """Three reports in our own words."""
    office, house = OFFICES[trip.role]
    on = f"{trip.first:%B} {trip.first.day}"
    texts = (
        (trip.first - dt.timedelta(4), f"{office} {trip.name} will visit {trip.city} on {on}, {house} said."),
        (trip.first, f"U.S. {office} {trip.name} is visiting {trip.city} today for talks with the government."),
        (
            trip.last + dt.timedelta(1),
            f"{trip.name} visited {trip.city} on {on} and met leaders of {trip.country} there.",
        ),
    )
    for n, (day, text) in enumerate(texts):
        yield {"id": f"{trip.id}/{n}", "date": day.isoformat(), "text": text, "outlet": OUTLETS[n]}


def in_corpus(trips: Sequence[Trip], path: Path, cache: Path | None) -> None:
    """Groups of a corpus that are of a trip: by traveller, country and days."""
    all = sighted(corpus(path, cache))
    groups = group_meetings(all.meetings, all.claims, (), all.actors)
    found = {trip: [g for g in groups if is_of(g, trip)] for trip in trips}
    print("trips with so many groups in the corpus:", dict(sorted(Counter(map(len, found.values())).items())))
    for trip, mine in found.items():
        if len(mine) > 1:
            print("  ", trip.name, trip.city, trip.first, trip.last, [g.title for g in mine])


def is_of(group: MeetingGroup, trip: Trip) -> bool:
    """Is the group a visit, or a meeting, of that traveller in that country on those days?"""
    if group.status not in (Status.HELD, Status.UNDER_WAY) or group.form is MeetingForm.CALL:
        return False
    if not any(compare(party, trip.name)[0] is Same.YES for party in group.parties):
        return False
    if not {trip.country} & {*group.parties, *(state_of(p) for p in group.place)}:
        return False
    known = group.sightings[0].report.known
    return trip.first - dt.timedelta(1) <= known <= trip.last + dt.timedelta(2)


def trips_of(path: Path, years: set[int]) -> Iterator[Trip]:
    """The trips that began in these years."""
    seen = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["kind"] != "trip" or int(row["start-date"][:4]) not in years:
            continue
        names = row["name"].split()
        country = COUNTRIES.get(row["country"], row["country"])
        first, last = (dt.date.fromisoformat(row[key]) for key in ("start-date", "end-date"))
        city = row["locale"].split(",")[0].strip() or country
        trip = Trip(row["id"], row["role"], f"{names[0]} {names[-1]}", first, last, country, city)
        if (trip.name, first, country, city) not in seen:
            seen.add((trip.name, first, country, city))
            yield trip


if __name__ == "__main__":
    main()
