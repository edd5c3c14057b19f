"""Does a time lie ahead or behind? Told from the words around it, by lexicon and by "-ed"."""

from __future__ import annotations

from functools import lru_cache

from pourparler.annotate.rules import load_table
from pourparler.annotate.times.lexer import Tokens

REACH = 16  # tokens looked at on either side, at most
_STOPS = frozenset(". ; ! ? : ``".split())


@lru_cache(maxsize=1)
def _cues() -> dict[str, str]:
    return {row["word"]: row["cue"] for row in load_table("times/tense.tsv", columns=("word", "cue"))}


def direction(tokens: Tokens, first: int, last: int) -> int:
    """-1 if the words around tokens [first, last) speak of the past, +1 of the future, 0 if they do not tell."""
    left = _leftward(tokens, first)
    if left is not None:
        return left
    return _rightward(tokens, last) or 0


def _cue(tokens: Tokens, i: int) -> str:
    word = tokens.lower(i)
    cue = _cues().get(word)
    if cue is None:
        return "past" if len(word) > 3 and word.endswith("ed") and tokens.exact(i)[:1].islower() else ""
    return cue


def _leftward(tokens: Tokens, first: int) -> int | None:
    """Nearest cue to the left within the sentence; None if there is none."""
    infinitive = False
    for i in range(first - 1, max(-1, first - 1 - REACH), -1):
        word = tokens.lower(i)
        if word in _STOPS and not _abbreviation(tokens, i) or word.isspace():
            return None
        if word == "to" and _verb_after(tokens, i):
            infinitive = True
        elif verdict := _verdict(_cue(tokens, i), word, infinitive or tokens.lower(i + 1) == "for"):
            return verdict
    return None


def _rightward(tokens: Tokens, last: int) -> int | None:
    for i in range(last, last + REACH):
        word = tokens.lower(i)
        if not word or word.isspace() or (word in _STOPS and not _abbreviation(tokens, i)):
            return None
        follows = tokens.lower(i + 1) in ("to", "for")
        if verdict := _verdict(_cue(tokens, i), word, follows):
            return verdict
    return None


def _verdict(cue: str, word: str, infinitive: bool) -> int:
    if cue == "future" or (cue == "plan" and infinitive):
        return 1
    if cue == "present" and infinitive:
        return 1
    return -1 if cue in ("past", "plan") else 0


def _verb_after(tokens: Tokens, i: int) -> bool:
    nxt = tokens.exact(i + 1)
    return nxt.isalpha() and nxt.islower() and nxt not in ("the", "a", "an", "his", "her", "their", "its", "this", "that")


def _abbreviation(tokens: Tokens, i: int) -> bool:
    """A full stop that ends no sentence: after one letter or a short capitalised word, before a small letter."""
    if tokens.lower(i) != ".":
        return False
    before, after = tokens.exact(i - 1), tokens.exact(i + 1)
    return len(before) == 1 or after[:1].islower() or after[:1].isdigit() or after in (",", "-")
