"""Rows into nouns: report cards, statements, claims, sightings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pourparler.model.findings import Actor, AnnotatedReport, Statement, Timing
from pourparler.model.groups import Claim, ReportCard, Sighting
from pourparler.model.text import Report
from pourparler.record.chains import chain_of
from pourparler.record.grouping.attribution import origin_of
from pourparler.record.tables import findings, reports
from pourparler.record.whole import actors_from, annotated_from, finding_from, report_from

Item = TypeVar("Item")
_CARD = (
    reports.c.key,
    reports.c.id,
    reports.c.added,
    reports.c.origin,
    reports.c.version_of,
    reports.c.head,
    reports.c.text,
    reports.c.cast,
)
SOME = 500  # values in one IN (…): SQLite takes 32,766, planning is fastest with few


@dataclass(frozen=True, slots=True)
class Loaded:
    """A report with its card, and who is who in it."""

    card: ReportCard
    report: Report
    actors: tuple[Actor, ...]


def some(items: Iterable[Item], size: int = SOME) -> Iterator[list[Item]]:
    """The items in lists of at most `size`."""
    batch: list[Item] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def load_reports(conn: Connection, keys: Iterable[int]) -> dict[int, Loaded]:
    """Reports by key, whole."""
    made = {}
    for part in some(sorted(set(keys))):
        for row in conn.execute(sa.select(*_CARD).where(reports.c.key.in_(part))):
            report = report_from(row.head, row.text)
            made[row.key] = Loaded(card_of(row, report), report, actors_from(row.cast))
    return made


def card_of(row: Any, report: Report) -> ReportCard:
    """The card of a report."""
    return ReportCard(
        id=report.id,
        url=report.url,
        title=report.title,
        outlet=report.outlet,
        agency=report.agency,
        published=report.published,
        added=dt.datetime.fromisoformat(row.added),
        origin=row.origin,
        version_of=row.version_of,
    )


def load_annotated(conn: Connection, id: str) -> AnnotatedReport | None:
    """A report as it was added, or None if there is none of that id."""
    row = conn.execute(sa.select(reports).where(reports.c.id == id)).one_or_none()
    if row is None:
        return None
    report = report_from(row.head, row.text)
    chosen = sa.select(findings.c.kind, findings.c.data).where(findings.c.report == row.key)
    rows = conn.execute(chosen.order_by(findings.c.kind, findings.c.n)).all()
    return annotated_from(report, row.cast, row.body, [(r.kind, r.data) for r in rows])


@dataclass(frozen=True, slots=True)
class Evidenced:
    """What the record knows of some findings: sightings by key of finding, claims about them, actors by report id."""

    sightings: dict[int, Sighting]
    claims: tuple[Claim, ...]
    actors: dict[str, tuple[Actor, ...]]


_ROW = (
    findings.c.key,
    findings.c.report,
    findings.c.kind,
    findings.c.n,
    findings.c.id,
    findings.c.about,
    findings.c.why,
    findings.c.data,
)


def load_sightings(conn: Connection, keys: Sequence[int]) -> Evidenced:
    """Sightings of the findings with these keys, and the claims about them."""
    rows = [row for part in some(keys) for row in conn.execute(sa.select(*_ROW).where(findings.c.key.in_(part)))]
    loaded = load_reports(conn, {row.report for row in rows})
    said = _statements(conn, loaded)
    sightings = {row.key: _sighting(row, loaded[row.report], said[row.report]) for row in rows}
    claims: list[Claim] = []
    for part in some([row.id for row in rows]):
        chosen = sa.select(*_ROW).where(findings.c.about.in_(part), findings.c.kind == "t")
        for row in conn.execute(chosen):
            if row.report in loaded:
                claims.append(claim_of(row, loaded[row.report], said[row.report]))
    actors = {at.card.id: at.actors for at in loaded.values()}
    return Evidenced(sightings, tuple(claims), actors)


def _statements(conn: Connection, loaded: dict[int, Loaded]) -> dict[int, dict[str, Statement]]:
    """By report and id."""
    made: dict[int, dict[str, Statement]] = {key: {} for key in loaded}
    for part in some(loaded):
        chosen = sa.select(findings.c.report, findings.c.data).where(findings.c.report.in_(part))
        for row in conn.execute(chosen.where(findings.c.kind == "s")):
            statement: Statement = finding_from("s", row.data, loaded[row.report].report)
            made[row.report][statement.id] = statement
    return made


def _sighting(row: Any, loaded: Loaded, said: dict[str, Statement]) -> Sighting:
    finding = finding_from(row.kind, row.data, loaded.report)
    grounds = [said[g] for g in finding.grounds if g in said]
    return Sighting(
        finding=finding,
        report=loaded.card,
        chains=tuple(chain_of(s, loaded.card) for s in grounds) or (chain_of(None, loaded.card),),
        origins=tuple(dict.fromkeys(origin_of(s, loaded.card) for s in grounds or (None,))),
        why=row.why or "",
    )


def claim_of(row: Any, loaded: Loaded, said: dict[str, Statement]) -> Claim:
    """A timing as the claim it is."""
    timing: Timing = finding_from("t", row.data, loaded.report)
    statement = said.get(timing.grounds) if timing.grounds else None
    chain = chain_of(statement, loaded.card)
    return Claim(timing=timing, statement=statement, report=loaded.card, chain=chain, origin=origin_of(statement, loaded.card))
