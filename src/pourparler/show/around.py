"""The meetings that may bound another, fetched from a record of any size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pourparler.model.groups import CommitmentGroup, MeetingGroup

if TYPE_CHECKING:
    from pourparler.record import View

FEW, MOST, PARTIES = 300, 60, 3  # meetings of a small record; of a large one as many for each of so many parties


def around(view: View, group: MeetingGroup | CommitmentGroup, *, count: int | None = None) -> tuple[MeetingGroup, ...]:
    """All meetings of a small record; of a large one those of the group's first parties. count: how many there are."""
    from pourparler.record import Query

    if (view.tally()["meetings"] if count is None else count) <= FEW:
        return view.meetings()
    names = group.parties if isinstance(group, MeetingGroup) else (*group.by, *group.to)
    found = {m.id: m for name in names[:PARTIES] for m in view.meetings(Query(party=name, limit=MOST))}
    return tuple(found.values())
