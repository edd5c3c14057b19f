"""Where a sentence begins and ends in coded tokens, told from marks alone."""

from __future__ import annotations

from pourparler.annotate.times.lexer import Tokens

_ENDS = frozenset(".?!")
_CLOSING = frozenset("\"”'’)")
_LONGEST = 80  # tokens looked at for the bounds of a sentence


def sentence(tokens: Tokens, at: int) -> tuple[int, int]:
    """Bounds [first, last) in tokens of the sentence around a token, as far as marks tell."""
    low = at
    while low > max(0, at - _LONGEST) and not _ends_before(tokens, low):
        low -= 1
    high = at + 1
    while high < min(len(tokens.starts), at + _LONGEST) and not _ends_before(tokens, high):
        high += 1
    return low, high


def _ends_before(tokens: Tokens, i: int) -> bool:
    """Does a sentence begin at token i?"""
    at = i - 1
    before = tokens.lower(at)
    if before.isspace():
        return True
    if before in _CLOSING and tokens.lower(at - 1) in _ENDS:
        at -= 1
        before = tokens.lower(at)
    if before not in _ENDS or not before:
        return False
    word = tokens.exact(at - 1)
    return tokens.exact(i)[:1].isupper() and not (
        before == "." and (len(word) == 1 or (word.istitle() and len(word) < 5))
    )
