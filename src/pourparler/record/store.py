"""The record: many reports, one memory."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import TracebackType

from pourparler.errors import StoreError
from pourparler.model.findings import AnnotatedReport
from pourparler.record.engine import Database
from pourparler.record.query import Added
from pourparler.record.tables import META
from pourparler.record.view import View
from pourparler.record.writing import add_report


class Record:
    """A record that is open. Use as context manager, or call `close`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def where(self) -> str:
        """The file or URL, without a password."""
        return self._database.where

    def __enter__(self) -> Record:
        return self

    def __exit__(self, kind: type[BaseException] | None, why: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Give back all connections."""
        self._database.engine.dispose()

    def add(self, annotated: AnnotatedReport, *, added: dt.datetime) -> Added:
        """Keep what a report says: one transaction, all of it or nothing. added: the moment (UTC).

        Raises:
            StoreError: if it cannot be written.
        """
        with self._database.write() as conn:
            return add_report(conn, annotated, added)

    def view(self, asof: dt.date | None = None) -> View:
        """What the record holds, as of the end of a day, or now."""
        return View(self._database, asof)


def open_record(url: str | Path, *, create: bool = False) -> Record:
    """Open a record: a file, or postgresql://user@host/name. create: begin one where there is none.

    Raises:
        StoreError: if it cannot be opened.
    """
    database = Database(url)
    if database.path is not None and not database.path.exists() and not create:
        raise StoreError(f"{database.where}: no record there; `pourparler add FILE...` begins one")
    with database.write() as conn:
        META.create_all(conn)
    return Record(database)
