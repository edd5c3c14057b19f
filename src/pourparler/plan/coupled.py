"""Meetings that share parties or rooms without being in order: OR-Tools CP-SAT over the slots that can still be best.

The chain without the coupling gives for each slot a bound that no plan through it can beat. Only slots whose bound lies
near the best are given to the solver; once the best plan found costs no more than that, no other slot can do better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from pourparler.plan.best import Slot
from pourparler.plan.chain import Chain, is_forest
from pourparler.plan.model import Differ
from pourparler.plan.order import Link
from pourparler.plan.slots import NEVER, Slots
from pourparler.plan.zones import Ints

FIRST_SLACK = 300  # hundredths of a point above the best bound that the first model reaches
LIMIT = 60.0  # seconds for one solve


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Two meetings (by number) that must not overlap: parties that travel to both, or a room shared at one place."""

    a: int
    b: int
    parties: tuple[str, ...]
    room: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """What the solver found, cheapest first, and whether that is proven to be the best."""

    found: tuple[tuple[int, tuple[Slot, ...]], ...]
    proven: bool


def clashes(slots: Sequence[Slots], links: Sequence[Link]) -> list[Clash]:
    """Pairs of meetings that share a party or a room, and whose order does not keep them apart."""
    linked = {(x.first, x.then) for x in links} | {(x.then, x.first) for x in links}
    out = []
    for a, b in combinations(range(len(slots)), 2):
        one, two = slots[a].meeting, slots[b].meeting
        shared = tuple(p for p in one.parties if p in two.parties and not _relayed(p, a, b, slots, links))
        room = one.room is not None and one.room == two.room and not _ordered(a, b, links)
        if (a, b) not in linked and (shared or room):
            out.append(Clash(a=a, b=b, parties=shared, room=room))
    return out


def _ordered(a: int, b: int, links: Sequence[Link]) -> bool:
    """Does the order bring one of the two after the other?"""
    return _reaches(a, b, links, None) or _reaches(b, a, links, None)


def _relayed(party: str, a: int, b: int, slots: Sequence[Slots], links: Sequence[Link]) -> bool:
    """Does the order lead from one to the other through meetings of the party only? Then its journeys never clash."""
    own = {n for n, s in enumerate(slots) if party in s.meeting.parties}
    return _reaches(a, b, links, own) or _reaches(b, a, links, own)


def _reaches(a: int, b: int, links: Sequence[Link], through: set[int] | None) -> bool:
    seen, todo = {a}, [a]
    while todo:
        at = todo.pop()
        for x in links:
            if x.first == at and x.then not in seen and (through is None or x.then in through):
                seen.add(x.then)
                todo.append(x.then)
    return b in seen


def spanning(count: int, links: Sequence[Link]) -> list[Link]:
    """Links that make a forest, in order, leaving out those that would close a ring."""
    kept: list[Link] = []
    for link in links:
        if is_forest(count, [*kept, link]):
            kept.append(link)
    return kept


class Coupled:
    """The best plans of meetings that are coupled. Results are those of the chain where nothing is coupled."""

    def __init__(self, slots: Sequence[Slots], links: Sequence[Link], tables: Sequence[Ints]) -> None:
        self.slots, self.links, self.tables = slots, links, tables
        self.clashes = clashes(slots, links)
        chain = Chain(slots, spanning(len(slots), links), tables)
        least = {m: int(chain.through(tree[0]).min()) for tree in chain.trees() for m in tree}
        self.floor = chain.least()
        self._bounds = [
            np.minimum(chain.through(m).astype(np.int64) + (self.floor - least[m]), NEVER) for m in range(len(slots))
        ]
        self._highest = max((int(b[b < NEVER].max()) for b in self._bounds if (b < NEVER).any()), default=0)

    def k_best(self, count: int, differ: Differ) -> Solved:
        """The best plans that differ, cheapest first, with a slot for each meeting."""
        found: list[tuple[int, tuple[Slot, ...]]] = []
        labels = [s.labels(differ) for s in self.slots]
        proven, slack = True, FIRST_SLACK
        while len(found) < count and self.floor < NEVER:
            got, slack, sure = self._next(found, labels, slack)
            proven &= sure
            if got is None:
                break
            found.append(got)
        return Solved(found=tuple(found), proven=proven)

    def _next(
        self, found: Sequence[tuple[int, tuple[Slot, ...]]], labels: Sequence[Ints], slack: int
    ) -> tuple[tuple[int, tuple[Slot, ...]] | None, int, bool]:
        """The cheapest plan unlike those found; widened until its cost lies within the slots that were looked at."""
        while True:
            top = self.floor + slack
            model = _Model(self, [np.argwhere(b <= min(top, self._highest)) for b in self._bounds])
            for _, chosen in found:
                model.forbid(chosen, labels)
            cost, chosen, sure = model.solve()
            every = top >= self._highest
            if cost is not None and (cost <= top or not sure):
                return (cost, chosen), slack, sure
            if every:
                return None, slack, sure
            slack = cost - self.floor if cost is not None else slack * 4


class _Model:
    """One CP-SAT model: exactly one slot for each meeting; order, journeys and rooms are linear in days and points."""

    def __init__(self, coupled: Coupled, slots: Sequence[Any]) -> None:
        from ortools.sat.python import cp_model

        self._cp, self.model = cp_model, cp_model.CpModel()
        self._coupled, self._slots = coupled, slots
        self._x = [[self.model.new_bool_var("") for _ in own] for own in slots]
        for own in self._x:
            self.model.add_exactly_one(own)
        for link in coupled.links:
            self._link(link)
        for clash in coupled.clashes:
            self._clash(clash)
        self.model.minimize(sum(self._sum(m, table) for m, table in enumerate(coupled.tables)))

    def _sum(self, meeting: int, values: Ints) -> Any:
        """The value of the chosen slot as a linear expression."""
        picked = [int(values[p, t]) for p, t in self._slots[meeting]]
        return self._cp.LinearExpr.weighted_sum(self._x[meeting], picked)

    def _link(self, link: Link) -> None:
        first, then = self._coupled.slots[link.first].scene, self._coupled.slots[link.then].scene
        begin, end = self._sum(link.then, then.day), self._sum(link.first, first.last_day)
        self.model.add(begin >= end + link.least)
        if link.most is not None:
            self.model.add(begin <= end + link.most)
        self.model.add(self._points(link.then) >= self._points(link.first) + first.steps)
        for party in link.shared:
            self.model.add(self._ready(link.first, party) <= self._leave(link.then, party))

    def _points(self, meeting: int) -> Any:
        shape = self._coupled.slots[meeting].scene.day.shape
        return self._sum(meeting, np.broadcast_to(self._coupled.slots[meeting].scene.start, shape))

    def _ready(self, meeting: int, party: str) -> Any:
        return self._sum(meeting, self._coupled.slots[meeting].scene.trips[party].ready)

    def _leave(self, meeting: int, party: str) -> Any:
        return self._sum(meeting, self._coupled.slots[meeting].scene.trips[party].leave)

    def _clash(self, clash: Clash) -> None:
        a_first = self.model.new_bool_var("")
        for party in clash.parties:
            self.model.add(self._ready(clash.a, party) <= self._leave(clash.b, party)).only_enforce_if(a_first)
            self.model.add(self._ready(clash.b, party) <= self._leave(clash.a, party)).only_enforce_if(~a_first)
        if clash.room:
            self._room(clash, a_first)

    def _room(self, clash: Clash, a_first: Any) -> None:
        """In one place the two follow each other; elsewhere each has the room to itself."""
        apart = self.model.new_bool_var("")
        names = [p.name for p in self._coupled.slots[clash.b].places]
        for n, place in enumerate(self._coupled.slots[clash.a].places):
            if place.name in names:
                here = [self._x[clash.a][i] for i, (p, _) in enumerate(self._slots[clash.a]) if p == n]
                there = [
                    self._x[clash.b][i] for i, (p, _) in enumerate(self._slots[clash.b]) if p == names.index(place.name)
                ]
                self.model.add(sum(here) + sum(there) <= 1).only_enforce_if(apart)
        for one, two, when in ((clash.a, clash.b, a_first), (clash.b, clash.a, ~a_first)):
            steps = self._coupled.slots[one].scene.steps
            self.model.add(self._points(one) + steps <= self._points(two)).only_enforce_if([when, ~apart])

    def forbid(self, chosen: tuple[Slot, ...], labels: Sequence[Ints]) -> None:
        """Leave out all plans whose every meeting counts as the same as in one found before."""
        same = []
        for m, (place, point) in enumerate(chosen):
            label = labels[m][place, point]
            same += [
                x
                for x, (p, t) in zip(self._x[m], self._slots[m], strict=True)
                if p == place and labels[m][p, t] == label
            ]
        self.model.add(sum(same) <= len(chosen) - 1)

    def solve(self) -> tuple[int | None, tuple[Slot, ...], bool]:
        """Cost and slots of the best, None if there is none; whether that is sure. One worker: the same every time."""
        solver = self._cp.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_time_in_seconds = LIMIT
        status = solver.solve(self.model)
        if status not in (self._cp.OPTIMAL, self._cp.FEASIBLE):
            return None, (), status == self._cp.INFEASIBLE
        picked = (next(i for i, x in enumerate(own) if solver.value(x)) for own in self._x)
        slots = tuple((int(self._slots[m][i][0]), int(self._slots[m][i][1])) for m, i in enumerate(picked))
        cost = sum(int(table[slot]) for table, slot in zip(self._coupled.tables, slots, strict=True))
        return cost, slots, status == self._cp.OPTIMAL
