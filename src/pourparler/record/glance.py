"""What pages ask at a glance: how much there is, which days have reports, what a report tells of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pourparler.record.bulk import some
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


def beside(conn: Connection, ids: Sequence[str]) -> dict[str, set[str]]:
    """Group id -> ids of the other meetings that the same reports tell of."""
    own, other = findings.alias(), findings.alias()
    joined = own.join(other, other.c.report == own.c.report)
    near: dict[str, set[str]] = {id: set() for id in ids}
    for part in some(ids):
        asked = (
            sa.select(own.c.grp, other.c.grp.label("other"))
            .select_from(joined)
            .where(own.c.grp.in_(part), other.c.kind == "m", other.c.grp.is_not(None), other.c.grp != own.c.grp)
            .distinct()
        )
        for row in conn.execute(asked):
            near[row.grp].add(row.other)
    return near
