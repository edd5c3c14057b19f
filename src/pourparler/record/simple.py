"""Each finding a group of its own."""

from __future__ import annotations

import datetime as dt
import hashlib

from pourparler.model.findings import Commitment, Life, Meeting
from pourparler.model.groups import Claim, CommitmentGroup, LifeEvent, MeetingGroup, Sighting, Stand

_STANDS = {Life.KEPT: Stand.KEPT, Life.BROKEN: Stand.BROKEN, Life.WITHDRAWN: Stand.WITHDRAWN}


def meeting_group(s: Sighting, claims: tuple[Claim, ...]) -> MeetingGroup:
    m = s.finding
    assert isinstance(m, Meeting)
    title = f"{m.form} {' – '.join(m.parties)}".strip()
    return MeetingGroup(
        id="m" + hashlib.sha256((s.report.id + m.id).encode()).hexdigest()[:12],
        title=title,
        form=m.form,
        parties=m.parties,
        status=m.status,
        sightings=(s,),
        inferred=m.inferred,
        place=m.place,
        place_options=m.place_options,
        window=m.window,
        purpose=m.purpose.exact if m.purpose else None,
        claims=claims,
    )


def commitment_group(s: Sighting, claims: tuple[Claim, ...], asof: dt.date | None) -> CommitmentGroup:
    c = s.finding
    assert isinstance(c, Commitment)
    late = asof and c.due and c.due.latest and c.due.latest < asof
    return CommitmentGroup(
        id="c" + hashlib.sha256((s.report.id + c.id).encode()).hexdigest()[:12],
        title=c.evidence.exact[:60],
        text=c.evidence.exact,
        by=c.by,
        to=c.to,
        force=c.force,
        life=c.life,
        stand=_STANDS.get(c.life, Stand.OVERDUE if late else Stand.OPEN),
        sightings=(s,),
        condition=c.condition.exact if c.condition else None,
        made=c.made,
        made_place=c.made_place,
        due=c.due,
        events=(LifeEvent(day=s.report.known, life=c.life, sighting=s),),
        claims=claims,
    )
