"""The words of a claim about a time, the window they denote for its event, and whether the event can lie there."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from pourparler.annotate.draft import Draft
from pourparler.annotate.syntax import Tense, clause
from pourparler.annotate.times import phrase_window
from pourparler.annotate.timings.known import Event
from pourparler.annotate.timings.windows import shifted
from pourparler.model.findings import Life, Status, Timex
from pourparler.model.window import Window

TO_COME = frozenset({Status.SCHEDULED, Status.PLANNED, Status.HOPED, Status.POSSIBLE, Status.UNLIKELY})
_WRITTEN_EARLIER = dt.timedelta(days=3)  # a report may be some days older than the day it was published
_WEEK = dt.timedelta(days=7)
_A_YEAR = dt.timedelta(days=366)
_YEAR = re.compile(r"\d{4}|last|ago|earlier|past")
_MONTH = re.compile(
    r"\b(?:Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec)(?:\.|uary|ruary|ust|ember|tember|ober)?\b"
)
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:'s|’s)?(?: \w+)?")
_RELATIONS = {"after": "after", "following": "after", "since": "after", "before": "before", "until": "before"}
_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "ADP", "NUM", "PART"})
_SECOND_DAY = re.compile(r"\s*(?:and|or|to|-|–|,)\s*")


def is_second_day(draft: Draft, i: int) -> bool:
    """Is timex `i` the "13" of "May 12 and 13"? Then it belongs to the claim of the one before."""
    if not i or not draft.timexes[i].evidence.exact.isdigit() or len(draft.timexes[i].evidence.exact) > 2:
        return False
    before, own = draft.timexes[i - 1].evidence.span, draft.timexes[i].evidence.span
    return _SECOND_DAY.fullmatch(draft.report.text[before.end : own.start]) is not None


def claim(draft: Draft, i: int, event: Event) -> tuple[int, int, Window | None]:
    """Start and end of the words with which timex `i` dates the event, and the window they denote.

    Preposition and anchor belong to the words, but of "the October 2021 summit" only the date.
    """
    timex = draft.timexes[i]
    span = timex.evidence.span
    beyond = _around_noun(draft, timex, event)
    if beyond is not None:
        start, end, window = beyond
    elif event.rule == "direct" and event.token.pos_ in ("NOUN", "PROPN") and span.end <= event.token.idx:
        start, end, window = span.start, span.end, timex.window
    else:
        start, end, window = phrase_window(draft, timex)
    if i + 1 < len(draft.timexes) and is_second_day(draft, i + 1):
        second = draft.timexes[i + 1]
        end = max(end, second.evidence.span.end)
        window = window.span(second.window) if window and second.window else window
    if window and _weekday_gone(draft, timex, window) and lies_ahead(draft, event):
        window = shifted(window, _WEEK)  # a weekday of something to come is the next one
    if window and _year_gone(draft, timex, window) and lies_ahead(draft, event):
        window = _next_year(window)
    return start, end, _from_speaking(draft, start, _clipped(draft, event, window))


def _clipped(draft: Draft, event: Event, window: Window | None) -> Window | None:
    """Of a week, month or year that holds the day of publication, the part that is to come."""
    today = draft.report.day
    if window is None or today is None or window.earliest is None or window.latest is None:
        return window
    if not window.earliest < today < window.latest:
        return window
    return replace(window, earliest=today) if lies_ahead(draft, event) else window


def _around_noun(draft: Draft, timex: Timex, event: Event) -> tuple[int, int, Window | None] | None:
    """The claim "after the elections on Nov. 6", or None: the time dates a noun, noun and preposition the event.

    Read from the words alone, since parsers hang "on Nov. 6" on the verb as often as on the noun.
    """
    words = draft.doc.char_span(timex.evidence.span.start, timex.evidence.span.end, alignment_mode="expand")
    if words is None or timex.window is None:
        return None
    nouns = 0
    for i in range(words.start - 1, max(-1, words.start - 9), -1):
        token = draft.doc[i]
        if token.lower_ in _RELATIONS and token.pos_ in ("ADP", "SCONJ", "VERB") and nouns:
            return token.idx, timex.evidence.span.end, related(timex.window, _RELATIONS[token.lower_])
        if token.i == event.token.i:
            return None  # "after talks on Monday": the talks were on Monday
        if token.pos_ not in _PHRASE or (token.i in draft.ref_at and token.ent_type_ == "PERSON"):
            return None
        nouns += token.pos_ in ("NOUN", "PROPN")
    return None


def related(window: Window, side: str) -> Window:
    """The open window on one side of another."""
    day = dt.timedelta(days=1)
    if side == "after":
        earliest = window.latest + day if window.latest else None
        return replace(window, earliest=earliest, latest=None, latest_approximate=False)
    latest = window.earliest - day if window.earliest else None
    return replace(window, earliest=None, latest=latest, earliest_approximate=False)


def _from_speaking(draft: Draft, char: int, window: Window | None) -> Window | None:
    """A time that runs from now runs from the day of speaking, where the report gives it, not from that of printing;
    from the first such day where it gives a week."""
    statement = draft.speaker_at(char)
    said = statement.said if statement else None
    runs_on = window and window.earliest == draft.report.day and window.days != 1
    if window and runs_on and said and said.earliest and said.days and said.days <= _WEEK.days:
        return replace(window, earliest=min(said.earliest, draft.report.day or said.earliest))
    return window


def _weekday_gone(draft: Draft, timex: Timex, window: Window) -> bool:
    """Is the time a bare weekday that was read as one of the week before publication?"""
    today = draft.report.day
    if not (today and window.latest and _WEEKDAY.fullmatch(timex.evidence.exact)):
        return False
    return today - _WEEK < window.latest < today


def _year_gone(draft: Draft, timex: Timex, window: Window) -> bool:
    """Is the time a month or a day of one without its year, read as one of the year before publication?"""
    today = draft.report.day
    words = timex.evidence.exact
    if today is None or window.latest is None or _YEAR.search(words) or not _MONTH.search(words):
        return False
    return today - _A_YEAR < window.latest < today


def _next_year(window: Window) -> Window:
    earliest, latest = (_a_year_on(day) if day else None for day in (window.earliest, window.latest))
    return replace(window, earliest=earliest, latest=latest)


def _a_year_on(day: dt.date) -> dt.date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if leap else day.day)


def possible(draft: Draft, event: Event, timex: Timex, window: Window | None) -> bool:
    """Can the event lie there? What is to come has no day that is over, what was held or made none that is to come."""
    today = draft.report.day
    if event.of is not None and draft.report.text[: timex.evidence.span.start].rstrip().endswith(" since"):
        return False  # "the ports shut since February": a state, no day of a promise or a deed
    if window is None or today is None:
        return timex.rule != "ago" or not lies_ahead(draft, event)
    grace = _WRITTEN_EARLIER if event.of is None else dt.timedelta(0)
    over = window.latest is not None and window.latest < today - grace
    to_come = window.earliest is not None and (
        window.earliest > today or (window.earliest, window.latest) == (today, None)
    )
    return not (over if lies_ahead(draft, event) else to_come and _lies_behind(draft, event))


def past_promise(draft: Draft, event: Event) -> bool:
    """Was the commitment made with a verb of the past?"""
    tokens = draft.commitment_heads.get(event.id, ())
    return len(tokens) > 1 and clause(draft.doc[tokens[-1]]).tense is Tense.PAST


def lies_ahead(draft: Draft, event: Event) -> bool:
    """Is the event one that is to come, as the report has it?"""
    if event.of is None:
        return any(m.id == event.id and m.status in TO_COME for m in draft.meetings)
    return event.of == "due" and any(c.id == event.id and c.life is Life.NEW for c in draft.commitments)


def _lies_behind(draft: Draft, event: Event) -> bool:
    if event.of is None:
        return any(m.id == event.id and m.status is Status.HELD for m in draft.meetings)
    return event.of == "made"
