"""The layer of quotation marks: which stretches of a text stand inside them.

Straight marks toggle, curly ones are paired; both are reset at each paragraph, because a quotation that runs over
paragraphs repeats its opening mark and closes once. Single quotation marks count only when they cannot be apostrophes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

OPENING, CLOSING = "“„«", "”»"
_MARK = re.compile(r"[“„«”»\"]|``|''|(?<![\w’'])[‘'](?=\w)|(?<=[\w.,!?…])[’'](?!\w)")
_PARAGRAPH = re.compile(r"\n[ \t\r\f\v\xa0]*\n|\n(?=[ \t\xa0]*[“\"])")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: [start, end) with its marks, [inner, outer) without; not `closed` if the end mark is missing."""

    start: int
    end: int
    inner: int
    outer: int
    closed: bool


def find_quotes(text: str) -> tuple[Quote, ...]:
    """All double-marked quotations of a text, in order; single-marked ones only outside of those."""
    found: list[Quote] = []
    at = 0
    for border in [*(m.start() for m in _PARAGRAPH.finditer(text)), len(text)]:
        found += _paragraph(text, at, border)
        at = border
    return tuple(found)


def _paragraph(text: str, lo: int, hi: int) -> list[Quote]:
    out: list[Quote] = []
    opened: re.Match[str] | None = None
    single: re.Match[str] | None = None
    for mark in _MARK.finditer(text, lo, hi):
        sign = mark.group()
        if sign in ("'", "’", "‘"):
            single = None if opened else _single(text, mark, single, out)
        elif opened is None:
            if sign not in CLOSING and (sign != "''" or _doubled_opens(text, mark)):
                opened, single = mark, None
        elif sign in OPENING or sign == "``":
            opened = opened if mark.start() - opened.end() < 2 else mark
        else:
            if mark.start() > opened.end():
                out.append(Quote(opened.start(), mark.end(), opened.end(), mark.start(), True))
            opened = None
    if opened is not None:
        end = lo + len(text[lo:hi].rstrip())
        if end > opened.end():
            out.append(Quote(opened.start(), end, opened.end(), end, False))
    return out


def _doubled_opens(text: str, mark: re.Match[str]) -> bool:
    """Two apostrophes open where a word follows and none goes before: some papers set both ends of a quotation so."""
    before, behind = text[max(0, mark.start() - 1) : mark.start()], text[mark.end() : mark.end() + 1]
    return behind.strip() != "" and not before.isalnum()


def _single(text: str, mark: re.Match[str], opened: re.Match[str] | None, out: list[Quote]) -> re.Match[str] | None:
    """Open at a mark before a word, close at one after a word or its punctuation; return what is open now."""
    before = text[mark.start() - 1] if mark.start() else " "
    if before.isspace() or before in "(—–-":
        return mark
    if opened is None or mark.start() <= opened.end():
        return opened
    possessive = before == "s" and not text[mark.start() - 2 : mark.start()].endswith(("'s", "’s"))
    if possessive and not re.match(r"['’][\s]*(?:[.,;:!?—–-]|$)", text[mark.start() : mark.start() + 4]):
        return opened
    out.append(Quote(opened.start(), mark.end(), opened.end(), mark.start(), True))
    return None
