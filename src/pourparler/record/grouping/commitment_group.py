"""A set of sightings of one commitment -> the commitment as the record shows it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pourparler.model.findings import Force
from pourparler.model.groups import CommitmentGroup, Correction
from pourparler.model.window import Window
from pourparler.record.grouping.attribution import count_origins
from pourparler.record.grouping.claims import About, claims_about
from pourparler.record.grouping.corrections import group_id
from pourparler.record.grouping.life import events_of, life_of, stand_of
from pourparler.record.grouping.merged_parties import merged, of_states
from pourparler.record.grouping.pledges import Pledge
from pourparler.record.grouping.titles import commitment_title

_STRENGTH = tuple(Force)  # an agreement binds most


def compose(
    pledges: Sequence[Pledge],
    why: Mapping[int, str],
    members: Sequence[int],
    about: About,
    corrections: tuple[Correction, ...],
    asof: dt.date | None,
) -> CommitmentGroup:
    """The commitment; pledges in order of day known. why: reason by position; about: see `by_finding`."""
    sightings = tuple(
        replace(p.sighting, why=why.get(at, "the first report of it")) for at, p in zip(members, pledges, strict=True)
    )
    best = _best(pledges).commitment
    by, due = merged(of_states([p.by for p in pledges])), _newest([p.commitment.due for p in pledges])
    conditions = [p.commitment.condition.exact for p in pledges if p.commitment.condition]
    return CommitmentGroup(
        id=group_id(sightings[0]),
        title=commitment_title(by, best.evidence.exact),
        text=best.evidence.exact,
        by=by,
        to=merged([p.to for p in pledges]),
        force=_force(pledges),
        life=life_of(sightings),
        stand=stand_of(sightings, due, asof),
        sightings=sightings,
        condition=conditions[-1] if conditions else None,
        made=_newest([p.commitment.made for p in reversed(pledges)]),
        made_place=next((p.commitment.made_place for p in pledges if p.commitment.made_place), None),
        due=due,
        events=events_of(sightings),
        claims=claims_about(sightings, about),
        origins=count_origins(o for s in sightings for o in s.origins),
        corrections=corrections,
    )


def _best(pledges: Sequence[Pledge]) -> Pledge:
    """The sighting whose words say most of what the others say: most stems that another shares, then the shortest."""
    counted = Counter(stem for p in pledges for stem in p.stems)
    common = {stem for stem, n in counted.items() if n > 1}
    return max(pledges, key=lambda p: (len(p.stems & common), -len(p.commitment.evidence.exact), p.order))


def _force(pledges: Sequence[Pledge]) -> Force:
    """The force most sightings give it; among equals the one that binds more."""
    counted = Counter(p.commitment.force for p in pledges)
    return max(counted, key=lambda f: (counted[f], -_STRENGTH.index(f)))


def _newest(windows: Sequence[Window | None]) -> Window | None:
    """The last one told, narrowed by earlier ones that leave something of it."""
    told = [w for w in reversed(windows) if w]
    if not told:
        return None
    result = told[0]
    for window in told[1:]:
        result = result.intersect(window) or result
    return result
