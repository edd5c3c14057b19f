"""When something is, from all that is said of it: the answer, assembled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence

from pourparler.reason.answer import Answer, Counts, Discounts, Outcome
from pourparler.reason.assess import Assessed, assess, doubters, silent
from pourparler.reason.belief import half_life
from pourparler.reason.conflicts import relations
from pourparler.reason.data import constant
from pourparler.reason.firm import standing
from pourparler.reason.firm_near import linked
from pourparler.reason.headline import difference, headline
from pourparler.reason.history import changed, history
from pourparler.reason.influence import influences
from pourparler.reason.known import known_at
from pourparler.reason.regions import dots, plausible
from pourparler.reason.sides import told
from pourparler.reason.standing import PLAIN, Group
from pourparler.reason.trust import Trust
from pourparler.reason.wording import day, listed, share

_RELATIONS = 100  # more tell no reader anything; `relations` gives all
_NEAR = 12  # other groups that may bound this one and are looked at again for each stage of its history


def when(
    target: Group,
    *,
    among: Sequence[Group] = (),
    asof: dt.date,
    discounts: Discounts | None = None,
    without: Collection[str] = (),
    brief: bool = False,
) -> Answer:
    """When a meeting takes place or a commitment is due, by all that was known on a day.

    target: what is asked about. among: other groups, which may bound it by order ("ministers meet first"). asof: later
    reports are left out, and days before it are over. discounts: source -> 0 to 1, how far the reader trusts it; what
    comes through it bounds nothing firmly any more. without: sources, reports or timings to leave out altogether. A
    source is a name or words of it, as in "Pompeo". brief: no relations, history, changes, nor how much each claim
    moves it, for lists of many.

    Raises:
        ValueError: if nothing was known of the target on that day.
    """
    trust = Trust(without=frozenset(without), discounts=dict(discounts or {}))
    group = known_at(target, asof)
    if group is None:
        raise ValueError(f"nothing was known of {target.title} on {asof}")
    known = [g for other in among if other.id != target.id and (g := known_at(other, asof))]
    bearing = linked([group, *known], group.id)  # what no order connects with it can't bound it
    others = [standing(g, trust) for g in bearing if g.id != group.id]
    now = assess(group, others, asof=asof, trust=trust)
    near = _near(now, others)
    weighed, moved = (now.weighed, None) if brief else influences(now, near, trust)
    belief = now.belief
    spread = plausible(belief) if belief else None
    return Answer(
        id=group.id,
        title=group.title,
        asof=asof,
        status=now.state if now.outcome is not Outcome.LAPSED else _status(group),
        outcome=now.outcome,
        headline=headline(now, spread),
        firm=now.firm,
        belief=belief,
        plausible=spread,
        dots=dots(belief) if belief else (),
        claims=weighed,
        relations=() if brief else relations(group, clashes=now.clashes)[:_RELATIONS],
        moved_by=moved,
        history=() if brief else history(now, near, trust),
        changed=() if brief else changed(now, near, trust),
        notes=(*_trust_notes(now, near, trust), *_reading_notes(now)),
    )


def _near(now: Assessed, others: Sequence[Group]) -> list[Group]:
    """The groups on which the firm window rests, so that its history need not solve the whole record again."""
    ids = {step.group for bound in (now.firm.earliest, now.firm.latest) for step in bound.steps}
    return [g for g in others if g.id in ids][:_NEAR]


def _status(group: Group) -> str:
    return str(getattr(group, "status", None) or getattr(group, "stand", ""))


def _trust_notes(now: Assessed, others: Sequence[Group], trust: Trust) -> list[str]:
    """What leaving out or discounting a source changes, or that no claim comes from it."""
    notes = []
    asked = [*((s, None) for s in sorted(trust.without)), *sorted((trust.discounts or {}).items())]
    for source, part in asked:
        only = Trust(without=frozenset({source})) if part is None else Trust(discounts={source: part})
        how = f"Without {source}" if part is None else f"With {source} at {share(part)}"
        touched = [c for c in now.group.claims if only.drops(c) is not None or only.factor(c) < 1.0]
        if not touched:
            notes.append(f"{how}: nothing changes, no claim comes from there.")
            continue
        others_trusted = {k: v for k, v in (trust.discounts or {}).items() if k != source}
        rest = Trust(without=trust.without - {source}, discounts=others_trusted)
        full = assess(now.group, others, asof=now.asof, trust=rest)
        if now.belief and full.belief and len(now.belief.days) == len(full.belief.days):
            notes.append(f"{how}: {difference(now.belief, full.belief, now.asof.year)}.")
    return notes


def _doubted(now: Assessed) -> Iterator[str]:
    for lower, end in ((True, now.firm.earliest), (False, now.firm.latest)):
        against = doubters(now.weighed, now.firm, lower=lower)
        if end.day is not None and end.hedge in PLAIN and against:
            words = listed([told(w.claim) for w in against])
            yield f"Belief is not clipped at {day(end.day)}, which {words} has put in doubt since."


def _reading_notes(now: Assessed) -> list[str]:
    """What the figures rest on."""
    if now.belief is None or now.outcome is Outcome.HELD:
        return []
    last = day(now.belief.horizon)
    notes = [*_doubted(now)]
    quiet = silent(now.group, now.asof)
    longer = f" ({half_life(now.state, 0)}, and one for each day since it was last told of)" if quiet else ""
    notes += [
        f"Before any claim: each day as likely as the next, half of what is {now.state} comes within"
        f" {half_life(now.state, quiet)} days{longer}; looked ahead to {last}."
    ]
    if any(w.counts is Counts.COUNTED for w in now.weighed):
        notes.append(
            "Hedge words are reported speech, read by the scale in rules/reason/hedges.tsv;"
            f" an undiscounted source counts {constant('reliability')} %."
        )
    return notes
