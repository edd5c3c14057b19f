"""Queries in SQL."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa

from pourparler.model.groups import Stand
from pourparler.record import search
from pourparler.record.labels import entries_named
from pourparler.record.query import Query
from pourparler.record.tables import findings, groups, reports

_BY_DAY = (Stand.OPEN, Stand.DUE, Stand.OVERDUE)


def group_conditions(kind: str, query: Query, dialect: str, day: dt.date) -> list[Any]:
    """What a query asks of meetings ("m") or commitments ("c"). day: on which the stand is asked for."""
    asked: list[Any] = [groups.c.kind == kind]
    roles = ("party",) if kind == "m" else ("by", "to")
    names = [(query.party, roles), (query.place, ("place",))]
    if kind == "c":
        names += [(query.by, ("by",)), (query.to, ("to",))]
    asked += [groups.c.key.in_(entries_named(kind, among, words)) for words, among in names if words is not None]
    if kind == "m" and query.status is not None:
        asked.append(groups.c.status == query.status)
    if kind == "c" and query.life is not None:
        asked.append(_stands(query.life, day.isoformat()))
    first, last = query.between
    if last is not None:
        asked.append(groups.c.earliest <= last.isoformat())
    if first is not None:
        asked.append(groups.c.latest >= first.isoformat())
    if query.independent:
        asked.append(groups.c.origins >= query.independent)
    if search.stems(query.text or ""):
        asked.append(groups.c.key.in_(search.entries(dialect, search.GROUPS, query.text or "")))
    return asked


def ids_of_groups(query: Query, dialect: str, day: dt.date, *further: Any) -> Any:
    """A subquery of the ids of meetings and commitments that answer a query; each kind by itself, which is faster."""
    asked = (
        sa.select(groups.c.id).where(*group_conditions(kind, query, dialect, day), *further) for kind in ("m", "c")
    )
    return sa.union_all(*asked)


def _stands(wanted: str, day: str) -> Any:
    """A commitment's life or stand: see `grouping.life`."""
    if wanted not in _BY_DAY:
        return (groups.c.status == wanted) | (groups.c.stand == wanted)
    told = groups.c.latest != dt.date.max.isoformat()
    overdue = told & (groups.c.latest < day) & (groups.c.earliest != dt.date.max.isoformat())
    due = told & (groups.c.latest >= day) & (groups.c.earliest <= day) & (groups.c.earliest != dt.date.min.isoformat())
    chosen = {Stand.OVERDUE: overdue, Stand.DUE: due}.get(Stand(wanted), ~overdue & ~due)
    return (groups.c.stand == Stand.OPEN) & chosen


def voiced_by(report: Any, words: str) -> Any:
    """Does somebody of that name speak in the report, or publish it? One of no outlet goes by its id."""
    said = sa.select(findings.c.report).where(findings.c.key.in_(entries_named("s", ("by",), words)))
    told = report.in_(said) | report.in_(entries_named("r", ("by",), words))
    if " report " not in (asked := search.fold(words)) and not any(map(str.isdigit, asked)):
        return told
    rarest = max(asked.replace(" report ", " ").split(), key=len, default="")
    by_id = sa.select(reports.c.key).where(sa.func.lower(reports.c.id).contains(rarest, autoescape=True))
    return told | report.in_(by_id)


def statement_conditions(query: Query, dialect: str) -> list[Any]:
    """What a query asks of statements."""
    asked: list[Any] = [findings.c.kind == "s", *_known_between(findings, query)]
    for words in (query.by, query.party):
        if words is not None:
            asked.append(findings.c.key.in_(entries_named("s", ("by",), words)))
    if search.stems(query.text or ""):
        asked.append(findings.c.key.in_(search.entries(dialect, search.STATEMENTS, query.text or "")))
    return asked


def report_conditions(query: Query, dialect: str) -> list[Any]:
    """What a query asks of reports. by: who published it."""
    asked = _known_between(reports, query)
    for role, words in (("by", query.by), ("party", query.party)):
        if words is not None:
            asked.append(reports.c.key.in_(entries_named("r", (role,), words)))
    if search.stems(query.text or ""):
        asked.append(reports.c.key.in_(search.entries(dialect, search.REPORTS, query.text or "")))
    return asked


def _known_between(table: sa.Table, query: Query) -> list[Any]:
    first, last = query.between
    asked = [] if first is None else [table.c.known >= first.isoformat()]
    return asked if last is None else [*asked, table.c.known <= last.isoformat()]
