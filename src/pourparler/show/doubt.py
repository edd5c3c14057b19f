"""Which entries are least certain, and why: what `pourparler review` asks about first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pourparler.model.findings import Hedge, Sense
from pourparler.model.groups import CommitmentGroup, MeetingGroup, Sighting
from pourparler.model.window import Answer

_FIRM = ("same", "first", "by hand")  # words of reasons that leave little doubt

Group = MeetingGroup | CommitmentGroup


@dataclass(frozen=True, slots=True)
class Doubtful:
    """An entry and what is uncertain about it, in words."""

    group: Group
    doubts: tuple[str, ...]


def doubtful(groups: Iterable[Group]) -> list[Doubtful]:
    """Entries with something uncertain that nobody has corrected or confirmed, those with most of it first."""
    found = [Doubtful(group, tuple(_doubts(group))) for group in groups if not group.corrections]
    return sorted((d for d in found if d.doubts), key=lambda d: (-len(d.doubts), d.group.title, d.group.id))


def _doubts(group: Group) -> Iterator[str]:
    if group.origins == 1:
        yield "one origin only"
    if all(_unnamed(s) for s in group.sightings):
        yield "no named source"
    if isinstance(group, MeetingGroup):
        yield from _of_meeting(group)
    elif not group.by:
        yield "nobody named who is bound"
    if len({s.report.origin for s in group.sightings}) > 1 and _torn(group):
        yield "times that do not fit each other"
    if unsure := [
        s.report.id for s in group.sightings if ";" not in s.why and "same" not in s.why and "first" not in s.why
    ]:
        yield f"put together for one reason: {', '.join(unsure)}"


def _of_meeting(group: MeetingGroup) -> Iterator[str]:
    if len(group.parties) < 2:
        yield "fewer than two parties named"
    if group.inferred:
        yield f"inferred: {', '.join(group.inferred)}"
    if group.window is None:
        yield "no time"


def _unnamed(sighting: Sighting) -> bool:
    return all("unnamed" in chain[0] for chain in sighting.chains)


def _torn(group: Group) -> bool:
    """Do two plain claims exclude each other?"""
    plain = [
        c.timing.window
        for c in group.claims
        if c.timing.window and c.timing.hedge is Hedge.CERTAIN and c.timing.sense is Sense.INSIDE
    ]
    return any(a.before(b) is Answer.YES for a in plain for b in plain)
