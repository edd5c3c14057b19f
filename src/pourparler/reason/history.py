"""How an answer came about: belief after each claim in turn, and what the last report changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pourparler.model.groups import Claim
from pourparler.reason.answer import DAY, Counts, Outcome, Stage
from pourparler.reason.assess import Assessed, assess
from pourparler.reason.belief import shift
from pourparler.reason.headline import difference, firm_words, in_year
from pourparler.reason.known import known_at
from pourparler.reason.regions import fullest
from pourparler.reason.sides import told
from pourparler.reason.standing import Group, order, undated
from pourparler.reason.trust import Trust
from pourparler.reason.wording import day, months, share, window

_SILENT = frozenset({Counts.MUTE, Counts.LEFT_OUT, Counts.OLD_DATE})
_MOST = 24  # stages that are told, the latest
_NOTICED = 0.01  # a smaller share of belief that moves is no change


def history(now: Assessed, others: Sequence[Group], trust: Trust) -> tuple[Stage, ...]:
    """Belief after each claim in turn, in order of the day it was said, each as of the day its report was known."""
    useful = {w.claim.timing.id for w in now.weighed if w.counts not in _SILENT}
    claims = [c for c in order(now.group.claims) if c.timing.id in useful]
    stages = (_stage(now, claims, i, others, trust) for i in range(max(0, len(claims) - _MOST), len(claims)))
    return tuple(stage for stage in stages if stage is not None)


def _stage(now: Assessed, claims: Sequence[Claim], i: int, others: Sequence[Group], trust: Trust) -> Stage | None:
    on = max(c.report.known for c in claims[: i + 1])
    then = known_at(now.group, on)
    if then is None:
        return None
    said = {c.timing.id for c in claims[: i + 1]}
    unsaid = {c.timing.about for c in then.claims if c.timing.id not in said}
    cut = _only(then, said, unsaid)
    known = assess(cut, [g for o in others if (g := known_at(o, on))], asof=on, trust=trust)
    if known.belief is None:
        return None
    words = _words(claims[i], known, now.asof)
    return Stage(day=on, claim=claims[i], belief=known.belief, firm=known.plain, words=words)


def _only(group: Group, said: set[str], unsaid: set[str]) -> Group:
    """The group with the claims said so far; a report whose claims are still to come dates nothing by itself."""
    claims = tuple(c for c in group.claims if c.timing.id in said)
    sightings = tuple(undated(s) if s.finding.id in unsaid else s for s in group.sightings)
    return replace(group, claims=claims, sightings=sightings)


def _words(claim: Claim, known: Assessed, asof: dt.date) -> str:
    belief = known.belief
    pair = fullest(belief) if belief else None
    parts = [f"most likely {months(pair.first, pair.last)} {share(pair.p)}"] if pair else []
    if belief and belief.horizon.year > asof.year >= belief.start.year:
        parts.insert(0, f"in {asof.year} {share(in_year(belief, asof.year))}")
    return f"{day(claim.said)}: {told(claim)}, {claim.timing.hedge}: {', '.join(parts)}"


def changed(now: Assessed, others: Sequence[Group], trust: Trust) -> tuple[str, ...]:
    """What the last report changed, a line each; all else as of the same day."""
    last = max(s.report.known for s in now.group.sightings)
    before = known_at(now.group, last - DAY)
    if before is None:
        return (f"first told of on {day(last)}",)
    then = assess(before, [g for o in others if (g := known_at(o, last - DAY))], asof=now.asof, trust=trust)
    lines = tuple(_lines(then, now))
    return tuple(f"{day(last)}: {line}" for line in lines) or (f"{day(last)}: nothing in substance",)


def _lines(then: Assessed, now: Assessed) -> Iterator[str]:
    if (a := _standing(then)) != (b := _standing(now)):
        yield f"{a} → {b}"
    if window(then.firm.window) != window(now.firm.window):
        yield f"{firm_words(then.firm) or 'no day named'} → {firm_words(now.firm) or 'no day named'}"
    if now.outcome is Outcome.HELD or then.belief is None or now.belief is None:
        return
    if then.belief.start == now.belief.start and shift(then.belief, now.belief) >= _NOTICED:
        yield difference(now.belief, then.belief, now.asof.year)


def _standing(known: Assessed) -> str:
    return known.outcome if known.outcome in (Outcome.HELD, Outcome.LAPSED) else known.state
