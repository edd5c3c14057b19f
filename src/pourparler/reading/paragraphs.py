"""Where the paragraphs of a plain text begin and end.

Three habits have to be told apart: paragraphs parted by blank lines, one paragraph a line, and lines broken at a fixed
width (with or without blank lines between paragraphs). A break belongs to a fixed width if the first word of the next
line would not have fitted any more; it ends a paragraph if that word would have fitted easily.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pourparler.model.text import Span

NARROWEST, WIDEST = 50, 140  # characters: lines broken by hand or by program are hardly shorter or longer
_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+|\r\n|[\n\r\f\v\x85\u2028\u2029]")
_BREAKS = frozenset({"\r\n", *"\n\r\f\v\x85\u2028\u2029"})
_BULLET = re.compile(r"[-–—•*·▪◦‣]\s")
_NUMBER = re.compile(r"\(?(?:\d{1,2}[.)]|[a-z]\))\s")
_BLANK = " \t\xa0\u3000\ufeff\u200b\u200e\u200f\u00ad"
_ENDED = tuple(".!?:;…\"”’')]»")


def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of a text in order, without the blank characters around them."""
    blocks = list(_blocks(text))
    width = _width(text, blocks)
    found: list[Span] = []
    for block in blocks:
        start = block[0].start
        for line, following in pairwise(block):
            if not _same_paragraph(text, line, following, width):
                found.append(Span(start, line.end))
                start = following.start
        found.append(Span(start, block[-1].end))
    return tuple(found)


def _blocks(text: str) -> Iterator[list[Span]]:
    """Runs of lines without a blank line between them."""
    block: list[Span] = []
    breaks = 0
    for match in _LINE.finditer(text):
        trimmed = trim(text, match.start(), match.end())
        if trimmed is None:
            breaks += match.group() in _BREAKS
            continue
        if block and breaks > 1:
            yield block
            block = []
        block.append(trimmed)
        breaks = 0
    if block:
        yield block


def trim(text: str, start: int, end: int) -> Span | None:
    """The stretch without blank characters at its edges, or None if nothing else is in it."""
    while start < end and (text[start].isspace() or text[start] in _BLANK):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in _BLANK):
        end -= 1
    return Span(start, end) if start < end else None


def _width(text: str, blocks: list[list[Span]]) -> int:
    """The width at which the lines were broken, or 0 if each line is a paragraph."""
    breaks = [
        (line, following)
        for block in blocks
        for line, following in pairwise(block)
        if not _is_item(text, line, following)
    ]
    if not breaks:
        return 0
    lengths = sorted(line.end - line.start for line, _ in breaks)
    width = lengths[int(0.9 * (len(lengths) - 1))]
    ended = sum(text[line.end - 1] in _ENDED for line, _ in breaks)
    full = sum(_needed(text, line, following) >= 0.95 * width for line, following in breaks)
    wrapped = NARROWEST <= width <= WIDEST and ended < 0.8 * len(breaks) and full > 0.5 * len(breaks)
    return width if wrapped else 0


def _needed(text: str, line: Span, following: Span) -> int:
    """Characters the line would have with the first word of the next one."""
    word = text[following.start : following.end].split(maxsplit=1)[0]
    return line.end - line.start + 1 + len(word)


def _same_paragraph(text: str, line: Span, following: Span, width: int) -> bool:
    if _is_item(text, line, following):
        return False
    if width and _needed(text, line, following) >= 0.8 * width:
        return True
    return text[following.start].islower() and text[line.end - 1] not in _ENDED


def _is_item(text: str, line: Span, following: Span) -> bool:
    """Does the next line open a list item? A number does so only after the end of a sentence."""
    if _BULLET.match(text, following.start, following.end):
        return True
    return text[line.end - 1] in _ENDED and _NUMBER.match(text, following.start, following.end) is not None
