"""One assessment: claims weighed, firm window, belief and outcome for a group as known on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pourparler.model.findings import Status
from pourparler.model.groups import CommitmentGroup, MeetingGroup, Stand
from pourparler.model.window import Window
from pourparler.reason.answer import DAY, Belief, Counts, Outcome, Weighed
from pourparler.reason.belief import believe, prior, settled
from pourparler.reason.data import constant
from pourparler.reason.firm import Firm
from pourparler.reason.firm_types import Clash, FirmRecord, FirmWindow
from pourparler.reason.hedges import denies
from pourparler.reason.standing import GRACE, PLAIN, Group, firm_part, weigh
from pourparler.reason.trust import TRUSTING, Trust

_MARGIN = 90  # days looked at behind the last one that is named
_FURTHEST = 5 * 366  # days: nobody's words carry further
_LONGEST = 400  # days: over a longer window a held meeting has no belief worth drawing
_CLOSED = {Stand.KEPT: Outcome.HELD, Stand.BROKEN: Outcome.OFF, Stand.WITHDRAWN: Outcome.OFF}


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """A group as it stood on a day, with what follows. belief: None where it is over on a day that nobody knows."""

    group: Group
    asof: dt.date
    weighed: tuple[Weighed, ...]
    firm: FirmWindow
    clashes: tuple[Clash, ...]
    outcome: Outcome
    state: str
    belief: Belief | None

    @property
    def plain(self) -> Window | None:
        """The window as far as it is said plainly, None where nothing is."""
        return plain(self.firm)


def plain(firm: FirmWindow) -> Window | None:
    """A firm window without the bounds that rest on hedged words; None if none is left."""
    return _bounded(firm, first=firm.earliest.hedge in PLAIN, last=firm.latest.hedge in PLAIN)


def clip(now: Assessed) -> Window | None:
    """The window that belief is clipped to: without ends that are over, or that somebody has since doubted."""
    return _clip(now.weighed, now.firm, now.outcome, now.asof)


def _clip(weighed: Sequence[Weighed], firm: FirmWindow, outcome: Outcome, asof: dt.date) -> Window | None:
    over = outcome is Outcome.LAPSED or firm.latest.day is None or firm.latest.day < asof
    return _bounded(
        firm,
        first=firm.earliest.hedge in PLAIN and not doubters(weighed, firm, lower=True),
        last=firm.latest.hedge in PLAIN and not over and not doubters(weighed, firm, lower=False),
    )


def _bounded(firm: FirmWindow, *, first: bool, last: bool) -> Window | None:
    earliest, latest = firm.earliest.day if first else None, firm.latest.day if last else None
    return None if earliest is None and latest is None else replace(firm.window, earliest=earliest, latest=latest)


def doubters(weighed: Sequence[Weighed], firm: FirmWindow, *, lower: bool) -> list[Weighed]:
    """The hedged claims that place it wholly beyond an end, said after all that the end rests on."""
    end = firm.earliest if lower else firm.latest
    said = [s.cause.claim.said for s in end.steps if s.cause.claim] + [
        s.cause.sighting.report.known for s in end.steps if s.cause.sighting
    ]
    if end.day is None or not said:
        return []
    day, since = end.day, max(said)
    counted = (w for w in weighed if w.counts is Counts.COUNTED and w.window and not denies(w.claim))
    later = (w for w in counted if w.claim.said > since and w.claim.timing.hedge not in PLAIN)
    return [w for w in later if w.window and (w.window.max < day if lower else w.window.min > day)]


def assess(group: Group, others: Sequence[Group], *, asof: dt.date, trust: Trust = TRUSTING) -> Assessed:
    """Assess a group beside others that may bound it by order, all of them as known on the as-of day.

    others: with what counts firmly of them, as `standing` gives it.
    """
    weighed = weigh(group, trust=trust)
    solved = Firm([firm_part(group, weighed, trust), *others]).record()
    return _assessed(group, weighed, solved, asof, believing=True)


def assess_all(groups: Sequence[Group], *, asof: dt.date, believing: bool = True) -> tuple[Assessed, ...]:
    """Assess groups that may bound each other, solved once for all of them; as known on the as-of day.

    believing: without it belief is left out, which costs most.
    """
    weighed = [weigh(g) for g in groups]
    solved = Firm([firm_part(g, w, TRUSTING) for g, w in zip(groups, weighed, strict=True)]).record()
    return tuple(_assessed(g, w, solved, asof, believing=believing) for g, w in zip(groups, weighed, strict=True))


def _assessed(
    group: Group, weighed: tuple[Weighed, ...], solved: FirmRecord, asof: dt.date, *, believing: bool
) -> Assessed:
    firm = solved.because(group.id)
    outcome = _outcome(group, weighed, firm, asof)
    state = "lapsed" if outcome is Outcome.LAPSED else _state(group)
    return Assessed(
        group=group,
        asof=asof,
        weighed=weighed,
        firm=firm,
        clashes=solved.conflicts_of(group.id),
        outcome=outcome,
        state=state,
        belief=_belief(group, weighed, firm, outcome, state, asof) if believing else None,
    )


def believed(now: Assessed, weighed: Sequence[Weighed]) -> Belief | None:
    """Belief if the claims were weighed so, all else equal."""
    return _belief(now.group, weighed, now.firm, now.outcome, now.state, now.asof)


def horizon(group: Group, asof: dt.date) -> int:
    """How many days to look ahead: a year, or past the last day that is named, so that it is not lost in "never"."""
    windows = [c.timing.window for c in group.claims if c.timing.window is not None]
    named = [d for w in windows for d in (w.earliest, w.latest) if d is not None]
    last = max(named, default=asof)
    return min(max(constant("horizon"), (last - asof).days + _MARGIN), _FURTHEST)


def silent(group: Group, asof: dt.date) -> int:
    """Days since the last report that told of it."""
    return max(0, (asof - max(s.report.known for s in group.sightings)).days)


def _belief(
    group: Group, weighed: Sequence[Weighed], firm: FirmWindow, outcome: Outcome, state: str, asof: dt.date
) -> Belief | None:
    if outcome is Outcome.HELD:
        days = firm.window.days
        return settled(firm.window) if days is not None and days <= _LONGEST else None
    before = prior(asof, state, silent=silent(group, asof), horizon=horizon(group, asof))
    return believe(weighed, before, _clip(weighed, firm, outcome, asof))


def _outcome(group: Group, weighed: Sequence[Weighed], firm: FirmWindow, asof: dt.date) -> Outcome:
    if isinstance(group, CommitmentGroup):
        if group.stand in _CLOSED:
            return _CLOSED[group.stand]
    elif group.status is Status.HELD:
        return Outcome.HELD
    elif group.status in (Status.CANCELLED, Status.REFUSED):
        return Outcome.OFF
    end = last_stated(weighed, firm)
    return Outcome.LAPSED if end is not None and end < asof else Outcome.OPEN


def last_stated(weighed: Sequence[Weighed], firm: FirmWindow) -> dt.date | None:
    """The last day that anything still said names for it; None where that is open."""
    windows = [w.window for w in weighed if w.counts is Counts.COUNTED and w.window and not denies(w.claim)]
    if not windows:
        windows = [firm.window]
    if any(w.latest is None for w in windows):
        return None
    return max(w.max + DAY * (GRACE if w.latest_approximate else 0) for w in windows)


def _state(group: Group) -> str:
    return group.status if isinstance(group, MeetingGroup) else "promised"
