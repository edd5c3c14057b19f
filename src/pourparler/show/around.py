"""The meetings that may bound another, fetched from a record of any size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pourparler.model.groups import CommitmentGroup, MeetingGroup

if TYPE_CHECKING:
    from pourparler.record import View

FEW, MOST = 300, 60  # meetings of a small record; meetings of the same parties looked at where one is counted
Group = MeetingGroup | CommitmentGroup


def around(view: View, group: Group, *, count: int | None = None) -> tuple[MeetingGroup, ...]:
    """The meetings that may bound one. count: how many meetings the record holds, if the caller knows."""
    if (view.tally()["meetings"] if count is None else count) <= FEW:
        return view.meetings()
    return around_each(view, [group])[group.id]


def around_each(view: View, groups: Sequence[Group]) -> dict[str, tuple[MeetingGroup, ...]]:
    """The same for many groups of a large record: orders stand in the reports that tell of a meeting, counts ("the
    second") among those of the same parties."""
    from pourparler.record import Query

    near = view.beside([g.id for g in groups])
    for group in groups:
        if isinstance(group, MeetingGroup) and group.ordinal is not None and group.parties:
            row = view.meetings(Query(party=group.parties[0], limit=MOST))
            found = {m.id: m for m in (*near[group.id], *row) if m.id != group.id}
            near[group.id] = tuple(found.values())
    return near
