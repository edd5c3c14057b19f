"""Lists of claims about when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pourparler.errors import StoreError
from pourparler.model.groups import Claim
from pourparler.record import entries
from pourparler.record.asking import group_conditions
from pourparler.record.kept import claim_order
from pourparler.record.loading import load_claims
from pourparler.record.matching import named
from pourparler.record.query import Query
from pourparler.record.tables import findings, groups, reports

_about = findings.alias("about")
_AT_ONCE = 200  # claims loaded together


def list_claims(conn: Connection, query: Query, day: dt.date, asof: dt.date | None) -> tuple[Claim, ...]:
    """Claims by the day they were known, report, and place in the text."""
    made = _kept(conn, query, day) if asof is None else _earlier(conn, query, day, asof)
    return tuple(islice((claim for claim in made if named(query.by, claim.chain)), query.limit))


def _of_groups(query: Query) -> Query:
    """What is asked of the meeting or commitment that a claim is about."""
    return replace(query, by=None, to=None, limit=None, after=None)


def _kept(conn: Connection, query: Query, day: dt.date) -> Iterator[Claim]:
    asked = _of_groups(query)
    either = [sa.and_(*group_conditions(kind, asked, conn.dialect.name, day)) for kind in ("m", "c")]
    order = (findings.c.known, reports.c.id, findings.c.n)
    chosen = (
        sa.select(findings.c.key)
        .join(reports)
        .join(_about, sa.and_(_about.c.id == findings.c.about, _about.c.report == findings.c.report))
        .join(groups, groups.c.id == _about.c.grp)
        .where(findings.c.kind == "t", sa.or_(*either))
    )
    if query.after is not None:
        at = conn.execute(sa.select(*order).join_from(findings, reports).where(findings.c.id == query.after)).first()
        if at is None:
            raise StoreError(f"no claim {query.after} to go on behind")
        chosen = chosen.where(sa.tuple_(*order) > sa.tuple_(*at))
    rows: Any = conn.execution_options(stream_results=True).execute(chosen.order_by(*order))
    for part in rows.scalars().partitions(min(_AT_ONCE, query.limit or _AT_ONCE)):
        yield from load_claims(conn, list(part))


def _earlier(conn: Connection, query: Query, day: dt.date, asof: dt.date) -> Iterator[Claim]:
    asked = _of_groups(query)
    made = (*entries.listed(conn, "m", asked, day, asof), *entries.listed(conn, "c", asked, day, asof))
    every = sorted((claim for group in made for claim in group.claims), key=claim_order)
    ids = [claim.timing.id for claim in every]
    if query.after is not None and query.after not in ids:
        raise StoreError(f"no claim {query.after} to go on behind")
    yield from every[ids.index(query.after) + 1 if query.after else 0 :]
