"""Least cost over the order of meetings, exactly: messages along a forest of links (min-sum dynamic programming).

A message from one meeting to a linked one gives, for each of the receiver's slots, the least cost of the sender and
all behind it that fits there. The sum of all messages at a slot and its own cost is the cost of the best whole plan
through it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pourparler.plan.order import Fit, Link
from pourparler.plan.ranges import Least, prefix, suffix
from pourparler.plan.slots import NEVER, Slots
from pourparler.plan.zones import Ints


class Chain:
    """Meetings in a forest of links. tables: cost of each slot, NEVER where it is barred."""

    def __init__(self, slots: Sequence[Slots], links: Sequence[Link], tables: Sequence[Ints] | None = None) -> None:
        self.slots = slots
        self.tables = list(tables) if tables is not None else [s.table for s in slots]
        self.fits = {(x.first, x.then): Fit(x, slots[x.first], slots[x.then]) for x in links}
        self.near: list[list[int]] = [[] for _ in slots]
        for x in links:
            self.near[x.first].append(x.then)
            self.near[x.then].append(x.first)
        self._messages: dict[tuple[int, int], Ints] = {}

    def message(self, sender: int, receiver: int) -> Ints:
        """Least cost of the sender and all behind it, for each slot of the receiver."""
        if (sender, receiver) not in self._messages:
            table = self.tables[sender]
            for other in self.near[sender]:
                if other != receiver:
                    table = plus(table, self.message(other, sender))
            self._messages[sender, receiver] = self._send(sender, receiver, table)
        return self._messages[sender, receiver]

    def _send(self, sender: int, receiver: int, table: Ints) -> Ints:
        forward = (sender, receiver) in self.fits
        fit = self.fits[(sender, receiver) if forward else (receiver, sender)]
        earlier, later = fit.profiles()
        froms, tos = (earlier, later) if forward else (later, earlier)
        size = table.shape[1]
        out: Ints = np.full((len(self.slots[receiver].places), size), NEVER, dtype=np.int32)
        for group in froms:
            row = table[group].min(axis=0)
            if int(row.min()) >= NEVER:
                continue
            best = _Best(row)
            for to in tos:
                pair = (group[0], to[0]) if forward else (to[0], group[0])
                low, high = fit.within(*pair, 0, size, forward=forward, stays=False)
                out[to] = np.minimum(out[to], best.over(low, high))
        for p, q in fit.at_one_place():
            sent, got = (p, q) if forward else (q, p)
            low, high = fit.within(p, q, 0, size, forward=forward, stays=True)
            out[got] = np.minimum(out[got], _Best(table[sent]).over(low, high))
        return out

    def rest(self, meeting: int) -> Ints:
        """Least cost of all the other meetings linked to it, for each of its slots, barred or not."""
        total = np.zeros(self.tables[meeting].shape, dtype=np.int32)
        for other in self.near[meeting]:
            total = plus(total, self.message(other, meeting))
        return total

    def through(self, meeting: int) -> Ints:
        """Least cost of all linked meetings with this one at each slot."""
        return plus(self.tables[meeting], self.rest(meeting))

    def trees(self) -> list[list[int]]:
        """The trees of the forest, each from its root on, every meeting after the one it hangs on."""
        seen: set[int] = set()
        out: list[list[int]] = []
        for root in range(len(self.slots)):
            if root not in seen:
                tree, at = [root], 0
                seen.add(root)
                while at < len(tree):
                    fresh = [n for n in self.near[tree[at]] if n not in seen]
                    seen.update(fresh)
                    tree += fresh
                    at += 1
                out.append(tree)
        return out

    def least(self) -> int:
        """Cost of the best plan; NEVER or more if there is none."""
        return sum(int(self.through(tree[0]).min()) for tree in self.trees())


class _Best:
    """Least values of one row; stretches that begin at its start or end at its end are the common case, and quicker."""

    def __init__(self, row: Ints) -> None:
        self._row = row
        self._prefix, self._suffix = prefix(row), suffix(row)
        self._least: Least | None = None

    def over(self, low: Ints, high: Ints) -> Ints:
        if not low.any():
            return np.asarray(self._prefix[high])
        if (high == len(self._row)).all():
            return np.asarray(self._suffix[low])
        if self._least is None:
            self._least = Least(self._row)
        return self._least.over(low, high)


def plus(a: Ints, b: Ints) -> Ints:
    """Sum of two costs, NEVER staying NEVER."""
    total: Ints = np.minimum(a + b, NEVER).astype(np.int32)
    return total


def is_forest(count: int, links: Sequence[Link]) -> bool:
    """Is there at most one way along the links between any two meetings?"""
    group = list(range(count))
    for link in links:
        a, b = group[link.first], group[link.then]
        if a == b:
            return False
        group = [a if g == b else g for g in group]
    return True
