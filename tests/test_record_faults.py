"""Whatever happens to a writer, a disk or a server: nothing lost, nothing half-written, one line that says what."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import random
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
import sqlalchemy as sa

from pourparler.errors import StoreError
from pourparler.model.findings import AnnotatedReport
from pourparler.record import Record, open_record, schema
from pourparler.record.tables import META
from tests.postgres import Postgres

Dossier = tuple[AnnotatedReport, ...]
Place = Callable[[], str]
AT = dt.datetime(2020, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
KILLS, LONGEST = 50, 0.03  # how often a writer is killed, and how many seconds into a report at most
FORK = multiprocessing.get_context("fork")


def write(place: str, reports: Sequence[AnnotatedReport], told: Connection | None = None) -> None:
    """What a process does that adds reports one by one; before each it says so."""
    with open_record(place, create=True) as record:
        for annotated in reports:
            if told is not None:
                told.send_bytes(b".")
            record.add(annotated, added=AT)


def told(record: Record) -> tuple[object, ...]:
    view = record.view()
    listed = (view.meetings(), view.commitments(), view.changes(), view.actors(), view.find("summit"))
    return (list(record.export()), *listed)


def whole(place: str, dossier: Dossier) -> int:
    """Check that every report that is there is there whole, and grouped as it should be; how many there are."""
    originals = {annotated.report.id: annotated for annotated in dossier}
    with open_record(place, create=True) as record, open_record(f"{place}.again", create=True) as again:
        view = record.view()
        kept = [view.report(card.id) for card in view.reports()]
        assert all(annotated == originals[annotated.report.id] for annotated in kept)
        again.load(kept, added=AT)
        assert told(again) == told(record)
    for leftover in Path(place).parent.glob(f"{Path(place).name}.again*"):
        leftover.unlink()
    return len(kept)


def test_a_writer_killed_fifty_times_leaves_whole_reports_only(tmp_path: Path, read_dossier: Dossier) -> None:
    chance, counts = random.Random(11), []
    for n in range(KILLS):
        place = str(tmp_path / f"record{n // 5}.db")
        _kill(place, chance.sample(read_dossier, len(read_dossier)), chance)
        if n % 5 == 4:
            counts.append(whole(place, read_dossier))
        with closing(sqlite3.connect(place)) as conn:
            assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert any(count > 0 for count in counts)
    write(place, read_dossier)
    assert whole(place, read_dossier) == len(read_dossier)


def test_a_writer_to_postgresql_killed_leaves_whole_reports_only(postgres: Postgres, read_dossier: Dossier) -> None:
    chance, place, reference = random.Random(12), postgres.fresh(), postgres.fresh()
    for _ in range(15):
        _kill(place, chance.sample(read_dossier, len(read_dossier)), chance)
    write(place, read_dossier)
    write(reference, read_dossier)
    with open_record(place) as record, open_record(reference) as other:
        assert told(record) == told(other)


def _kill(place: str, reports: Sequence[AnnotatedReport], chance: random.Random) -> None:
    """Let a writer begin a few reports, or only begin the record, and kill it a moment later."""
    hears, tells = FORK.Pipe(duplex=False)
    child = FORK.Process(target=write, args=(place, reports, tells))
    child.start()
    tells.close()
    for _ in range(chance.randrange(5)):
        hears.recv_bytes()
    time.sleep(chance.uniform(0, LONGEST))
    if child.pid is not None:
        os.kill(child.pid, signal.SIGKILL)
    child.join()


def test_two_writers_at_once_leave_what_one_would(new_place: Place, read_dossier: Dossier) -> None:
    place, reference = new_place(), new_place()
    halves = (read_dossier[::2], read_dossier[1::2], read_dossier)
    children = [FORK.Process(target=write, args=(place, half)) for half in halves]
    for child in children:
        child.start()
    for child in children:
        child.join()
    assert [child.exitcode for child in children] == [0, 0, 0]
    write(reference, read_dossier)
    with open_record(place) as record, open_record(reference) as other:
        assert told(record) == told(other)


@pytest.fixture
def filled(tmp_path: Path, read_dossier: Dossier) -> str:
    place = str(tmp_path / "record.db")
    with open_record(place, create=True) as record:
        record.load(read_dossier[:6], added=AT)
    return place


def test_a_full_disk_keeps_what_was_there(filled: str, read_dossier: Dossier) -> None:
    with open_record(filled) as record:
        before = told(record)
        engine = record._database.engine
        engine.dispose()

        @sa.event.listens_for(engine, "connect")
        def no_more_pages(raw: sqlite3.Connection, _: object) -> None:
            pages = raw.execute("PRAGMA page_count").fetchone()[0]
            raw.execute(f"PRAGMA max_page_count = {pages}")

        with pytest.raises(StoreError, match=r"record\.db: the disk is full"):
            record.load(read_dossier, added=AT)
        assert told(record) == before
    with open_record(filled) as record:
        record.load(read_dossier, added=AT)
        assert len(record.view().reports()) == len(read_dossier)


def test_a_record_nobody_may_write_can_be_read(filled: str, read_dossier: Dossier) -> None:
    folder = Path(filled).parent
    for part in folder.iterdir():
        part.chmod(0o444)
    folder.chmod(0o555)
    reading, writing = FORK.Pipe(duplex=False)

    def unprivileged() -> None:
        if os.geteuid() == 0:
            os.setuid(65534)
        with open_record(filled) as record:
            count = len(record.view().meetings())
            try:
                record.load(read_dossier, added=AT)
                writing.send((count, "written"))
            except StoreError as why:
                writing.send((count, str(why)))

    for above in folder.parents:
        if str(above).startswith("/tmp/") and os.geteuid() == 0:
            above.chmod(above.stat().st_mode | 0o055)
    child = FORK.Process(target=unprivileged)
    child.start()
    child.join()
    folder.chmod(0o755)
    assert reading.poll()
    count, said = reading.recv()
    assert count > 0
    assert said == f"{filled}: the record is read-only; nothing was changed"


@pytest.mark.parametrize("how", ["garbage", "cut", "other database", "empty"])
def test_what_is_no_record_is_one_line(filled: str, how: str) -> None:
    path = Path(filled)
    if how == "garbage":
        path.write_bytes(b"no database " * 1000)
    elif how == "cut":
        path.write_bytes(path.read_bytes()[:5000])
    elif how == "empty":
        path.write_bytes(b"")
    else:
        path.unlink()
        with closing(sqlite3.connect(path)) as conn:
            conn.execute("CREATE TABLE orders (id)")
    with pytest.raises(StoreError) as said, open_record(path) as record:
        told(record)
    assert str(said.value).startswith(f"{path}: ")
    assert "\n" not in str(said.value)


def test_a_page_that_is_damaged_is_one_line(filled: str) -> None:
    path = Path(filled)
    data = bytearray(path.read_bytes())
    for at in range(4096 * 3, len(data), 4096):
        data[at : at + 64] = b"\xff" * 64
    path.write_bytes(bytes(data))
    with pytest.raises(StoreError, match="damaged") as said, open_record(path) as record:
        told(record)
    assert "\n" not in str(said.value)


def test_a_record_of_a_newer_schema_is_refused(filled: str) -> None:
    with closing(sqlite3.connect(filled)) as conn:
        conn.execute("UPDATE alembic_version SET version_num = '9999'")
        conn.commit()
    with pytest.raises(StoreError, match="written by a newer Pourparler"):
        open_record(filled)


def test_an_older_record_is_copied_and_brought_up_to_date(filled: str, read_dossier: Dossier) -> None:
    with open_record(filled) as record:
        before = told(record)
    with closing(sqlite3.connect(filled)) as conn:
        for table in ("audit", "actor_cards", "actor_reports", "actor_names", "listed_names", "facts"):
            conn.execute(f"DROP TABLE {table}")
        conn.execute("UPDATE alembic_version SET version_num = '0001'")
        conn.commit()
    with open_record(filled) as record:
        assert told(record) == before
        assert record.view().actors()
        record.load(read_dossier, added=AT)
    with closing(sqlite3.connect(f"{filled}.0001.bak")) as conn:
        assert conn.execute("SELECT count(*) FROM reports").fetchone() == (6,)
        assert conn.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)


def test_schema_steps_make_the_tables_the_code_knows(new_place: Place) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    folder = Path(schema.__file__).parent / "migrations"
    assert [step.revision for step in ScriptDirectory(str(folder)).walk_revisions()] == list(reversed(schema.VERSIONS))
    with open_record(new_place(), create=True) as record, record._database.read() as conn:
        found = compare_metadata(MigrationContext.configure(conn, opts={"include_object": _ours}), META)
        assert found == []


def _ours(thing: object, name: str | None, kind: str, *_: object) -> bool:
    return not (kind in ("table", "index") and name is not None and "_words" in name)


def test_a_server_that_goes_away_is_one_line(postgres: Postgres, read_dossier: Dossier) -> None:
    place = postgres.fresh()

    def reports() -> Iterator[AnnotatedReport]:
        yield from read_dossier[:5]
        postgres.stop()
        yield from read_dossier[5:]

    with open_record(place, create=True) as record:
        try:
            with pytest.raises(StoreError, match="the server does not answer") as said:
                record.load(reports(), added=AT, together=2)
        finally:
            postgres.start()
        assert "\n" not in str(said.value)
        assert len(record.view().reports()) == 4
        record.load(read_dossier, added=AT)
        assert len(record.view().reports()) == len(read_dossier)
    with pytest.raises(StoreError, match="does not answer"):
        open_record("postgresql://me@/record?host=/nowhere")
    with pytest.raises(StoreError, match="a record is a file"):
        open_record("mysql://me@host/record")


def test_no_record_is_one_line(tmp_path: Path, postgres: Postgres) -> None:
    with pytest.raises(StoreError, match="no record there"):
        open_record(tmp_path / "none.db")
    with pytest.raises(StoreError, match="no record there"):
        open_record(postgres.fresh())
    with pytest.raises(StoreError, match="cannot be opened"):
        open_record(tmp_path / "no" / "folder" / "none.db", create=True)
    assert not list(tmp_path.iterdir())
