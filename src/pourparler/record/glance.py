"""What pages ask at a glance: how much there is, which days have reports, what a report tells of."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pourparler.record.tables import corrections, findings, groups, people, readings, reports


def stamp(conn: Connection) -> str:
    """A word that changes whenever the record does; costs next to nothing."""
    newest = (sa.select(sa.func.max(t.c.key)).scalar_subquery() for t in (reports, readings, people))
    done = sa.select(sa.func.count() + sa.func.coalesce(sa.func.sum(corrections.c.reverted), 0)).scalar_subquery()
    return "-".join(str(n or 0) for n in conn.execute(sa.select(*newest, done)).one())


def tally(conn: Connection, asof: dt.date | None) -> dict[str, int]:
    """How many reports, statements, meetings and commitments there are."""
    asked = {
        "reports": _count(reports, reports.c.known, asof),
        "statements": _count(findings, findings.c.known, asof).where(findings.c.kind == "s"),
        "meetings": _count(groups, groups.c.first, asof).where(groups.c.kind == "m"),
        "commitments": _count(groups, groups.c.first, asof).where(groups.c.kind == "c"),
    }
    return {name: conn.execute(query).scalar_one() for name, query in asked.items()}


def _count(table: sa.Table, day: sa.Column[Any], asof: dt.date | None) -> sa.Select[Any]:
    chosen = sa.select(sa.func.count()).select_from(table)
    return chosen if asof is None else chosen.where(day <= asof.isoformat())


def days_around(conn: Connection, day: dt.date | None) -> tuple[dt.date | None, dt.date | None, dt.date | None]:
    """Of the days on which reports came in: the last up to a day (or of all), the one before it, and the next one.

    In order: before, last, next.
    """
    known = reports.c.known
    last = _edge(conn, sa.func.max(known), known <= day.isoformat() if day else None)
    before = _edge(conn, sa.func.max(known), known < last) if last else None
    following = _edge(conn, sa.func.min(known), known > day.isoformat()) if day else None
    return _day(before), _day(last), _day(following)


def _edge(conn: Connection, edge: Any, where: Any) -> str | None:
    asked = sa.select(edge)
    found: str | None = conn.execute(asked if where is None else asked.where(where)).scalar()
    return found


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def told_of(conn: Connection, report: str) -> dict[str, str]:
    """Finding id -> id of its group, for the meetings and commitments of a report."""
    asked = (
        sa.select(findings.c.id, findings.c.grp)
        .join(reports, reports.c.key == findings.c.report)
        .where(reports.c.id == report, findings.c.grp.is_not(None))
    )
    return {row.id: row.grp for row in conn.execute(asked)}
