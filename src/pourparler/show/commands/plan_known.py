"""What the record says about the meetings of a plan: when they can be, when they probably are, and where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from pourparler.model.findings import Hedge, Status
from pourparler.model.groups import MeetingGroup
from pourparler.model.window import Window
from pourparler.plan.model import Known, Likely, Plan, Planned
from pourparler.plan.words import days

if TYPE_CHECKING:
    from pourparler.reason import Answer
    from pourparler.reason.firm_types import Bound
    from pourparler.record import Record

_AHEAD = (Status.PLANNED, Status.SCHEDULED, Status.HOPED, Status.POSSIBLE, Status.UNLIKELY, Status.POSTPONED)


def known_of(plan: Plan, record: Record, asof: dt.date | None) -> tuple[Known, ...]:
    """What the record knew on a day (None: what it knows) about each meeting of the plan that it speaks of."""
    from pourparler.reason import when

    view = record.view(asof)
    groups = view.meetings()
    found: dict[str, MeetingGroup] = {}
    for meeting in plan.meetings:
        group = _group(plan, meeting, groups, view.find(meeting.record) if meeting.record else ())
        if group is not None:
            found[meeting.id] = group
    day = asof or max((s.report.known for g in groups for s in g.sightings), default=plan.first)
    orders = _orders(found)
    return tuple(_known(key, g, when(g, among=groups, asof=day), orders.get(key, ())) for key, g in found.items())


def _orders(found: Mapping[str, MeetingGroup]) -> dict[str, tuple[tuple[str, str], ...]]:
    """By meeting of the plan: which others come before it by the reports, and who says so."""
    from pourparler.reason.firm_order import order_posits

    keys = {group.id: key for key, group in found.items()}
    out: dict[str, tuple[tuple[str, str], ...]] = {}
    for cause in (posit.cause for posit in order_posits(found.values())):
        if cause is not None and cause.than in keys and cause.about in keys:
            key = keys[cause.about]
            out[key] = (*out.get(key, ()), (keys[cause.than], cause.words))
    return out


def _group(
    plan: Plan, meeting: Planned, groups: Iterable[MeetingGroup], found: Iterable[object]
) -> MeetingGroup | None:
    """The entry that the plan names by id or words, else the only one of the same form between the same parties.

    Words find only what can still take place in the time of the plan: "second summit" is never the first.
    """
    if meeting.record:
        named = [g for g in found if isinstance(g, MeetingGroup)]
        return next((g for g in named if g.id.startswith(meeting.record) or _ahead(plan, g)), None)
    fits = [g for g in groups if g.form == meeting.form and _ahead(plan, g) and _same_parties(plan, meeting, g)]
    return fits[0] if len(fits) == 1 else None


def _ahead(plan: Plan, group: MeetingGroup) -> bool:
    """Is it still to come, and can it lie in the time of the plan?"""
    window = group.window
    return group.status in _AHEAD and (window is None or (window.max >= plan.first and window.min <= plan.last))


def _same_parties(plan: Plan, meeting: Planned, group: MeetingGroup) -> bool:
    """Is each party of the meeting, or its side, among those of the entry?"""
    return all({p.name, p.side} & set(group.parties) for p in plan.attending(meeting))


def _known(meeting: str, group: MeetingGroup, answer: Answer, after: tuple[tuple[str, str], ...]) -> Known:
    first, last = (_plain(b) for b in (answer.firm.earliest, answer.firm.latest))
    named = group.place or (group.place_options.named if group.place_options else ())
    return Known(
        meeting=meeting,
        title=group.title,
        firm=_window(first, last),
        not_before=_clause(first.words) if first else "",
        not_after=_clause(last.words) if last else "",
        plausible=tuple(_stretches(answer)),
        plausible_because=_most(answer),
        places=tuple(named),
        after=after,
        places_because=f"{', '.join(named)} named in the reports" if named else "",
    )


def _plain(bound: Bound) -> Bound | None:
    """A bound that is said plainly; one that is only hoped or likely rules nothing out."""
    return bound if bound.day and bound.hedge in (Hedge.CERTAIN, Hedge.APPROXIMATE) else None


def _window(first: Bound | None, last: Bound | None) -> Window | None:
    if first is None and last is None:
        return None
    return Window(earliest=first.day if first else None, latest=last.day if last else None)


def _stretches(answer: Answer) -> Iterator[Likely]:
    """The months of the belief, without the days that are impossible."""
    window = answer.firm.window
    for month in answer.belief.bins if answer.belief else ():
        first, last = max(month.first, window.min), min(month.last, window.max)
        if first <= last:
            yield Likely(first=first, last=last, p=month.p)


def _clause(sentence: str) -> str:
    """A sentence as part of another."""
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def _most(answer: Answer) -> str:
    """The months that hold most of the belief, in words."""
    months = answer.plausible.months if answer.plausible else None
    if months is None:
        return ""
    return f"most likely {days(months.first, months.last)}, {months.p:.0%}"
