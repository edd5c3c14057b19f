"""The k best plans that differ, exactly: best-first search that decides one meeting after the other.

A partial plan has decided, for some meetings, which block of slots they lie in (a place and week, day or start). Its
value is the exact cost of the best whole plan within the blocks, by the messages of the chain; so the first k whole
ones that leave the queue are the k best (Lawler 1972; Nilsson 1998 for trees).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pourparler.plan.chain import Chain, plus
from pourparler.plan.model import Differ
from pourparler.plan.ranges import Least
from pourparler.plan.slots import NEVER
from pourparler.plan.zones import Ints

Slot = tuple[int, int]  # place and point


@dataclass(frozen=True, slots=True)
class Block:
    """Slots of one meeting that count as one: a place, and points from begin to end (exclusive)."""

    place: int
    begin: int
    end: int


Blocks = dict[int, Block]


def k_best(chain: Chain, count: int, differ: Differ) -> list[tuple[int, tuple[Slot, ...]]]:
    """The best plans, cheapest first: cost, and a slot for each meeting. No two have all their blocks in common."""
    return [(cost, _slots(chain, blocks)) for cost, blocks in _search(chain, count, differ)]


def _search(chain: Chain, count: int, differ: Differ) -> Iterator[tuple[int, Blocks]]:
    order = [m for tree in chain.trees() for m in tree]
    roots = [tree[0] for tree in chain.trees()]
    alone = {root: int(chain.through(root).min()) for root in roots}
    total = sum(alone.values())
    if total >= NEVER:
        return
    cuts = [_Cuts(chain.slots[m].labels(differ)) for m in range(len(chain.slots))]
    queue: list[tuple[int, int, tuple[tuple[int, int, int], ...], Blocks]] = [(total, 0, (), {})]
    found = 0
    while queue and found < count:
        value, depth, key, blocks = heapq.heappop(queue)
        if depth == -len(order):
            found += 1
            yield value, blocks
            continue
        meeting = order[-depth]
        rest = value - (alone[meeting] if meeting in alone else _tree_value(chain, meeting, blocks))
        for cost, block in cuts[meeting].cheapest(_within(chain, meeting, blocks), count):
            begin = (block.begin, block.place, block.end)
            heapq.heappush(queue, (rest + cost, depth - 1, (*key, begin), {**blocks, meeting: block}))


def _tree_value(chain: Chain, meeting: int, blocks: Blocks) -> int:
    """Value of the tree that a meeting hangs on, as decided so far."""
    parent = next(m for m in chain.near[meeting] if m in blocks)
    block = blocks[parent]
    own = _cut(chain.tables[parent], block)
    return int(_gather(chain, parent, block, blocks, own, without=None).min())


def _within(chain: Chain, meeting: int, blocks: Blocks) -> Ints:
    """Cost of the meeting's tree with the meeting at each of its slots and the decided ones within their blocks."""
    total = chain.tables[meeting]
    for other in chain.near[meeting]:
        if other not in blocks:
            total = plus(total, chain.message(other, meeting))
            continue
        reach = np.stack([_pull(chain, other, meeting, blocks, Block(q, 0, total.shape[1])) for q in range(len(total))])
        total = plus(total, reach)
    return total


def _pull(chain: Chain, sender: int, receiver: int, blocks: Blocks, to: Block) -> Ints:
    """The message of a decided meeting to some slots of a neighbour."""
    block = blocks[sender]
    row = _gather(chain, sender, block, blocks, _cut(chain.tables[sender], block), without=receiver)
    forward = (sender, receiver) in chain.fits
    fit = chain.fits[(sender, receiver) if forward else (receiver, sender)]
    p, q = (block.place, to.place) if forward else (to.place, block.place)
    low, high = fit.within(p, q, to.begin, to.end, forward=forward, stays=fit.same(p, q))
    size = block.end - block.begin
    return Least(row).over(np.clip(low - block.begin, 0, size), np.clip(high - block.begin, 0, size))


def _gather(chain: Chain, meeting: int, block: Block, blocks: Blocks, row: Ints, *, without: int | None) -> Ints:
    """A row of costs of a decided meeting and what all neighbours but one add to it."""
    for other in chain.near[meeting]:
        if other == without:
            continue
        if other in blocks:
            row = plus(row, _pull(chain, other, meeting, blocks, block))
        else:
            row = plus(row, _cut(chain.message(other, meeting), block))
    return row


def _cut(table: Ints, block: Block) -> Ints:
    return table[block.place, block.begin : block.end]


def _slots(chain: Chain, blocks: Blocks) -> tuple[Slot, ...]:
    """The cheapest slot of each meeting within its block, the earliest of several; blocks shrink to it one by one."""
    blocks = dict(blocks)
    for meeting in (m for tree in chain.trees() for m in tree):
        block = blocks[meeting]
        row = _gather(chain, meeting, block, blocks, _cut(chain.tables[meeting], block), without=None)
        point = block.begin + int(np.argmin(row))
        blocks[meeting] = Block(block.place, point, point + 1)
    return tuple((blocks[m].place, blocks[m].begin) for m in range(len(chain.slots)))


class _Cuts:
    """Where the blocks of a meeting begin and end, over its places one after the other."""

    def __init__(self, labels: Ints) -> None:
        self._size = labels.shape[1]
        change = np.ones(labels.shape, dtype=bool)
        change[:, 1:] = labels[:, 1:] != labels[:, :-1]
        self._begins = np.flatnonzero(change)
        self._ends = np.append(self._begins[1:], labels.size)

    def cheapest(self, values: Ints, count: int) -> Iterator[tuple[int, Block]]:
        """The blocks with the least values, at most so many; among equals the earlier ones."""
        least = np.minimum.reduceat(values.reshape(-1), self._begins)
        some = np.flatnonzero(least < NEVER)
        early = self._begins[some] % self._size
        for n in some[np.lexsort((early, least[some]))][:count]:
            begin = int(self._begins[n])
            place = begin // self._size
            yield int(least[n]), Block(place, begin - place * self._size, int(self._ends[n]) - place * self._size)
