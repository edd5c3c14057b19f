"""The record: many reports, one memory."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

from sqlalchemy.engine import Connection

from pourparler.model.findings import AnnotatedReport
from pourparler.record.blocks import link
from pourparler.record.bulk import some
from pourparler.record.engine import Database
from pourparler.record.kept import regroup
from pourparler.record.query import Added
from pourparler.record.schema import prepare
from pourparler.record.story import keep_changes
from pourparler.record.view import View
from pourparler.record.writing import Item, add_reports

TOGETHER = 500  # reports that `load` keeps in one transaction


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
        return self._add([(annotated, added)])[0]

    def load(
        self, reports: Iterable[AnnotatedReport], *, added: dt.datetime, together: int = TOGETHER
    ) -> Counter[Added]:
        """Keep many reports fast: so many in one transaction. The record is the same as by `add`, one by one.

        Raises:
            StoreError: if they cannot be written; what whole transactions have kept stays.
        """
        done: Counter[Added] = Counter()
        for part in some(reports, together):
            done.update(self._add([(annotated, added) for annotated in part]))
        return done

    def _add(self, items: list[Item]) -> list[Added]:
        with self._database.write() as conn:
            written = add_reports(conn, items)
            self._group(conn, reports=written.reports, torn=written.torn)
        return written.outcomes

    @staticmethod
    def _group(conn: Connection, *, reports: Iterable[int] = (), torn: Iterable[int] = ()) -> None:
        """Group what is new, and what is in torn blocks."""
        keep_changes(conn, regroup(conn, link(conn, reports=reports, torn=torn)))

    def view(self, asof: dt.date | None = None) -> View:
        """What the record holds, as of the end of a day, or now."""
        return View(self._database, asof)


def open_record(url: str | Path, *, create: bool = False) -> Record:
    """Open a record: a file, or postgresql://user@host/name. create: begin one where there is none.

    A record of an older schema is copied (`NAME.VERSION.bak`) and brought up to date.

    Raises:
        StoreError: if it cannot be opened, or is of a newer schema.
    """
    database = Database(url)
    prepare(database, create=create)
    return Record(database)
