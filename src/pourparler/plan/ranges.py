"""Least values over many stretches of one row at once (sparse table: Bender and Farach-Colton, 2000)."""

from __future__ import annotations

import numpy as np

from pourparler.plan.slots import NEVER
from pourparler.plan.zones import Ints


class Least:
    """Least value of a row over stretches [low, high), each answered in constant time; NEVER for an empty one."""

    def __init__(self, row: Ints) -> None:
        self._levels = [row]
        width = 1
        while 2 * width <= len(row):
            last = self._levels[-1]
            self._levels.append(np.minimum(last[:-width], last[width:]))
            width *= 2

    def over(self, low: Ints, high: Ints) -> Ints:
        """The least value over each stretch."""
        length = high - low
        out = np.full(len(low), NEVER, dtype=np.int32)
        some = np.flatnonzero(length > 0)
        if not len(some):
            return out
        level = _LOG[length[some]]
        for n in range(int(level.min()), int(level.max()) + 1):
            at = some[level == n]
            values = self._levels[n]
            out[at] = np.minimum(values[low[at]], values[high[at] - (1 << int(n))])
        return out


def prefix(row: Ints) -> Ints:
    """Least value of all before each point; one entry more than the row."""
    return np.concatenate(([NEVER], np.minimum.accumulate(row))).astype(np.int32)


def suffix(row: Ints) -> Ints:
    """Least value from each point on; one entry more than the row."""
    return np.concatenate((np.minimum.accumulate(row[::-1])[::-1], [NEVER])).astype(np.int32)


_LOG = np.zeros(1 << 18, dtype=np.int8)
for _n in range(1, 18):
    _LOG[1 << _n : 1 << (_n + 1)] = _n
