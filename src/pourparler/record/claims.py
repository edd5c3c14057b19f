"""Lists of claims about when."""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pourparler.errors import StoreError
from pourparler.model.groups import Claim
from pourparler.record.asking import ids_of_groups, voiced_by
from pourparler.record.bulk import some
from pourparler.record.entries import matches
from pourparler.record.gather import regroup_as_of
from pourparler.record.loading import load_claims
from pourparler.record.matching import named
from pourparler.record.query import ALL, Query
from pourparler.record.tables import findings, groups, reports

_about = findings.alias("about")
_ORDER = (findings.c.known, reports.c.id, findings.c.n)
_AT_ONCE = 200  # claims loaded together
Place = tuple[str, str, int]  # in the list: values of `_ORDER`


def list_claims(conn: Connection, query: Query, day: dt.date, asof: dt.date | None) -> tuple[Claim, ...]:
    """Claims by the day they were known, report, and place in the text."""
    after = None if query.after is None else _place_of(conn, query.after)
    made = _kept(conn, query, day, asof, after)
    if asof is not None:
        made = heapq.merge(made, _regrouped(conn, query, asof, after), key=lambda item: item[0])
    return tuple(islice((claim for _, claim in made if named(query.by, claim.chain)), query.limit))


def _place_of(conn: Connection, id: str) -> Place:
    row = conn.execute(sa.select(*_ORDER).join_from(findings, reports).where(findings.c.id == id)).first()
    if row is None:
        raise StoreError(f"no claim {id} to go on behind")
    return (row[0], row[1], row[2])


def _of_groups(query: Query) -> Query:
    """What is asked of the meeting or commitment that a claim is about."""
    return replace(query, by=None, to=None, limit=None, after=None)


def _kept(
    conn: Connection, query: Query, day: dt.date, asof: dt.date | None, after: Place | None
) -> Iterator[tuple[Place, Claim]]:
    """Claims about groups as they are kept. asof: only those of which all was known by then."""
    chosen = sa.select(findings.c.key, *_ORDER).join_from(findings, reports).where(findings.c.kind == "t")
    if asof is None and _of_groups(query) == ALL:
        chosen = chosen.where(_grouped())
    else:
        chosen = _about_groups(chosen, query, conn.dialect.name, day, asof)
    by = query.by
    chosen = chosen.limit(query.limit) if by is None else chosen.where(voiced_by(findings.c.report, by))
    if after is not None:
        chosen = chosen.where(sa.tuple_(*_ORDER) > sa.tuple_(*after))
    rows: Any = conn.execution_options(stream_results=True).execute(chosen.order_by(*_ORDER))
    for part in rows.partitions(min(_AT_ONCE, query.limit or _AT_ONCE)):
        yield from _placed(load_claims(conn, [row.key for row in part]), part)


def _grouped() -> Any:
    """Is what it is about in a group? Asked row by row, as databases walk in order only if nothing is there to join."""
    home = sa.select(_about.c.grp).where(_about.c.id == findings.c.about, _about.c.report == findings.c.report).limit(1)
    return home.correlate(findings).scalar_subquery().is_not(None)


def _about_groups(chosen: Any, query: Query, dialect: str, day: dt.date, asof: dt.date | None) -> Any:
    """Only what is about groups that answer the query, and of which all was known by then."""
    known = [] if asof is None else [groups.c.block_last <= asof.isoformat()]
    same = sa.and_(_about.c.id == findings.c.about, _about.c.report == findings.c.report)
    ids = ids_of_groups(_of_groups(query), dialect, day, *known)
    return chosen.join(_about, same).where(_about.c.grp.in_(ids))


def _placed(claims: Sequence[Claim], rows: Sequence[Any]) -> Iterator[tuple[Place, Claim]]:
    for claim, row in zip(claims, rows, strict=True):
        yield (row.known, row.id, row.n), claim


def _regrouped(conn: Connection, query: Query, asof: dt.date, after: Place | None) -> Iterator[tuple[Place, Claim]]:
    """Claims about groups that have changed since, as they were then."""
    made = [g for kind in ("m", "c") for g in regroup_as_of(conn, kind, asof).groups if matches(g, _of_groups(query))]
    claims = {(claim.report.id, claim.timing.id): claim for group in made for claim in group.claims}
    found: list[tuple[Place, Claim]] = []
    for part in some(sorted({id for _, id in claims})):
        rows = conn.execute(
            sa.select(*_ORDER, findings.c.id).join_from(findings, reports).where(findings.c.id.in_(part))
        )
        for known, report, n, id in rows:
            if (report, id) in claims and (after is None or (known, report, n) > after):
                found.append(((known, report, n), claims[report, id]))
    yield from sorted(found, key=lambda item: item[0])
