"""A record as JSON lines and back, complete and without loss, whatever database it lies in (docs/record.md)."""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pourparler.errors import StoreError
from pourparler.model.findings import AnnotatedReport
from pourparler.model.groups import Correction
from pourparler.model.pack import pack, unpack
from pourparler.model.text import Report
from pourparler.record import audit
from pourparler.record.bulk import put, some
from pourparler.record.correcting import keep
from pourparler.record.grouping import Person
from pourparler.record.loading import load_annotated
from pourparler.record.orders import all_corrections
from pourparler.record.people import keep_people, load_people
from pourparler.record.query import Added, Query
from pourparler.record.tables import moved, readings, reports
from pourparler.record.watches import Watch, keep_watch, load_watches
from pourparler.record.whole import NOBODY
from pourparler.record.writing import Item

Made = TypeVar("Made")
FORMAT = "pourparler-record/1"
_NO_RECORD = f"line 1: no exported record ({FORMAT}); for reports use `pourparler add`"
_AT_ONCE = 200  # reports that are read, or added, together


def export_lines(conn: Connection) -> Iterator[str]:
    """The whole record, one JSON object a line, in an order that depends on its content only."""
    yield _line({"format": FORMAT})
    for part in some(_report_ids(conn), _AT_ONCE):
        for id, added in part:
            annotated = load_annotated(conn, id)
            if annotated is not None:
                yield _line({"kind": "report", "added": added, "annotated": _plain(annotated)})
    for row in conn.execute(sa.select(readings).order_by(readings.c.id, readings.c.until, readings.c.added)):
        body = msgspec.msgpack.decode(zlib.decompress(row.body))
        yield _line({"kind": "reading", "id": row.id, "added": row.added, "until": row.until, "annotated": body})
    for correction in all_corrections(conn):
        yield _line({"kind": "correction", "correction": _plain(correction)})
    for entry in audit.entries(conn):
        yield _line({"kind": "audit", "audit": asdict(entry)})
    for row in conn.execute(sa.select(moved).order_by(moved.c.old)):
        yield _line({"kind": "moved", "old": row.old, "new": row.new})
    for person in load_people(conn):
        yield _line({"kind": "person", "person": _plain(person)})
    for watch in load_watches(conn):
        made = {"name": watch.name, "query": _plain(watch.query), "made": watch.made.isoformat()}
        yield _line({"kind": "watch", "watch": {**made, "looks": watch.looks, "told": sorted(watch.told)}})


def _report_ids(conn: Connection) -> list[tuple[str, str]]:
    rows = conn.execute(sa.select(reports.c.id, reports.c.added).order_by(reports.c.known, reports.c.id))
    return [(row.id, row.added) for row in rows]


def _line(data: Any) -> str:
    return json.dumps(data, separators=(",", ":"))  # ASCII: half characters too survive


def _plain(value: object) -> Any:
    return msgspec.msgpack.decode(pack(value))


def import_lines(conn: Connection, lines: Iterable[str], add: Callable[[list[Item]], Iterable[Added]]) -> Counter[str]:
    """Take over what `export_lines` gave; what is there already stays. add: keeps reports.

    Returns how many of each kind were taken over.

    Raises:
        StoreError: if a line is none of an export; it names the line.
    """
    done: Counter[str] = Counter()
    waiting: list[Item] = []
    people: list[Person] = []

    def flush() -> None:
        done["report"] += sum(outcome is not Added.SAME for outcome in add(waiting))
        waiting.clear()

    for n, line in enumerate(lines, 1):
        try:
            data = json.loads(line)
            kind = _checked(data, n)
            if kind == "report":
                waiting.append(_item(data))
                if len(waiting) == _AT_ONCE:
                    flush()
                continue
            flush()
            if kind == "person":
                people.append(_back(Person, data["person"]))
            elif kind is not None and _KEEP[kind](conn, data):
                done[kind] += 1
        except (ValueError, KeyError, TypeError, AttributeError, msgspec.MsgspecError) as why:
            if n == 1:
                raise StoreError(_NO_RECORD) from None
            raise StoreError(f"line {n}: no line of an exported record ({type(why).__name__}: {why})") from None
    flush()
    if people and not load_people(conn):
        keep_people(conn, people)
        done["person"] = len(people)
    return done


def _checked(data: dict[str, Any], n: int) -> str | None:
    """The kind of a line, None for the first."""
    if n == 1:
        if data.get("format") != FORMAT:
            raise StoreError(_NO_RECORD)
        return None
    kind = data["kind"]
    if kind not in ("report", "person", *_KEEP):
        raise ValueError(f"kind {kind}")
    return str(kind)


def _item(data: dict[str, Any]) -> Item:
    raw = data["annotated"]
    report = _back(Report, raw["report"])
    return unpack(AnnotatedReport, msgspec.msgpack.encode(raw), report), dt.datetime.fromisoformat(data["added"])


def _back(kind: type[Made], data: Any) -> Made:
    return unpack(kind, msgspec.msgpack.encode(data), NOBODY)


def _keep_reading(conn: Connection, data: dict[str, Any]) -> bool:
    row = {name: data[name] for name in ("id", "added", "until")}
    there = sa.select(readings.c.id).where(readings.c.id == row["id"], readings.c.until == row["until"])
    if conn.execute(there).first() is not None:
        return False
    conn.execute(sa.insert(readings).values({**row, "body": zlib.compress(msgspec.msgpack.encode(data["annotated"]))}))
    return True


def _keep_moved(conn: Connection, data: dict[str, Any]) -> bool:
    there = conn.execute(sa.select(moved.c.old).where(moved.c.old == data["old"])).first() is not None
    if not there:
        put(conn, moved, [{"old": data["old"], "new": data["new"]}])
    return not there


def _keep_watch(conn: Connection, data: dict[str, Any]) -> bool:
    raw = data["watch"]
    if raw["name"] in {watch.name for watch in load_watches(conn)}:
        return False
    made = dt.datetime.fromisoformat(raw["made"])
    query, told = _back(Query, raw["query"]), frozenset(raw["told"])
    keep_watch(conn, Watch(name=raw["name"], query=query, made=made, looks=raw["looks"], told=told))
    return True


def _keep_correction(conn: Connection, data: dict[str, Any]) -> bool:
    """A correction; where this record has an audit log of its own, taking it over is an entry there."""
    correction = _back(Correction, data["correction"])
    if not keep(conn, correction):
        return False
    if audit.entries(conn):
        audit.log(conn, audit.Deed.MADE, correction, who=correction.author, at=correction.at)
        if correction.reverted:
            audit.log(conn, audit.Deed.TAKEN_BACK, correction, who="", at=None)
    return True


def _keep_audit(conn: Connection, data: dict[str, Any]) -> bool:
    """An entry of the log, if it goes on where this record's log ends."""
    entry = audit.AuditEntry(**data["audit"])
    return audit.take_over(conn, entry)


_KEEP: Mapping[str, Callable[[Connection, dict[str, Any]], bool]] = {
    "reading": _keep_reading,
    "correction": _keep_correction,
    "audit": _keep_audit,
    "moved": _keep_moved,
    "watch": _keep_watch,
}
