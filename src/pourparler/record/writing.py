"""One report into the tables."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pourparler.model.findings import AnnotatedReport
from pourparler.record.pack import pack
from pourparler.record.query import Added
from pourparler.record.tables import findings, reports
from pourparler.record.whole import body_of, cast_of, content_hash, findings_of, head_of, reading_hash, squeeze


def add_report(conn: Connection, annotated: AnnotatedReport, added: dt.datetime) -> Added:
    """Keep a report; what is there already stays as it is."""
    report = annotated.report
    row = conn.execute(sa.select(reports.c.reading).where(reports.c.id == report.id)).one_or_none()
    if row is not None:
        return Added.SAME
    known = (report.day or added.date()).isoformat()
    key = conn.execute(
        sa.insert(reports).values(
            id=report.id,
            url=report.url,
            title=report.title,
            outlet=report.outlet,
            agency=report.agency,
            published=report.published.isoformat() if report.published else None,
            known=known,
            added=added.isoformat(),
            origin=report.id,
            text=squeeze(report.text),
            content=content_hash(report.text),
            head=head_of(report),
            cast=cast_of(annotated),
            body=body_of(annotated),
            reading=reading_hash(annotated),
        )
    ).inserted_primary_key[0]  # type: ignore[index]
    rows = [
        {
            "report": key,
            "kind": kind,
            "n": n,
            "id": finding.id,
            "about": getattr(finding, "about", None),
            "known": known,
            "data": pack(finding),
        }
        for kind, n, finding in findings_of(annotated)
    ]
    if rows:
        conn.execute(sa.insert(findings), rows)
    return Added.NEW
