"""Belief over days: a flat hazard, clipped to the firm window and pooled with what independent origins say.

Each counted claim names a set of days S with probability q by its hedge word. Its factor on a day is

    r * (q * in / (2 s) + (1 - q) * (1 - in) / (2 (1 - s))) + (1 - r) / 2

with `in` 1 for days of S, r the reliability of the source (linear discount: what is not reliable knows nothing), and s
the share of S in the prior, at most one half and at most q. Where S holds half of the prior or more this is
r (q in + (1 - q)(1 - in)) + (1 - r)/2. Where S is narrower, it says the more: one wholly reliable "likely in the first
week of June" alone gives that week the probability of "likely", not twice its small share; and no claim speaks against
the days it names. Factors of independent origins are multiplied (a log-linear pool) and the whole adds up to 1.
Clipping: days before a firm window are impossible; what lies behind it is no more told day by day, but plans slip: it
is added to "never within the horizon", which there reads "later or never".
"""

from __future__ import annotations

import calendar
import datetime as dt
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from pourparler.model.window import Window
from pourparler.reason.answer import DAY, Belief, Bin, Counts, Doubt, Weighed
from pourparler.reason.data import constant, half_days
from pourparler.reason.hedges import denies

_NOTHING = 1e-9
Take = Callable[[Doubt], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """Probabilities of the days from `start` on, and of never within the horizon, before anybody says when."""

    start: dt.date
    days: tuple[float, ...]
    never: float


def half_life(state: str, silent: int) -> int:
    """Days by which half of what stands so comes: by the table, and a day more for each day without a report of it."""
    return half_days()[state] + silent


def prior(start: dt.date, state: str, *, silent: int, horizon: int) -> Prior:
    """The hazard of a state (rules/reason/prior.tsv) over so many days. silent: days since it was last told of."""
    stay = 0.5 ** (1 / half_life(state, silent))
    days, left = [], 1.0
    for _ in range(horizon):
        days.append(left * (1 - stay))
        left *= stay
    return Prior(start=start, days=tuple(days), never=left)


@dataclass(frozen=True, slots=True)
class _Factor:
    """A claim's factors: on days inside, on days outside, on never; and where inside begins and ends (half-open)."""

    begin: int
    end: int
    inside: float
    outside: float
    never: float


def _factor(weighed: Weighed, before: Prior, take: Take) -> _Factor | None:
    """None for a claim that tells the days ahead nothing: all of them, or none, lie in its window."""
    window = weighed.window
    if window is None:
        return None
    count = len(before.days)
    begin = min(count, max(0, (window.min - before.start).days))
    end = max(begin, min(count, (window.max - before.start).days + 1))
    later = constant("later") / 100 if window.latest is None else 0.0
    share = sum(before.days[begin:end]) + later * before.never
    if not _NOTHING < share < 1 - _NOTHING:
        return None
    p = take(weighed.doubt)
    q, named = (1 - p, 1 - share) if denies(weighed.claim) else (p, share)
    yes, no = _likelihoods(q, named, weighed.reliability)
    if denies(weighed.claim):
        yes, no = no, yes
    return _Factor(begin, end, yes, no, later * yes + (1 - later) * no)


def _likelihoods(q: float, named: float, reliability: float) -> tuple[float, float]:
    """The factor of the days a claim names and that of the others."""
    share = min(named, 0.5, q)
    ignorance = (1 - reliability) / 2
    return reliability * q / (2 * share) + ignorance, reliability * (1 - q) / (2 * (1 - share)) + ignorance


def pool(weighed: Iterable[Weighed], before: Prior, firm: Window | None, take: Take) -> tuple[list[float], float]:
    """The pooled probabilities of the days, and of never within the horizon."""
    days, never = list(before.days), before.never
    for factor in (f for w in weighed if w.counts is Counts.COUNTED and (f := _factor(w, before, take))):
        for i in range(len(days)):
            days[i] *= factor.inside if factor.begin <= i < factor.end else factor.outside
        never *= factor.never
    if firm is not None:
        first, last = (firm.min - before.start).days, (firm.max - before.start).days
        never += math.fsum(days[max(0, last + 1) :])
        days = [p if first <= i <= last else 0.0 for i, p in enumerate(days)]
    total = math.fsum(days) + never
    return [p / total for p in days], never / total


def believe(weighed: Sequence[Weighed], before: Prior, firm: Window | None) -> Belief:
    """Belief with its interval: hedge words taken low, as mostly taken, and high."""
    low, middle, high = (pool(weighed, before, firm, take) for take in (_low, _middle, _high))
    bins = []
    for first, last in months(before.start, len(before.days)):
        a, b = (first - before.start).days, (last - before.start).days + 1
        sums = [sum(days[a:b]) for days, _ in (low, middle, high)]
        bins.append(Bin(first=first, last=last, p=sums[1], low=min(sums), high=max(sums)))
    nevers = [low[1], middle[1], high[1]]
    return Belief(
        start=before.start,
        days=tuple(middle[0]),
        never=middle[1],
        bins=tuple(bins),
        never_low=min(nevers),
        never_high=max(nevers),
    )


def settled(window: Window) -> Belief:
    """Belief in what took place between two known days: flat, and never is none."""
    first, count = window.min, window.days or 1
    days = (1 / count,) * count
    bins = []
    for begin, end in months(first, count):
        share = ((end - begin).days + 1) / count
        bins.append(Bin(first=begin, last=end, p=share, low=share, high=share))
    return Belief(start=first, days=days, never=0.0, bins=tuple(bins), never_low=0.0, never_high=0.0)


def months(start: dt.date, count: int) -> list[tuple[dt.date, dt.date]]:
    """The calendar months that `count` days from `start` on touch, cut to these days."""
    out, first, last = [], start, start + DAY * (count - 1)
    while first <= last:
        end = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        out.append((first, min(end, last)))
        first = end + DAY
    return out


def shift(a: Belief, b: Belief) -> float:
    """Total variation between two beliefs on the same days: the share of belief that moves, 0 to 1."""
    apart = sum(abs(p - q) for p, q in zip_longest(a.days, b.days, fillvalue=0.0))
    return (apart + abs(a.never - b.never)) / 2


def _low(doubt: Doubt) -> float:
    return doubt.low


def _middle(doubt: Doubt) -> float:
    return doubt.p


def _high(doubt: Doubt) -> float:
    return doubt.high
