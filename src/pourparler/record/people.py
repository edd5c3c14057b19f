"""A list of people of one's own, and the names that it or a person put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pourparler.model.pack import pack, unpack
from pourparler.record.bulk import put
from pourparler.record.grouping import Person
from pourparler.record.tables import people, same_names
from pourparler.record.whole import NOBODY


def load_names(conn: Connection) -> Mapping[str, str]:
    """Folded name -> the one it stands for, where a list or a person says so."""
    return {row.folded: row.name for row in conn.execute(sa.select(same_names))}


def keep_names(conn: Connection, names: Mapping[str, str]) -> set[str]:
    """Put these names in the place of those that are there; folded names for which something changed."""
    old = dict(load_names(conn))
    if old == dict(names):
        return set()
    conn.execute(sa.delete(same_names))
    put(conn, same_names, [{"folded": folded, "name": name} for folded, name in sorted(names.items())])
    return {folded for folded, name in (*old.items(), *names.items()) if old.get(folded) != names.get(folded)}


def load_people(conn: Connection) -> tuple[Person, ...]:
    """The list, in its order."""
    rows = conn.execute(sa.select(people.c.data).order_by(people.c.key))
    return tuple(unpack(Person, row.data, NOBODY) for row in rows)


def keep_people(conn: Connection, listed: Sequence[Person]) -> None:
    """Put this list in the place of the one that is there."""
    conn.execute(sa.delete(people))
    put(conn, people, [{"key": n, "data": pack(person)} for n, person in enumerate(listed, 1)])
