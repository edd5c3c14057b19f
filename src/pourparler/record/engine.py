"""Connections and transactions: SQLite with a write-ahead log, or PostgreSQL; every failure is one line."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine, make_url

from pourparler.errors import StoreError

WAIT = 60  # seconds that a writer waits for another one
_LOCK = 7_263_551_904  # any number: PostgreSQL's lock that lets one writer in at a time


class Database:
    """A database and its two kinds of transaction.

    where: how messages call it; never holds a password. path: the file, None for PostgreSQL.
    """

    def __init__(self, url: str | Path) -> None:
        self.path: Path | None = None
        if (parsed := _parsed(str(url))) is not None:
            self.where = parsed.render_as_string(hide_password=True).replace("+psycopg", "", 1)
            self.engine = sa.create_engine(parsed, pool_pre_ping=True, connect_args={"connect_timeout": 10})
        else:
            self.path = Path(str(url).removeprefix("sqlite:///")).expanduser()
            self.where = str(self.path)
            self.engine = _sqlite(self.path)

    @property
    def dialect(self) -> str:
        """ "sqlite" or "postgresql"."""
        return self.engine.dialect.name

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent view of the data."""
        options: dict[str, Any] = {}
        if self.dialect == "postgresql":
            options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with self.guarded(), self.engine.connect().execution_options(**options) as conn, conn.begin():
            yield conn

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction that changes data: all of it or nothing. One writer at a time; others wait."""
        with self.guarded(), self.engine.connect().execution_options(writes=True) as conn, conn.begin():
            if self.dialect == "postgresql":
                conn.execute(sa.text("SELECT pg_advisory_xact_lock(:n)"), {"n": _LOCK})
            yield conn

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Turn whatever the database says into one line.

        Raises:
            StoreError: if the database fails.
        """
        try:
            yield
        except sa.exc.DBAPIError as why:
            if (reason := _reason(why, self.path)) is None:
                raise  # a statement that is wrong is a bug
            raise StoreError(f"{self.where}: {reason}") from why
        except sa.exc.TimeoutError as why:
            raise StoreError(f"{self.where}: too many at once; try again") from why


def _parsed(url: str) -> URL | None:
    """The URL of a server, with our driver; None for a file."""
    if "://" not in url or url.startswith("sqlite:///"):
        return None
    try:
        parsed = make_url(url)
    except sa.exc.ArgumentError:
        raise StoreError(f"{url}: not the URL of a record; write postgresql://user@host/name, or a file") from None
    if parsed.get_backend_name() not in ("postgresql", "postgres"):
        raise StoreError(f"{parsed.drivername}: a record is a file (SQLite) or postgresql://user@host/name")
    return parsed.set(drivername="postgresql+psycopg")


def _sqlite(path: Path) -> Engine:
    """An engine whose transactions are ours: the driver begins none by itself."""
    writable = os.access(path.parent, os.W_OK) and (os.access(path, os.W_OK) or not path.exists())
    if writable or not path.exists():
        url = URL.create("sqlite+pysqlite", database=str(path))
    else:  # nobody can change it, or a log beside it would have to be written
        logged = Path(f"{path}-wal").exists()
        query = {"uri": "true", "mode": "ro"} | ({} if logged else {"immutable": "1"})
        url = URL.create("sqlite+pysqlite", database=f"file:{quote(str(path.absolute()))}", query=query)
    engine = sa.create_engine(url, connect_args={"timeout": WAIT})

    @sa.event.listens_for(engine, "connect")
    def connected(raw: sqlite3.Connection, _: object) -> None:
        raw.isolation_level = None
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute("PRAGMA cache_size = -65536")
        if writable:
            raw.execute("PRAGMA journal_mode = WAL")
            raw.execute("PRAGMA synchronous = FULL")

    @sa.event.listens_for(engine, "begin")
    def begun(conn: Connection) -> None:
        conn.exec_driver_sql("BEGIN IMMEDIATE" if conn.get_execution_options().get("writes") else "BEGIN")

    return engine


_KNOWN = (
    ("database or disk is full", "the disk is full; nothing of this step was kept"),
    ("no space left on device", "the disk is full; nothing of this step was kept"),
    ("readonly database", "the record is read-only; nothing was changed"),
    ("permission denied", "the server does not let you do that; ask its owner for the rights"),
    ("read-only transaction", "the record is read-only; nothing was changed"),
    ("database is locked", f"another process has been writing for more than {WAIT} seconds; try again"),
    ("file is not a database", "is no record of Pourparler, or is damaged; restore it from a backup or an export"),
    ("malformed", "the record is damaged; restore it from a backup or an export"),
    ("disk i/o error", "the disk cannot be read or written; nothing of this step was kept"),
    ("unable to open database file", "cannot be opened; does the folder exist, and may you write there?"),
    ("no such table", "is no record of Pourparler, or is damaged; restore it from a backup or an export"),
)


def _reason(why: sa.exc.DBAPIError, path: Path | None) -> str | None:
    """What a failure means for the user; None if it is no fault of his."""
    said = _line(str(why.orig))
    for words, meaning in _KNOWN:
        if words in said.lower():
            return meaning
    if path is None and (why.connection_invalidated or isinstance(why, sa.exc.OperationalError)):
        return f"the server does not answer ({said}); nothing of this step was kept"
    return said if isinstance(why, sa.exc.OperationalError) else None


def _line(text: str) -> str:
    return " ".join(text.split())
