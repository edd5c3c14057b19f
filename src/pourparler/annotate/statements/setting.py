"""When and where something was said: the day of speaking and the occasion, as far as the report tells them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from spacy.tokens import Token

from pourparler.annotate.draft import Draft
from pourparler.annotate.rules import words
from pourparler.annotate.statements.find import Find, Piece
from pourparler.annotate.statements.sources import phrase
from pourparler.model.findings import Statement, Timex, TimexType
from pourparler.model.text import Span
from pourparler.model.window import Window

_PREPS = frozenset({"in", "at", "during", "on", "before", "after", "over", "via", "to"})
_DOWN = frozenset({"pobj", "npadvmod", "advmod", "amod", "compound", "nmod", "prep", "nummod"})
_AUDIENCE = frozenset(
    "reporter reporters journalist journalists lawmakers supporters audience crowd parliament".split()
)


def said_when(draft: Draft, find: Find) -> Window | None:
    """Window of the day of speaking: a date that hangs on the cue, never a default."""
    cue = find.verb
    if cue is None:
        return None
    for timex in draft.timexes[bisect_left(draft.timexes, cue.sent.start_char, key=_start) :]:
        at = timex.evidence.span.start
        if at >= cue.sent.end_char:
            break
        if timex.window is None or timex.type not in (TimexType.DATE, TimexType.TIME):
            continue
        if find.covers(at, at + 1) or not _hangs_on(draft, timex.evidence.span.start, timex.evidence.span.end, cue):
            continue
        return None if _to_come(draft, timex.window) else timex.window
    return None


def _to_come(draft: Draft, window: Window) -> bool:
    """Does a window open after publication? Then "said after midnight" was read as of the wrong night."""
    return bool(draft.report.day and window.earliest and window.earliest > draft.report.day)


def _start(timex: Timex) -> int:
    return timex.evidence.span.start


def _hangs_on(draft: Draft, start: int, end: int, cue: Token) -> bool:
    span = draft.doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return False
    node = span.root
    for _ in range(3):
        if node.head == cue:
            return node.dep_ in ("npadvmod", "prep", "advmod", "tmod", "nmod", "dobj", "pobj", "dep")
        if node.head == node or node.dep_ not in _DOWN:
            return False
        node = node.head
    return False


def occasion_of(draft: Draft, find: Find) -> Piece | None:
    """Where or how it was said: "an interview with …", "telling a group of reporters", "When asked whether …"."""
    cue = find.verb
    if cue is None or cue.pos_ not in ("VERB", "AUX"):
        return None
    if (event := event_of(find)) is not None:
        return event
    for child in cue.children:
        if find.covers(child.idx, child.idx + 1):
            continue
        asked = child.lower_ == "asked" and child.left_edge.lower_ in ("asked", "while", "after")
        if child.dep_ == "advcl" and (asked or child.left_edge.lower_ == "when"):
            return _span(child.left_edge, child.right_edge)
        if child.dep_ in ("dobj", "dative") and any(t.lower_ in _AUDIENCE for t in child.subtree):
            first, last = phrase(child)
            if not find.covers(last.idx, last.idx + 1) and not find.covers(first.idx, first.idx + 1):
                return _span(cue, last) if cue.i < first.i else None
    return None


def event_of(find: Find) -> Piece | None:
    """The speech, briefing, letter at or in which something was said."""
    nouns = words("statements/occasions.tsv")
    for child in find.verb.children if find.verb is not None else ():
        if child.dep_ == "prep" and child.lower_ in _PREPS and not find.covers(child.idx, child.idx + 1):
            noun = next((c for c in child.children if c.dep_ == "pobj"), None)
            if noun is not None and (noun.lemma_ in nouns or noun.lower_ in nouns):
                return _span(*phrase(noun))
    return None


def _span(first: Token, last: Token) -> Piece | None:
    while last.i > first.i and (last.is_punct or last.is_space):
        last = last.nbor(-1)
    return (first.idx, last.idx + len(last.text))


def same_day(statements: list[Statement]) -> list[Statement]:
    """What was said on one occasion was said on one day, where the report gives just one for it."""
    days: dict[Span, set[Window]] = {}
    for statement in statements:
        if statement.occasion is not None and statement.said is not None:
            days.setdefault(statement.occasion.span, set()).add(statement.said)
    out = []
    for statement in statements:
        known = days.get(statement.occasion.span, set()) if statement.occasion is not None else set()
        only = next(iter(known)) if len(known) == 1 else None
        out.append(replace(statement, said=statement.said or only))
    return out
