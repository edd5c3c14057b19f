"""What the calendar has overtaken: windows that lapsed unmet, deadlines that are running or over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pourparler.model.findings import Hedge, Status
from pourparler.model.groups import CommitmentGroup, MeetingGroup, Stand
from pourparler.reason.answer import DAY
from pourparler.reason.firm_types import FirmRecord, FirmWindow
from pourparler.reason.standing import GRACE, Group
from pourparler.reason.wording import day, window

_CLOSED = frozenset({Stand.KEPT, Stand.BROKEN, Stand.WITHDRAWN})
_OVER = frozenset({Status.HELD, Status.CANCELLED, Status.REFUSED, Status.POSTPONED})
_RESTS_ON = {
    Hedge.HOPED: ", only hoped for",
    Hedge.LIKELY: ", only thought likely",
    Hedge.POSSIBLE: ", only thought possible",
}


class Pace(StrEnum):
    """How the calendar stands to a window."""

    LAPSED = "lapsed"  # a meeting's window is over, and no report tells of it as held
    OVERDUE = "overdue"  # a commitment's deadline is over, and no report tells of it as kept
    RUNNING = "running"  # the window has begun and ends on a day that is known
    AHEAD = "ahead"  # it has not begun, or has begun without a known end


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A meeting or commitment that is not settled, as of a day. days: to its end if that is ahead, since its end if it
    is over, to its begin if there is no end; None where the record knows neither. words: all of it in one line.
    """

    group: str
    title: str
    pace: Pace
    firm: FirmWindow
    days: int | None
    words: str


def pending(groups: Iterable[Group], record: FirmRecord, *, asof: dt.date) -> tuple[Pending, ...]:
    """All that is not settled and has a day in its window, the most overdue first, then by the next day that counts.

    record: firm windows of the groups as known on that day.
    """
    open_groups = (g for g in groups if not _settled(g))
    found = (_pending(g, record.because(g.id), asof) for g in open_groups)
    return tuple(sorted((p for p in found if p is not None), key=_urgency))


def _settled(group: Group) -> bool:
    return group.stand in _CLOSED if isinstance(group, CommitmentGroup) else group.status in _OVER


def _pending(group: Group, firm: FirmWindow, asof: dt.date) -> Pending | None:
    pace, days = _pace(group, firm, asof)
    if days is None and (isinstance(group, CommitmentGroup) or firm.earliest.day is None):
        return None
    words = _words(group, firm, pace, days, asof)
    return Pending(group=group.id, title=group.title, pace=pace, firm=firm, days=days, words=words)


def _pace(group: Group, firm: FirmWindow, asof: dt.date) -> tuple[Pace, int | None]:
    first, last = firm.earliest.day, firm.latest.day
    if last is not None and last + DAY * (GRACE if firm.latest.approximate else 0) < asof:
        return (Pace.LAPSED if isinstance(group, MeetingGroup) else Pace.OVERDUE), (asof - last).days
    if first is not None and first > asof:
        return Pace.AHEAD, (first - asof).days
    return (Pace.RUNNING, max(0, (last - asof).days)) if last is not None else (Pace.AHEAD, None)


def _words(group: Group, firm: FirmWindow, pace: Pace, days: int | None, asof: dt.date) -> str:
    when = window(firm.window) + _RESTS_ON.get(firm.latest.hedge if firm.latest.day else firm.earliest.hedge, "")
    done = "held" if isinstance(group, MeetingGroup) else "kept"
    if pace in (Pace.LAPSED, Pace.OVERDUE):
        told = f"no report up to {day(asof)} tells of it as {done}"
        return f"{group.title}: {pace} by {_days(days)}. Its window was {when}; {told}."
    if pace is Pace.RUNNING:
        return f"{group.title}: {_days(days)} left. Its window is {when}."
    ahead = f"in {_days(days)} at the earliest" if days is not None else "at any time"
    return f"{group.title}: {ahead}. Its window is {when}."


def _days(days: int | None) -> str:
    return "a day" if days == 1 else f"{days} days"


def _urgency(p: Pending) -> tuple[int, int, str]:
    rank = (Pace.OVERDUE, Pace.LAPSED, Pace.RUNNING, Pace.AHEAD).index(p.pace)
    over = p.pace in (Pace.LAPSED, Pace.OVERDUE)
    return max(0, rank - 1) if over else rank, (-1 if over else 1) * (p.days or 0), p.title
