"""Answers as plain dicts, the JSON that commands and the API give (docs/when.md)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pourparler.model.groups import Claim
from pourparler.model.window import Window
from pourparler.reason.answer import Answer, Belief, Bin, Doubt, Moved, Plausible, Region, Stage, Weighed
from pourparler.reason.firm_types import Bound, FirmWindow
from pourparler.reason.lapse import Pending
from pourparler.reason.questions import Question
from pourparler.reason.relation_types import Relation, Side
from pourparler.reason.scores import Scored, Tally

_DIGITS = 4


def answer_dict(answer: Answer) -> dict[str, Any]:
    """An answer of `when`, whole. The key `meeting` is `commitment` for one."""
    belief = answer.belief
    return {
        "commitment" if answer.id.startswith("c") else "meeting": answer.id,
        "title": answer.title,
        "asof": answer.asof.isoformat(),
        "status": answer.status,
        "outcome": str(answer.outcome),
        "headline": answer.headline,
        "firm": _firm(answer.firm),
        "belief": [_bin(b) for b in belief.bins] if belief else [],
        "never": _round(belief.never) if belief else None,
        "never_range": [_round(belief.never_low), _round(belief.never_high)] if belief else None,
        "horizon": belief.horizon.isoformat() if belief else None,
        "plausible": _plausible(answer.plausible) if answer.plausible else None,
        "dots": [_iso(d) for d in answer.dots],
        "because": [
            _because(*b) for b in (("earliest", answer.firm.earliest), ("latest", answer.firm.latest)) if b[1].day
        ],
        "claims": [_weighed(w) for w in answer.claims],
        "relations": [relation_dict(r) for r in answer.relations],
        "moved_by": _moved(answer.moved_by) if answer.moved_by else None,
        "history": [_stage(s) for s in answer.history],
        "changed": list(answer.changed),
        "notes": list(answer.notes),
    }


def relation_dict(relation: Relation) -> dict[str, Any]:
    """A relation with the words of all its sides."""
    return {
        "kind": str(relation.kind),
        "on": str(relation.on),
        "about": relation.group,
        "title": relation.title,
        "words": relation.words,
        "why": relation.why,
        "independent": relation.independent,
        "statements": [side_dict(s) for s in relation.sides],
    }


def side_dict(side: Side) -> dict[str, Any]:
    """One saying: who, through whom, when, and its exact words with their place in the report."""
    return {
        "id": side.id,
        "chain": list(side.chain),
        "said": side.said.isoformat(),
        "hedge": side.hedge,
        "says": side.says,
        "text": side.evidence.exact,
        "report": side.report.id,
        "start": side.evidence.span.start,
        "end": side.evidence.span.end,
        "origin": side.origin,
    }


def scored_dict(scored: Scored) -> dict[str, Any]:
    """A claim with its verdict."""
    return {
        "about": scored.group,
        "title": scored.title,
        "verdict": str(scored.verdict),
        "why": scored.why,
        "stated": _round(scored.stated),
        **_claim(scored.claim, scored.doubt),
    }


def tally_dict(tally: Tally) -> dict[str, Any]:
    """Counts first; rates only where there are enough cases."""
    return {
        "name": tally.name,
        "right": tally.right,
        "wrong": tally.wrong,
        "unclear": tally.unclear,
        "open": tally.open,
        "expected": round(tally.expected, 2),
        "rate": None if tally.rate is None else _round(tally.rate),
        "brier": None if tally.brier is None else _round(tally.brier),
    }


def pending_dict(pending: Pending) -> dict[str, Any]:
    """What is due, overdue, lapsed or ahead."""
    return {
        "about": pending.group,
        "title": pending.title,
        "pace": str(pending.pace),
        "days": pending.days,
        "words": pending.words,
        "firm": _firm(pending.firm),
    }


def question_dict(question: Question) -> dict[str, Any]:
    """A draft of a forecast question with its criteria and evidence."""
    return {
        "id": question.id,
        "about": question.group,
        "type": "binary",
        "question": question.text,
        "opens": question.opens.isoformat(),
        "closes": question.closes.isoformat(),
        "resolves": question.resolves.isoformat(),
        "resolution_criteria": list(question.criteria),
        "background": question.background,
        "p": None if question.p is None else _round(question.p),
        "range": None
        if question.low is None or question.high is None
        else [_round(question.low), _round(question.high)],
        "evidence": [side_dict(s) for s in question.evidence],
    }


def _firm(firm: FirmWindow) -> dict[str, Any]:
    window = firm.window
    return {
        **_days(window),
        "earliest_approximate": window.earliest_approximate,
        "latest_approximate": window.latest_approximate,
        "earliest_hedge": str(firm.earliest.hedge) if firm.earliest.day else None,
        "latest_hedge": str(firm.latest.hedge) if firm.latest.day else None,
        "options": [_days(w) for w in firm.options],
    }


def _because(bound: str, end: Bound) -> dict[str, Any]:
    claims = [step.cause.claim for step in end.steps if step.cause.claim is not None]
    return {
        "bound": bound,
        "day": _iso(end.day),
        "hedge": str(end.hedge),
        "words": end.words,
        "claims": [c.timing.id for c in claims],
    }


def _plausible(plausible: Plausible) -> dict[str, Any]:
    return {
        "50": _region(plausible.half),
        "80": _region(plausible.most),
        "months": _bin(plausible.months) if plausible.months else None,
    }


def _region(region: Region) -> dict[str, Any]:
    return {
        "p": _round(region.p),
        "with_never": region.with_never,
        "stretches": [{"from": _iso(w.earliest), "to": _iso(w.latest)} for w in region.stretches],
    }


def _bin(b: Bin) -> dict[str, Any]:
    return {
        "from": b.first.isoformat(),
        "to": b.last.isoformat(),
        "p": _round(b.p),
        "range": [_round(b.low), _round(b.high)],
    }


def _weighed(weighed: Weighed) -> dict[str, Any]:
    return {
        **_claim(weighed.claim, weighed.doubt),
        "counts": str(weighed.counts),
        "why": weighed.why,
        "taken": _days(weighed.window),
        "closed_by": weighed.closed,
        "reliability": _round(weighed.reliability),
        "firm": weighed.firm,
        "shift": _round(weighed.shift),
    }


def _claim(claim: Claim, doubt: Doubt) -> dict[str, Any]:
    timing = claim.timing
    return {
        "id": timing.id,
        "chain": list(claim.chain),
        "said": claim.said.isoformat(),
        "text": timing.evidence.exact,
        "report": claim.report.id,
        "start": timing.evidence.span.start,
        "end": timing.evidence.span.end,
        **_days(timing.window),
        "sense": str(timing.sense),
        "hedge": str(timing.hedge),
        "word": {
            "label": doubt.label,
            "scale": doubt.scale,
            "p": doubt.p,
            "range": [doubt.low, doubt.high],
            "source": doubt.source,
            "reported_speech": doubt.reported,
        },
        "origin": claim.origin,
    }


def _moved(moved: Moved) -> dict[str, Any]:
    return {"statement": moved.claim.timing.id, "shift": _round(moved.shift), "words": moved.words}


def _stage(stage: Stage) -> dict[str, Any]:
    belief: Belief = stage.belief
    return {
        "day": stage.day.isoformat(),
        "statement": stage.claim.timing.id,
        "words": stage.words,
        "firm": _days(stage.firm),
        "belief": [_bin(b) for b in belief.bins],
        "never": _round(belief.never),
    }


def _days(window: Window | None) -> dict[str, str | None]:
    earliest, latest = (window.earliest, window.latest) if window else (None, None)
    return {"earliest": _iso(earliest), "latest": _iso(latest)}


def _iso(value: dt.date | None) -> str | None:
    return value.isoformat() if value else None


def _round(p: float) -> float:
    return round(p, _DIGITS)
