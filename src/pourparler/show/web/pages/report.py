"""Report reader: the whole text with its findings marked in place, each explained beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pourparler.model import codec
from pourparler.model.findings import AnnotatedReport
from pourparler.model.text import Span
from pourparler.show.jsonable import jsonable
from pourparler.show.web.ask import Ask
from pourparler.show.web.desk import Desk
from pourparler.show.web.frame import Page
from pourparler.show.web.reader.findings import KINDS, listed, marks_of
from pourparler.show.web.reader.related import related
from pourparler.show.web.reader.segments import Marked, Segment, cut

OTHERS = 12  # related reports shown
_BREAK = re.compile(r"\n[ \t]*\n\s*")
_LIT = re.compile(r"(\d{1,7})-(\d{1,7})\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """kind: "title", "body" or "aside" (around the report proper)."""

    kind: str
    segments: tuple[Segment, ...]


def make_report(desk: Desk, ask: Ask, path: Mapping[str, str]) -> Page:
    """The page `/reports/{id}`."""
    known = desk.known(ask.filters.asof)
    annotated = known.view.report(path["id"])
    report = annotated.report
    shown = ask.filters.show
    findings = listed(annotated)
    marks = [m for m in marks_of(findings) if m.kind in shown]
    homes = known.view.told_of(report.id)
    others = related(report.id, {g.id: g for g in homes.values()}.values(), known.asof)
    lit = lit_span(ask.filters.lit, len(report.text))
    paragraphs = tuple(_paragraphs(annotated, marks, lit))
    context = {
        "annotated": annotated, "report": report, "findings": findings, "kinds": KINDS, "shown": shown,
        "paragraphs": paragraphs, "labels": {f.key: f.label for f in findings}, "homes": homes,
        "others": others[:OTHERS],
        "lit": ask.filters.lit if lit is None else "lit",
    }  # fmt: skip
    return Page(
        template="report.html",
        title=report.title or f"Report {report.id}",
        here="reports",
        context=context,
        data=lambda: (
            codec.to_dict(annotated)
            | {
                "text": report.text,
                "groups": {finding: group.id for finding, group in homes.items()},
                "related": [{"report": jsonable(o.report), "shares": [g.id for g in o.groups]} for o in others],
            }
        ),
    )


def lit_span(asked: str | None, length: int) -> Span | None:
    """The stretch "12-40" that a link lights, None where it asks for something else."""
    if not (match := _LIT.match(asked or "")):
        return None
    start, end = int(match[1]), min(int(match[2]), length)
    return Span(start, end) if start < end else None


def _paragraphs(annotated: AnnotatedReport, marks: list[Marked], lit: Span | None) -> Iterator[Paragraph]:
    """The text, paragraph by paragraph; the stretch to be lit is one more mark."""
    text, layout = annotated.report.text, annotated.report.layout
    if lit:
        marks = [*marks, Marked(span=lit, key="lit", kind="lit")]
    last: dict[str, int] = {}
    for mark in marks:
        last[mark.key] = max(last.get(mark.key, 0), mark.span.end)
    for stretch in stretches(text):
        if layout.title and stretch.overlaps(layout.title):
            kind = "title"
        else:
            kind = "body" if any(stretch.overlaps(b) for b in layout.body) else "aside"
        yield Paragraph(kind=kind, segments=tuple(cut(text, stretch, marks, last=last)))


def stretches(text: str) -> Iterator[Span]:
    """The paragraphs of a text: what stands between blank lines."""
    start = 0
    for gap in _BREAK.finditer(text):
        if gap.start() > start:
            yield Span(start, gap.start())
        start = gap.end()
    if text[start:].strip():
        yield Span(start, len(text))
