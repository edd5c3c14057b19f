"""Are two names names of one person? By spelling, short forms and romanisation; a bare surname only may be."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import cache, lru_cache

from pourparler.record.grouping.tables import family_first, full_given_names, given_names, rows

_LETTERS = re.compile(r"[^\W\d_]+(?:['’ʼ`-][^\W\d_]+)*|\d+")
_JOINTS = re.compile(r"['’ʼ`-]")
_TITLES = frozenset(
    "his her majesty royal highness king queen prince princess crown emir amir sheikh sir dr mr mrs ms".split()
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


class Same(IntEnum):
    """Do two names stand for one? MAYBE: nothing speaks against it, and something for it."""

    NO = 0
    MAYBE = 1
    YES = 2


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The name without accents, case, points and joints: "António Guterres" -> "antonio guterres"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(_JOINTS.sub(" ", word) for word in _LETTERS.findall(plain.casefold()))


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """What romanisation leaves of a name: "Kim Chong Un" and "Kim Jong-un" have the same. Empty for one word."""
    words = [w for w in fold(name).split() if w not in _SUFFIXES]
    return "".join(filter(None, map(sound, words))) if len(words) > 1 else ""


def compare(one: str, other: str) -> tuple[Same, str]:
    """Are the two, as names of persons, one? With the reason in words."""
    first, second = _untitled(fold(one).split()), _untitled(fold(other).split())
    if not first or not second or _suffixes(first) != _suffixes(second):
        return Same.NO, ""  # a son is not his father
    if first == second or "".join(first) == "".join(second):
        return Same.YES, "the same name"
    short, full = sorted(([w for w in words if w not in _SUFFIXES] for words in (first, second)), key=len)
    if len(short) < 2:
        return (Same.MAYBE, "a bare surname") if short and short[0] in _surnames(full) else (Same.NO, "")
    if (bones := skeleton(one)) and bones == skeleton(other):
        return Same.YES, "another spelling of the same name"
    return _by_parts(short, full)


def _untitled(words: list[str]) -> list[str]:
    """Without titles in front: "His Majesty King Abdullah II" -> Abdullah II. A name of titles only stays."""
    at = next((n for n, word in enumerate(words) if word not in _TITLES), 0)
    return words[at:]


def bare(name: str) -> bool:
    """One word only."""
    return " " not in fold(name)


def _suffixes(words: list[str]) -> frozenset[str]:
    return _SUFFIXES.intersection(words)


def _surnames(words: list[str]) -> set[str]:
    """The words of a full name that can stand for it alone."""
    if len(words) < 2:
        return set()
    return {words[0]} if _family_first(words) else {words[-1]} - given_names()


def _by_parts(short: list[str], full: list[str]) -> tuple[Same, str]:
    """The same surname, and given names of which one shortens the other."""
    if sound(short[-1]) != sound(full[-1]) or len(full[-1]) < 2 or full[-1] in full[:-1]:
        return Same.NO, ""
    if _family_first(short) and _family_first(full):
        return Same.NO, ""
    if len(short) < len(full) and [*map(sound, short)] == [*map(sound, full[-len(short) :])]:
        return Same.MAYBE, "part of the full name"
    if not _agree(short[1:-1], full[1:-1]):
        return Same.NO, ""
    if short[0] == full[0]:
        return Same.YES, "with and without a middle name"
    if _given(short[0]) & _given(full[0]):
        return Same.YES, "a short form of the given name"
    if 1 in (len(short[0]), len(full[0])) and short[0][0] == full[0][0]:
        return Same.MAYBE, "an initial"
    return Same.NO, ""


def _agree(short: list[str], full: list[str]) -> bool:
    """Middle names: one lacks them, or they are the same, as far as initials tell."""
    pairs = zip(short, full, strict=False)
    return not short or (len(short) == len(full) and all(a == b or _initial(a, b) for a, b in pairs))


def _initial(one: str, other: str) -> bool:
    return 1 in (len(one), len(other)) and one[0] == other[0]


def _given(name: str) -> set[str]:
    return set(full_given_names().get(name, name).split())


def _family_first(words: list[str]) -> bool:
    return 2 <= len(words) <= 3 and words[0] in family_first()


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A folded word as romanisation leaves it."""
    for pattern, put in _rules():
        word = pattern.sub(put, word)
    return re.sub(r"(.)\1", r"\1", word)


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["from"]), row["to"]) for row in rows("grouping/romanisation.tsv"))
