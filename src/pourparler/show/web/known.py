"""What is known on a day: entries from the record, answers from reason. One of these serves one request."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from pourparler.model.groups import CommitmentGroup, MeetingGroup
from pourparler.reason import Answer, when
from pourparler.record import Query, View
from pourparler.show.web.svg.scale import Scale

NEIGHBOURS = 60  # meetings looked at for what may bound one


class Known:
    """The record as of a day. day: that day, or the last one on which a report came in; None for an empty record."""

    def __init__(self, view: View, day: dt.date | None) -> None:
        self.view, self.day = view, day
        self._near: dict[tuple[str, ...], tuple[MeetingGroup, ...]] = {}

    def meetings(self, query: Query, scale: Scale) -> tuple[MeetingGroup, ...]:
        """Meetings that the picture can show, and those without a date."""
        if query.between == (None, None):
            query = replace(query, between=(scale.first, scale.last))
        return self.view.meetings(query)

    def when(self, group: MeetingGroup | CommitmentGroup, *, without: frozenset[str] = frozenset()) -> Answer | None:
        """When it is, by all that is known; None while nothing is."""
        if self.day is None:
            return None
        return when(group, among=self.neighbours(group), asof=self.day, without=without)

    def neighbours(self, group: MeetingGroup | CommitmentGroup) -> tuple[MeetingGroup, ...]:
        """Meetings that may bound it: those of its first party."""
        names = group.parties if isinstance(group, MeetingGroup) else group.by
        if names not in self._near:
            self._near[names] = self.view.meetings(Query(party=names[0], limit=NEIGHBOURS)) if names else ()
        return self._near[names]
