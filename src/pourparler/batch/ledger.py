"""Exactly once: which shards there are, and which are done. SQLite, written by one process: the one in charge.

The done mark beside the tables is what counts; the ledger is where it is looked up. A shard is entered before anything
of it is written, so that whatever a crash leaves behind is known by name, and it is struck out only when its files are
gone.
"""

from __future__ import annotations

import fcntl
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path

from pourparler.batch.copies import Links, digest
from pourparler.batch.recipe import Recipe, from_dict
from pourparler.batch.shards import Shard
from pourparler.batch.tables import SCHEMAS
from pourparler.batch.work import Done
from pourparler.batch.writer import done_mark, table_file
from pourparler.errors import BatchError

_SCHEMA = """
create table if not exists versions (version text primary key, recipe text not null, used integer not null);
create table if not exists inputs (
    version text not null, position integer not null, input text not null, primary key (version, input)
);
create table if not exists shards (
    version text not null, shard text not null, position integer not null, sources text not null, links text,
    reports integer, words integer, copies integer, skipped integer, cpu real, primary key (version, shard)
);
"""
_COUNTS = ("reports", "words", "copies", "skipped")


@contextmanager
def open_ledger(out: Path) -> Iterator[Ledger]:
    """The ledger of an output folder, for one process at a time.

    Raises:
        BatchError: if another run is at work there, the folder cannot be written, or its ledger is none.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        lock = os.open(out / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as why:
        raise BatchError(f"{out}: cannot be written ({(why.strerror or str(why)).lower()})") from None
    try:
        _take(lock, out)
        with closing(sqlite3.connect(out / "ledger.db", isolation_level=None)) as connection:
            try:
                connection.executescript(_SCHEMA)
            except sqlite3.DatabaseError as why:
                raise BatchError(f"{out}/ledger.db: no ledger of a batch ({why})") from None
            yield Ledger(out, connection)
    finally:
        os.close(lock)


def _take(lock: int, out: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise BatchError(f"{out}: another run is at work here; wait for it or choose another --out") from None


class Ledger:
    """What has been done in an output folder, by version. See `open_ledger`."""

    def __init__(self, out: Path, connection: sqlite3.Connection) -> None:
        self._out, self._db = out, connection

    def last(self) -> tuple[Recipe, tuple[str, ...]] | None:
        """Recipe and all inputs of the version that was used last, None in a new folder."""
        row = self._db.execute("select version, recipe from versions order by used desc limit 1").fetchone()
        return (from_dict(json.loads(row[1])), self.inputs(row[0])) if row else None

    def recipes(self) -> dict[str, Recipe]:
        """The recipe of each version, in order of first use."""
        rows = self._db.execute("select version, recipe from versions order by rowid")
        return {version: from_dict(json.loads(recipe)) for version, recipe in rows}

    def inputs(self, version: str) -> tuple[str, ...]:
        """All inputs a version has been given, in order."""
        rows = self._db.execute("select input from inputs where version = ? order by position", (version,))
        return tuple(row[0] for row in rows)

    def enter(self, recipe: Recipe, inputs: Sequence[str], shards: Sequence[Shard]) -> None:
        """Enter a run: its version, inputs and shards. Shards of files that have changed since are struck out."""
        self._strike(recipe.version, shards)
        with self._transaction():
            self._db.execute(
                "insert into versions values (?, ?, (select 1 + coalesce(max(used), 0) from versions)) "
                "on conflict do update set used = excluded.used",
                (recipe.version, json.dumps(asdict(recipe))),
            )
            for table, rows in (
                ("inputs (version, position, input)", ((one,) for one in inputs)),
                ("shards (version, position, shard, sources)", ((s.id, json.dumps(s.sources)) for s in shards)),
            ):
                self._append(table, recipe.version, rows)

    def _append(self, table: str, version: str, rows: Iterable[tuple[str, ...]]) -> None:
        """Rows that are not there yet, behind those that are."""
        name = table.partition(" ")[0]
        query = f"select 1 + coalesce(max(position), 0) from {name} where version = ?"
        (start,) = self._db.execute(query, (version,)).fetchone()
        for position, row in enumerate(rows, start):
            marks = ", ".join("?" * (2 + len(row)))
            self._db.execute(f"insert or ignore into {table} values ({marks})", (version, position, *row))

    def _strike(self, version: str, shards: Sequence[Shard]) -> None:
        """Take out what was made of files that are cut otherwise now: first the mark, then the tables, then the row."""
        planned = {shard.id for shard in shards}
        sources = {source for shard in shards for source in shard.sources}
        query = "select shard, sources from shards where version = ?"
        for shard, named in self._db.execute(query, (version,)).fetchall():
            if shard not in planned and sources.intersection(json.loads(named)):
                self.undo(version, shard)
                for file in (self._out / ".sifted" / version).glob(f"{shard}.*"):
                    file.unlink(missing_ok=True)
                self._db.execute("delete from shards where version = ? and shard = ?", (version, shard))

    def undo(self, version: str, shard: str) -> None:
        """Take the output of a shard away: it will be read again."""
        done_mark(self._out, version, shard).unlink(missing_ok=True)
        for table in SCHEMAS:
            table_file(self._out, table, version, shard).unlink(missing_ok=True)
        self._db.execute("update shards set links = null where version = ? and shard = ?", (version, shard))

    def shards(self, version: str) -> tuple[str, ...]:
        """All shards of a version, in the order in which they were entered."""
        rows = self._db.execute("select shard from shards where version = ? order by position", (version,))
        return tuple(row[0] for row in rows)

    def done(self, version: str, shard: str, links: Links) -> Done | None:
        """What reading a shard gave, if its output is in its place and was made with these links; else None.

        A mark whose row is missing (the one in charge was killed between the two) gets its row now.
        """
        query = f"select links, cpu, {', '.join(_COUNTS)} from shards where version = ? and shard = ?"
        known, cpu, *counts = self._db.execute(query, (version, shard)).fetchone()
        try:
            mark = json.loads(done_mark(self._out, version, shard).read_bytes())
        except (OSError, ValueError):
            return None
        if known == digest(links):
            return Done(shard=shard, cpu=cpu, **dict(zip(_COUNTS, counts, strict=True)))
        if known is not None or mark["links"] != digest(links):
            self.undo(version, shard)
            return None
        found = Done(shard=shard, cpu=0.0, **mark["counts"])
        self.enter_done(version, found, links)
        return found

    def enter_done(self, version: str, done: Done, links: Links) -> None:
        """Enter that the output of a shard is in its place."""
        counts = tuple(getattr(done, name) for name in _COUNTS)
        self._db.execute(
            "update shards set links = ?, reports = ?, words = ?, copies = ?, skipped = ?, cpu = ? "
            "where version = ? and shard = ?",
            (digest(links), *counts, done.cpu, version, done.shard),
        )

    def totals(self, version: str) -> dict[str, int]:
        """Shards, those of them that are done, and sums over these."""
        sums = ", ".join(f"coalesce(sum({name}), 0)" for name in _COUNTS)
        query = f"select count(*), count(links), {sums} from shards where version = ?"
        row = self._db.execute(query, (version,)).fetchone()
        return dict(zip(("shards", "done", *_COUNTS), row, strict=True))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._db.execute("rollback")
            raise
        self._db.execute("commit")
