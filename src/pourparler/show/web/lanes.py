"""One meeting as a lane: its words first, then its belief and window, then who claims what, all on one scale."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pourparler.model.findings import Sense, Status
from pourparler.model.groups import Claim, MeetingGroup
from pourparler.model.window import Window
from pourparler.reason.answer import Answer, Counts, Outcome
from pourparler.show import words
from pourparler.show.web.days import shifted
from pourparler.show.web.svg.dots import Stack, draw_dots
from pourparler.show.web.svg.rail import Rail, draw_rail
from pourparler.show.web.svg.scale import Scale

CLAIMS = 6  # shown in a lane; the page of the meeting shows all
PAST = frozenset({Status.HELD, Status.UNDER_WAY})


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """One claim: who, which words, drawn how. times: how often the same origin and others say it; aside: why it does
    not count, "" where it does."""

    claim: Claim
    rail: Rail
    outside: bool
    hedge: str
    says: str
    times: int = 1
    aside: str = ""
    shift: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """held: it lies behind; day: x of the day it was held on, where that is known."""

    group: MeetingGroup
    answer: Answer | None
    headline: str
    when: str
    rail: Rail
    stack: Stack
    claims: tuple[ClaimRow, ...]
    more: int
    held: bool
    day: float | None

    @property
    def dated(self) -> bool:
        """Is there anything to draw?"""
        return bool(self.rail.strokes or self.stack.dots or self.stack.later)


def draw_lane(group: MeetingGroup, answer: Answer | None, scale: Scale, *, most: int = CLAIMS) -> Lane:
    """The lane of a meeting. answer: what reason says of it; most: claims shown."""
    window = firm_window(group, answer)
    held = group.status in PAST or (answer is not None and answer.outcome is Outcome.HELD)
    rows = claim_rows(group, answer, scale)
    shown = rows[:most]
    one = window is not None and window.earliest is not None and window.earliest == window.latest
    return Lane(
        group=group,
        answer=answer,
        headline=answer.headline if answer else _over(group, window),
        when=words.window(window, unknown="held; day not stated" if held else "date not stated"),
        rail=draw_rail(window, scale),
        stack=_stack(answer, scale, window),
        claims=shown,
        more=len(rows) - len(shown),
        held=held,
        day=scale.middle(window.earliest, window.earliest) if one and window and window.earliest else None,
    )


def _over(group: MeetingGroup, window: Window | None) -> str:
    """What there is to say of a meeting that is over."""
    told = words.window(window, unknown="day not stated")
    return f"{group.status[:1].upper()}{group.status[1:]}: {told}."


def firm_window(group: MeetingGroup, answer: Answer | None) -> Window | None:
    """The firm window by reason, or else what the record itself keeps."""
    return answer.firm.window if answer and answer.firm.window else group.window


def _stack(answer: Answer | None, scale: Scale, window: Window | None) -> Stack:
    if answer is None or answer.belief is None or answer.outcome is Outcome.HELD:
        return Stack()
    days = [day for day in answer.dots if day is not None]
    return draw_dots(days, never=len(answer.dots) - len(days), scale=scale, firm=window)


def claim_rows(group: MeetingGroup, answer: Answer | None, scale: Scale) -> tuple[ClaimRow, ...]:
    """The claims in order of time, echoes folded into the first of their origin."""
    if answer is None:
        return tuple(row_of(c, c.timing.window, scale, times=n) for c, n in _folded(group.claims))
    echoes = [w.claim for w in answer.claims if w.counts is Counts.ECHO]
    return tuple(
        row_of(
            w.claim,
            w.window or w.claim.timing.window,
            scale,
            times=1 + sum(e.origin == w.claim.origin for e in echoes),
            aside="" if w.counts is Counts.COUNTED else w.why or w.counts,
            shift=w.shift,
        )
        for w in answer.claims
        if w.counts is not Counts.ECHO
    )


def _folded(claims: Sequence[Claim]) -> Iterable[tuple[Claim, int]]:
    """Each claim that is new from its origin, and how often it is made."""
    seen: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in claims:
        seen.setdefault((claim.origin, words.window(claim.timing.window), claim.timing.sense), []).append(claim)
    return ((same[0], len(same)) for same in seen.values())


def row_of(
    claim: Claim, window: Window | None, scale: Scale, *, times: int = 1, aside: str = "", shift: float = 0.0
) -> ClaimRow:
    """One claim as drawn; window: as it is to be drawn, so that "soon" has an end."""
    timing = claim.timing
    return ClaimRow(
        claim=claim,
        rail=draw_rail(window, scale),
        outside=timing.sense is Sense.OUTSIDE,
        hedge=timing.hedge,
        says=words.window(timing.window, unknown="no day named"),
        times=times,
        aside=aside,
        shift=shift,
    )


def near(window: Window | None, day: dt.date) -> bool:
    """Is it so close and so narrow that only days can show it?"""
    if window is None or window.earliest is None or window.latest is None:
        return False
    around = Window(earliest=shifted(day, -14), latest=shifted(day, 42))
    return (
        (window.latest - window.earliest).days <= 31 and around.holds(window.earliest) and around.holds(window.latest)
    )
