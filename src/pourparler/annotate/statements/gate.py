"""Which sentences the span model reads: those with a word that may attribute or a quotation mark, and the headline."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from spacy.tokens import Span, Token

from pourparler.annotate.draft import Draft
from pourparler.annotate.statements.find import Piece
from pourparler.annotate.statements.lexicon import attitudes, nouns, part_of, verbs

_MARKS = frozenset({'"', "“", "”", "''", "``", ":", "according"})


def wanted(draft: Draft, sents: Sequence[Span]) -> list[int]:
    """Indices of the sentences worth reading; the reader takes what stands beside them by itself."""
    words = _words()
    return [i for i, s in enumerate(sents) if (i == 0 and draft.has_title) or any(_matters(t, words) for t in s)]


def openings(draft: Draft, spans: Sequence[Piece]) -> Collection[int]:
    """Indices of the sentences that open a paragraph."""
    text = draft.report.text
    out = [0]
    for i in range(1, len(spans)):
        gap = text[spans[i - 1][0] : spans[i][0]].rstrip(" \t")
        if "\n" in gap[len(gap.rstrip()) :]:
            out.append(i)
    return out


def _matters(token: Token, words: dict[str, frozenset[str]]) -> bool:
    """Is the word used as what attributes: "states" as a verb, "view" as a noun?"""
    word = token.lower_
    return word in words[part_of(token)] or word in _MARKS


@cache
def _words() -> dict[str, frozenset[str]]:
    """The words by part of speech. A verb that only introduces quotations needs no look: their marks are seen."""
    speech = {word for word, cues in verbs().items() if any(c.preps or c.frames != {"q"} for c in cues)}
    own = {"v": speech, "n": set(nouns()), "a": set[str]()}
    return {part: frozenset(own[part] | known.keys()) for part, known in attitudes().items()}
