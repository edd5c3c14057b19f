"""The sayings that relate: sides made of claims and of sightings, and their words."""

from __future__ import annotations

from pourparler.model.findings import Meeting
from pourparler.model.groups import Claim, Sighting
from pourparler.reason.hedges import denies
from pourparler.reason.relation_types import Side
from pourparler.reason.wording import chain, window


def of_claim(claim: Claim) -> Side:
    """A claim about when, as a side."""
    says = window(claim.timing.window)
    return Side(
        id=claim.timing.id,
        chain=claim.chain,
        evidence=claim.timing.evidence,
        report=claim.report,
        said=claim.said,
        says=f"NOT {says}" if denies(claim) else says,
        hedge=claim.timing.hedge,
        origin=claim.origin,
        claim=claim,
    )


def of_sighting(sighting: Sighting, says: str) -> Side:
    """A report's finding, as a side; `says` is what it comes to."""
    finding = sighting.finding
    return Side(
        id=finding.id,
        chain=sighting.chains[0] if sighting.chains else (),
        evidence=finding.evidence,
        report=sighting.report,
        said=sighting.report.known,
        says=says,
        hedge=finding.status if isinstance(finding, Meeting) else finding.life,
        origin=sighting.origins[0] if sighting.origins else sighting.report.origin,
        sighting=sighting,
    )


def quoted(claim: Claim) -> str:
    """The words of the time, with a denial before them: "NOT “this year”"."""
    return f"{'NOT ' if denies(claim) else ''}“{' '.join(claim.timing.evidence.exact.split())}”"


def told(claim: Claim) -> str:
    """The words of the time and who says them: "“after January 1” (John Bolton → Reuters)"."""
    return f"{quoted(claim)} ({chain(claim.chain)})"


def words(side: Side) -> str:
    """The exact words of a side on one line."""
    return " ".join(side.evidence.exact.split())
