"""An attribution in the making, and the edges of its content."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Token

from pourparler.annotate.draft import Draft

Piece = tuple[int, int]

_OUTER = " \t\r\n\f\v\xa0,;:–—-―"
_MARKS = '"“”„«»`'
_CELL = 512  # characters of a cell of the index
_FINAL = tuple(".,!?…")
_OPENED = re.compile(r"(?<!\w)['‘](?=\w)")


@dataclass(slots=True, eq=False)
class Find:
    """Who (source), by which words (cue), what (pieces of content); all spans are characters of the report.

    source: head of the source's phrase, None where the report leaves the source out. verb: the cue's head word.
    """

    rule: str
    stance: str
    pieces: list[Piece]
    verb: Token | None = None
    cue: list[Piece] = field(default_factory=list)
    source: Token | None = None
    source_span: Piece | None = None
    outer: list[tuple[Token | None, str | None]] = field(default_factory=list)  # whom the words came through
    name: str | None = None  # canonical name of the source
    also: bool = False  # the same words again, for one more of several who say them together
    parent: Find | None = None  # the attribution in whose content this one stands

    @property
    def start(self) -> int:
        """First character of the content."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Past the last character of the content."""
        return self.pieces[-1][1]

    def covers(self, start: int, end: int) -> int:
        """How many characters of [start, end) are content."""
        return sum(max(0, min(b, end) - max(a, start)) for a, b in self.pieces)


class Nearby:
    """Attributions by place: those whose content or cue lies about a stretch of text, without looking at all others."""

    def __init__(self, finds: Iterable[Find]) -> None:
        self._cells: dict[int, list[Find]] = {}
        for find in finds:
            self.add(find)

    def add(self, find: Find) -> None:
        """Note one more."""
        for cell in {c for a, b in (*find.pieces, *find.cue) for c in range(a // _CELL, b // _CELL + 1)}:
            self._cells.setdefault(cell, []).append(find)

    def about(self, start: int, end: int) -> list[Find]:
        """Attributions that may touch [start, end), each once."""
        cells = range(start // _CELL, end // _CELL + 1)
        return list(dict.fromkeys(f for cell in cells for f in self._cells.get(cell, ())))


def trim(draft: Draft, start: int, end: int) -> Piece | None:
    """A piece of content, without outer quotation marks and closing punctuation. "That" stays (decision 0006).

    It lies in the body or in the headline, never in both.
    """
    text, layout = draft.report.text, draft.report.layout
    if layout.body and not (layout.title is not None and end <= layout.title.end):
        start = max(start, layout.body[0].start)
    start, end = _strip(text, start, end)
    while start < end and text[start] in _MARKS + "'‘’":
        quote = draft.quote_at(start + 1) or draft.quote_at(start + 2)
        if text[start] in "'‘" and (quote is None or quote.start > start):
            break
        inside = quote is not None and quote.start <= start and quote.outer < end - 1
        if quote and inside and text[end - 1] not in _MARKS + "'’" and any(c.isalnum() for c in text[quote.end : end]):
            break
        start, end = _strip(text, start + 1, end)
    while end > start and (text[end - 1] in _MARKS or text[end - 2 : end] == "''"):
        quote = draft.quote_at(end - 2)
        if quote is not None and quote.start > start:
            break
        start, end = _strip(text, start, end - (2 if text[end - 2 : end] == "''" else 1))
    if text[end - 2 : end - 1] in _FINAL and text[end - 1] in "'’" and not _OPENED.search(text, start, end - 2):
        start, end = _strip(text, start, end - 1)
    while end > start and text[end - 1] in "." + _OUTER and text[end - 3 : end] != "...":
        end -= 1
    return (start, end) if any(c.isalnum() for c in text[start:end]) else None


def _strip(text: str, start: int, end: int) -> Piece:
    while start < end and text[start] in _OUTER:
        start += 1
    while start < end and text[end - 1] in _OUTER:
        end -= 1
    return start, end
