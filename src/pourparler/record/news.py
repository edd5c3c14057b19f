"""What is new to somebody who watches: changes, windows that lapsed unmet, promises that fell due and were not kept."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pourparler.model.findings import Status
from pourparler.model.groups import Change, CommitmentGroup, MeetingGroup, Stand
from pourparler.record.query import Query
from pourparler.record.view import View

_COMING = frozenset({Status.SCHEDULED, Status.PLANNED, Status.HOPED, Status.POSSIBLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One piece of news. kind: "change", "lapsed" (a meeting's window) or "overdue" (a commitment).

    key: the same for the same news. day: on which it became known, or the first day after the window. group: id.
    change: the change itself, for that kind.
    """

    key: str
    kind: str
    day: dt.date
    group: str
    text: str
    change: Change | None = None


def news(view: View, query: Query, day: dt.date) -> tuple[News, ...]:
    """All that can be told of the entries that answer a query, up to a day, in order of days."""
    asked = replace(query, limit=None, after=None)
    found = [*_changes(view, asked), *_lapsed(view, asked, day), *_overdue(view, asked, day)]
    return tuple(sorted(found, key=lambda n: (n.day, n.kind)))


def _changes(view: View, query: Query) -> Iterator[News]:
    for c in view.changes(query=query):
        parts = (c.report, c.field, str(c.before), c.after, *c.chain)
        yield News(key=_key("change", *parts), kind="change", day=c.day, group=c.group, text=c.text, change=c)


def _lapsed(view: View, query: Query, day: dt.date) -> Iterator[News]:
    for group in view.meetings(query):
        last = group.window.latest if group.window else None
        if last is not None and last < day and group.status in _COMING:
            yield _lapse(group, last)


def _lapse(group: MeetingGroup, last: dt.date) -> News:
    text = f"{group.title}: {group.status} for up to {last}, and no report tells that it was held"
    key = _key("lapsed", group.id, last.isoformat())
    return News(key=key, kind="lapsed", day=last + dt.timedelta(1), group=group.id, text=text)


def _overdue(view: View, query: Query, day: dt.date) -> Iterator[News]:
    for group in view.commitments(query):
        last = group.due.latest if group.due else None
        if last is not None and last < day and group.stand in (Stand.OPEN, Stand.DUE, Stand.OVERDUE):
            yield _late(group, last)


def _late(group: CommitmentGroup, last: dt.date) -> News:
    text = f"{group.title}: due by {last}, and no report tells that it was kept or broken"
    key = _key("overdue", group.id, last.isoformat())
    return News(key=key, kind="overdue", day=last + dt.timedelta(1), group=group.id, text=text)


def _key(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
