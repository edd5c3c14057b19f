"""Which texts are worth reading: patterns over columns, before anything costly looks at them (RE2 in Arrow)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pourparler.errors import BatchError


@dataclass(frozen=True, slots=True, kw_only=True)
class Relevance:
    """Patterns of which each must be found in the title or in the text. None at all: everything matters."""

    patterns: tuple[str, ...] = ()

    def holds(self, texts: Sequence[str], titles: Sequence[str | None]) -> list[bool]:
        """For each text: does it matter?"""
        if not self.patterns:
            return [True] * len(texts)
        mask = self.mask(pa.array(texts, pa.large_string()), pa.array(titles, pa.large_string()))
        return [bool(keep) for keep in mask.to_pylist()]

    def mask(self, *columns: Any) -> Any:
        """The same over Arrow columns of one length."""
        kept = pa.array([True] * len(columns[0]))
        for pattern in self.patterns:
            found = pa.array([False] * len(columns[0]))
            for column in columns:
                found = pc.or_(found, pc.fill_null(pc.match_substring_regex(column, pattern), False))
            kept = pc.and_(kept, found)
        return kept


def relevance(*, where: str | None, about: tuple[str, ...]) -> Relevance:
    """What `--where` and `--about` ask: the pattern is found, and one of the words, whatever its case.

    Raises:
        BatchError: if the pattern is none that RE2 knows.
    """
    patterns = [where] if where else []
    if terms := [term for term in about if term.strip()]:
        words = "|".join(re.sub(r"([^\w\s])", r"\\\1", " ".join(term.split())).replace(" ", r"\s+") for term in terms)
        patterns.append(rf"(?i)(?:^|[^\pL\pN])(?:{words})(?:[^\pL\pN]|$)")
    made = Relevance(patterns=tuple(patterns))
    try:
        made.holds([""], [None])
    except pa.ArrowInvalid as why:
        raise BatchError(f"--where {where}: {str(why).partition(': ')[2] or why}; write it as RE2 knows it") from None
    return made
