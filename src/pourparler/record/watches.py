"""Watches: queries that are kept, with what was told at the last look."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pourparler.errors import StoreError
from pourparler.model.pack import pack, unpack
from pourparler.record.bulk import put
from pourparler.record.query import Query
from pourparler.record.tables import watches
from pourparler.record.whole import NOBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A query that is kept. made: moment (UTC). looks: how often somebody has looked. told: keys of what was told."""

    name: str
    query: Query
    made: dt.datetime
    looks: int = 0
    told: frozenset[str] = frozenset()


def keep_watch(conn: Connection, watch: Watch) -> None:
    """Keep it, in the place of one of the same name."""
    conn.execute(sa.delete(watches).where(watches.c.name == watch.name))
    seen = msgspec.json.encode({"looks": watch.looks, "told": sorted(watch.told)}).decode()
    row = {"name": watch.name, "query": pack(watch.query), "made": watch.made.isoformat(), "seen": seen}
    put(conn, watches, [row])


def load_watches(conn: Connection) -> tuple[Watch, ...]:
    """All, by name."""
    made = []
    for row in conn.execute(sa.select(watches).order_by(watches.c.name)):
        seen = msgspec.json.decode(row.seen)
        made.append(
            Watch(
                name=row.name,
                query=unpack(Query, row.query, NOBODY),
                made=dt.datetime.fromisoformat(row.made),
                looks=seen["looks"],
                told=frozenset(seen["told"]),
            )
        )
    return tuple(made)


def one_watch(conn: Connection, name: str) -> Watch:
    """The watch of that name.

    Raises:
        StoreError: if there is none.
    """
    every = load_watches(conn)
    found = next((watch for watch in every if watch.name == name), None)
    if found is None:
        names = ", ".join(watch.name for watch in every) or "none"
        raise StoreError(f"no watch {name}; there are: {names}")
    return found


def drop_watch(conn: Connection, name: str) -> None:
    """Forget it.

    Raises:
        StoreError: if there is none.
    """
    one_watch(conn, name)
    conn.execute(sa.delete(watches).where(watches.c.name == name))


def told_more(watch: Watch, keys: Iterable[str]) -> Watch:
    """The watch after one more look."""
    return Watch(
        name=watch.name, query=watch.query, made=watch.made, looks=watch.looks + 1, told=watch.told | set(keys)
    )
