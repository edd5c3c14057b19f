"""Spans that overlap and cross, flattened: the text is cut at every edge, each piece knows the findings over it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pourparler.model.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A stretch of text that a finding covers; key: what stands for the finding, kind: its lane."""

    span: Span
    key: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A piece of text. keys: findings over it, kinds: their lanes; starts, ends: those that begin and end with it."""

    text: str
    keys: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


def cut(text: str, stretch: Span, marks: Sequence[Marked], *, last: dict[str, int]) -> Iterator[Segment]:
    """The pieces of a stretch of text, in order; together they are the stretch, character for character.

    last: the offset at which each finding ends for good, so that its number stands there only once.
    """
    inside = [m for m in marks if m.span.overlaps(stretch)]
    edges = {stretch.start, stretch.end}
    for mark in inside:
        edges |= {max(mark.span.start, stretch.start), min(mark.span.end, stretch.end)}
    ordered = sorted(edges)
    open_marks: list[Marked] = []
    waiting = sorted(inside, key=lambda m: (m.span.start, -m.span.end))
    for start, end in pairwise(ordered):
        while waiting and waiting[0].span.start <= start:
            open_marks.append(waiting.pop(0))
        open_marks = [m for m in open_marks if m.span.end > start]
        yield Segment(
            text=text[start:end],
            keys=tuple(dict.fromkeys(m.key for m in open_marks)),
            kinds=tuple(sorted({m.kind for m in open_marks})),
            starts=tuple(dict.fromkeys(m.key for m in open_marks if m.span.start == start)),
            ends=tuple(dict.fromkeys(m.key for m in open_marks if m.span.end == end and last.get(m.key) == end)),
        )
