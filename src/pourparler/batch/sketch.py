"""A text in a few hundred bytes, by which its near-duplicates are found: min-hashes of its runs of three words."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import Any

import numpy as np

from pourparler.model.text import Report

MINS, BANDS = 32, 8  # four minima a band: texts that share seven runs in ten share a band in nine cases of ten
SHORT = 50  # words; shorter texts are copies only if they are equal word by word
_ALIKE = 0.7  # least share of common runs
_WHOLE = 0.5  # least share of the original's words that a shortened copy keeps
_DAYS = 3  # a text that comes again later tells of something else or is told anew
_WORD = re.compile(r"\w+")
_MASK = (1 << 64) - 1


def _odd(count: int) -> Any:
    """Odd multipliers by splitmix64, the same for ever."""
    out = []
    for i in range(1, count + 1):
        z = (i * 0x9E3779B97F4A7C15) & _MASK
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
        out.append((z ^ (z >> 31)) | 1)
    return np.array(out, dtype=np.uint64)


_FACTORS = _odd(MINS)
_PLACES = _odd(MINS + 4)[MINS:]
_SHIFT = np.uint64(32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """id, day (ordinal, 0 unknown) and words of a text; minima of its runs, and its vocabulary, hashed and sorted."""

    id: str
    day: int
    length: int
    mins: bytes
    words: bytes

    @property
    def bands(self) -> bytes:
        """Eight keys: texts that have none in common are not compared."""
        rows = np.frombuffer(self.mins, dtype=np.uint32).reshape(BANDS, MINS // BANDS).astype(np.uint64)
        keys = (rows * _PLACES).sum(axis=1, dtype=np.uint64) ^ np.arange(BANDS, dtype=np.uint64)
        return bytes(keys.tobytes())

    def copies(self, original: Sketch) -> bool:
        """Does it say nothing that an earlier text does not? Cut is allowed, a word of its own is not."""
        if self.day and original.day and abs(self.day - original.day) > _DAYS:
            return False
        mine, theirs = (np.frombuffer(s.mins, dtype=np.uint32) for s in (self, original))
        if self.mins == original.mins and self.words == original.words and self.length == original.length:
            return True
        if min(self.length, original.length) < SHORT or np.count_nonzero(mine == theirs) < _ALIKE * MINS:
            return False
        own, known = (np.frombuffer(s.words, dtype=np.uint16) for s in (self, original))
        return len(own) >= _WHOLE * len(known) and bool(np.isin(own, known).all())


def sketch(report: Report) -> Sketch:
    """The sketch of a report's body: headline, dateline and credit line are each paper's own."""
    body = " ".join(report.text[s.start : s.end] for s in report.layout.body).casefold()
    words = np.array([zlib.crc32(w.encode()) for w in _WORD.findall(body)], dtype=np.uint64)
    return Sketch(
        id=report.id,
        day=report.day.toordinal() if report.day else 0,
        length=len(words),
        mins=_minima(words).tobytes(),
        words=np.unique(words.astype(np.uint16)).tobytes(),
    )


def _minima(words: Any) -> Any:
    padded = np.concatenate([words, np.zeros(max(0, 3 - len(words)), dtype=np.uint64)])
    runs = padded[:-2] * _PLACES[0] + padded[1:-1] * _PLACES[1] + padded[2:] * _PLACES[2]
    runs = np.unique(runs ^ (runs >> _SHIFT))
    least = np.full(MINS, _MASK, dtype=np.uint64)
    for start in range(0, len(runs), 4096):
        hashed = runs[start : start + 4096, None] * _FACTORS
        least = np.minimum(least, ((hashed ^ (hashed >> _SHIFT)) * _PLACES[3]).min(axis=0))
    return (least >> _SHIFT).astype(np.uint32)
