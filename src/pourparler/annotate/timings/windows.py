"""The window of a meeting, and the made and due windows of a commitment, from all timings about it.

Each stated time is taken at its word; hedged ones count only when nothing firmer is said; a claim that would empty the
window is left out, since it contradicts what is known and both stay in the record as timings.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from pourparler.annotate.draft import Draft
from pourparler.model.findings import Commitment, Hedge, Sense, Status, Timing, TimingOf
from pourparler.model.window import Window

_FIRMEST = (Hedge.CERTAIN, Hedge.APPROXIMATE, Hedge.LIKELY, Hedge.HOPED, Hedge.POSSIBLE)
_PAST = frozenset({Status.HELD})


def set_windows(draft: Draft) -> None:
    """Replace meetings and commitments by ones whose windows follow from the timings."""
    for i, meeting in enumerate(draft.meetings):
        own = [t for t in draft.timings if t.about == meeting.id]
        if own:
            draft.meetings[i] = replace(meeting, window=joint(own))
    draft.commitments[:] = [_dated(draft, c) for c in draft.commitments]
    _refine_by_commitments(draft)


def joint(timings: Iterable[Timing]) -> Window | None:
    """What the firmest timings say together: each narrows what stands so far unless it would leave nothing."""
    usable = [(t.hedge, w) for t in timings if (w := _allowed(t)) is not None]
    for hedge in _FIRMEST:
        chosen = [w for h, w in usable if h is hedge]
        if hedge is Hedge.CERTAIN:
            chosen += [w for h, w in usable if h is Hedge.APPROXIMATE]
        if chosen:
            out = chosen[0]
            for window in chosen[1:]:
                out = out.intersect(window) or out
            return out
    return None


def _allowed(timing: Timing) -> Window | None:
    """The days a timing leaves: its window, or what lies behind it ("not before"); None if that is no one stretch."""
    window = timing.window
    if window is None or timing.sense is Sense.INSIDE:
        return window
    if window.earliest is None and window.latest is not None:
        return Window(earliest=window.latest + dt.timedelta(days=1), latest=None, grain=window.grain)
    return None


def shifted(window: Window, by: dt.timedelta) -> Window:
    """The same window later by `by`; an open bound stays open."""
    earliest = window.earliest + by if window.earliest else None
    latest = window.latest + by if window.latest else None
    return replace(window, earliest=earliest, latest=latest)


def _dated(draft: Draft, commitment: Commitment) -> Commitment:
    own = [t for t in draft.timings if t.about == commitment.id]
    made = joint(t for t in own if t.of is TimingOf.MADE)
    due = joint(t for t in own if t.of is TimingOf.DUE)
    return replace(commitment, made=made or commitment.made, due=due or commitment.due)


def _refine_by_commitments(draft: Draft) -> None:
    """A commitment made between the parties of a held meeting, at its place and in its window, dates that meeting."""
    for i, meeting in enumerate(draft.meetings):
        if meeting.status not in _PAST or meeting.window is None:
            continue
        for commitment in draft.commitments:
            same_place = commitment.made_place is not None and commitment.made_place in meeting.place
            parties = {*commitment.by, *commitment.to}
            if same_place and commitment.made and len(parties & set(meeting.parties)) >= 2:
                finer = meeting.window.intersect(commitment.made)
                if finer is not None:
                    draft.meetings[i] = meeting = replace(meeting, window=finer)
