"""The record as JSON lines: the public format `pourparler/1` (docs/record-format.md)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from pourparler.model.findings import AnnotatedReport, Commitment, Meeting, Statement, Timex, Timing
from pourparler.model.text import Evidence, Report
from pourparler.model.window import Window

FORMAT = "pourparler/1"


def encode(annotated: AnnotatedReport) -> bytes:
    """One report as one JSON object, without a line end."""
    return msgspec.json.encode(to_dict(annotated))


def to_dict(annotated: AnnotatedReport) -> dict[str, Any]:
    """One report as the plain dict that JSON output holds; ids are short and count from 1 within the report."""
    short = _short_ids(annotated)
    return {
        "format": FORMAT,
        "id": annotated.report.id,
        "report": _report(annotated.report),
        "timexes": [_timex(x, short) for x in annotated.timexes],
        "actors": _actors(annotated),
        "statements": [_statement(s, short) for s in annotated.statements],
        "meetings": [_meeting(m, short) for m in annotated.meetings],
        "commitments": [_commitment(c, short) for c in annotated.commitments],
        "timings": [_timing(t, short) for t in annotated.timings],
        "provenance": {
            "software": annotated.provenance.software,
            "model": annotated.provenance.model,
            "rules": annotated.provenance.rules,
        },
    }


def _short_ids(annotated: AnnotatedReport) -> dict[str, str]:
    kinds: tuple[tuple[str, Iterable[Any]], ...] = (
        ("x", annotated.timexes),
        ("a", annotated.actors),
        ("s", annotated.statements),
        ("m", annotated.meetings),
        ("c", annotated.commitments),
        ("t", annotated.timings),
    )
    return {item.id: f"{letter}{n}" for letter, items in kinds for n, item in enumerate(items, 1)}


def _report(report: Report) -> dict[str, Any]:
    return {
        "id": report.id,
        "url": report.url,
        "title": report.title,
        "outlet": report.outlet,
        "agency": report.agency,
        "published": report.published.isoformat() if report.published else None,
        "published_from": report.published_from,
        "language": report.language,
        "sha256": hashlib.sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest(),
    }


def _pairs(spans: Iterable[Evidence]) -> list[list[int]]:
    return [[e.span.start, e.span.end] for e in spans]


def _at(evidence: Evidence) -> dict[str, Any]:
    return {"start": evidence.span.start, "end": evidence.span.end, "text": evidence.exact}


def _days(window: Window | None) -> dict[str, str | None]:
    earliest, latest = (window.earliest, window.latest) if window else (None, None)
    return {"earliest": earliest.isoformat() if earliest else None, "latest": latest.isoformat() if latest else None}


def _exact(evidence: Evidence | None) -> str | None:
    return evidence.exact if evidence else None


def _timex(x: Timex, short: Mapping[str, str]) -> dict[str, Any]:
    anchor = short.get(x.anchor, x.anchor) if x.anchor else None
    tail = {"type": x.type, "value": x.value, "mod": x.mod, "anchor": anchor, **_days(x.window), "rule": x.rule}
    return {"id": short[x.id], **_at(x.evidence), **tail}


def _actors(annotated: AnnotatedReport) -> list[dict[str, Any]]:
    spans: dict[str, list[list[int]]] = {}
    for mention in annotated.mentions:
        if mention.actor is not None:
            spans.setdefault(mention.actor, []).extend(_pairs([mention.evidence]))
    return [
        {
            "id": f"a{n}",
            "name": actor.name,
            "kind": actor.kind,
            "office": actor.offices[0].title if actor.offices else None,
            "acts_for": actor.acts_for,
            "mentions": spans.get(actor.name, []),
        }
        for n, actor in enumerate(annotated.actors, 1)
    ]


def _statement(s: Statement, short: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": short[s.id],
        "source": s.source,
        "source_spans": _pairs(s.source_spans),
        "cue_spans": _pairs(s.cue_spans),
        "content_spans": _pairs(s.content_spans),
        "form": s.form,
        "chain": list(s.chain),
        "occasion": _exact(s.occasion),
        "stance": s.stance,
        "said": _days(s.said) if s.said else None,
        "rule": s.rule,
    }


def _meeting(m: Meeting, short: Mapping[str, str]) -> dict[str, Any]:
    options = m.place_options
    return {
        "id": short[m.id],
        **_at(m.evidence),
        "form": m.form,
        "parties": list(m.parties),
        "inferred": list(m.inferred),
        "place": list(m.place),
        "place_options": options and {"least": options.least, "most": options.most, "named": list(options.named)},
        **_days(m.window),
        "status": m.status,
        "purpose": _exact(m.purpose),
        "grounds": [short[g] for g in m.grounds],
        "rule": m.rule,
    }


def _commitment(c: Commitment, short: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": short[c.id],
        **_at(c.evidence),
        "by": list(c.by),
        "to": list(c.to),
        "force": c.force,
        "condition": _exact(c.condition),
        "in_return_for": short[c.in_return_for] if c.in_return_for else None,
        "made": {**_days(c.made), "place": c.made_place},
        "due": _days(c.due) if c.due else None,
        "life": c.life,
        "grounds": [short[g] for g in c.grounds],
        "rule": c.rule,
    }


def _timing(t: Timing, short: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": short[t.id],
        "about": short[t.about],
        **_at(t.evidence),
        **_days(t.window),
        "sense": t.sense,
        "hedge": t.hedge,
        "grounds": short[t.grounds] if t.grounds else None,
        "of": t.of,
        "rule": t.rule,
    }
