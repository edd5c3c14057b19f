"""Many rows at once: prepared statements on SQLite, COPY on PostgreSQL. Keys are given out here, by the only writer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Table
from sqlalchemy.engine import Connection

_FEW = 8  # rows up to which COPY is not worth its round trips


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
        with conn.connection.cursor() as cursor, cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
            for row in values:
                copy.write_row(row)
