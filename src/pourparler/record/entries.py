"""Lists of groups, and one group by its id: as kept, or grouped again as of a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pourparler.errors import StoreError
from pourparler.model.groups import CorrectionKind, MeetingGroup
from pourparler.record.asking import group_conditions
from pourparler.record.gather import Earlier, load_groups, regroup_as_of, with_counterparts
from pourparler.record.grouping import group_id
from pourparler.record.kept import Group, sort_of
from pourparler.record.matching import commitment_matches, meeting_matches, words_of
from pourparler.record.orders import all_corrections
from pourparler.record.query import Query
from pourparler.record.search import holds
from pourparler.record.tables import findings, groups

WHAT = {"m": "meeting", "c": "commitment"}


def listed(conn: Connection, kind: str, query: Query, day: dt.date, asof: dt.date | None) -> Any:
    """The groups of a kind that answer a query, in order."""
    asked = group_conditions(kind, query, conn.dialect.name, day)
    if asof is None:
        ids = _page_of_kept(conn, kind, asked, query)
        made = load_groups(conn, ids, day)
        return with_counterparts(conn, [made[id] for id in ids], {})
    earlier = regroup_as_of(conn, kind, asof)
    matching = [g for g in earlier.groups if matches(g, query)]
    order = {g.id: (sort_of(g), g.id) for g in matching}
    kept = sa.select(groups.c.sort, groups.c.id).where(*asked, groups.c.block_last <= asof.isoformat())
    order |= {row.id: (row.sort, row.id) for row in conn.execute(kept)}
    ids = _page(sorted(order.values()), query)
    return _made(conn, ids, earlier, day)


def _made(conn: Connection, ids: Sequence[str], earlier: Earlier, day: dt.date) -> tuple[Group, ...]:
    """These groups, some of them grouped again, in order."""
    again = {g.id: g for g in earlier.groups}
    kept = load_groups(conn, [id for id in ids if id not in again], day)
    return with_counterparts(conn, [(again | kept)[id] for id in ids], earlier.home)


def matches(group: Group, query: Query) -> bool:
    """Does a group at hand answer a query?"""
    if not holds(query.text, words_of(group)):
        return False
    return meeting_matches(group, query) if isinstance(group, MeetingGroup) else commitment_matches(group, query)


def _page_of_kept(conn: Connection, kind: str, asked: Iterable[Any], query: Query) -> list[str]:
    chosen = sa.select(groups.c.id).where(*asked).order_by(groups.c.sort, groups.c.id)
    if query.after is not None:
        here = conn.execute(sa.select(groups.c.sort, groups.c.id).where(groups.c.id == query.after)).one_or_none()
        if here is None:
            raise StoreError(f"no {WHAT[kind]} {query.after} to go on behind")
        chosen = chosen.where(sa.tuple_(groups.c.sort, groups.c.id) > sa.tuple_(here.sort, here.id))
    return list(conn.scalars(chosen if query.limit is None else chosen.limit(query.limit)))


def _page(ordered: Sequence[tuple[str, str]], query: Query) -> list[str]:
    ids = [id for _, id in ordered]
    if query.after is not None:
        if query.after not in ids:
            raise StoreError(f"no entry {query.after} to go on behind")
        ids = ids[ids.index(query.after) + 1 :]
    return ids[: query.limit]


def one(conn: Connection, kind: str, id: str, day: dt.date, asof: dt.date | None) -> Any:
    """The group of that id, or of the only id that begins so.

    Raises:
        StoreError: if there is none, or more than one.
    """
    titles = _beginning(conn, kind, id, asof) or _once(conn, kind, id, asof)
    if id in titles:
        titles = {id: titles[id]}
    if len(titles) == 1:
        return by_ids(conn, list(titles), day, asof)[0]
    what = WHAT[kind]
    if not titles:
        raise StoreError(_rejected(conn, id) or f"no {what} {id}; `pourparler {what}s` lists them")
    told = ", ".join(f"{found} ({title})" for found, title in sorted(titles.items())[:5])
    raise StoreError(f"{id} begins {len(titles)} ids of {what}s: {told}")


def _once(conn: Connection, kind: str, id: str, asof: dt.date | None) -> dict[str, str]:
    """Titles of the groups that hold a sighting which began a group of that id, before an earlier one was known."""
    if not id:
        return {}
    if asof is not None:
        earlier = regroup_as_of(conn, kind, asof).groups
        if found := {g.id: g.title for g in earlier if any(group_id(s).startswith(id) for s in g.sightings)}:
            return found
    joined = findings.join(groups, groups.c.id == findings.c.grp)
    chosen = sa.select(groups.c.id, groups.c.words).select_from(joined).distinct()
    chosen = chosen.where(groups.c.kind == kind, findings.c.gid >= id, findings.c.gid < id + "~")
    if asof is not None:
        chosen = chosen.where(groups.c.block_last <= asof.isoformat())
    return {row.id: row.words.partition("\n")[0] for row in conn.execute(chosen.limit(100))}


def _rejected(conn: Connection, id: str) -> str | None:
    """That somebody rejected it, if so."""
    gone = [c for c in all_corrections(conn) if c.kind is CorrectionKind.REJECT and not c.reverted]
    found = next((c for c in reversed(gone) if id and c.target.startswith(id)), None)
    return (
        None
        if found is None
        else f"{found.target} was rejected by {found.author}; `pourparler revert {found.id}` takes that back"
    )


def _beginning(conn: Connection, kind: str, id: str, asof: dt.date | None) -> dict[str, str]:
    """Titles of the groups whose ids begin so."""
    if not id:
        return {}
    chosen = sa.select(groups.c.id, groups.c.words).where(
        groups.c.kind == kind, groups.c.id >= id, groups.c.id < id + "~"
    )
    if asof is not None:
        chosen = chosen.where(groups.c.block_last <= asof.isoformat())
    titles = {row.id: row.words.partition("\n")[0] for row in conn.execute(chosen.limit(1000))}
    if asof is not None:
        titles |= {g.id: g.title for g in regroup_as_of(conn, kind, asof).groups if g.id.startswith(id)}
    return titles


def by_ids(conn: Connection, ids: Sequence[str], day: dt.date, asof: dt.date | None) -> tuple[Group, ...]:
    """Groups by their ids, in that order; those that were not known then are left out."""
    if asof is None:
        made = load_groups(conn, ids, day)
        return with_counterparts(conn, [made[id] for id in ids if id in made], {})
    again: list[Group] = []
    home: Mapping[tuple[str, str], str] = {}
    for kind in ("m", "c"):
        if any(id.startswith(kind) for id in ids):
            earlier = regroup_as_of(conn, kind, asof)
            again += earlier.groups
            home = {**home, **earlier.home}
    known = sa.select(groups.c.id).where(groups.c.id.in_(ids), groups.c.block_last <= asof.isoformat())
    there = set(conn.scalars(known)) | {g.id for g in again}
    return _made(conn, [id for id in ids if id in there], Earlier(tuple(again), home), day)
