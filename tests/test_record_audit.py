"""The audit log: sound as written, and every kind of tampering shows."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

import pourparler
from pourparler.model.groups import CorrectionKind
from pourparler.record import Record, open_record

AT = dt.datetime(2018, 11, 1, 9, tzinfo=dt.UTC)
TEXT = "BERN, March 3, 2021 — Foreign Minister Ana Ruiz met her Swiss counterpart Karl Meier in Bern on Tuesday."


@pytest.fixture(scope="module")
def told() -> pourparler.AnnotatedReport:
    return pourparler.read(TEXT, published="2021-03-03", outlet="The Observer of Bern")


@pytest.fixture
def record(tmp_path: Path, told: pourparler.AnnotatedReport) -> Iterator[Record]:
    with open_record(tmp_path / "r.db", create=True) as made:
        made.add(told, added=AT)
        target = made.view().meetings()[0].id
        first = made.correct(target, CorrectionKind.CONFIRM, author="Ada", at=AT)
        made.correct(target, CorrectionKind.SET, field="place", value="Bern", author="Bo", at=AT, why="it says so")
        made.revert(first.id, author="Bo", at=AT)
        yield made


def tamper(record: Record, command: str) -> tuple[str, ...]:
    with sqlite3.connect(record.where) as conn:
        conn.execute(command)
    return record.verify().faults


def test_log_tells_who_did_what_and_is_sound(record: Record) -> None:
    assert [(e.n, e.who, e.deed) for e in record.audit_log()] == [
        (1, "Ada", "made"),
        (2, "Bo", "made"),
        (3, "Bo", "taken back"),
    ]
    found = record.verify()
    assert (found.entries, found.faults) == (3, ())
    assert found.head == record.audit_log()[-1].hash


@pytest.mark.parametrize(
    ("command", "fault"),
    [
        ("UPDATE audit SET who = 'Eve' WHERE n = 2", "entry 2 was changed"),
        ("UPDATE audit SET before = '' WHERE n = 3", "entry 3 does not follow"),
        ("DELETE FROM audit WHERE n = 2", "entry 2 is missing"),
        ("DELETE FROM corrections WHERE reverted = 0", "not in the record"),
        ("UPDATE corrections SET reverted = 1", "was taken back unlogged"),
        ("UPDATE corrections SET reverted = 0", "was put back unlogged"),
        ("DELETE FROM audit", "is not in the log"),
    ],
)
def test_tampering_shows(record: Record, command: str, fault: str) -> None:
    assert any(fault in told for told in tamper(record, command))


def test_a_cut_end_shows_to_whoever_kept_the_head(record: Record) -> None:
    head = record.verify().head
    record.verify(head=head)
    with sqlite3.connect(record.where) as conn:
        conn.execute("DELETE FROM audit WHERE n = 3")
        conn.execute("UPDATE corrections SET reverted = 0")
    assert record.verify().faults == ()
    assert "are gone" in record.verify(head=head).faults[0]
