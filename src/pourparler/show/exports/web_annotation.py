"""Findings as W3C Web Annotations (JSON-LD): each names the exact words, where they stand, and what is made of them.

Positions count Unicode code points of the report's text, as the recommendation wants. The words around a quotation are
as many as it takes to be found once only: every place that matches counts as meant.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from typing import Any

from pourparler import __version__
from pourparler.model.groups import Claim, MeetingGroup, ReportCard, StatementCard
from pourparler.model.text import CONTEXT, Evidence
from pourparler.show import words
from pourparler.show.exports.material import Group, Material, edtf, moment, source_of, state_of_entry, urn

_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"prov": "http://www.w3.org/ns/prov#", "pp": "urn:pourparler:term:"}]
Json = dict[str, Any]


def annotation_page(material: Material) -> Iterator[str]:
    """One AnnotationPage with an annotation a line: statements, meetings, commitments, claims, and who is who."""
    head = {"@context": _CONTEXT, "id": urn("annotations", material.day.isoformat()), "type": "AnnotationPage"}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "items": ['
    front = "\n"
    for item in _items(material):
        yield front + json.dumps(item, ensure_ascii=False)
        front = ",\n"
    yield "\n]}\n"


def _items(material: Material) -> Iterator[Json]:
    for card in material.statements:
        yield _statement(card)
    for group, sighting in material.sightings:
        finding, kind = sighting.finding, "meeting" if isinstance(group, MeetingGroup) else "commitment"
        body = _body("describing", f"{group.title} ({state_of_entry(group)})") | {"pp:of": {"@id": urn(kind, group.id)}}
        yield _annotation(finding.id, "describing", [body], [finding.evidence], sighting.report)
    for group, claim in material.claims:
        yield _claim(group, claim)
    yield from _mentions(material)


def _statement(card: StatementCard) -> Json:
    said = card.statement
    bodies = [
        _body("describing", " → ".join(card.chain) or "source not named"),
        _body("classifying", said.stance),
    ]
    made = _annotation(said.id, "classifying", bodies, said.content_spans, card.report)
    return made | {"prov:wasQuotedFrom": {"@id": urn("origin", card.origin)}}


def _claim(group: Group, claim: Claim) -> Json:
    timing = claim.timing
    told = f"{group.title}: {words.window(timing.window)}, {words.hedge(timing)}"
    body = _body("assessing", told) | {
        "pp:edtf": edtf(timing.window),
        "pp:hedge": str(timing.hedge),
        "pp:sense": str(timing.sense),
    }
    return _annotation(timing.id, "assessing", [body], [timing.evidence], claim.report)


def _mentions(material: Material) -> Iterator[Json]:
    ids = material.actor_ids()
    for card in material.reports:
        for n, mention in enumerate(material.read(card.id).mentions):
            if mention.actor in ids:
                body = {"type": "SpecificResource", "purpose": "identifying"}
                body["source"] = urn("actor", ids[mention.actor])
                yield _annotation(f"{card.id}/{n}", "identifying", [body], [mention.evidence], card)


def _annotation(id: str, motivation: str, body: Sequence[Json], where: Sequence[Evidence], report: ReportCard) -> Json:
    return {
        "id": urn("annotation", id),
        "type": "Annotation",
        "motivation": motivation,
        "generator": {"id": urn("software", __version__), "type": "Software", "name": f"Pourparler {__version__}"},
        "body": list(body),
        "target": [_target(evidence, report) for evidence in where],
    }


def _body(purpose: str, value: str) -> Json:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain", "language": "en"}


def _target(evidence: Evidence, report: ReportCard) -> Json:
    made: Json = {"type": "SpecificResource", "source": source_of(report), "selector": _selectors(evidence)}
    if report.published is not None:
        made["state"] = _state(report.published)
    return made


def _state(published: dt.date) -> Json:
    """Which version of the page is meant: that of the moment, or of the whole day, of publication."""
    if isinstance(published, dt.datetime):
        return {"type": "TimeState", "sourceDate": moment(published)}
    begin = moment(published)
    return {"type": "TimeState", "sourceDateStart": begin, "sourceDateEnd": begin.replace("T00:00:00", "T23:59:59")}


def _selectors(evidence: Evidence) -> list[Json]:
    span, width = evidence.span, unique_width(evidence)
    quote = {
        "type": "TextQuoteSelector",
        "exact": evidence.exact,
        "prefix": evidence.text[max(0, span.start - width) : span.start],
        "suffix": evidence.text[span.end : span.end + width],
    }
    return [quote, {"type": "TextPositionSelector", "start": span.start, "end": span.end}]


def unique_width(evidence: Evidence) -> int:
    """How many characters around the words it takes for them to be found once only in their text, 32 at least."""
    text, span, width = evidence.text, evidence.span, CONTEXT
    while width < len(text):
        around = text[max(0, span.start - width) : span.end + width]
        if text.find(around, text.find(around) + 1) < 0:
            break
        width *= 2
    return width
