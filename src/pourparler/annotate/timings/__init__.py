"""Timings: claims about when a meeting or commitment is, was or is due; and the windows that follow from them."""

from __future__ import annotations

from dataclasses import replace

from pourparler.annotate.draft import Draft
from pourparler.annotate.timings.anchored import anchored
from pourparler.annotate.timings.attach import events
from pourparler.annotate.timings.claims import claim, is_second_day, past_promise, possible
from pourparler.annotate.timings.hedges import hedge_and_sense
from pourparler.annotate.timings.known import Event, Known, head_of
from pourparler.annotate.timings.windows import set_windows
from pourparler.model.findings import Sense, Timex, TimexType, Timing, TimingOf, finding_id
from pourparler.model.window import Window

_NEAR = 4  # words from a deed to a time that is plainly its own
_BETWEEN = "between "
_NO_DAY = frozenset({"PRESENT_REF", "PAST_REF"})  # "now", "recently": nobody could put these on a calendar


def find_timings(draft: Draft) -> None:
    """Fill `draft.timings`, then set the windows of meetings and the made and due windows of commitments.

    A timing is a time expression that the syntax ties to a meeting or commitment; a time that no rule ties to one is
    left alone. Times without a place on the calendar ("yet to be set") give none.
    """
    seen: set[tuple[str, str | None, str]] = set()
    told: dict[str, int] = {}  # where the last claim about an event ends: the second half of "between … and" is in it
    known = Known.of(draft)
    for i, timex in enumerate(draft.timexes):
        for event in events(known, timex) if _placeable(draft, timex) and not is_second_day(draft, i) else ():
            event, (start, end, window) = _promise_or_deed(draft, i, event)
            key = (event.id, _source(draft, start), draft.report.text[start:end].casefold())
            unknown = window is None and draft.report.day is not None
            if unknown or key in seen or start < told.get(event.id, 0) or not possible(draft, event, timex, window):
                continue
            seen.add(key)
            told[event.id] = end
            draft.timings.append(_timing(draft, event, start, end, window, approximate=timex.mod == "APPROX"))
    for event, start, end, window in anchored(draft):
        key = (event.id, _source(draft, start), draft.report.text[start:end].casefold())
        if window is not None and key not in seen:
            seen.add(key)
            draft.timings.append(_timing(draft, event, start, end, window, approximate=False))
    set_windows(draft)


def _promise_or_deed(draft: Draft, i: int, event: Event) -> tuple[Event, tuple[int, int, Window | None]]:
    """The event with what timex `i` claims of it; a time that cannot be that of the promise is that of the deed, and
    one that is over is that of the promise: "offered to resign last night", "promised an answer next week"."""
    found = claim(draft, i, event)
    if event.of is None or possible(draft, event, draft.timexes[i], found[2]):
        return event, found
    if event.of == "due" and not (past_promise(draft, event) and _plainly_on(draft.timexes[i], draft, event)):
        return event, found
    other = replace(event, of="made" if event.of == "due" else "due")
    return other, claim(draft, i, other)


def _plainly_on(timex: Timex, draft: Draft, event: Event) -> bool:
    """Does the time itself hang on the deed, "resign last night", not on a thing in it, "the winner of last night"?"""
    token = head_of(draft, timex.evidence.span)
    return token is not None and token.head.i == event.token.i and token.i - event.token.i <= _NEAR


def _placeable(draft: Draft, timex: Timex) -> bool:
    """Could a reader put the time on a calendar at all? "Now" alone says nothing, but "between now and May" does."""
    span = timex.evidence.span
    begins = draft.report.text[max(0, span.start - len(_BETWEEN)) : span.start].lower() == _BETWEEN
    return (timex.value not in _NO_DAY or begins) and timex.type is not TimexType.SET


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
