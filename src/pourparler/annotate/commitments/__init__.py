"""Commitments of a report: who binds himself to what, toward whom, on what condition, and where it stands."""

from __future__ import annotations

from pourparler.annotate.commitments.candidates import Candidate, candidates
from pourparler.annotate.commitments.conditions import condition
from pourparler.annotate.commitments.edges import deed_span
from pourparler.annotate.commitments.facets import force, life
from pourparler.annotate.commitments.fold import fold
from pourparler.annotate.commitments.gates import stands
from pourparler.annotate.commitments.parties import bound, speaks_of_own, toward
from pourparler.annotate.draft import Draft
from pourparler.model.findings import Commitment, finding_id

STEP = "commitments"


def find_commitments(draft: Draft) -> None:
    """Fill `draft.commitments` and `draft.commitment_heads`."""
    found: list[tuple[Commitment, tuple[int, ...]]] = []
    for sent in draft.body():
        for candidate in candidates(sent):
            item = _record(draft, candidate)
            if item is not None:
                found.append((item, (candidate.deed.i, candidate.promise.i)))
    for item, heads in fold(found):
        draft.commitments.append(item)
        draft.commitment_heads[item.id] = heads


def _record(draft: Draft, candidate: Candidate) -> Commitment | None:
    if stands(draft, candidate) is not None:
        return None
    by = bound(draft, candidate)
    if not by or (candidate.frame.own and not speaks_of_own(draft, candidate, by)):
        return None
    first, last = deed_span(candidate)
    evidence = draft.words(first, last)
    clause = condition(candidate)
    rule = candidate.frame.name
    draft.tell(STEP, rule, evidence.span.start, evidence.span.end, f"{', '.join(by)}: {candidate.promise.text}")
    return Commitment(
        id=finding_id("commitment", draft.report.id, rule, evidence.span),
        evidence=evidence,
        by=by,
        to=toward(draft, candidate, by),
        force=force(candidate, by, joint=True),
        life=life(candidate),
        rule=rule,
        condition=draft.words(*clause) if clause else None,
        grounds=_grounds(draft, candidate),
    )


def _grounds(draft: Draft, candidate: Candidate) -> tuple[str, ...]:
    at = candidate.deed.idx
    return tuple(
        s.id for s in draft.statements if any(p.span.start <= at < p.span.end for p in s.content_spans)
    )
