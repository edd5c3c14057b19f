"""What one side may see of an answer: the options, its own journeys and its own costs. Nothing of the other's reasons.

Not the order of the options either, which tells what the other likes: they stand by date. That an option is there at
all still tells that the other side can make it; `pourparler plan round` counts how much is told in this way.
"""

from __future__ import annotations

from dataclasses import replace

from pourparler.errors import PlanError
from pourparler.plan.answer import Answer, Moved, Option, Sitting
from pourparler.plan.model import Plan

SEEN = "Options by date. What another side can or cannot do, and why, is not shown."


def parties_of(plan: Plan, name: str) -> frozenset[str]:
    """The parties that a name stands for: one party, or all of a side.

    Raises:
        PlanError: if the plan has neither.
    """
    found = frozenset(p.name for p in plan.parties if name in (p.name, p.side))
    if not found:
        known = dict.fromkeys(n for p in plan.parties for n in (p.side, p.name))
        raise PlanError(f"plan {plan.name!r} has no party or side {name!r}; it has {', '.join(known)}")
    return found


def seen_by(answer: Answer, name: str) -> Answer:
    """The answer as a party or side may see it.

    Raises:
        PlanError: if the plan has no such party or side.
    """
    own = parties_of(answer.plan, name)
    options = sorted((_option(o, own) for o in answer.options), key=lambda o: (o.sittings[0].begin, o.id))
    return Answer(
        plan=_plan(answer.plan, own),
        options=tuple(options),
        excluded=(),
        rows=(),
        moved=tuple(Moved(meeting=m.meeting, changed=m.changed, before=m.before, after=m.after) for m in answer.moved),
        notes=(SEEN, *(("No option is left to offer.",) if not options else ())),
        proven=answer.proven,
        engine=answer.engine,
    )


def _option(option: Option, own: frozenset[str]) -> Option:
    sittings = tuple(_sitting(s, own) for s in option.sittings)
    return replace(option, points=sum(c.points for s in sittings for c in s.charges), sittings=sittings)


def _sitting(sitting: Sitting, own: frozenset[str]) -> Sitting:
    return replace(
        sitting,
        meeting=replace(sitting.meeting, record=None, lead=0, lead_why="", places=(sitting.place,)),
        journeys=tuple(j for j in sitting.journeys if j.party in own),
        charges=tuple(c for c in sitting.charges if c.party in own),
        known=tuple(k for k in sitting.known if k.party in own),
        meets=(),
    )


def _plan(plan: Plan, own: frozenset[str]) -> Plan:
    return replace(plan, parties=tuple(p for p in plan.parties if p.name in own), orders=(), meetings=())
