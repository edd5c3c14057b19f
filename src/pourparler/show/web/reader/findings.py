"""The findings of one report as the reader lists them: numbered, in order of the text, with the spans they light."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pourparler.model.findings import AnnotatedReport, Commitment, Meeting, Statement, Timing
from pourparler.model.text import Span
from pourparler.show.web.reader.segments import Marked

KINDS = {"s": "statements", "m": "meetings", "c": "commitments", "t": "timings"}
Item = Statement | Meeting | Commitment | Timing


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One finding. key: its id; label: short, "s3"; kind: a key of KINDS; spans: what it lights in the text."""

    key: str
    label: str
    kind: str
    item: Item
    spans: tuple[Span, ...]


def listed(annotated: AnnotatedReport) -> tuple[Listed, ...]:
    """All findings, by kind, numbered as in JSON output."""
    kinds: tuple[tuple[str, tuple[Item, ...]], ...] = (
        ("s", annotated.statements),
        ("m", annotated.meetings),
        ("c", annotated.commitments),
        ("t", annotated.timings),
    )
    return tuple(
        Listed(key=item.id, label=f"{kind}{n}", kind=kind, item=item, spans=tuple(_spans(item)))
        for kind, items in kinds
        for n, item in enumerate(items, 1)
    )


def _spans(item: Item) -> Iterator[Span]:
    if isinstance(item, Statement):
        yield from (e.span for e in item.content_spans)
    elif isinstance(item, Meeting):
        yield item.evidence.span
        yield from (e.span for e in item.mentions if not e.span.overlaps(item.evidence.span))
    else:
        yield item.evidence.span


def marks_of(findings: tuple[Listed, ...]) -> list[Marked]:
    """Their spans as marks; longer ones first, so that the last key at a place is the smallest finding there."""
    marks = [Marked(span=span, key=f.key, kind=f.kind) for f in findings for span in f.spans]
    return sorted(marks, key=lambda m: (m.span.start - m.span.end, m.key))
