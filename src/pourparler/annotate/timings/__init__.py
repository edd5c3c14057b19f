"""Timings: claims about when a meeting or commitment is, was or is due; and the windows that follow from them."""

from __future__ import annotations

import datetime as dt
import re

from pourparler.annotate.draft import Draft
from pourparler.annotate.times import phrase_window
from pourparler.annotate.timings.attach import Event, about
from pourparler.annotate.timings.hedges import hedge_and_sense
from pourparler.annotate.timings.windows import set_windows, shifted
from pourparler.model.findings import Life, Sense, Status, Timex, Timing, TimingOf, finding_id
from pourparler.model.window import Window

_TO_COME = frozenset({Status.SCHEDULED, Status.PLANNED, Status.HOPED, Status.POSSIBLE, Status.UNLIKELY})
_WRITTEN_EARLIER = dt.timedelta(days=3)  # a report may be some days older than the day it was published
_WEEK = dt.timedelta(days=7)
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:'s|’s)?(?: \w+)?")
_NO_DAY = frozenset({"PRESENT_REF", "PAST_REF"})  # "now", "recently": nobody could put these on a calendar


def find_timings(draft: Draft) -> None:
    """Fill `draft.timings`, then set the windows of meetings and the made and due windows of commitments.

    A timing is a time expression that the syntax ties to a meeting or commitment; a time that no rule ties to one is
    left alone. Times without a place on the calendar ("yet to be set") give none.
    """
    seen: set[tuple[str, str | None, str]] = set()
    for timex in draft.timexes:
        event = None if timex.value in _NO_DAY else about(draft, timex.evidence.span)
        if event is None:
            continue
        start, end, window = _phrase(draft, timex, event)
        claim = (event.id, _source(draft, start), draft.report.text[start:end].casefold())
        unknown = window is None and draft.report.day is not None
        if unknown or claim in seen or not _possible(draft, event, window):
            continue
        seen.add(claim)
        draft.timings.append(_timing(draft, event, start, end, window, approximate=timex.mod == "APPROX"))
    set_windows(draft)


def _source(draft: Draft, char: int) -> str | None:
    """Who makes the claim at a character: the same claim by the same source is one timing, however often it stands."""
    statement = draft.speaker_at(char)
    return statement.source if statement else None


def _possible(draft: Draft, event: Event, window: Window | None) -> bool:
    """Can the event lie there? What is to come has no day that is over, what was held or made none that is to come."""
    today = draft.report.day
    if window is None or today is None:
        return True
    over = window.latest is not None and window.latest < today - _WRITTEN_EARLIER
    to_come = window.earliest is not None and window.earliest > today
    return not (over if _lies_ahead(draft, event) else to_come and _lies_behind(draft, event))


def _lies_ahead(draft: Draft, event: Event) -> bool:
    """Is the event one that is to come, as the report has it?"""
    if event.of is None:
        return any(m.id == event.id and m.status in _TO_COME for m in draft.meetings)
    return event.of == "due" and any(c.id == event.id and c.life is Life.NEW for c in draft.commitments)


def _lies_behind(draft: Draft, event: Event) -> bool:
    if event.of is None:
        return any(m.id == event.id and m.status is Status.HELD for m in draft.meetings)
    return event.of == "made"


def _phrase(draft: Draft, timex: Timex, event: Event) -> tuple[int, int, Window | None]:
    """The words of the claim: with preposition and anchor, but of "the October 2021 summit" only the date."""
    span = timex.evidence.span
    if event.rule == "direct" and event.token.pos_ in ("NOUN", "PROPN") and span.end <= event.token.idx:
        start, end, window = span.start, span.end, timex.window
    else:
        start, end, window = phrase_window(draft, timex)
    if _weekday_gone(draft, timex, window) and window and _lies_ahead(draft, event):
        window = shifted(window, _WEEK)  # a weekday of something to come is the next one
    return start, end, window


def _weekday_gone(draft: Draft, timex: Timex, window: Window | None) -> bool:
    """Is the time a bare weekday that was read as one of the week before publication?"""
    today = draft.report.day
    if not (window and today and window.latest and _WEEKDAY.fullmatch(timex.evidence.exact)):
        return False
    return today - _WEEK < window.latest < today


def _timing(draft: Draft, event: Event, start: int, end: int, window: Window | None, *, approximate: bool) -> Timing:
    evidence = draft.evidence(start, end)
    hedge, sense = hedge_and_sense(draft, event, approximate=approximate)
    if event.of is not None:  # "not to fund it this year": the deed is not to fund, and its time is inside
        sense = Sense.INSIDE
    grounds = draft.speaker_at(start)
    rule = f"timing.{event.rule}"
    draft.tell("timings", rule, start, end, f"{event.why}: {hedge}, {sense}")
    return Timing(
        id=finding_id("timing", draft.report.id, f"{rule}:{event.id}", evidence.span),
        about=event.id,
        evidence=evidence,
        window=window,
        sense=sense,
        hedge=hedge,
        rule=rule,
        grounds=grounds.id if grounds else None,
        of=TimingOf(event.of) if event.of else None,
    )
