"""Texts that are nearly the same: MinHash over runs of words, and keys to find them by. Numbers only, no library."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import cache
from typing import Any

RUN = 4  # words of a shingle
HASHES = 64  # of the whole text, and as many of its first words
LEAD = 60  # first words: a paper that cuts wire copy cuts it from the end
ROWS = 4  # of a band: texts that share two thirds of their shingles share a band of 16 with 97 %
ALIKE = 0.6  # share of shingles, from which on two texts have one origin
PROMPT = 7  # days within which a text is reprinted
FEW = 12  # words: shorter texts say too little to be copies of each other unless they are equal
_WORD = re.compile(r"\w+")


def signature(text: str) -> tuple[int, ...]:
    """MinHash of a text: 64 numbers of 32 bits for the whole and 64 for its beginning; () for a text of few words."""
    words = _WORD.findall(text.casefold())
    if len(words) < FEW:
        return ()
    return (*_minima(words), *_minima(words[:LEAD]))


def signature_keys(signature: tuple[int, ...]) -> tuple[str, ...]:
    """Keys to look by: texts of one origin share at least one, nearly surely; others hardly ever."""
    bands = [signature[at : at + ROWS] for at in range(0, len(signature), ROWS)]
    half = HASHES // ROWS
    return tuple(
        f"{'whole' if n < half else 'lead'}{n % half}:{zlib.crc32(repr(band).encode()):08x}"
        for n, band in enumerate(bands)
    )


def same_origin(one: tuple[int, ...], other: tuple[int, ...], *, days: int) -> bool:
    """Do the two texts have one origin: nearly the same whole, or nearly the same beginning?

    days: between the two. Who makes statements of one kind again and again repeats himself word for word: what is alike
    but comes much later is no copy.
    """
    if not one or not other or days > PROMPT:
        return False
    return max(_share(one[:HASHES], other[:HASHES]), _share(one[HASHES:], other[HASHES:])) >= ALIKE


def likeness(one: str, other: str) -> float:
    """Share of common words of two short texts, 0 to 1: of the shorter one's words, those that the other has."""
    first, second = (set(_WORD.findall(text.casefold())) for text in (one, other))
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0


def _share(one: Sequence[int], other: Sequence[int]) -> float:
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one)


def _minima(words: Sequence[str]) -> list[int]:
    runs = {" ".join(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))}
    import numpy as np

    a, b = _hashes()
    values = np.array([zlib.crc32(run.encode("utf-8", "surrogatepass")) for run in runs], dtype=np.uint64)
    found: list[int] = ((values[:, None] * a + b) >> np.uint64(32)).min(axis=0).tolist()
    return found


@cache
def _hashes() -> tuple[Any, Any]:
    """The hash functions, as factors and summands. NumPy comes in only here: who only asks a record needs none."""
    import numpy as np

    random = np.random.RandomState(7)
    factors = random.randint(0, 1 << 62, HASHES, dtype=np.int64).astype(np.uint64) * np.uint64(2) + np.uint64(1)
    return factors, random.randint(0, 1 << 62, HASHES, dtype=np.int64).astype(np.uint64)
