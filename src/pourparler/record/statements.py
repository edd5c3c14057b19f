"""Lists of reports and of statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pourparler.errors import StoreError
from pourparler.model.findings import Statement
from pourparler.model.groups import ReportCard, StatementCard
from pourparler.record.asking import report_conditions, statement_conditions
from pourparler.record.chains import chain_of
from pourparler.record.grouping import origin_of, repeats
from pourparler.record.loading import card_of, load_reports
from pourparler.record.query import Query
from pourparler.record.tables import findings, reports
from pourparler.record.whole import finding_from, head_from

ECHO = 30  # days before a statement in which what it repeats is looked for
_ORDER = (findings.c.known, reports.c.id, findings.c.n)


def list_reports(conn: Connection, query: Query, asof: dt.date | None) -> tuple[ReportCard, ...]:
    """Reports by the day they were known, then by id."""
    chosen = sa.select(reports).where(*report_conditions(query, conn.dialect.name))
    if asof is not None:
        chosen = chosen.where(reports.c.known <= asof.isoformat())
    if query.after is not None:
        at = conn.execute(sa.select(reports.c.known, reports.c.id).where(reports.c.id == query.after)).one_or_none()
        if at is None:
            raise StoreError(f"no report {query.after} to go on behind")
        chosen = chosen.where(sa.tuple_(reports.c.known, reports.c.id) > sa.tuple_(at.known, at.id))
    rows = conn.execute(chosen.order_by(reports.c.known, reports.c.id).limit(query.limit))
    return tuple(card_of(row, head_from(row.head)) for row in rows)


def list_statements(
    conn: Connection, query: Query, asof: dt.date | None, *, prefix: str = ""
) -> tuple[StatementCard, ...]:
    """Statements by the day they were known, report, and place in the text. prefix: of their ids."""
    chosen = _findings(conn, statement_conditions(query, conn.dialect.name), query, asof)
    if prefix:
        chosen = chosen.where(findings.c.id >= prefix, findings.c.id < prefix + "~")
    rows = conn.execute(chosen.limit(query.limit)).all()
    cards = _cards(conn, rows)
    echoed = repeats([*cards, *_cards(conn, _before(conn, rows))])
    return tuple(
        StatementCard(
            statement=card.statement,
            report=card.report,
            chain=card.chain,
            origin=card.origin,
            repeats=echoed.get(card.statement.id),
        )
        for card in cards
    )


def _findings(conn: Connection, asked: Sequence[Any], query: Query, asof: dt.date | None) -> Any:
    """Findings in order, behind the one where the page begins."""
    columns = (findings.c.key, findings.c.report, findings.c.id, findings.c.known, findings.c.speaker, findings.c.data)
    chosen = sa.select(*columns, findings.c.n).join(reports).where(*asked)
    if asof is not None:
        chosen = chosen.where(findings.c.known <= asof.isoformat())
    if query.after is not None:
        at = conn.execute(sa.select(*_ORDER).join_from(findings, reports).where(findings.c.id == query.after)).first()
        if at is None:
            raise StoreError(f"nothing with the id {query.after} to go on behind")
        chosen = chosen.where(sa.tuple_(*_ORDER) > sa.tuple_(*at))
    return chosen.order_by(*_ORDER)


def _cards(conn: Connection, rows: Sequence[Any]) -> list[StatementCard]:
    loaded = load_reports(conn, {row.report for row in rows})
    made = []
    for row in rows:
        at = loaded[row.report]
        s: Statement = finding_from("s", row.data, at.report)
        made.append(
            StatementCard(statement=s, report=at.card, chain=chain_of(s, at.card), origin=origin_of(s, at.card))
        )
    return made


def _before(conn: Connection, rows: Sequence[Any]) -> list[Any]:
    """Statements of the same speakers shortly before, which these may repeat."""
    here = {row.key for row in rows}
    found: dict[int, Any] = {}
    days: dict[str, list[str]] = {}
    for row in rows:
        if row.speaker is not None:
            days.setdefault(row.speaker, []).append(row.known)
    columns = (findings.c.key, findings.c.report, findings.c.data)
    for speaker, known in sorted(days.items()):
        since = (dt.date.fromisoformat(min(known)) - dt.timedelta(ECHO)).isoformat()
        said = sa.select(*columns).where(
            findings.c.speaker == speaker, findings.c.known >= since, findings.c.known <= max(known)
        )
        found.update((row.key, row) for row in conn.execute(said) if row.key not in here)
    return list(found.values())
