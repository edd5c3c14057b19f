"""What one report says, as sightings and claims of the record."""

from __future__ import annotations

from pourparler.model.findings import AnnotatedReport, Commitment, Meeting, Statement
from pourparler.model.groups import Claim, ReportCard, Sighting, StatementCard
from pourparler.record.chains import chain_of
from pourparler.record.grouping.attribution import origin_of


def meeting_sightings(annotated: AnnotatedReport, card: ReportCard) -> tuple[Sighting, ...]:
    """Each meeting of the report with who vouches for it."""
    said = {s.id: s for s in annotated.statements}
    return tuple(_sighting(m, card, said) for m in annotated.meetings)


def commitment_sightings(annotated: AnnotatedReport, card: ReportCard) -> tuple[Sighting, ...]:
    """Each commitment of the report with who vouches for it."""
    said = {s.id: s for s in annotated.statements}
    return tuple(_sighting(c, card, said) for c in annotated.commitments)


def claims_of(annotated: AnnotatedReport, card: ReportCard) -> tuple[Claim, ...]:
    """Each timing of the report with who makes it."""
    said = {s.id: s for s in annotated.statements}
    grounds = [(t, said.get(t.grounds) if t.grounds else None) for t in annotated.timings]
    return tuple(
        Claim(timing=t, statement=s, report=card, chain=chain_of(s, card), origin=origin_of(s, card))
        for t, s in grounds
    )


def statement_cards(annotated: AnnotatedReport, card: ReportCard) -> tuple[StatementCard, ...]:
    """Each statement of the report with its chain and origin."""
    return tuple(
        StatementCard(statement=s, report=card, chain=chain_of(s, card), origin=origin_of(s, card))
        for s in annotated.statements
    )


def _sighting(finding: Meeting | Commitment, card: ReportCard, said: dict[str, Statement]) -> Sighting:
    grounds: list[Statement | None] = [said[g] for g in finding.grounds if g in said]
    grounds = grounds or [None]
    return Sighting(
        finding=finding,
        report=card,
        chains=tuple(dict.fromkeys(chain_of(s, card) for s in grounds)),
        origins=tuple(dict.fromkeys(origin_of(s, card) for s in grounds)),
    )
