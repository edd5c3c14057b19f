"""How sure the words of a claim are: the hedge word in its sentence, by the scale in `rules/reason/hedges.tsv`."""

from __future__ import annotations

import re
from functools import cache

from pourparler.errors import RuleError
from pourparler.model.findings import Hedge, Sense, TimingOf
from pourparler.model.groups import Claim
from pourparler.reason.answer import Doubt
from pourparler.reason.data import PROMISED, HedgeRow, hedge_rows

_SENTENCE_END = re.compile(r"[.!?][\"”’']?\s|\n")
_LONGEST = 400  # characters that are searched before and after a time
_WISHES = frozenset({"hope", "want", "call for"})
_PLAIN = frozenset({Hedge.CERTAIN, Hedge.APPROXIMATE})


def doubt(claim: Claim) -> Doubt:
    """What the claim's words give its event inside the window: the nearest hedge word of the claim's own class.

    The class and the sense are the record's; the sentence only tells which word of that class stands there.
    """
    hedge: str = Hedge.HOPED if wished(claim) else claim.timing.hedge
    if claim.timing.of is TimingOf.DUE and claim.timing.hedge in _PLAIN:
        hedge = PROMISED
    sense = claim.timing.sense
    rows = [row for row in hedge_rows() if (row.hedge, row.sense) == (hedge, sense)]
    worded = _nearest(claim, [row for row in rows if row.word != "*"])
    if worded is not None:
        return worded.doubt
    general = next((row for row in rows if row.word == "*"), None)
    if general is None and hedge == PROMISED:
        general = next((row for row in hedge_rows() if row.hedge == PROMISED), None)
    if general is None:
        raise RuleError(f"reason/hedges.tsv: {hedge}: has no row * for {sense}")
    return general.doubt


def wished(claim: Claim) -> bool:
    """Is it said plainly, but in a statement that only wishes it ("wants the summit to be held in May")?"""
    stance = claim.statement.stance if claim.statement else ""
    return stance in _WISHES and claim.timing.hedge in _PLAIN


def denies(claim: Claim) -> bool:
    """Does it say that the event does not fall in its window?"""
    return claim.timing.sense is Sense.OUTSIDE


def _nearest(claim: Claim, rows: list[HedgeRow]) -> HedgeRow | None:
    """The row whose word stands nearest to the time, in the same sentence; longer words win over parts of them."""
    evidence = claim.timing.evidence
    begin, end = _sentence(evidence.text, evidence.span.start, evidence.span.end)
    sentence = evidence.text[begin:end].casefold()
    time = (evidence.span.start - begin, evidence.span.end - begin)
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, int, HedgeRow]] = []
    for n, row in enumerate(rows):  # longest first
        for match in _pattern(row.word).finditer(sentence):
            if any(match.start() < b and a < match.end() for a, b in taken):
                continue
            taken.append(match.span())
            gap = max(0, time[0] - match.end(), match.start() - time[1])
            found.append((gap, n, row))
    return min(found, key=lambda f: f[:2])[2] if found else None


@cache
def _pattern(word: str) -> re.Pattern[str]:
    """The word in the forms that English gives it ("hopes", "hoped", "hoping", "believes")."""
    stem = re.escape(word.removesuffix("e")) + "(?:e)?" if word.endswith("e") else re.escape(word)
    return re.compile(rf"\b{stem}(?:s|es|d|ed|ing|ted)?\b")


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a stretch of a report, roughly: no matter if an abbreviation cuts it short."""
    least = max(0, start - _LONGEST)
    begin = max((m.end() for m in _SENTENCE_END.finditer(text, least, start)), default=least)
    stop = _SENTENCE_END.search(text, end)
    return begin, min(stop.end() if stop else len(text), end + _LONGEST)
