"""How fast is a big record? Fills one by repeating an exported record, then times one more report, and listing.

usage: python benchmarks/record_speed.py RECORD.jsonl [--reports N] [--record PATH|postgresql://…]

RECORD.jsonl is what `pourparler export` writes. Each repetition is another world: days lie further on, and every word
with a capital is another one, in the text as in the names, so that no report is a copy of one in another repetition.
Without --record it is a file in a temporary folder (SQLite); one that is full already is only measured. Prints one line
a measure: milliseconds on the clock, and of this process's own computing; of listings the first one after a further
report was added, and the best of three after that.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import re
import statistics
import string
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from itertools import count, islice
from pathlib import Path
from typing import Any

import msgspec

from pourparler.model.findings import AnnotatedReport
from pourparler.model.pack import unpack
from pourparler.model.text import Layout, Report
from pourparler.record import Query, Record, open_record

AT = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
MORE = 100  # reports that are added one by one at the end
APART = 400  # days between one repetition and the next
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CAPITAL = re.compile(r"\b[A-Z][A-Za-z]+")
_NOBODY = Report(id="", text="", layout=Layout(body=()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--record")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = asked.record or f"{folder}/record.db"
        with open_record(place, create=True) as record:
            there = record.view().tally()["reports"]
            reports = repeated(asked.source, there)
            if there < asked.reports:
                fill(record, islice(reports, asked.reports - there))
            one_by_one(record, list(islice(reports, MORE)))
            listing(record, reports)
            kept = record.view().tally()["reports"]
        if "://" not in place:
            print(f"size: {Path(place).stat().st_size / kept:,.0f} bytes a report")


def fill(record: Record, reports: Iterator[AnnotatedReport]) -> None:
    begun, made = time.perf_counter(), 0
    while part := list(islice(reports, 5000)):
        before = time.perf_counter()
        record.load(part, added=AT)
        made += len(part)
        print(f"  {made:,} reports, the last at {(time.perf_counter() - before) / len(part) * 1000:.1f} ms", flush=True)
    print(f"loading {made:,} reports: {time.perf_counter() - begun:,.0f} s (making them included)")


def one_by_one(record: Record, reports: list[AnnotatedReport]) -> None:
    spent = sorted(timed(partial(record.add, annotated, added=AT)) for annotated in reports)
    own = statistics.median(cpu for _, cpu in spent)
    wall = [clock for clock, _ in spent]
    most = wall[len(wall) * 95 // 100]
    print(f"one more report: median {statistics.median(wall):.1f} ms (own {own:.1f}), 95 % within {most:.1f}")


def timed(ask: Callable[[], Any]) -> tuple[float, float]:
    """Milliseconds on the clock, and of computing."""
    clock, cpu = time.perf_counter(), time.process_time()
    ask()
    return (time.perf_counter() - clock) * 1000, (time.process_time() - cpu) * 1000


def listing(record: Record, reports: Iterator[AnnotatedReport]) -> None:
    view = record.view()
    half = view.reports(Query(limit=view.tally()["reports"] // 2))[-1].known
    someone = view.actors(Query(limit=500))[-1]
    page = view.meetings(Query(limit=1000))[-1]
    party = page.parties[0] if page.parties else "Obama"
    day = max(card.known for card in view.reports(Query(limit=2000)))
    asked: dict[str, Callable[[], Any]] = {
        "meetings": lambda: view.meetings(Query(limit=50)),
        "meetings of one party": lambda: view.meetings(Query(party=party, limit=50)),
        "meetings by words": lambda: view.meetings(Query(text="peace talks", limit=50)),
        "meetings as of a day": lambda: record.view(day).meetings(Query(limit=50)),
        "one meeting": lambda: view.meeting(page.id),
        "commitments": lambda: view.commitments(Query(limit=50)),
        "open commitments": lambda: view.commitments(Query(life="open", limit=50)),
        "statements": lambda: view.statements(Query(limit=50)),
        "statements by words": lambda: view.statements(Query(text="nuclear deal", limit=50)),
        "timings": lambda: view.claims(Query(limit=50)),
        "timings of one party": lambda: view.claims(Query(party=party, limit=50)),
        "timings by one speaker": lambda: view.claims(Query(by=party, limit=50)),
        "timings as of a day": lambda: record.view(half).claims(Query(limit=50)),
        "reports": lambda: view.reports(Query(limit=50)),
        "changes of a week": lambda: view.changes(day, day + dt.timedelta(7)),
        "find": lambda: view.find("talks in Geneva"),
        "actors": lambda: view.actors(Query(limit=50)),
        "actors by words of a name": lambda: view.actors(Query(party=party, limit=50)),
        "actors as of a day": lambda: record.view(half).actors(Query(limit=50)),
        "one actor": lambda: view.actor(someone.id),
    }
    for name, ask in asked.items():
        record.add(next(reports), added=AT)
        (clock, own), (best, least) = timed(ask), min(timed(ask) for _ in range(3))
        print(f"{name}: {clock:.0f} ms (own {own:.0f}), again {best:.0f} ms (own {least:.0f})", flush=True)


def repeated(source: Path, there: int = 0) -> Iterator[AnnotatedReport]:
    """The reports of an exported record again and again, each time in another world. there: so many are left out."""
    with source.open(encoding="utf-8") as lines:
        read = [json.loads(line) for line in lines]
    every = [data["annotated"] for data in read if data.get("kind") == "report"]
    return (elsewhere(every[n % len(every)], n // len(every)) for n in count(there))


def elsewhere(data: dict[str, Any], world: int) -> AnnotatedReport:
    """One report of the world of that number; that of number 0 as it is."""
    if world:
        data = _moved(data, world, "")
    report = unpack(Report, msgspec.msgpack.encode(data["report"]), _NOBODY)
    return unpack(AnnotatedReport, msgspec.msgpack.encode(data), report)


def _moved(value: Any, world: int, key: str) -> Any:
    if isinstance(value, dict):
        return {name: _moved(part, world, name) for name, part in value.items()}
    if isinstance(value, list):
        return [_moved(part, world, key) for part in value]
    if not isinstance(value, str) or key in ("kind", "form", "status", "type", "rule", "language"):
        return value
    if key in ("id", "about", "grounds", "in_return_for"):
        return f"{value[:-2]}{world:02d}" if len(value) == 16 else f"{value}.{world}"
    if _DAY.match(value):
        return _later(value, world * APART)
    return _CAPITAL.sub(lambda word: word[0].translate(_other(world)), value)


def _later(value: str, days: int) -> str:
    try:
        return (dt.date.fromisoformat(value[:10]) + dt.timedelta(days)).isoformat() + value[10:]
    except ValueError:  # a time that is no day of the calendar
        return value


@lru_cache(maxsize=8)
def _other(world: int) -> dict[int, int]:
    """Each letter becomes another one of its case."""
    mixed = string.ascii_lowercase
    while any(a == b for a, b in zip(mixed, string.ascii_lowercase, strict=True)):
        mixed = "".join(random.Random(f"{world} {mixed}").sample(mixed, 26))
    return str.maketrans(string.ascii_letters, mixed + mixed.upper())


if __name__ == "__main__":
    main()
