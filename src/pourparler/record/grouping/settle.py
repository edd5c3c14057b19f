"""Where a meeting stands after one more report."""

from __future__ import annotations

from pourparler.model.findings import Status

_PAST = (Status.UNDER_WAY, Status.HELD)
# How far a status binds; what binds less does not undo what binds more unless it says so.
_FIRMNESS = {
    Status.POSSIBLE: 0,
    Status.HOPED: 1,
    Status.PLANNED: 2,
    Status.SCHEDULED: 3,
    Status.UNDER_WAY: 5,
    Status.HELD: 6,
}


def settle(old: Status, new: Status) -> Status:
    """The status after one more report. What was held stays held; a vague word does not undo a firm one."""
    if old in _PAST and new not in _PAST:
        return old
    if new not in _FIRMNESS or old not in _FIRMNESS:
        return new
    return new if _FIRMNESS[new] >= _FIRMNESS[old] else old
