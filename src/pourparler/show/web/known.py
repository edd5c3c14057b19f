"""What is known on a day: entries from the record, answers from reason. One of these serves one request."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from pourparler.model.findings import Status
from pourparler.model.groups import CommitmentGroup, MeetingGroup
from pourparler.reason import Answer, Kind, Relation, when
from pourparler.reason.conflicts import all_relations
from pourparler.reason.scores import Scored, score
from pourparler.record import Query, View
from pourparler.show.around import FEW, around_each
from pourparler.show.web.ask import link
from pourparler.show.web.safe.problem import Problem
from pourparler.show.web.svg.scale import Scale

if TYPE_CHECKING:
    from pourparler.show.web.desk import Desk

Group = MeetingGroup | CommitmentGroup
Made = TypeVar("Made", MeetingGroup, CommitmentGroup)
Timed = tuple[MeetingGroup, Answer]
_OVER = frozenset({Status.HELD, Status.CANCELLED, Status.REFUSED})


class Known:
    """The record as of a day. day: that day, or the last one on which a report came in; None for an empty record.

    root: in front of the addresses of entries.
    """

    WORTH = frozenset({Kind.CONTRADICTS, Kind.TENSION, Kind.WITHDRAWS})  # relations that are disagreements

    def __init__(self, desk: Desk, asof: dt.date | None, root: str) -> None:
        self.desk, self.asof, self.root, self.stamp = desk, asof, root, desk.stamp()
        self.view: View = desk.view(asof)
        self.day = asof or desk.days_around(self.stamp, None)[1]

    def meeting(self, id: str) -> MeetingGroup:
        """The meeting of that id.

        Raises:
            Problem: if it is part of another now; tells where that is.
            StoreError: if there is none, or somebody rejected it.
        """
        return self._found("meetings", id, self.view.meeting(id))

    def commitment(self, id: str) -> CommitmentGroup:
        """The commitment of that id; errors as for a meeting."""
        return self._found("commitments", id, self.view.commitment(id))

    def _found(self, kind: str, id: str, group: Made) -> Made:
        if group.id.startswith(id):
            return group
        place = link(f"{self.root}/{kind}/{group.id}", {"asof": self.asof})
        raise Problem(301, f"{id} is part of {group.id} now", headers={"location": place})

    def meetings(self, query: Query, scale: Scale) -> tuple[MeetingGroup, ...]:
        """Meetings that answer a query; without days in it, those that the picture can show."""
        if query.between == (None, None):
            query = replace(query, between=(scale.first, scale.last))
        return self.view.meetings(query)

    def when(self, group: Group, *, without: frozenset[str] = frozenset()) -> Answer | None:
        """When it is, by all that is known; None while nothing is."""
        if (day := self.day) is None:
            return None

        def ask() -> Answer:
            return when(group, among=self._around([group])[group.id], asof=day, without=without)

        return self.desk.answers.get((self.stamp, self.asof, group.id, without), ask)

    def lanes(self, groups: Sequence[MeetingGroup]) -> list[tuple[MeetingGroup, Answer | None]]:
        """Each with its answer in brief; what was held needs none."""
        wanted = [g for g in groups if g.status not in _OVER]
        key = (self.stamp, self.asof, "brief", tuple(g.id for g in wanted))
        briefs = self.desk.briefs.get(key, lambda: self._briefs(wanted))
        return [(g, briefs.get(g.id)) for g in groups]

    def _briefs(self, groups: Sequence[MeetingGroup]) -> dict[str, Answer]:
        if (day := self.day) is None:
            return {}
        near = self._around(groups)
        return {g.id: when(g, among=near[g.id], asof=day, brief=True) for g in groups}

    def _around(self, groups: Sequence[Group]) -> Mapping[str, tuple[MeetingGroup, ...]]:
        """The meetings that may bound each."""
        if self.tally()["meetings"] <= FEW:
            return {g.id: self._all for g in groups}
        return around_each(self.view, groups)

    @cached_property
    def _all(self) -> tuple[MeetingGroup, ...]:
        return self.view.meetings()

    def relations(self, query: Query) -> tuple[Relation, ...]:
        """How sayings relate, over the meetings and commitments that answer a query."""
        return all_relations((*self.view.meetings(query), *self.view.commitments(query)))

    def scored(self, meetings: Sequence[MeetingGroup]) -> tuple[Scored, ...]:
        """What became of claims about these meetings; in a small record, about all."""
        if self.day is None:
            return ()
        return score(self._all if self.tally()["meetings"] <= FEW else meetings, asof=self.day)

    def tally(self) -> dict[str, int]:
        """How many entries of each kind there are."""
        return self.desk.tally(self.stamp, self.asof)
