"""Counts and years written in words and figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_SMALL = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split(),
        range(20),
        strict=True,
    )
)
_TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_BIGGER = {"million": 1e6, "billion": 1e9}
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_VAGUE = {"few": (2.0, 4.0), "couple": (2.0, 2.0), "pair": (2.0, 2.0)}


@dataclass(frozen=True, slots=True)
class Count:
    """How many: `low` to `high`, equal for one number; None for "several", "many"; vague for "a couple", "a few"."""

    low: float | None
    high: float | None
    vague: bool = False


def count(words: Sequence[str]) -> Count:
    """The count that lower-cased tokens denote: "two", "2 1/2", "twenty - four", "three or four", "a couple of"."""
    for i, word in enumerate(words):
        if word in ("to", "or") or (word == "-" and i and words[i - 1].isdigit() and words[i + 1 :][:1] != ["and"]):
            low, high = _number(words[:i]), _number(words[i + 1 :])
            if low is not None and high is not None and low < high:
                return Count(low, high)
    for word in words:
        if word in _VAGUE:
            return Count(*_VAGUE[word], vague=True)
    value = _number(words)
    return Count(value, value, vague=value is None)


def _number(words: Sequence[str]) -> float | None:
    """The single number in some tokens, or None."""
    total, current, seen = 0.0, 0.0, False
    for word in words:
        if word in _SMALL or word in _TENS:
            current += _SMALL.get(word, 0) or _TENS.get(word, 0)
        elif word == "hundred":
            current = (current or 1) * 100
        elif word == "thousand":
            total, current = total + (current or 1) * 1000, 0
        elif word in _BIGGER:
            current = (current or 1) * _BIGGER[word]
        elif word == "dozen":
            current = (current or 1) * 12
        elif word in ("half", "quarter"):
            current += 0.5 if word == "half" else 0.25
        elif word in _FRACTIONS:
            current += _FRACTIONS[word]
        elif "/" in word and word.replace("/", "").isdigit():
            above, below = word.split("/")
            current += int(above) / int(below)
        elif figure := word.replace(",", "").replace(".", "", 1):
            if not figure.isascii() or not figure.isdigit():
                continue
            current += float(word.replace(",", ""))
        seen = True
    if seen:
        return total + current
    return 1.0 if any(word in ("a", "an") for word in words) else None


def full_year(figures: int, now: int | None) -> int:
    """The year of two figures: at most twenty years ahead of `now`, else behind."""
    if now is None:
        return figures + (2000 if figures < 50 else 1900)
    found = now // 100 * 100 + figures
    return found - 100 if found > now + 20 else found + 100 if found < now - 79 else found


def year(words: Sequence[str]) -> int | None:
    """The year that lower-cased tokens denote: "1994", "nineteen ninety-four", "two thousand"; None if it is none."""
    if len(words) == 1 and words[0].isdigit():
        return int(words[0]) if len(words[0]) == 2 else int(words[0]) or None
    numbers = [_SMALL.get(w, _TENS.get(w, 0)) for w in words if w in _SMALL or w in _TENS]
    if words[0] == "two" and "thousand" in words:
        after = words[list(words).index("thousand") + 1 :]
        return 2000 + sum(_SMALL.get(w, _TENS.get(w, 0)) for w in after)
    if len(numbers) < 2 or not 10 <= numbers[0] <= 20 or numbers[1] < 10:
        return None
    return numbers[0] * 100 + sum(numbers[1:])
