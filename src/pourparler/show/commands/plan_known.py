"""What the record says about the meetings of a plan: when they can be, when they probably are, and where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pourparler.model.findings import Status
from pourparler.model.groups import MeetingGroup
from pourparler.plan.model import Known, Plan, Planned

if TYPE_CHECKING:
    from pourparler.reason import Answer
    from pourparler.record import Record

_AHEAD = (Status.PLANNED, Status.SCHEDULED, Status.HOPED, Status.POSSIBLE, Status.UNLIKELY, Status.POSTPONED)


def known_of(plan: Plan, record: Record, asof: dt.date | None) -> tuple[Known, ...]:
    """What the record knew on a day (None: what it knows) about each meeting of the plan that it speaks of."""
    from pourparler.reason import when

    view = record.view(asof)
    groups = view.meetings()
    out = []
    for meeting in plan.meetings:
        group = _group(plan, meeting, groups, view.find(meeting.record) if meeting.record else ())
        if group is not None:
            answer = when(group, among=groups, asof=asof or max(s.report.known for g in groups for s in g.sightings))
            out.append(_known(meeting, group, answer))
    return tuple(out)


def _group(
    plan: Plan, meeting: Planned, groups: Iterable[MeetingGroup], found: Iterable[object]
) -> MeetingGroup | None:
    """The entry that the plan names, else the only one ahead of the same form between the same parties."""
    if meeting.record:
        return next((g for g in found if isinstance(g, MeetingGroup)), None)
    fits = [g for g in groups if g.status in _AHEAD and g.form == meeting.form and _same_parties(plan, meeting, g)]
    return fits[0] if len(fits) == 1 else None


def _same_parties(plan: Plan, meeting: Planned, group: MeetingGroup) -> bool:
    """Is each party of the meeting, or its side, among those of the entry?"""
    return all({p.name, p.side} & set(group.parties) for p in plan.attending(meeting))


def _known(meeting: Planned, group: MeetingGroup, answer: Answer) -> Known:
    bounds = (answer.firm.earliest, answer.firm.latest)
    named = group.place or (group.place_options.named if group.place_options else ())
    return Known(
        meeting=meeting.id,
        title=group.title,
        firm=answer.firm.window if any(b.day for b in bounds) else None,
        because="; ".join(_words(b.words for b in bounds if b.day)),
        plausible=answer.plausible.most.stretches if answer.plausible else (),
        plausible_because=answer.headline,
        places=tuple(named),
        places_because=f"{', '.join(named)} named in the reports" if named else "",
    )


def _words(lines: Iterable[str]) -> Iterator[str]:
    """Each line once, without its full stop."""
    yield from dict.fromkeys(line.rstrip(".") for line in lines if line)
