"""When, compared: do two sightings leave room for one meeting? Days are ordinals."""

from __future__ import annotations

from enum import IntEnum

from pourparler.model.findings import MeetingForm
from pourparler.record.grouping.traits import Traits

SLACK = 1  # days: "on Tuesday" in Tokyo is Monday in Washington
RECENT = 7  # days: news tells an undated past meeting no later
NEAR = 2  # days between two reports of one undated past meeting, or between its day and a report that gives none
ABOUT = 3  # days around a bound that the words leave vague
SPELL = 35  # days: a window no longer than that says something
PENDING = 60  # days over which an undated plan stays the same plan
SLIP = 62  # days by which a deadline may slip and the plan still be the same
FAR = 10**7
MOVED = "moved to another date"
_RARE = frozenset({MeetingForm.SUMMIT, MeetingForm.VISIT, MeetingForm.CONFERENCE})


class Room(IntEnum):
    """How well two times agree. NONE: they exclude each other. SILENT: they say nothing. SAME: the same days."""

    NONE = -1
    SILENT = 0
    OPEN = 1
    CLOSE = 2
    SAME = 3


def room(a: Traits, b: Traits) -> tuple[Room, str]:
    """Do the two leave room for one meeting, and how little? With the reason in words."""
    if a.order > b.order:
        a, b = b, a
    (a_first, a_last), (b_first, b_last) = bounds(a), bounds(b)
    gap = max(a_first, b_first) - min(a_last, b_last)
    if gap <= 0 or gap <= _slack(a, b):
        return _inside(a, b)
    if (a.past and not _dated(a)) or (b.past and not _dated(b)):
        return _undated_past(a, b, gap)
    return _slip(a, b, gap)


def _slack(a: Traits, b: Traits) -> int:
    """Days by which two times may miss each other: clocks differ, and "about" is wide; "in April" ends with April."""
    rare = a.form in _RARE and b.form in _RARE
    if a.about or b.about or (rare and not (a.firm and b.firm)):
        return ABOUT
    return SLACK if a.firm and b.firm else 0


def bounds(t: Traits) -> tuple[int, int]:
    """First and last day that are possible: what the window says, else what the day of the report allows."""
    if t.first is not None or t.last is not None:
        return t.first if t.first is not None else _floor(t), t.last if t.last is not None else _ceiling(t)
    if t.off:
        return t.known - PENDING, t.known + FAR
    return (t.known - RECENT, t.known) if t.past else (t.known - SLACK, t.known + FAR)


def _floor(t: Traits) -> int:
    return -FAR if t.past or t.off else t.known - SLACK


def _ceiling(t: Traits) -> int:
    return t.known if t.past else FAR


def _dated(t: Traits) -> bool:
    return t.first is not None or t.last is not None


def _inside(a: Traits, b: Traits) -> tuple[Room, str]:
    if a.firm and b.firm:
        return _named_days(a, b)
    apart = abs(a.known - b.known)
    for t, other in ((a, b), (b, a)):
        if t.past and not _dated(t):
            return _lately(t, other)
    narrow, wide = sorted((_length(a), _length(b)))
    if wide <= SPELL or (narrow <= SPELL and apart <= SPELL):
        return Room.CLOSE, "at times that agree"
    if apart <= PENDING and not (a.past and b.past):
        return Room.OPEN, "told as planned, then as held" if a.past or b.past else "still to come in both"
    return Room.SILENT, ""


def _named_days(a: Traits, b: Traits) -> tuple[Room, str]:
    """Days side by side: one report may date by another clock, but not two that each tell of their own day."""
    (a_first, a_last), (b_first, b_last) = bounds(a), bounds(b)
    if max(a_first, b_first) <= min(a_last, b_last):
        return Room.SAME, "on the same days"
    if a.past and b.past and (a.known, b.known) == (a_last, b_last):
        return Room.NONE, "on days one after the other"
    return Room.CLOSE, "on days that touch"


def _lately(undated: Traits, other: Traits) -> tuple[Room, str]:
    """A past meeting without a date is news of the last days, or an old one called to mind: nobody can tell."""
    if other.past and not _dated(other):
        apart = abs(undated.known - other.known)
        return (Room.CLOSE if apart == 0 else Room.OPEN if apart <= NEAR else Room.SILENT), "told at the same time"
    apart = undated.known - other.known
    if not other.past and not _dated(other):
        return (Room.OPEN, "told as planned, then as held") if -NEAR <= apart <= SPELL else (Room.SILENT, "")
    first, last = bounds(other)
    days = max(0, undated.known - last, first - undated.known)
    if days <= NEAR and last - first <= SPELL:
        return Room.CLOSE, "told in the same days"
    rare = undated.form in _RARE and other.form in _RARE
    return (Room.OPEN, "told soon after") if rare and days <= RECENT and apart <= PENDING else (Room.SILENT, "")


def _length(t: Traits) -> int:
    first, last = bounds(t)
    return last - first + 1


def _undated_past(a: Traits, b: Traits, gap: int) -> tuple[Room, str]:
    """An undated past meeting may be an old one called to mind; only another that lies wholly later is not it."""
    if a.past and b.past and not _dated(a) and not _dated(b):
        return Room.SILENT, ""
    undated, other = (a, b) if a.past and not _dated(a) else (b, a)
    return (Room.SILENT, "") if bounds(other)[0] <= undated.known else (Room.NONE, "one was over before the other")


def _slip(a: Traits, b: Traits, gap: int) -> tuple[Room, str]:
    """A plan may move: when the later report says so, or when it set but a deadline for a rare occasion."""
    if a.past or b.known - a.known > 2 * SLIP:
        return Room.NONE, "at other times"
    if b.moved or b.off:
        return Room.OPEN, MOVED
    if a.first is None and gap <= SLIP and a.form in _RARE and b.form in _RARE:
        return (Room.OPEN, "a deadline that slipped") if b.known - a.known <= SLIP else (Room.SILENT, "")
    return Room.NONE, "at other times"
