"""The day of speaking: "said Friday" dates what is said, and so what "tomorrow" means inside it."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache

from pourparler.annotate.quotes import Quote, find_quotes
from pourparler.annotate.rules import words
from pourparler.annotate.times.lexer import Tokens
from pourparler.annotate.times.sentences import sentence

BEFORE, AFTER = (
    7,
    9,
)  # tokens between a verb of saying and its day: "said in an interview on Friday", "On Friday, X said"
NEARBY = 120  # tokens over which a day of speaking carries in indirect speech; quotations take the last one named
OLDEST = 10  # days: what was said longer ago is background, not what the report is about


@dataclass(slots=True)
class Speaking:
    """Which day of speaking holds where in one stretch of text."""

    tokens: Tokens
    days: list[tuple[int, dt.date]] = field(default_factory=list)  # token at which the day stands, in order
    _quotes: tuple[Quote, ...] | None = None
    _starts: list[int] = field(default_factory=list)

    def add(self, first: int, last: int, day: dt.date, today: dt.date) -> None:
        """Take note of a day at tokens [first, last) if it is that of a verb of saying."""
        if 0 <= (today - day).days <= OLDEST and _beside_saying(self.tokens, first, last):
            self.days.append((first, day))

    def day_for(self, at: int, *, only_quoted: bool) -> dt.date | None:
        """The day from which a relative time at a token is seen, if somebody else than the report says it.

        only_quoted: for "today" and its like, which in indirect speech are counted from the day of the report.
        """
        if not self.days:
            return None
        low, high = sentence(self.tokens, at)
        quoted = self._quoted(self.tokens.starts[at])
        if not quoted and (only_quoted or not any(self.tokens.lower(i) in _speech() for i in range(low, high))):
            return None
        same = [day for i, day in self.days if low <= i < high]
        if same:
            return same[0]
        earlier = [(i, day) for i, day in self.days if i < at and (quoted or at - i < NEARBY)]
        if not earlier or (quoted and self._by_another(low, high, earlier[-1][0])):
            return None
        return earlier[-1][1]

    def _by_another(self, low: int, high: int, said_at: int) -> bool:
        """Does a sentence name its source, and nobody whom the sentence with the day of speaking names?"""
        names = self._names(low, high)
        return bool(names) and not (names | {self.tokens.exact(low)}) & self._names(*sentence(self.tokens, said_at))

    def _names(self, low: int, high: int) -> set[str]:
        """Capitalised words of a sentence outside of quotations, its first word only before another of them."""
        tokens = self.tokens
        return {
            word
            for i in range(low, high)
            if (word := tokens.exact(i))[:1].isupper()
            and (i > low or tokens.exact(i + 1)[:1].isupper())
            and not self._quoted(tokens.starts[i])
        }

    def _quoted(self, char: int) -> bool:
        if self._quotes is None:
            self._quotes = _quotes(self.tokens.text)
            self._starts = [q.start for q in self._quotes]
        i = bisect_right(self._starts, char) - 1
        return i >= 0 and char < self._quotes[i].end


@lru_cache(maxsize=2)
def _quotes(text: str) -> tuple[Quote, ...]:
    """The quotations of a text whose paragraphs are read one by one: looked for once, not once a paragraph."""
    return find_quotes(text)


def _speech() -> frozenset[str]:
    return words("times/speech.tsv")


def _beside_saying(tokens: Tokens, first: int, last: int) -> bool:
    speech = _speech()
    low, high = sentence(tokens, first)
    for i in range(first - 1, max(low, first - BEFORE) - 1, -1):
        word = tokens.lower(i)
        if word in speech:
            return True
        if word in ("that", '"', "”", ",") or (len(word) > 4 and word.endswith("ed")):
            break
    fronted = first - low <= 2 or tokens.lower(first - 2) == "," or tokens.lower(first - 1) == "on"
    if not fronted:
        return False
    return any(tokens.lower(i) in speech for i in range(last, min(high, last + AFTER)))
