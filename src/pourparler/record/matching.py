"""Does an entry answer a query? For entries at hand; what lies in the tables is asked in SQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from pourparler.model.groups import CommitmentGroup, MeetingGroup
from pourparler.model.window import Window
from pourparler.record.query import Query
from pourparler.record.search import fold


def named(asked: str | None, names: Iterable[str]) -> bool:
    """Is it asked for nothing, or does one of the names hold the words asked for, side by side?"""
    return asked is None or any(fold(asked) in fold(name) for name in names)


def touches(between: tuple[dt.date | None, dt.date | None], window: Window | None) -> bool:
    """Can the window, open where unknown, touch those days? A window that says nothing touches none."""
    first, last = between
    if first is None and last is None:
        return True
    if window is None or (window.earliest is None and window.latest is None):
        return False
    return (last is None or window.min <= last) and (first is None or first <= window.max)


def meeting_matches(group: MeetingGroup, query: Query) -> bool:
    """All that a query asks of a meeting, except full text."""
    return (
        named(query.party, group.parties)
        and named(query.place, group.place)
        and (query.status is None or query.status == group.status)
        and touches(query.between, group.window)
        and group.origins >= query.independent
    )


def commitment_matches(group: CommitmentGroup, query: Query) -> bool:
    """All that a query asks of a commitment, except full text."""
    return (
        named(query.party, (*group.by, *group.to))
        and named(query.by, group.by)
        and named(query.to, group.to)
        and named(query.place, (group.made_place,) if group.made_place else ())
        and (query.life is None or query.life in (group.life, group.stand))
        and touches(query.between, group.due)
        and group.origins >= query.independent
    )


def words_of(group: MeetingGroup | CommitmentGroup) -> str:
    """The words that full text finds an entry by."""
    seen = dict.fromkeys(s.finding.evidence.exact for s in group.sightings)
    if isinstance(group, MeetingGroup):
        told = (group.title, *group.parties, *group.place, group.form, group.purpose or "")
    else:
        told = (group.title, *group.by, *group.to, group.text, group.condition or "")
    return "\n".join((*told, *seen))
