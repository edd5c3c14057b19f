"""The record: many reports, one memory."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pourparler.model.findings import AnnotatedReport
from pourparler.model.groups import Correction, CorrectionKind
from pourparler.record import audit, glance
from pourparler.record.blocks import link
from pourparler.record.bulk import some
from pourparler.record.casting import Touched
from pourparler.record.correcting import keep, named_by, prepared, renew_names, revert, torn_by
from pourparler.record.engine import Database
from pourparler.record.facts import GROUPING, fact, grouping_rules, set_fact
from pourparler.record.grouping import Person
from pourparler.record.kept import regroup
from pourparler.record.news import News, news
from pourparler.record.orders import all_corrections
from pourparler.record.people import keep_people
from pourparler.record.portable import export_lines, import_lines
from pourparler.record.query import Added, Query
from pourparler.record.recasting import enlist, keep_actors, recast
from pourparler.record.schema import prepare
from pourparler.record.story import keep_changes
from pourparler.record.tables import reports
from pourparler.record.view import View
from pourparler.record.watches import Watch, drop_watch, keep_watch, load_watches, one_watch, told_more
from pourparler.record.writing import Item, Written, add_reports

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
            self._renew(conn)
            written = add_reports(conn, items)
            names = renew_names(conn) if recast(conn, written.names) else set()
            self._group(conn, reports=written.reports | names, torn=written.torn)
        return written.outcomes

    def correct(
        self,
        target: str,
        kind: CorrectionKind,
        *,
        author: str,
        at: dt.datetime,
        why: str = "",
        field: str | None = None,
        value: str | None = None,
        others: Sequence[str] = (),
    ) -> Correction:
        """Correct an entry; findings stay as they are.

        target: id, or the begin of one, of a meeting, commitment or actor. SET: `field` becomes `value`, in words
        ("2019-02-27/2019-02-28"). MERGE: `others` are ids of entries that are the same. SPLIT: `others` are ids of
        findings or of reports of the entry, or names of an actor, that are another. REJECT: there is no such thing.
        CONFIRM: somebody has looked at it, and it is right. at: moment (UTC).

        Raises:
            StoreError: if there is no such entry, or the correction makes no sense.
        """
        asked = Correction(
            id="",
            target=target,
            kind=kind,
            author=author,
            at=at,
            why=why,
            field=field,
            value=value,
            others=tuple(others),
        )
        with self._database.write() as conn:
            if target.startswith("a"):
                keep_actors(conn)
            made = prepared(conn, asked)
            keep(conn, made)
            audit.log(conn, audit.Deed.MADE, made, who=author, at=at)
            self._regroup_corrected(conn, made)
        return made

    def revert(self, id: str, *, author: str = "", at: dt.datetime | None = None) -> Correction:
        """Take a correction back; it stays in the list, marked. id: of the correction, or the begin of it.

        author, at: who does it and when (UTC), for the audit log.

        Raises:
            StoreError: if there is none of that id, or more than one.
        """
        with self._database.write() as conn:
            gone = revert(conn, id)
            audit.log(conn, audit.Deed.TAKEN_BACK, gone, who=author, at=at)
            self._regroup_corrected(conn, gone)
        return gone

    def audit_log(self) -> tuple[audit.AuditEntry, ...]:
        """The audit log of corrections, oldest entry first."""
        with self._database.read() as conn:
            return audit.entries(conn)

    def verify(self, *, head: str | None = None) -> audit.Audited:
        """Check the audit log against itself and against the corrections. head: a hash that was the last once."""
        with self._database.read() as conn:
            return audit.verify(conn, head=head)

    def stamp(self) -> str:
        """A word that changes whenever the record does."""
        with self._database.read() as conn:
            return glance.stamp(conn)

    def corrections(self) -> tuple[Correction, ...]:
        """All corrections in order of time, those taken back too."""
        with self._database.read() as conn:
            return all_corrections(conn)

    def import_people(self, people: Sequence[Person]) -> None:
        """Take over a list of people of one's own, in the place of the one before."""
        with self._database.write() as conn:
            keep_people(conn, people)
            self._group(conn, reports=self._recast(conn, Touched(fresh=enlist(conn))))

    def export(self) -> Iterator[str]:
        """The whole record as JSON lines: what `import_lines` takes, in the same or another kind of database."""
        with self._database.read() as conn:
            yield from export_lines(conn)

    def import_lines(self, lines: Iterable[str]) -> Counter[str]:
        """Take over an exported record, in one transaction; what is there already stays. How many of each kind.

        Raises:
            StoreError: if a line is none of an export; nothing is taken over then.
        """
        with self._database.write() as conn:
            self._renew(conn)
            written = Written()

            def add(items: list[Item]) -> list[Added]:
                more = add_reports(conn, items)
                written.reports.update(more.reports)
                written.torn.update(more.torn)
                written.names.more(more.names)
                return more.outcomes

            done = import_lines(conn, lines, add)
            written.names.fresh |= enlist(conn) if done["person"] else set()
            written.names.fresh |= named_by(conn, all_corrections(conn)) if done["correction"] else set()
            names = self._recast(conn, written.names)
            torn = torn_by(conn, all_corrections(conn)) if done["correction"] else set()
            for part in some(sorted(written.reports | names), TOGETHER):
                self._group(conn, reports=part)
            self._group(conn, torn=torn | written.torn)
        return done

    def watch(self, name: str, query: Query, *, made: dt.datetime, day: dt.date) -> Watch:
        """Keep a query under a name; what is known up to a day counts as told. made: moment (UTC)."""
        with self._database.write() as conn:
            watch = Watch(
                name=name, query=query, made=made, told=frozenset(n.key for n in news(self.view(), query, day))
            )
            keep_watch(conn, watch)
        return watch

    def unwatch(self, name: str) -> None:
        """Forget a watch.

        Raises:
            StoreError: if there is none of that name.
        """
        with self._database.write() as conn:
            drop_watch(conn, name)

    def watches(self) -> tuple[Watch, ...]:
        """All watches, by name."""
        with self._database.read() as conn:
            return load_watches(conn)

    def look(self, name: str, *, day: dt.date, asof: dt.date | None = None) -> tuple[News, ...]:
        """What is new to a watch since the last look; from then on it counts as told.

        day: up to which windows may lapse. asof: of the view that is looked at.

        Raises:
            StoreError: if there is no watch of that name.
        """
        with self._database.write() as conn:
            watch = one_watch(conn, name)
            fresh = tuple(n for n in news(self.view(asof), watch.query, day) if n.key not in watch.told)
            keep_watch(conn, told_more(watch, (n.key for n in fresh)))
        return fresh

    def _regroup_corrected(self, conn: Connection, changed: Correction) -> None:
        of_actor = changed.target.startswith("a")
        reports = self._recast(conn, Touched(fresh=named_by(conn, [changed]))) if of_actor else set()
        self._group(conn, reports=reports, torn=torn_by(conn, [changed]))

    def _renew(self, conn: Connection) -> None:
        """Put together and group everything anew if the rules by which that is done have changed since."""
        keep_actors(conn)
        if fact(conn, GROUPING) == grouping_rules():
            return
        renew_names(conn)
        every = sorted(conn.scalars(sa.select(reports.c.key)))
        for part in some(every, TOGETHER):
            self._group(conn, reports=part)
        set_fact(conn, GROUPING, grouping_rules())

    @staticmethod
    def _recast(conn: Connection, names: Touched) -> set[int]:
        """Put actors together anew; keys of reports whose entries that may change."""
        told = keep_actors(conn) or recast(conn, names)
        return renew_names(conn) if told else set()

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
