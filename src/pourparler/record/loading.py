"""Rows into nouns: report cards, statements, claims, sightings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pourparler.model.findings import Actor, AnnotatedReport, Statement, Timing
from pourparler.model.groups import Claim, ReportCard, Sighting
from pourparler.model.text import Report
from pourparler.record.bulk import some
from pourparler.record.chains import chain_of
from pourparler.record.grouping.attribution import origin_of
from pourparler.record.tables import findings, reports
from pourparler.record.whole import actors_from, annotated_from, finding_from, report_from

_CARD = (
    reports.c.key,
    reports.c.id,
    reports.c.added,
    reports.c.origin,
    reports.c.version_of,
    reports.c.head,
    reports.c.text,
    reports.c.actors,
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A report with its card, and who is who in it."""

    card: ReportCard
    report: Report
    actors: tuple[Actor, ...]


def load_reports(conn: Connection, keys: Iterable[int]) -> dict[int, Loaded]:
    """Reports by key, whole."""
    made = {}
    for part in some(sorted(set(keys))):
        for row in conn.execute(sa.select(*_CARD).where(reports.c.key.in_(part))):
            report = report_from(row.head, row.text)
            made[row.key] = Loaded(card_of(row, report), report, actors_from(row.actors))
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
    return annotated_from(report, row.actors, row.body, [(r.kind, r.data) for r in rows])


@dataclass(frozen=True, slots=True)
class Evidenced:
    """What the record knows of some findings: by key of finding; claims about them; actors by report id."""

    kinds: dict[int, str]
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


def load_sightings(conn: Connection, keys: Iterable[int], *, claims: bool = True) -> Evidenced:
    """Sightings of the findings with these keys, and, unless not wanted, the claims about them."""
    rows = [row for part in some(keys) for row in conn.execute(sa.select(*_ROW).where(findings.c.key.in_(part)))]
    loaded = load_reports(conn, {row.report for row in rows})
    said = _statements(conn, loaded)
    sightings = {row.key: _sighting(row, loaded[row.report], said[row.report]) for row in rows}
    return Evidenced(
        kinds={row.key: row.kind for row in rows},
        sightings=sightings,
        claims=_claims(conn, [row.id for row in rows], loaded, said) if claims else (),
        actors={at.card.id: at.actors for at in loaded.values()},
    )


def load_claims(conn: Connection, keys: Sequence[int]) -> list[Claim]:
    """Claims by the keys of their timings, in that order."""
    rows = {r.key: r for part in some(keys) for r in conn.execute(sa.select(*_ROW).where(findings.c.key.in_(part)))}
    loaded = load_reports(conn, {row.report for row in rows.values()})
    said = _statements(conn, loaded)
    return [claim_of(r, loaded[r.report], said[r.report]) for r in (rows[key] for key in keys)]


def _claims(
    conn: Connection, about: Sequence[str], loaded: Mapping[int, Loaded], said: Mapping[int, dict[str, Statement]]
) -> tuple[Claim, ...]:
    """Claims about these findings, made by the reports at hand."""
    found = []
    for part in some(about):
        for row in conn.execute(sa.select(*_ROW).where(findings.c.about.in_(part), findings.c.kind == "t")):
            if row.report in loaded:
                found.append(claim_of(row, loaded[row.report], said[row.report]))
    return tuple(found)


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
    return Claim(
        timing=timing, statement=statement, report=loaded.card, chain=chain, origin=origin_of(statement, loaded.card)
    )
