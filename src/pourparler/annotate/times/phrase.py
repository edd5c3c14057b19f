"""Relate: the window that a time has together with its preposition, its partner and the noun it belongs to."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from spacy.tokens import Token

from pourparler.annotate.draft import Draft
from pourparler.annotate.rules import load_table
from pourparler.annotate.times.calendar import add_days
from pourparler.model.findings import Timex, TimexType
from pourparler.model.window import Window

_LOOK = 40  # characters in front of a time in which its preposition stands
_JOIN = re.compile(r"\s*(?:and|to|until|till|through|or|-|–|—)\s+(?:on\s+|in\s+|the\s+)?")


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
    floor = max(0, start - _LOOK)
    match = pattern.search(text, floor, start)
    if match is None:
        return start, end, timex.window
    make = table[" ".join(match[1].lower().split())]
    if match[2] and end == span.end and match[2].strip().lower() not in ("the", "this"):
        return start, end, timex.window
    start = match.start()
    partner = _partner(draft, timex, match[1].lower())
    if partner is not None:
        end = partner.evidence.span.end
        return start, end, _join(timex.window, partner.window)
    return start, end, _window(draft, timex, make)


def _window(draft: Draft, timex: Timex, make: str) -> Window | None:
    """The window of preposition and time together."""
    window, today = timex.window, draft.report.day
    if window is None:
        return None
    if timex.value.endswith("_REF"):
        return window
    first, last, grain = window.earliest, window.latest, window.grain
    if make == "before" and first is not None:
        return Window(earliest=None, latest=add_days(first, -1), grain=grain)
    if make == "after" and last is not None:
        return Window(earliest=add_days(last, 1), latest=None, grain=grain)
    if make == "by" and last is not None and timex.type is not TimexType.DURATION:
        return Window(earliest=None, latest=last, grain=grain)
    if make == "from" and first is not None:
        return Window(earliest=first, latest=None, grain=grain)
    if make == "since" and first is not None and timex.type is not TimexType.DURATION:
        return Window(earliest=first, latest=_at_least(today, first), grain=grain)
    return window


def _at_least(today: dt.date | None, first: dt.date) -> dt.date | None:
    return today if today is not None and today >= first else None


def _partner(draft: Draft, timex: Timex, word: str) -> Timex | None:
    """The second time of "from X to Y" and "between X and Y"."""
    if word not in ("from", "between"):
        return None
    after = next((t for t in draft.timexes if t.evidence.span.start > timex.evidence.span.start), None)
    if after is None:
        return None
    gap = draft.report.text[timex.evidence.span.end : after.evidence.span.start]
    return after if _JOIN.fullmatch(gap) else None


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
    while head.dep_ in ("compound", "nmod", "nummod", "amod", "npadvmod") and head.head.i > span.end - 1 and head.head.pos_ in ("NOUN", "PROPN"):
        if head.head.i - span.end > 5:
            break
        head = head.head
    return max(end, head.idx + len(head.text)) if head.i >= span.end else end
