"""A belief in short: its 50 % and 80 % regions, its fullest two months, its quantile dots."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from pourparler.model.window import Window
from pourparler.reason.answer import DAY, Belief, Bin, Plausible, Region
from pourparler.reason.data import constant


def plausible(belief: Belief) -> Plausible:
    """The regions of a belief, and its two neighbouring months that hold most."""
    return Plausible(half=region(belief, 0.5), most=region(belief, 0.8), months=fullest(belief))


def region(belief: Belief, share: float) -> Region:
    """The smallest set of days that holds `share` of belief, earlier days first among equals.

    Never is no day: where all days together hold less, the region is all of them `with_never`.
    """
    ranked = sorted((i for i, p in enumerate(belief.days) if p > 0), key=lambda i: (-round(belief.days[i], 12), i))
    kept, p = [], 0.0
    for i in ranked:
        if p >= share:
            break
        kept.append(i)
        p += belief.days[i]
    return Region(share=share, stretches=_stretches(belief, sorted(kept)), p=p, with_never=p < share)


def _stretches(belief: Belief, kept: list[int]) -> tuple[Window, ...]:
    out: list[list[int]] = []
    for i in kept:
        if out and out[-1][1] == i - 1:
            out[-1][1] = i
        else:
            out.append([i, i])
    return tuple(Window(earliest=belief.start + DAY * a, latest=belief.start + DAY * b) for a, b in out)


def fullest(belief: Belief) -> Bin | None:
    """The two neighbouring calendar months that hold most of a belief; one if it has but one."""
    bins = belief.bins
    if not bins:
        return None
    pairs = list(pairwise(bins)) or [(bins[0], bins[0])]
    first, last = max(pairs, key=lambda pair: (round(pair[0].p + pair[1].p, 12), -pair[0].first.toordinal()))
    if first is last:
        return first
    return Bin(
        first=first.first,
        last=last.last,
        p=first.p + last.p,
        low=min(1.0, first.low + last.low),
        high=min(1.0, first.high + last.high),
    )


def dots(belief: Belief) -> tuple[dt.date | None, ...]:
    """Quantile dots: the days at (i + 1/2)/20 of belief, None in never. Each stands for one part in twenty."""
    count = constant("dots")
    return tuple(belief.quantile((i + 0.5) / count) for i in range(count))
