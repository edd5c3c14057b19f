"""Which entries a person should look at, and why: what rests on little, by the record's own words. Weighs nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pourparler.model.groups import CommitmentGroup, CorrectionKind, MeetingGroup
from pourparler.record import Query, View

LOOKED_AT = 300  # meetings and as many commitments
_SEEN = frozenset({CorrectionKind.CONFIRM, CorrectionKind.SET, CorrectionKind.MERGE, CorrectionKind.SPLIT})
Group = MeetingGroup | CommitmentGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """An entry to look at. reasons: in words, the weightiest first."""

    group: Group
    reasons: tuple[str, ...]


def doubts(view: View) -> tuple[Doubt, ...]:
    """What nobody has looked at yet and rests on little; most reasons first."""
    query = Query(limit=LOOKED_AT)
    groups: tuple[Group, ...] = (*view.meetings(query), *view.commitments(query))
    found = [Doubt(group=g, reasons=told) for g in groups if not looked_at(g) and (told := tuple(reasons(g)))]
    return tuple(sorted(found, key=lambda d: (-len(d.reasons), d.group.id)))


def looked_at(group: Group) -> bool:
    """Has a person confirmed or mended it?"""
    return any(c.kind in _SEEN and not c.reverted for c in group.corrections)


def reasons(group: Group) -> Iterator[str]:
    """Why it rests on little."""
    if isinstance(group, MeetingGroup):
        yield from (f"{name} is only inferred by the report" for name in group.inferred)
        if len(group.parties) < 2:
            yield "fewer than two parties are named"
        if group.window is None:
            yield "no date is stated"
    elif not group.by:
        yield "nobody is named who is bound"
    joined = len({s.report.id for s in group.sightings})
    if joined > 1:
        yield f"{joined} reports were put together as one"
    elif group.origins == 1:
        yield "only one origin tells of it"
