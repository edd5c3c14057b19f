"""Group a whole corpus of dated reports; print time, groups made, and a sample of them to be judged by eye.

usage: python benchmarks/grouping_portal.py CORPUS.jsonl … [--cache FILE …] [--sample N] [--seed N]
           [--of several|alone|all]

A corpus has id, date, text and meta.sources a line. Reading takes minutes: --cache keeps what was read, one file
outside the project for each corpus. --of: groups of several sightings, meetings that one report tells, or all. With
each group the sightings most like it in other groups are shown: what is too narrow shows there. Judge each group
right, too wide (holds what is another thing) or too narrow (the same thing is told elsewhere too).
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from itertools import zip_longest
from pathlib import Path

from grouping_sightings import Sighted, corpus, sighted
from pourparler.model.findings import Meeting
from pourparler.model.groups import CommitmentGroup, MeetingGroup, Sighting
from pourparler.record.grouping import (
    commitment_keys,
    group_commitments,
    group_meetings,
    meeting_keys,
    unify_actors,
)

Group = MeetingGroup | CommitmentGroup
NEAREST = 4


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="+")
    parser.add_argument("--cache", type=Path, nargs="*", default=[])
    parser.add_argument("--sample", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--of", choices=["several", "alone", "all"], default="several")
    asked = parser.parse_args()
    reports = [r for path, cache in zip_longest(asked.corpus, asked.cache) for r in corpus(path, cache)]
    all = sighted(reports)
    print(f"{len(reports):,} reports, {len(all.meetings):,} meetings and {len(all.commitments):,} commitments sighted")
    groups = grouped(all)
    begun = time.perf_counter()
    actors = unify_actors((actor, all.cards[id]) for id, known in all.actors.items() for actor in known)
    print(f"{len(actors):,} actors in {time.perf_counter() - begun:.2f} s")
    pool = [g for g in groups if asked.of == "all" or (len(g.sightings) == 1) == (asked.of == "alone")]
    pool = [g for g in pool if asked.of != "alone" or isinstance(g, MeetingGroup)]
    pool.sort(key=lambda g: (g.sightings[0].report.known, g.id))
    near = Near(all)
    for n, group in enumerate(random.Random(asked.seed).sample(pool, min(asked.sample, len(pool))), 1):
        show(n, group)
        for other in near.of(group)[:NEAREST]:
            print("   near:", *told(other))


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


class Near:
    """Sightings by the keys they are looked for by."""

    def __init__(self, all: Sighted) -> None:
        self._actors = all.actors
        self._by_key: dict[str, list[Sighting]] = {}
        for sighting in (*all.meetings, *all.commitments):
            for key in self._keys(sighting):
                self._by_key.setdefault(key, []).append(sighting)

    def of(self, group: Group) -> list[Sighting]:
        """Sightings outside the group that share most keys with one of it, then those nearest in time."""
        mine = {(s.report.id, s.finding.id) for s in group.sightings}
        found: dict[tuple[str, str], tuple[int, int, Sighting]] = {}
        for sighting in group.sightings:
            shared = Counter(
                (other.report.id, other.finding.id) for key in self._keys(sighting) for other in self._by_key[key]
            )
            for other in (o for key in self._keys(sighting) for o in self._by_key[key]):
                place = (other.report.id, other.finding.id)
                rank = (-shared[place], abs((other.report.known - sighting.report.known).days))
                if place not in mine and (place not in found or rank < found[place][:2]):
                    found[place] = (*rank, other)
        return [other for _, _, other in sorted(found.values(), key=lambda f: (*f[:2], f[2].report.id))]

    def _keys(self, sighting: Sighting) -> tuple[str, ...]:
        look = meeting_keys if isinstance(sighting.finding, Meeting) else commitment_keys
        return tuple(key for key in look(sighting, self._actors) if not key.startswith("copy "))


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
