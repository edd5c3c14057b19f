"""Sightings of commitments -> commitments: keys to look by, the groups, and what is promised in return for what."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from pourparler.model.groups import Claim, CommitmentGroup, Correction, Sighting
from pourparler.record.grouping.claims import by_finding
from pourparler.record.grouping.cluster import Clusters, candidates
from pourparler.record.grouping.commitment_group import compose
from pourparler.record.grouping.content import rare, telling
from pourparler.record.grouping.corrections import Orders, rejected, settings
from pourparler.record.grouping.judge import Verdict
from pourparler.record.grouping.parties import Actors, Names
from pourparler.record.grouping.pledges import Pledge, judge_pledges, pledge_of
from pourparler.record.grouping.set_fields import with_fields

NOBODY: Actors = {}
AS_NAMED: Names = {}
MANY = 5  # stems of which pairs are made
FEW = 3  # stems: with more of them two are needed to look by
QUARTER = 91  # days: a commitment of one stem is looked for in its quarter and those beside it


def commitment_keys(sighting: Sighting, actors: Actors = NOBODY, names: Names = AS_NAMED) -> tuple[str, ...]:
    """Keys to look by: two sightings that can be one commitment share at least one, and few share it that can't."""
    return _keys(pledge_of(sighting, actors, names))


def group_commitments(
    sightings: Sequence[Sighting],
    claims: Sequence[Claim] = (),
    corrections: Sequence[Correction] = (),
    actors: Actors = NOBODY,
    names: Names = AS_NAMED,
    *,
    asof: dt.date | None = None,
) -> tuple[CommitmentGroup, ...]:
    """The commitments that the sightings speak of, in order of their first sightings; order of input does not matter.

    claims, corrections, actors: as for meetings. asof: the day on which `stand` is asked for; None: that of the last
    report of each. `in_return_for` is set where both sides are among the sightings.
    """
    pledges = sorted((pledge_of(s, actors, names) for s in sightings), key=lambda p: p.order)
    orders = Orders([p.sighting for p in pledges], corrections)

    def ask(a: int, b: int) -> Verdict:
        return judge_pledges(pledges[a], pledges[b])

    clusters = Clusters(len(pledges), ask, forced=orders.forced(), barred=orders.barred())
    clusters.link(candidates([_keys(p) for p in pledges]))
    about = by_finding(claims)
    groups = []
    for members in clusters.sets():
        mine = orders.of(members)
        if not rejected(mine):
            group = compose([pledges[at] for at in members], clusters.why, members, about, mine, asof)
            groups.append(with_fields(group, settings(mine)))
    return link_counterparts(groups)


def link_counterparts(groups: Sequence[CommitmentGroup]) -> tuple[CommitmentGroup, ...]:
    """The groups with `in_return_for`: the group most of whose sightings a report links with one's own."""
    home = {(s.report.id, s.finding.id): g.id for g in groups for s in g.sightings}
    return tuple(replace(g, in_return_for=counterpart(g, home)) for g in groups)


def counterpart(group: CommitmentGroup, home: Mapping[tuple[str, str], str]) -> str | None:
    """The group promised in return. home: id of the group of each commitment, by ids of report and finding."""
    named = ((s.report.id, getattr(s.finding, "in_return_for", None)) for s in group.sightings)
    found = Counter(home[key] for report, other in named if other and (key := (report, other)) in home)
    found.pop(group.id, None)
    return min(found, key=lambda id: (-found[id], id)) if found else None


def _keys(p: Pledge) -> tuple[str, ...]:
    found = [f"copy {p.sighting.report.origin}"]
    told = sorted(telling(p.stems), key=lambda s: (-len(s), s))[:MANY]
    quarters = range(p.known // QUARTER - 1, p.known // QUARTER + 2) if len(told) <= FEW else ()
    toward = sorted({party.side for party in p.to})
    sides = sorted({party.side for party in p.by})
    found += [f"{side} {stem} {quarter}" for side in sides for stem in told for quarter in quarters]
    for name in sorted({name for party in p.by for name in (party.side, party.spelled)}):
        found += [f"{name} {a}+{b}" for a, b in combinations(sorted(told), 2)]
        found += [f"{name} {stem}" for stem in told if rare(stem)]
        found += [f"{name} {stem} to {to}" for to in toward for stem in told or ["+".join(sorted(p.stems))]]
    return tuple(found)
