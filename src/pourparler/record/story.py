"""Changes of groups over time, as they are kept and listed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pourparler.model.groups import Change
from pourparler.model.pack import pack, unpack
from pourparler.record.asking import ids_of_groups
from pourparler.record.bulk import put, some
from pourparler.record.entries import matches
from pourparler.record.gather import regroup_as_of
from pourparler.record.grouping import changes as told
from pourparler.record.kept import Group
from pourparler.record.query import Query
from pourparler.record.tables import changes, groups
from pourparler.record.whole import NOBODY


def keep_changes(conn: Connection, made: Sequence[Group]) -> None:
    """Keep how these groups changed over time."""
    new = {group.id: [(c.day.isoformat(), pack(c)) for c in told(group)] for group in made}
    old: dict[str, list[tuple[str, bytes]]] = {id: [] for id in new}
    for part in some(sorted(new)):
        rows = conn.execute(sa.select(changes).where(changes.c.grp.in_(part)).order_by(changes.c.grp, changes.c.n))
        for row in rows:
            old[row.grp].append((row.day, bytes(row.data)))
    other = sorted(id for id in new if new[id] != old[id])
    for part in some(other):
        conn.execute(sa.delete(changes).where(changes.c.grp.in_(part)))
    rows_of = [{"grp": id, "n": n, "day": day, "data": data} for id in other for n, (day, data) in enumerate(new[id])]
    put(conn, changes, rows_of)


def list_changes(
    conn: Connection, since: dt.date | None, until: dt.date | None, query: Query, day: dt.date, asof: dt.date | None
) -> tuple[Change, ...]:
    """Changes of the groups that answer a query, in the order in which they became known."""
    known = [] if asof is None else [groups.c.block_last <= asof.isoformat()]
    ids = ids_of_groups(query, conn.dialect.name, day, *known)
    chosen = sa.select(changes.c.data, changes.c.n).where(changes.c.grp.in_(ids))
    found: list[tuple[Change, int]] = []
    if asof is not None:
        again = [g for kind in ("m", "c") for g in regroup_as_of(conn, kind, asof).groups if matches(g, query)]
        found = [(c, n) for g in again for n, c in enumerate(told(g)) if _within(c.day, since, until)]
    if since is not None:
        chosen = chosen.where(changes.c.day >= since.isoformat())
    if until is not None:
        chosen = chosen.where(changes.c.day <= until.isoformat())
    found += [(unpack(Change, row.data, NOBODY), row.n) for row in conn.execute(chosen)]
    ordered = sorted(found, key=lambda item: (item[0].day, item[0].report, item[0].group, item[1]))
    return tuple(change for change, _ in ordered[: query.limit])


def _within(day: dt.date, since: dt.date | None, until: dt.date | None) -> bool:
    return (since is None or since <= day) and (until is None or day <= until)
