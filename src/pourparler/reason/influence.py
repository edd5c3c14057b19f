"""How much each single statement moves an answer: belief with it against belief without it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pourparler.reason.answer import Belief, Counts, Moved, Outcome, Weighed
from pourparler.reason.assess import Assessed, assess, believed
from pourparler.reason.belief import shift
from pourparler.reason.headline import difference
from pourparler.reason.sides import told
from pourparler.reason.standing import Group
from pourparler.reason.trust import Trust

_LEAST = 0.02  # smaller shifts move nothing that a reader would notice
_MOST = 60  # claims that are tried, the latest


def influences(now: Assessed, others: Sequence[Group], trust: Trust) -> tuple[tuple[Weighed, ...], Moved | None]:
    """The claims of an assessment, each counted one with its shift; and the one that moves it most."""
    if now.belief is None or now.outcome is Outcome.LAPSED:  # what has lapsed is no longer bound by what was said
        return now.weighed, None
    counted = [w for w in now.weighed if w.counts is Counts.COUNTED][-_MOST:]
    silent = {w.claim.timing.id: _without(now, w, others, trust) for w in counted}
    shifts = {
        key: shift(now.belief, other)
        for key, other in silent.items()
        if other is not None and (other.start, len(other.days)) == (now.belief.start, len(now.belief.days))
    }
    weighed = tuple(replace(w, shift=shifts.get(w.claim.timing.id, 0.0)) for w in now.weighed)
    best = max(weighed, key=lambda w: round(w.shift, 9), default=None)
    other = silent.get(best.claim.timing.id) if best is not None else None
    if best is None or other is None or best.shift < _LEAST:
        return weighed, None
    words = f"{told(best.claim)}: with it {difference(now.belief, other, now.asof.year)}"
    return weighed, Moved(claim=best.claim, shift=best.shift, words=words)


def _without(now: Assessed, one: Weighed, others: Sequence[Group], trust: Trust) -> Belief | None:
    """Belief as if nobody had said it, echoes included."""
    behind = [w for w in now.weighed if w.by is one.claim]
    if not one.firm and not any(w.counts is Counts.SUPERSEDED for w in behind):
        return believed(now, [w for w in now.weighed if w is not one])
    echoes = {w.claim.timing.id for w in behind if w.counts is Counts.ECHO}
    silent = Trust(without=trust.without | echoes | {one.claim.timing.id}, discounts=trust.discounts)
    return assess(now.group, others, asof=now.asof, trust=silent).belief
