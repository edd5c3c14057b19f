"""Reports into the tables: new ones, further texts of an article, and texts read anew. Nothing is grouped here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pourparler.errors import StoreError
from pourparler.model.findings import AnnotatedReport, Commitment, Meeting, Statement
from pourparler.model.groups import ReportCard, Sighting
from pourparler.model.pack import pack
from pourparler.record import search
from pourparler.record.bulk import new_keys, put
from pourparler.record.casting import Cast, Touched, count_in, count_out
from pourparler.record.copies import keep_copies, mark_versions, signed
from pourparler.record.grouping import group_id
from pourparler.record.labels import Label, drop_labels, keep_labels
from pourparler.record.loading import load_annotated
from pourparler.record.query import Added
from pourparler.record.renaming import renamed
from pourparler.record.rereading import Entry, follow
from pourparler.record.tables import findings, readings, reports
from pourparler.record.whole import (
    Finding,
    body_of,
    cast_of,
    content_hash,
    findings_of,
    head_of,
    reading_hash,
    squeeze,
    whole_of,
)

Item = tuple[AnnotatedReport, dt.datetime]  # a report, and the moment (UTC) it is added


@dataclass(slots=True)
class Written:
    """What came of each report, and what is to be grouped: keys of reports with new findings, blocks that lost some.

    names: of actors.
    """

    outcomes: list[Added] = field(default_factory=list)
    reports: set[int] = field(default_factory=set)
    torn: set[int] = field(default_factory=set)
    names: Touched = field(default_factory=Touched)


def add_reports(conn: Connection, items: Sequence[Item]) -> Written:
    """Keep reports, in order."""
    written = Written()
    waiting: dict[str, Item] = {}  # by id: new ones go into the tables together
    before: dict[str, dict[str, Entry]] = {}  # by id of a report read anew: its entries of the earlier reading
    now: dict[str, AnnotatedReport] = {}  # its new reading
    for annotated, added in items:
        outcome, kept = _outcome(conn, annotated, waiting)
        if outcome is Added.ANEW:
            _insert(conn, waiting, written)
            added, entries = _forget(conn, kept.report.id, added, written)
            before.setdefault(kept.report.id, entries)
            now[kept.report.id] = kept
        if outcome is not Added.SAME:
            waiting[kept.report.id] = (kept, added)
        written.outcomes.append(outcome)
    _insert(conn, waiting, written)
    for id, old in before.items():
        key = conn.execute(sa.select(reports.c.key).where(reports.c.id == id)).scalar_one()
        follow(conn, key, old, now[id])
    return written


def _outcome(conn: Connection, annotated: AnnotatedReport, waiting: dict[str, Item]) -> tuple[Added, AnnotatedReport]:
    """What adding it will do, and the report under the id that it will have."""
    id = annotated.report.id
    if search.clean(id) != id:
        raise StoreError(f"report {id!r}: an id with characters that no database keeps")
    before = _kept(conn, id, waiting)
    if before is None:
        return (Added.VERSION if _elsewhere(conn, annotated, waiting) else Added.NEW), annotated
    content = content_hash(annotated.report.text)
    if before[0] == content:
        return (Added.SAME if before[1] == reading_hash(annotated) else Added.ANEW), annotated
    version = renamed(annotated, f"{id}@{content.hex()[:8]}")
    before = _kept(conn, version.report.id, waiting)
    if before is None:
        return Added.VERSION, version
    return (Added.SAME if before[1] == reading_hash(version) else Added.ANEW), version


def _kept(conn: Connection, id: str, waiting: dict[str, Item]) -> tuple[bytes, bytes] | None:
    """Hashes of text and reading of the report of that id, None if there is none."""
    if id in waiting:
        annotated, _ = waiting[id]
        return content_hash(annotated.report.text), reading_hash(annotated)
    row = conn.execute(sa.select(reports.c.content, reports.c.reading).where(reports.c.id == id)).one_or_none()
    return (bytes(row.content), bytes(row.reading)) if row else None


def _elsewhere(conn: Connection, annotated: AnnotatedReport, waiting: dict[str, Item]) -> bool:
    """Is another text of the same address there?"""
    url, content = _address(annotated), content_hash(annotated.report.text)
    if url is None:
        return False
    if any(_address(a) == url and a.report.text != annotated.report.text for a, _ in waiting.values()):
        return True
    other = sa.select(reports.c.key).where(reports.c.url == url, reports.c.content != content).limit(1)
    return conn.execute(other).first() is not None


def _insert(conn: Connection, waiting: dict[str, Item], written: Written) -> None:
    """The waiting reports into the tables."""
    if not waiting:
        return
    items = list(waiting.values())
    waiting.clear()
    rows = [_report_row(key, *item) for key, item in zip(new_keys(conn, reports), items, strict=False)]
    numbers = new_keys(conn, findings)
    made = [
        (_finding_row(next(numbers), row, kind, n, finding), finding)
        for row, (annotated, _) in zip(rows, items, strict=True)
        for kind, n, finding in findings_of(annotated)
    ]
    put(conn, reports, rows)
    put(conn, findings, [row for row, _ in made])
    said = [(row, finding) for row, finding in made if isinstance(finding, Statement)]
    search.index(conn, search.REPORTS, ((r["key"], a.report.text) for r, (a, _) in zip(rows, items, strict=True)))
    search.index(conn, search.STATEMENTS, ((row["key"], _words(s)) for row, s in said))
    keep_labels(conn, _labels(rows, items, said))
    mark_versions(conn, rows)
    casts = [
        Cast(row["key"], row["id"], dt.date.fromisoformat(row["known"]), annotated.actors)
        for row, (annotated, _) in zip(rows, items, strict=True)
    ]
    written.names.more(count_in(conn, casts))
    new = [row["key"] for row in rows]
    written.reports |= {*new, *keep_copies(conn, new)}


def _report_row(key: int, annotated: AnnotatedReport, added: dt.datetime) -> dict[str, Any]:
    report = annotated.report
    return {
        "key": key,
        "id": report.id,
        "url": _address(annotated),
        "known": _known(annotated, added),
        "added": added.isoformat(),
        "origin": report.id,
        "text": squeeze(report.text),
        "content": content_hash(report.text),
        "head": head_of(report),
        "actors": cast_of(annotated),
        "body": body_of(annotated),
        "reading": reading_hash(annotated),
        "signature": signed(report.text),
    }


def _address(annotated: AnnotatedReport) -> str | None:
    url = annotated.report.url
    return None if url is None else search.clean(url)


def _known(annotated: AnnotatedReport, added: dt.datetime) -> str:
    return (annotated.report.day or added.date()).isoformat()


def _finding_row(key: int, report: dict[str, Any], kind: str, n: int, finding: Finding) -> dict[str, Any]:
    return {
        "key": key,
        "report": report["key"],
        "kind": kind,
        "n": n,
        "id": finding.id,
        "known": report["known"],
        "about": getattr(finding, "about", None),
        "speaker": search.fold(finding.source) if isinstance(finding, Statement) and finding.source else None,
        "gid": group_id(_first(report, finding)) if isinstance(finding, Meeting | Commitment) else None,
        "block": None,
        "data": pack(finding),
    }


def _first(report: dict[str, Any], finding: Meeting | Commitment) -> Sighting:
    """The sighting that a group begun by this finding has; only what makes its id."""
    known = dt.date.fromisoformat(report["known"])
    card = ReportCard(
        id=report["id"],
        url=None,
        title=None,
        outlet=None,
        agency=None,
        published=known,
        added=dt.datetime.fromisoformat(report["added"]),
        origin=report["id"],
    )
    return Sighting(finding=finding, report=card, chains=(), origins=())


def _labels(
    rows: Sequence[dict[str, Any]], items: Sequence[Item], said: Sequence[tuple[dict[str, Any], Statement]]
) -> Iterable[Label]:
    """Who occurs in a report, and who says a statement or passes it on."""
    for row, (annotated, _) in zip(rows, items, strict=True):
        yield from (("r", row["key"], "party", actor.name) for actor in annotated.actors)
        yield from (
            ("r", row["key"], "by", name) for name in (annotated.report.outlet, annotated.report.agency) if name
        )
    for row, s in said:
        yield from (("s", row["key"], "by", name) for name in {s.source, *s.chain} if name)


def _words(statement: Statement) -> str:
    return " ".join(e.exact for e in statement.content_spans)


def _forget(conn: Connection, id: str, now: dt.datetime, written: Written) -> tuple[dt.datetime, dict[str, Entry]]:
    """Take a report out to put its new reading in; the old reading is kept whole.

    Returns when the report was first added, and its meetings and commitments by their ids as groups.
    """
    old = load_annotated(conn, id)
    row = conn.execute(sa.select(reports.c.key, reports.c.added, reports.c.known).where(reports.c.id == id)).one()
    if old is None:
        raise LookupError(id)
    columns = (findings.c.key, findings.c.kind, findings.c.block, findings.c.id, findings.c.gid)
    found = conn.execute(sa.select(*columns).where(findings.c.report == row.key).order_by(findings.c.n)).all()
    written.torn |= {f.block for f in found if f.block is not None}
    written.reports.discard(row.key)
    said = [f.key for f in found if f.kind == "s"]
    texts = [(key, _words(s)) for key, s in zip(said, old.statements, strict=True)]
    search.unindex(conn, search.STATEMENTS, texts)
    search.unindex(conn, search.REPORTS, [(row.key, old.report.text)])
    drop_labels(conn, "s", said)
    drop_labels(conn, "r", [row.key])
    kept = {"id": id, "added": row.added, "until": now.isoformat(), "body": whole_of(old)}
    conn.execute(sa.insert(readings).values(kept))
    conn.execute(sa.delete(reports).where(reports.c.key == row.key))
    written.names.more(count_out(conn, Cast(row.key, id, dt.date.fromisoformat(row.known), old.actors)))
    gids = {(f.kind, f.id): f.gid for f in found if f.gid is not None}
    entries: dict[str, Entry] = {gids["m", m.id]: m for m in old.meetings}
    return dt.datetime.fromisoformat(row.added), entries | {gids["c", c.id]: c for c in old.commitments}
