"""Relate: the window that a time has together with its preposition, its partner and the noun it belongs to."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from dataclasses import replace
from functools import lru_cache

from spacy.tokens import Token

from pourparler.annotate.draft import Draft
from pourparler.annotate.rules import load_table
from pourparler.annotate.times.calendar import add_days
from pourparler.annotate.times.grammar import grammar
from pourparler.annotate.times.tense import direction
from pourparler.model.findings import Timex, TimexType
from pourparler.model.text import Span
from pourparler.model.window import Window

_LOOK = 40  # characters in front of a time in which its preposition stands
_TO_EVENT = re.compile(r"\s+and\s+(?:[^\s.,;:!?\"“”()]+\s+){0,7}")
_DASHES = frozenset({"-", "–", "—"})
_NARROW = 8  # characters between "May 12" and "13" at most
_JOIN = re.compile(r"\s*(?:(?:and|to|until|till|through|or)\s+(?:on\s+|in\s+|the\s+)?|[-–—]\s*)")


@lru_cache(maxsize=1)
def _prepositions() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {row["words"]: row["make"] for row in load_table("times/prepositions.tsv", columns=("words", "make"))}
    longest = sorted(table, key=len, reverse=True)
    words = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in longest)
    return re.compile(rf"\b({words})\s+((?:(?:the|a|an|its|his|her|their|our|this)\s+)?)$", re.IGNORECASE), table


def phrase_window(draft: Draft, timex: Timex) -> tuple[int, int, Window | None]:
    """The phrase around a time and the window that the whole phrase denotes: (start, end, window), in characters.

    The phrase takes in the preposition ("no later than", "sometime after"), the second half of "from … to" and
    "between … and", and the noun that the time qualifies ("the Nov. 6 midterm elections"). None where it has no place
    on the calendar.
    """
    text = draft.report.text
    span = timex.evidence.span
    start, end = span.start, _noun_end(draft, span.start, span.end)
    pattern, table = _prepositions()
    match = pattern.search(text, max(0, start - _LOOK), start)
    word = " ".join(match[1].lower().split()) if match else ""
    if match is not None and (end > span.end or match[2].strip().lower() in ("", "the", "this")):
        start = match.start()
    elif match is not None:
        return start, end, timex.window
    partner = _partner(draft, timex, word)
    if partner is None and timex.rule == "relative-unit":
        timex = replace(timex, window=_cut(draft, timex))
    if partner is not None:
        return start, partner.evidence.span.end, _join(timex.window, partner.window)
    return start, end, _window(draft, timex, table.get(word, ""))


def _cut(draft: Draft, timex: Timex) -> Window | None:
    """ "This month" ends or begins on the day of publication when the tense says so."""
    window, today = timex.window, draft.report.day
    if window is None or today is None or timex.mod or window.days == 1 or not window.holds(today):
        return window
    way = _direction(draft, timex.evidence.span)
    if way > 0:
        return replace(window, earliest=today)
    return replace(window, latest=today) if way < 0 else window


def _direction(draft: Draft, span: Span) -> int:
    """Where the words around a time of the draft point: -1 back, +1 ahead."""
    words = draft.doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None or not len(words):
        return 0
    sent = words[0].sent
    tokens = grammar().lex(draft.report.text, sent.start_char, max(sent.end_char, span.end))
    return direction(tokens, bisect_left(tokens.starts, span.start), bisect_left(tokens.starts, span.end))


def _window(draft: Draft, timex: Timex, make: str) -> Window | None:
    """The window of preposition and time together."""
    window = timex.window
    if window is None or timex.value.endswith("_REF"):
        return window
    first, last, grain = window.earliest, window.latest, window.grain
    if make == "before" and first is not None:
        border = last if timex.mod == "END" and last is not None else first
        return Window(earliest=None, latest=add_days(border, -1), grain=grain)
    if make == "after" and last is not None:
        return Window(earliest=add_days(last, 1), latest=None, grain=grain)
    if make == "by" and last is not None and timex.type is not TimexType.DURATION:
        return Window(earliest=None, latest=last, grain=grain)
    if make == "from" and first is not None:
        return Window(earliest=first, latest=None, grain=grain)
    if make == "since" and first is not None and timex.type is not TimexType.DURATION:
        return Window(earliest=first, latest=_since_end(draft.report.day, timex, first), grain=grain)
    return window


def _since_end(today: dt.date | None, timex: Timex, first: dt.date) -> dt.date | None:
    """ "Since" runs to the day of publication; "since earlier this year" no further than the words go."""
    if (
        timex.rule == "relative-unit"
        and timex.mod == "START"
        and timex.window is not None
        and timex.window.latest is not None
    ):
        return timex.window.latest
    return today if today is not None and today >= first else None


def _partner(draft: Draft, timex: Timex, word: str) -> Timex | None:
    """The second time of "from X to Y", "between X and Y" and "May 12 and 13"."""
    after = next((t for t in draft.timexes if t.evidence.span.start > timex.evidence.span.start), None)
    if after is None:
        return None
    gap = draft.report.text[timex.evidence.span.end : after.evidence.span.start]
    if after.rule == "day-only" or timex.rule == "day-ahead":
        return after if len(gap) < _NARROW and _adjacent(timex, after, gap) else None
    if gap in _DASHES and _are_days(timex, after):
        return after
    if word not in ("from", "between"):
        return None
    if word == "between" and timex.value == "PRESENT_REF":
        return after if _TO_EVENT.fullmatch(gap) else None
    return after if _JOIN.fullmatch(gap) else None


def _are_days(first: Timex, second: Timex) -> bool:
    """Are both single days, the earlier one first: "October 31-November 1"?"""
    a, b = first.window, second.window
    if a is None or b is None or a.earliest is None or b.latest is None:
        return False
    return a.days == 1 and b.days == 1 and a.earliest < b.latest


def _adjacent(timex: Timex, after: Timex, gap: str) -> bool:
    """Is "May 12 and 13" one stretch? With "and" the days must follow each other."""
    if timex.window is None or after.window is None or timex.window.latest is None:
        return False
    return "and" not in gap.split() or after.window.earliest == add_days(timex.window.latest, 1)


def _join(first: Window | None, second: Window | None) -> Window | None:
    if first is None or second is None:
        return None
    if first.earliest and second.latest and second.latest < first.earliest:
        return None
    return Window(earliest=first.earliest, latest=second.latest, grain=second.grain)


def _noun_end(draft: Draft, start: int, end: int) -> int:
    """End of the noun phrase that a time qualifies: "the Nov. 6 U.S. midterm elections"; the time's own end if none."""
    span = draft.doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return end
    head: Token = span.root
    while (
        head.dep_ in ("compound", "nmod", "nummod", "amod", "npadvmod")
        and head.head.i > span.end - 1
        and head.head.pos_ in ("NOUN", "PROPN")
    ):
        if head.head.i - span.end > 5:
            break
        head = head.head
    return max(end, head.idx + len(head.text)) if head.i >= span.end else end
