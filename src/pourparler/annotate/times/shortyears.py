"""Years written with two figures: "in '96", "'06, '07 and '08", "in 88 and 92 and again in 2004"."""

from __future__ import annotations

from pourparler.annotate.times.contexts import near
from pourparler.annotate.times.lexer import Tokens
from pourparler.annotate.times.meaning import Meaning
from pourparler.annotate.times.sentences import sentence


def year_short(m: Meaning, t: Tokens) -> bool:
    """ "in '96", "'06, '07 and '08"; not feet, minutes or the first words of a quotation."""
    mark = m.last - 2
    if t.lower(mark) != "'" or t.starts[m.last - 1] != t.ends[mark] or t.ends[mark - 1] == t.starts[mark]:
        return False
    return t.lower(mark - 1) in near("before-old-year") or _closes(t, m.last)


def _closes(t: Tokens, i: int) -> bool:
    """Can what stands at token i follow a bare year: a mark, or a word that goes on with the sentence?"""
    word = t.lower(i)
    return (not word.isalpha() and word not in ("%", "-", ":", "'", "/")) or word in near("after-year")


def year_bare(m: Meaning, t: Tokens) -> bool:
    """ "in 88 and 92": years only in a sentence that also names one with four figures in the same way."""
    last = m.last
    while t.lower(last) in ("and", "or", ",") and t.lower(last + 1).isdigit():
        last += 2
    if not _closes(t, m.last) or not _closes(t, last) or not _in_row(t, m.first):
        return False
    low, high = sentence(t, m.first)
    return any(t.lower(i) == "in" and _four_figures(t.lower(i + 1)) for i in range(low, high))


def _in_row(t: Tokens, i: int) -> bool:
    """Does "in" stand in front, or in front of the numbers that this one is joined to?"""
    while t.lower(i - 1) in ("and", "or", ",") and len(t.lower(i - 2)) == 2 and t.lower(i - 2).isdigit():
        i -= 2
    return t.lower(i - 1) == "in"


def _four_figures(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("19", "20")
