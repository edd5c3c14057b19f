"""Where a commitment stands over all reports, and how it came there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from pourparler.model.findings import Commitment, Life
from pourparler.model.groups import LifeEvent, Sighting, Stand
from pourparler.model.window import Window

_ENDS = {Life.KEPT: Stand.KEPT, Life.BROKEN: Stand.BROKEN, Life.WITHDRAWN: Stand.WITHDRAWN}


def events_of(sightings: Sequence[Sighting]) -> tuple[LifeEvent, ...]:
    """Each step, in order of the day it became known; that a report just mentions it is no step, unless the first."""
    events: list[LifeEvent] = []
    for sighting in sightings:
        life = _life(sighting)
        repeated = bool(events) and (life is Life.STANDING or life is events[-1].life)
        again = life is Life.NEW and bool(events)  # news of the same promise from elsewhere
        if not (repeated or again):
            events.append(LifeEvent(day=sighting.report.known, life=life, sighting=sighting))
    return tuple(events)


def life_of(sightings: Sequence[Sighting]) -> Life:
    """The last step told of it; STANDING and NEW undo nothing."""
    life = _life(sightings[0])
    for sighting in sightings[1:]:
        told = _life(sighting)
        if told not in (Life.NEW, Life.STANDING) or life in (Life.NEW, Life.STANDING):
            life = told if told is not Life.NEW or life is Life.NEW else life
    return life


def stand_of(sightings: Sequence[Sighting], due: Window | None, day: dt.date | None) -> Stand:
    """Where it stands on a day (None: on the day of the last report).

    DISPUTED: some say kept and some broken, or somebody reaffirms it after others called it broken.
    """
    ends = [(s, _ENDS[_life(s)]) for s in sightings if _life(s) in _ENDS]
    told = {end for _, end in ends}
    if {Stand.KEPT, Stand.BROKEN} <= told or (Stand.BROKEN in told and _denied(sightings)):
        return Stand.DISPUTED
    if ends:
        return ends[-1][1]
    return _by_date(due, day or sightings[-1].report.known)


def _denied(sightings: Sequence[Sighting]) -> bool:
    broken = next(s for s in sightings if _life(s) is Life.BROKEN)
    return any(_life(s) is Life.REAFFIRMED and s.report.known >= broken.report.known for s in sightings)


def _by_date(due: Window | None, day: dt.date) -> Stand:
    if due is None:
        return Stand.OPEN
    if due.latest and due.latest < day:
        return Stand.OVERDUE
    return Stand.DUE if due.earliest and due.latest and due.earliest <= day else Stand.OPEN


def _life(sighting: Sighting) -> Life:
    finding = sighting.finding
    if not isinstance(finding, Commitment):
        raise TypeError("a sighting of a commitment is wanted")
    return finding.life
