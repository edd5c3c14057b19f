"""Speed of the firm layer on a made-up record: `python benchmarks/firm_speed.py [MEETINGS] [CLAIMS]`.

Meetings in rows of ten, one preparing the next, each with claims in reports of their own. CPU time of this process.
"""

from __future__ import annotations

import datetime as dt
import gc
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import replace

from pourparler.model.findings import Form, Hedge, Meeting, MeetingForm, Sense, Statement, Status, Timing
from pourparler.model.groups import Claim, MeetingGroup, ReportCard, Sighting
from pourparler.model.text import Evidence, Span
from pourparler.model.window import Window
from pourparler.reason.firm import Firm
from pourparler.reason.firm_near import linked

START = dt.date(2018, 1, 1)
TEXT = "The envoys will meet next month to prepare the summit, said the minister."


def at(report: str, words: str) -> Evidence:
    start = TEXT.index(words)
    return Evidence(report_id=report, span=Span(start, start + len(words)), exact=words, text=TEXT)


def told(rng: random.Random, day: int, i: int, n: int) -> tuple[Sighting, Claim, Sighting]:
    """A report of meeting i: its sighting, its claim, and its sighting of the meeting that it prepares."""
    published = START + dt.timedelta(day - rng.randrange(5, 60))
    name = f"r{i}.{n}"
    moment = dt.datetime.combine(published, dt.time(12))
    card = ReportCard(
        id=name, url=None, title=None, outlet="Wire", agency=None, published=published, added=moment, origin=name
    )
    status = Status.PLANNED
    meeting = Meeting(
        id=f"{name}a", evidence=at(name, "will meet"), mentions=(at(name, "will meet"),), form=MeetingForm.TALKS,
        parties=("A", "B"), status=status, rule="made up", purpose=at(name, "to prepare the summit"),
    )  # fmt: skip
    there = at(name, "the summit")
    summit = replace(meeting, id=f"{name}b", evidence=there, mentions=(there,), purpose=None)
    said = Statement(
        id=f"{name}s", source="the minister", source_spans=(), cue_spans=(), content_spans=(), form=Form.INDIRECT,
        chain=("the minister",), rule="made up",
    )  # fmt: skip
    first, last = (START + dt.timedelta(day + d) for d in (-rng.randrange(20), rng.randrange(20)))
    timing = Timing(
        id=f"{name}t", about=meeting.id, evidence=at(name, "next month"), window=Window(earliest=first, latest=last),
        sense=Sense.INSIDE, hedge=Hedge.CERTAIN, rule="made up", grounds=said.id,
    )  # fmt: skip
    claim = Claim(timing=timing, statement=said, report=card, chain=("the minister", "Wire"), origin=name)
    both = (Sighting(finding=m, report=card, chains=(("Wire",),), origins=(name,)) for m in (meeting, summit))
    return next(both), claim, next(both)


def record(meetings: int, claims: int, seed: int = 3) -> list[MeetingGroup]:
    rng = random.Random(seed)
    own: list[list[Sighting]] = [[] for _ in range(meetings)]
    said: list[list[Claim]] = [[] for _ in range(meetings)]
    for i in range(meetings):
        for n in range(claims):
            a, claim, b = told(rng, 30 + i * 3 // 2, i, n)
            own[i].append(a)
            said[i].append(claim)
            if n < 2 and i % 10 < 9 and i + 1 < meetings:
                own[i + 1].append(b)
    return [
        MeetingGroup(
            id=f"m{i:012x}",
            title=f"talks {i}",
            form=MeetingForm.TALKS,
            parties=("A", "B"),
            status=Status.PLANNED,
            sightings=tuple(own[i]),
            claims=tuple(said[i]),
        )
        for i in range(meetings)
    ]


def clock(label: str, start: float) -> None:
    print(f"  {label:60} {(time.process_time() - start) * 1e3:9.2f} ms")


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    meetings, claims = (int(a) for a in (*arguments, *("1000", "10")[len(arguments) :]))
    groups = record(meetings, claims)
    print(f"{meetings:,} meetings, {sum(len(g.claims) for g in groups):,} claims")
    gc.collect()
    gc.freeze()  # the groups are there already
    start = time.process_time()
    firm = Firm(groups)
    clock("all windows with their reasons", start)
    print(f"  {len(firm.record().conflicts)} clashes")
    gc.collect()
    gc.freeze()
    middle = groups[meetings // 2]
    rng = random.Random(5)
    a, claim, _ = told(rng, 30 + meetings // 2 * 3 // 2, meetings // 2, claims)
    day = START + dt.timedelta(30 + meetings // 2 * 3 // 2)  # the day itself: tighter than anything said before
    claim = replace(claim, timing=replace(claim.timing, window=Window(earliest=day, latest=day)))
    changed = replace(middle, sightings=(*middle.sightings, a), claims=(*middle.claims, claim))
    start = time.process_time()
    moved = firm.update([changed])
    clock(f"one more report, {len(moved)} windows moved", start)
    other = middle.claims[0]
    late = Window(earliest=day + dt.timedelta(300), latest=day + dt.timedelta(310))
    newest = replace(other.report, id="newest", published=day)
    statement = other.statement and replace(other.statement, id="newest")
    timing = replace(other.timing, id="newest", window=late)
    against = replace(other, timing=timing, statement=statement, report=newest)
    start = time.process_time()
    moved = firm.update([replace(changed, claims=(*changed.claims, against))])
    clock(f"one that contradicts, {len(firm.record().conflicts)} clashes, {len(moved)} moved", start)
    start = time.process_time()
    some = linked(groups, middle.id)
    clock(f"which {len(some)} meetings bear on one", start)
    start = time.process_time()
    Firm(some).record()
    clock("their windows alone", start)


if __name__ == "__main__":
    main(sys.argv[1:])
