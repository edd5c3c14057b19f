"""Many rows at once: prepared statements on SQLite, COPY on PostgreSQL. Keys are given out here, by the only writer."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import Table
from sqlalchemy.engine import Connection

Item = TypeVar("Item")
SOME = 500  # values in one IN (…): SQLite takes 32,766, planning is fastest with few
_FEW = 8  # rows up to which COPY is not worth its round trips


def some(items: Iterable[Item], size: int = SOME) -> Iterator[list[Item]]:
    """The items in lists of at most `size`."""
    batch: list[Item] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def hash_of(kind: str, name: str) -> int:
    """A key to look by as a number of 63 bits; two names with one number only cost a comparison."""
    return int.from_bytes(hashlib.blake2b(f"{kind}|{name}".encode(), digest_size=8).digest(), "big") >> 1


def new_keys(conn: Connection, table: Table) -> Iterator[int]:
    """Keys that no row of the table has, ascending; good until the transaction ends."""
    last = conn.execute(sa.select(sa.func.max(table.c.key))).scalar()
    return count((last or 0) + 1)


def put(conn: Connection, table: Table, rows: Sequence[Mapping[str, Any]], *, ignore: bool = False) -> None:
    """Insert rows, all of them with the same columns. ignore: leave out those that are there."""
    if not rows:
        return
    columns = list(rows[0])
    values = [tuple(row[name] for name in columns) for row in rows]
    names = ", ".join(columns)
    if conn.dialect.name == "sqlite":
        marks = ", ".join("?" for _ in columns)
        how = "INSERT OR IGNORE" if ignore else "INSERT"
        conn.exec_driver_sql(f"{how} INTO {table.name} ({names}) VALUES ({marks})", values)
    elif ignore or len(values) <= _FEW:
        marks = ", ".join("%s" for _ in columns)
        tail = " ON CONFLICT DO NOTHING" if ignore else ""
        conn.exec_driver_sql(f"INSERT INTO {table.name} ({names}) VALUES ({marks}){tail}", values)
    else:
        cursor: Any = conn.connection.cursor()
        with cursor, cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
            for row in values:
                copy.write_row(row)
