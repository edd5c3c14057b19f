"""Group a whole corpus of dated reports; print time, groups made, and a sample of them to be judged by eye.

usage: python benchmarks/grouping_portal.py CORPUS.jsonl [--cache FILE] [--sample N] [--seed N] [--alone]

CORPUS has id, date, text and meta.sources a line. Reading takes minutes: --cache keeps what was read in a file outside
the project. --alone samples meetings that a single report tells, each with the sighting most like it in another group:
what is too narrow shows there. Judge each group right, too wide (holds what is another thing) or too narrow.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

from grouping_sightings import Sighted, corpus, sighted
from pourparler.model.groups import CommitmentGroup, MeetingGroup, Sighting
from pourparler.record.grouping import (
    commitment_keys,
    group_commitments,
    group_meetings,
    meeting_keys,
    unify_actors,
)

Group = MeetingGroup | CommitmentGroup


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--sample", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--alone", action="store_true")
    asked = parser.parse_args()
    reports = corpus(asked.corpus, asked.cache)
    all = sighted(reports)
    print(f"{len(reports):,} reports, {len(all.meetings):,} meetings and {len(all.commitments):,} commitments sighted")
    groups = grouped(all)
    begun = time.perf_counter()
    actors = unify_actors((actor, all.cards[id]) for id, known in all.actors.items() for actor in known)
    print(f"{len(actors):,} actors in {time.perf_counter() - begun:.2f} s")
    chosen = [g for g in groups if (len(g.sightings) == 1) == asked.alone and not (asked.alone and g.id[0] == "c")]
    for n, group in enumerate(random.Random(asked.seed).sample(chosen, min(asked.sample, len(chosen))), 1):
        show(n, group)
        if asked.alone and (near := nearest(group.sightings[0], all)):
            print("   nearest:", *told(near))


def grouped(all: Sighted) -> list[Group]:
    """All groups, with the time they took and the size of the blocks they came from."""
    begun = time.perf_counter()
    meetings = group_meetings(all.meetings, all.claims, (), all.actors)
    between = time.perf_counter()
    commitments = group_commitments(all.commitments, all.claims, (), all.actors)
    done = time.perf_counter()
    for name, groups, keys, spent in (
        ("meetings", meetings, [meeting_keys(s, all.actors) for s in all.meetings], between - begun),
        ("commitments", commitments, [commitment_keys(s, all.actors) for s in all.commitments], done - between),
    ):
        several = sum(len(g.sightings) > 1 for g in groups)
        mean = sum(map(len, keys)) / max(1, len(keys))
        print(f"{len(groups):,} {name}, {several:,} of several reports, in {spent:.2f} s; {mean:.0f} keys a sighting")
    return [*meetings, *commitments]


def nearest(mine: Sighting, all: Sighted) -> Sighting | None:
    """The sighting of another report that shares a key, nearest in time."""
    keys = set(meeting_keys(mine, all.actors))
    others = [s for s in all.meetings if s.report.id != mine.report.id and keys & set(meeting_keys(s, all.actors))]
    return min(others, key=lambda s: abs((s.report.known - mine.report.known).days), default=None)


def show(n: int, group: Group) -> None:
    """One group with its sightings."""
    if isinstance(group, MeetingGroup):
        when = group.window.edtf if group.window else "no time"
        state = f"{group.status}, {when}, {', '.join(group.place) or 'no place'}"
    else:
        state = f"{group.life}, {group.stand}"
    print(f"\n{n}. {group.title} | {state}")
    for sighting in group.sightings:
        print("  ", *told(sighting), f"| {sighting.why}")


def told(sighting: Sighting) -> tuple[str, ...]:
    """One sighting in a line."""
    finding = sighting.finding
    words = " ".join(finding.evidence.exact.split())[:100]
    if not hasattr(finding, "form"):
        return (sighting.report.known.isoformat(), ", ".join(finding.by), "->", ", ".join(finding.to), "|", words)
    when = finding.window.edtf if finding.window else "-"
    parties = ", ".join(finding.parties)
    return (sighting.report.known.isoformat(), finding.form, finding.status, when, parties, "|", words)


if __name__ == "__main__":
    main()
