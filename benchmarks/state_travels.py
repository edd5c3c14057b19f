"""Meetings against the official record of journeys: python benchmarks/state_travels.py CORPORA [--list]

CORPORA is a folder with `state_travels.jsonl` (journeys of presidents and secretaries of state: name, start-date,
end-date, country, locale, remarks) and texts with days (`portal.jsonl`, `whitehouse.jsonl`). A text reports a journey
if it is dated from the day before it to three days behind it and one of its sentences names the traveller together
with its country, its town or somebody whom the remarks say he met, and speaks of a meeting or journey. Of the
journeys so reported, the shares are printed that some meeting of those texts has with the right parties (the
traveller or his state, and the country or somebody met), with the right place (town, or anything in the country), and
with the right day (its window lies within a day of the journey).

The official record of visits to the United States names nobody and can only be counted.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pourparler.annotate import annotate_many
from pourparler.annotate.meetings.frames import lands
from pourparler.model.findings import AnnotatedReport, Meeting
from pourparler.model.text import Report
from pourparler.reading import Given, read_sources

DAY = dt.timedelta(days=1)
BEFORE, BEHIND = DAY, 3 * DAY
TITLES = frozenset(
    "Crown Prime Foreign Defense Deputy Minister President Chancellor King Queen Prince Pope Emir".split()
)
TALKING = re.compile(r"\b(?:me[et]+s?|met|meetings?|talks|summit|visit\w*|hosted|received|trip|travel\w*|arriv\w*)\b")
NAME = re.compile(r"[A-Z][\w'’-]+")
COUNTRIES = {"Vatican City": "Holy See", "West Bank": "Palestinian Authority", "Burma": "Myanmar"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """One row of the record."""

    traveller: str
    start: dt.date
    end: dt.date
    country: str
    towns: tuple[str, ...]
    met: frozenset[str]


def main() -> None:
    """Print the shares, and with --list every journey that was missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--list", action="store_true")
    asked = parser.parse_args()
    journeys, texts = _journeys(asked.corpora / "state_travels.jsonl"), _texts(asked.corpora)
    reported = {j: [t for t in _near(j, texts) if _reports(j, t)] for j in journeys}
    reported = {j: found for j, found in reported.items() if found}
    wanted = {t["id"]: t for found in reported.values() for t in found}
    read = {a.report.id: a for a in annotate_many(_read(wanted.values(), asked.corpora))}
    tally = Counter({"journeys": len(journeys), "reported": len(reported), "texts": len(wanted)})
    for journey, found in reported.items():
        tally.update(missed := _judged(journey, [read[t["id"]] for t in found if t["id"] in read]))
        if asked.list and "all three" not in missed:
            print(journey.traveller, journey.start, journey.country, journey.towns, [t["id"] for t in found], missed)
    for key in ("journeys", "reported", "texts"):
        print(f"{key:14} {tally[key]}")
    for key in ("parties", "place", "day", "all three"):
        print(f"{key:14} {tally[key]} of {len(reported)} = {100 * tally[key] / max(1, len(reported)):.1f} %")


def _journeys(path: Path) -> list[Journey]:
    out = []
    for line in path.read_text().splitlines():
        row = json.loads(line)
        if row["kind"] == "trip" and row.get("name"):
            out.append(
                Journey(
                    traveller=row["name"].split()[-1],
                    start=dt.date.fromisoformat(row["start-date"]),
                    end=dt.date.fromisoformat(row["end-date"] or row["start-date"]),
                    country=COUNTRIES.get(row["country"], row["country"].partition(",")[0]),
                    towns=tuple(t.strip() for t in row["locale"].split(",") if t.strip()),
                    met=_people(row["remarks"] or ""),
                )
            )
    return out


def _people(remarks: str) -> frozenset[str]:
    """Surnames of those whom the remarks say he met."""
    sentences = (s for s in re.split(r"\.\s", remarks) if re.search(r"\b[Mm](?:et|eeting) with\b", s))
    words = (w for s in sentences for w in NAME.findall(s.partition("with")[2]))
    return frozenset(w for w in words if w not in TITLES)


def _texts(corpora: Path) -> dict[str, list[dict[str, Any]]]:
    """All texts by day."""
    out: dict[str, list[dict[str, Any]]] = {}
    for name in ("portal.jsonl", "whitehouse.jsonl"):
        for line in (corpora / name).read_text().splitlines():
            row = json.loads(line)
            out.setdefault(row["date"], []).append(row)
    return out


def _near(journey: Journey, texts: dict[str, list[dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    day = journey.start - BEFORE
    while day <= journey.end + BEHIND:
        yield from texts.get(day.isoformat(), ())
        day += DAY


def _reports(journey: Journey, text: dict[str, Any]) -> bool:
    beside = re.compile("|".join(rf"\b{re.escape(b)}\b" for b in (journey.country, *journey.towns, *journey.met)))
    sentences = re.split(r"(?<=[a-z\d)])\.\s", " ".join(text["text"].split()))
    return any(journey.traveller in s and TALKING.search(s) and beside.search(s) for s in sentences)


def _read(rows: Iterable[dict[str, Any]], corpora: Path) -> list[Report]:
    """The texts as reports; the reader takes files."""
    from tempfile import NamedTemporaryFile

    with NamedTemporaryFile("w", suffix=".jsonl") as file:
        for row in rows:
            file.write(json.dumps({"id": row["id"], "text": row["text"], "published": row["date"]}) + "\n")
        file.flush()
        return [r for r in read_sources([file.name], given=Given()) if isinstance(r, Report)]


def _judged(journey: Journey, records: list[AnnotatedReport]) -> list[str]:
    """Which of parties, place and day some meeting has right, and whether one has all three."""
    hits = [_hits(journey, m, r) for r in records for m in r.meetings]
    out = [key for key in ("parties", "place", "day") if any(key in h for h in hits)]
    return [*out, "all three"] if any(len(h) == len(("parties", "place", "day")) for h in hits) else out


def _hits(journey: Journey, meeting: Meeting, record: AnnotatedReport) -> set[str]:
    ours = any(journey.traveller in p or p == "United States" for p in meeting.parties)
    names = {w for p in meeting.parties for w in p.split()}
    states = {a.acts_for for a in record.actors if a.name in meeting.parties}
    theirs = any(journey.country in (p, *states) for p in meeting.parties) or bool(journey.met & names)
    out = {"parties"} if ours and theirs else set()
    if any(p in journey.towns or p == journey.country or lands().get(p) == journey.country for p in meeting.place):
        out.add("place")
    window = meeting.window
    if ours and window and window.earliest and window.latest:
        inside = window.earliest >= journey.start - DAY and window.latest <= journey.end + DAY
        out |= {"day"} if inside else set()
    return out


if __name__ == "__main__":
    main()
