"""Which claims about when belong to a group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pourparler.model.groups import Claim, Sighting

About = Mapping[tuple[str, str], Sequence[Claim]]  # by ids of report and finding


def by_finding(claims: Sequence[Claim]) -> About:
    """The claims, by report and finding."""
    found: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        found.setdefault((claim.report.id, claim.timing.about), []).append(claim)
    return found


def claims_about(sightings: Sequence[Sighting], about: About) -> tuple[Claim, ...]:
    """The claims about the findings of these sightings, by day known, report and place in the text."""
    found = [claim for s in sightings for claim in about.get((s.report.id, s.finding.id), ())]
    return tuple(sorted(found, key=lambda c: (c.report.known, c.report.id, c.timing.evidence.span.start, c.timing.id)))
