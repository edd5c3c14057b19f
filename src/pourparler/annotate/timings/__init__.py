"""Timings: claims about when a meeting or commitment is, was or is due; and the windows that follow from them."""

from __future__ import annotations

from pourparler.annotate.draft import Draft
from pourparler.annotate.timings.attach import events
from pourparler.annotate.timings.claims import claim, is_second_day, possible
from pourparler.annotate.timings.hedges import hedge_and_sense
from pourparler.annotate.timings.known import Event, Known
from pourparler.annotate.timings.windows import set_windows
from pourparler.model.findings import Sense, Timex, TimexType, Timing, TimingOf, finding_id
from pourparler.model.window import Window

_NO_DAY = frozenset({"PRESENT_REF", "PAST_REF"})  # "now", "recently": nobody could put these on a calendar


def find_timings(draft: Draft) -> None:
    """Fill `draft.timings`, then set the windows of meetings and the made and due windows of commitments.

    A timing is a time expression that the syntax ties to a meeting or commitment; a time that no rule ties to one is
    left alone. Times without a place on the calendar ("yet to be set") give none.
    """
    seen: set[tuple[str, str | None, str]] = set()
    known = Known.of(draft)
    for i, timex in enumerate(draft.timexes):
        for event in events(known, timex) if _placeable(timex) and not is_second_day(draft, i) else ():
            start, end, window = claim(draft, i, event)
            key = (event.id, _source(draft, start), draft.report.text[start:end].casefold())
            unknown = window is None and draft.report.day is not None
            if unknown or key in seen or not possible(draft, event, timex, window):
                continue
            seen.add(key)
            draft.timings.append(_timing(draft, event, start, end, window, approximate=timex.mod == "APPROX"))
    set_windows(draft)


def _placeable(timex: Timex) -> bool:
    """Could a reader put the time on a calendar at all?"""
    return timex.value not in _NO_DAY and timex.type is not TimexType.SET


def _source(draft: Draft, char: int) -> str | None:
    """Who makes the claim at a character: the same claim by the same source is one timing, however often it stands."""
    statement = draft.speaker_at(char)
    return statement.source if statement else None


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
