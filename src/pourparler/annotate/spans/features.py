"""What an uncased encoder cannot see: the casing of a word, and whether it stands inside quotation marks.

Training and reading share this file, so that both see the same features of the same text.
"""

import re
from typing import Final

import numpy as np
from numpy.typing import NDArray

CASINGS: Final = 4
QUOTES: Final = 3
FEATURES: Final = CASINGS * QUOTES

NO_LETTER, LOWER, TITLE, UPPER = range(CASINGS)
OUTSIDE, INSIDE, MARK = range(QUOTES)

_WORD: Final = re.compile(r"[^\W\d_]+")
_DOUBLE: Final = re.compile(r"[\"“”„«»]|``|''")
# A single mark counts only in pairs: it opens before a word, closes after one, and apostrophes lie inside words.
_SINGLE: Final = re.compile(r"(?<!\w)['‘](?=\w)((?:[^'‘’\"“”\n]|\b['’]\b){2,400})(?<=[\w.,!?…])['’](?!\w)")
_OPENING: Final = frozenset(("“", "„", "«", "``"))
_CLOSING: Final = frozenset(("”", "»", "''"))


def character_features(paragraph: str) -> NDArray[np.uint8]:
    """One number for each character of a paragraph: casing of its word x state of quotation, below `FEATURES`."""
    return _casing(paragraph) * np.uint8(QUOTES) + _quotation(paragraph)


def _casing(paragraph: str) -> NDArray[np.uint8]:
    out = np.zeros(len(paragraph), dtype=np.uint8)
    for match in _WORD.finditer(paragraph):
        word = match.group()
        if word.islower():
            kind = LOWER
        elif word.isupper() and len(word) > 1:
            kind = UPPER
        else:
            kind = TITLE
        out[match.start() : match.end()] = kind
    return out


def _quotation(paragraph: str) -> NDArray[np.uint8]:
    """A quotation left open runs to the end of its paragraph and never further."""
    out = np.zeros(len(paragraph), dtype=np.uint8)
    for match in _SINGLE.finditer(paragraph):
        out[match.start() : match.end()] = INSIDE
        out[match.start()] = out[match.end() - 1] = MARK
    opened: int | None = None
    for match in _DOUBLE.finditer(paragraph):
        if opened is None and _opens(paragraph, match):
            opened = match.end()
        elif opened is not None and _closes(paragraph, match):
            out[opened : match.start()] = np.maximum(out[opened : match.start()], INSIDE)
            opened = None
        out[match.start() : match.end()] = MARK
    if opened is not None:
        out[opened:][out[opened:] == OUTSIDE] = INSIDE
    return out


def _opens(paragraph: str, match: re.Match[str]) -> bool:
    mark, after = match.group(), paragraph[match.end() : match.end() + 1]
    return mark in _OPENING or (mark == '"' and bool(after) and not after.isspace())


def _closes(paragraph: str, match: re.Match[str]) -> bool:
    """A straight mark inside a quotation closes it unless it clearly opens again: a space before, a word after."""
    mark = match.group()
    if mark != '"':
        return mark in _CLOSING
    before, after = paragraph[match.start() - 1 : match.start()], paragraph[match.end() : match.end() + 1]
    return not (before.isspace() and (after.isalnum()))
