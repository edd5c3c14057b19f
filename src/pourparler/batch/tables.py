"""What an archive's Parquet holds: seven tables, one row a thing, made for asking (columns: docs/batch.md).

`reports` also keeps each report and its findings whole (`report_packed`, `findings_packed`), so that a record can be
loaded from it without loss; a query that does not name these columns does not read them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pyarrow as pa

from pourparler.model.findings import AnnotatedReport, Commitment, Meeting, Statement, Timex, Timing
from pourparler.model.pack import pack, unpack
from pourparler.model.text import Evidence, Report, Skipped
from pourparler.model.window import Window

_TEXT, _TEXTS, _DAY, _COUNT, _BYTES = pa.string(), pa.list_(pa.string()), pa.date32(), pa.int32(), pa.binary()
_OF = [("report", _TEXT), ("published", _DAY), ("id", _TEXT)]
_WHERE = [("text", _TEXT), ("start", _COUNT), ("end", _COUNT)]
_WHEN = [("earliest", _DAY), ("latest", _DAY)]
_WORDS = [(name, _TEXT) for name in ("url", "title", "outlet", "agency")]

SCHEMAS: dict[str, Any] = {
    name: pa.schema(columns)
    for name, columns in {
        "statements": [
            *_OF,
            *[("source", _TEXT), ("chain", _TEXTS), ("stance", _TEXT), ("form", _TEXT), ("cue", _TEXT)],
            *[("content", _TEXT), ("start", _COUNT), ("end", _COUNT)],
            *[("said_earliest", _DAY), ("said_latest", _DAY), ("occasion", _TEXT), ("rule", _TEXT)],
        ],
        "meetings": [
            *_OF,
            *[("form", _TEXT), ("parties", _TEXTS), ("inferred", _TEXTS), ("place", _TEXTS), ("status", _TEXT)],
            *_WHEN,
            *[("purpose", _TEXT), *_WHERE, ("grounds", _TEXTS), ("rule", _TEXT)],
        ],
        "commitments": [
            *_OF,
            *[("by", _TEXTS), ("to", _TEXTS), ("force", _TEXT), ("life", _TEXT), ("condition", _TEXT)],
            *[("in_return_for", _TEXT), ("made_earliest", _DAY), ("made_latest", _DAY), ("made_place", _TEXT)],
            *[("due_earliest", _DAY), ("due_latest", _DAY), *_WHERE, ("grounds", _TEXTS), ("rule", _TEXT)],
        ],
        "timings": [
            *_OF,
            *[("about", _TEXT), *_WHEN, ("sense", _TEXT), ("hedge", _TEXT), ("of", _TEXT)],
            *[*_WHERE, ("grounds", _TEXT), ("rule", _TEXT)],
        ],
        "timexes": [
            *_OF,
            *[("type", _TEXT), ("value", _TEXT), ("mod", _TEXT), ("anchor", _TEXT), *_WHEN, *_WHERE, ("rule", _TEXT)],
        ],
        "skipped": [("place", _TEXT), ("stage", _TEXT), ("why", _TEXT)],
        "reports": [
            *[("id", _TEXT), ("place", _TEXT), *_WORDS, ("published", _DAY), ("published_from", _TEXT)],
            *[("language", _TEXT), ("words", _COUNT), ("copy_of", _TEXT), ("text", _TEXT)],
            *[("report_packed", _BYTES), ("findings_packed", _BYTES)],
        ],
    }.items()
}
Rows = Iterator[tuple[str, dict[str, Any]]]


def rows_of(place: str, annotated: AnnotatedReport) -> Rows:
    """Every row that a report gives, each with the name of its table."""
    report = annotated.report
    of = {"report": report.id, "published": report.day}
    bare = replace(annotated, report=_bare(report))
    yield "reports", _report(place, report) | {"findings_packed": pack(bare)}
    for s in annotated.statements:
        yield "statements", of | _statement(s)
    for m in annotated.meetings:
        yield "meetings", of | _meeting(m)
    for c in annotated.commitments:
        yield "commitments", of | _commitment(c)
    for t in annotated.timings:
        yield "timings", of | _timing(t)
    for x in annotated.timexes:
        yield "timexes", of | _timex(x)


def copy_rows(place: str, report: Report, original: str) -> Rows:
    """The row of a report that says nothing that an earlier one does not say: it is listed and not read."""
    yield "reports", _report(place, report) | {"copy_of": original}


def skipped_rows(skipped: Skipped, place: str) -> Rows:
    """The row of what could not be read."""
    yield "skipped", {"place": skipped.url or place, "stage": skipped.stage, "why": skipped.why}


def whole(row: dict[str, Any]) -> AnnotatedReport:
    """The report and all that was found in it, from `text`, `report_packed` and `findings_packed`."""
    nobody = Report.__new__(Report)  # only evidence looks at the report it lies in
    report = replace(unpack(Report, row["report_packed"], nobody), text=row["text"])
    return replace(unpack(AnnotatedReport, row["findings_packed"], report), report=report)


def _bare(report: Report) -> Report:
    return replace(report, text="")


def _report(place: str, report: Report) -> dict[str, Any]:
    names = ("id", "url", "title", "outlet", "agency", "published_from", "language", "text")
    return {name: getattr(report, name) for name in names} | {
        "place": place,
        "published": report.day,
        "words": len(report.text.split()),
        "report_packed": pack(_bare(report)),
    }


def _words(evidence: Evidence) -> dict[str, Any]:
    return {"text": evidence.exact, "start": evidence.span.start, "end": evidence.span.end}


def _days(window: Window | None, prefix: str = "") -> dict[str, Any]:
    return {f"{prefix}earliest": window.earliest, f"{prefix}latest": window.latest} if window else {}


def _joined(spans: tuple[Evidence, ...]) -> str | None:
    return " … ".join(e.exact for e in spans) or None


def _exact(evidence: Evidence | None) -> str | None:
    return evidence.exact if evidence else None


def _statement(s: Statement) -> dict[str, Any]:
    edges = {"start": s.content_spans[0].span.start, "end": s.content_spans[-1].span.end} if s.content_spans else {}
    row = {"id": s.id, "source": s.source, "chain": s.chain, "stance": s.stance, "form": s.form, "rule": s.rule}
    words = {"cue": _joined(s.cue_spans), "content": _joined(s.content_spans), "occasion": _exact(s.occasion)}
    return row | words | edges | _days(s.said, "said_")


def _meeting(m: Meeting) -> dict[str, Any]:
    names = ("id", "form", "parties", "inferred", "place", "status", "grounds", "rule")
    row = {name: getattr(m, name) for name in names}
    return row | {"purpose": _exact(m.purpose)} | _days(m.window) | _words(m.evidence)


def _commitment(c: Commitment) -> dict[str, Any]:
    names = ("id", "by", "to", "force", "life", "in_return_for", "made_place", "grounds", "rule")
    row = {name: getattr(c, name) for name in names} | {"condition": _exact(c.condition)}
    return row | _days(c.made, "made_") | _days(c.due, "due_") | _words(c.evidence)


def _timing(t: Timing) -> dict[str, Any]:
    names = ("id", "about", "sense", "hedge", "of", "grounds", "rule")
    return {name: getattr(t, name) for name in names} | _days(t.window) | _words(t.evidence)


def _timex(x: Timex) -> dict[str, Any]:
    names = ("id", "type", "value", "mod", "anchor", "rule")
    return {name: getattr(x, name) for name in names} | _days(x.window) | _words(x.evidence)
