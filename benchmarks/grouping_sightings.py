"""Reports read once and kept, as sightings and claims: what the benchmarks of grouping share."""

from __future__ import annotations

import datetime as dt
import json
import pickle
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pourparler.annotate import Options
from pourparler.errors import ReadError
from pourparler.model.findings import Actor, AnnotatedReport, Commitment, Meeting, Statement
from pourparler.model.groups import Claim, ReportCard, Sighting
from pourparler.model.text import Report, Skipped
from pourparler.pipeline import run
from pourparler.reading import parse_published
from pourparler.reading.compose import Source, compose
from pourparler.record.chains import chain_of
from pourparler.record.grouping import origin_of

ADDED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


@dataclass
class Sighted:
    """All sightings and claims of some reports, and who is who in each."""

    meetings: list[Sighting] = field(default_factory=list)
    commitments: list[Sighting] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    actors: dict[str, Sequence[Actor]] = field(default_factory=dict)
    cards: dict[str, ReportCard] = field(default_factory=dict)


def read_rows(rows: Iterable[dict[str, str]]) -> Iterator[AnnotatedReport]:
    """Rows with id, date, text and perhaps outlet, annotated without the span model."""
    for found in run(_reports(rows), Options(model=False)):
        if isinstance(found, AnnotatedReport):
            yield found


def corpus(path: Path, cache: Path | None) -> list[AnnotatedReport]:
    """The annotated reports of a corpus (lines with id, date, text, meta.sources), from the cache if it is there."""
    if cache and cache.exists():
        with cache.open("rb") as kept:
            return list(_pickles(kept))
    begun = time.perf_counter()
    found = list(read_rows(_rows(path)))
    print(f"read {len(found):,} reports in {time.perf_counter() - begun:.0f} s")
    if cache:
        with cache.open("wb") as kept:
            for annotated in found:
                pickle.dump(annotated, kept, protocol=5)
    return found


def sighted(reports: Iterable[AnnotatedReport]) -> Sighted:
    """What the reports say, as grouping takes it."""
    all = Sighted()
    for annotated in reports:
        report = annotated.report
        card = ReportCard(
            id=report.id,
            url=report.url,
            title=report.title,
            outlet=report.outlet,
            agency=report.agency,
            published=report.published,
            added=ADDED,
            origin=report.id,
        )
        said = {s.id: s for s in annotated.statements}
        all.cards[report.id], all.actors[report.id] = card, annotated.actors
        all.meetings += [_sighting(m, card, said) for m in annotated.meetings]
        all.commitments += [_sighting(c, card, said) for c in annotated.commitments]
        for timing in annotated.timings:
            statement = said.get(timing.grounds or "")
            chain, origin = chain_of(statement, card), origin_of(statement, card)
            all.claims.append(Claim(timing=timing, statement=statement, report=card, chain=chain, origin=origin))
    return all


def _sighting(finding: Meeting | Commitment, card: ReportCard, said: dict[str, Statement]) -> Sighting:
    grounds: list[Statement | None] = [said[g] for g in finding.grounds if g in said]
    grounds = grounds or [None]
    return Sighting(
        finding=finding,
        report=card,
        chains=tuple(dict.fromkeys(chain_of(s, card) for s in grounds)),
        origins=tuple(dict.fromkeys(origin_of(s, card) for s in grounds)),
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            outlets = (row.get("meta") or {}).get("sources") or [""]
            yield {"id": row["id"], "date": row["date"], "text": row["text"], "outlet": outlets[0]}


def _reports(rows: Iterable[dict[str, str]]) -> Iterator[Report | Skipped]:
    for row in rows:
        try:
            yield compose(
                Source(
                    text=row["text"],
                    id=row["id"],
                    published=parse_published(row["date"]),
                    outlet=row.get("outlet") or None,
                )
            )
        except ReadError as why:
            yield Skipped(url=row["id"], stage="read", why=str(why))


def _pickles(kept: object) -> Iterator[AnnotatedReport]:
    while True:
        try:
            yield pickle.load(kept)  # type: ignore[arg-type]
        except EOFError:
            return
