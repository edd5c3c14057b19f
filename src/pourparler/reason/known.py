"""A group as the record stood on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from pourparler.model.findings import Life, Meeting, Status
from pourparler.model.groups import MeetingGroup, Stand
from pourparler.reason.standing import Group

_STANDS = {Life.KEPT: Stand.KEPT, Life.BROKEN: Stand.BROKEN, Life.WITHDRAWN: Stand.WITHDRAWN}


def known_at(group: Group, day: dt.date) -> Group | None:
    """The group as the record stood on a day: later reports left out. None if nothing was known of it."""
    sightings = tuple(s for s in group.sightings if s.report.known <= day)
    if not sightings:
        return None
    claims = tuple(c for c in group.claims if c.report.known <= day)
    if len(sightings) == len(group.sightings) and len(claims) == len(group.claims):
        return group
    if isinstance(group, MeetingGroup):
        statuses = [s.finding.status for s in sightings if isinstance(s.finding, Meeting)]
        status = Status.HELD if Status.HELD in statuses else statuses[-1]
        return replace(group, sightings=sightings, claims=claims, status=status)
    lives = [s.finding.life for s in sightings if not isinstance(s.finding, Meeting)]
    stand = _STANDS.get(lives[-1], Stand.OPEN)
    return replace(group, sightings=sightings, claims=claims, life=lives[-1], stand=stand)
