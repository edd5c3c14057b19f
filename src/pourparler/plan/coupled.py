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
import numpy.typing as npt

from pourparler.plan.bars import Bits
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
    room: str | None


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
        shared = tuple(p for p in one.parties if p in two.parties and not _relayed(p, a, b, links))
        room = one.room if one.room == two.room and not _ordered(a, b, links) else None
        if (a, b) not in linked and (shared or room):
            out.append(Clash(a=a, b=b, parties=shared, room=room))
    return out


def _ordered(a: int, b: int, links: Sequence[Link]) -> bool:
    """Does the order bring one of the two after the other?"""
    return reaches(a, b, links) or reaches(b, a, links)


def _relayed(party: str, a: int, b: int, links: Sequence[Link]) -> bool:
    """Does the order lead from one to the other through meetings of the party only? Then its journeys never clash."""
    own = [x for x in links if party in x.shared]
    return reaches(a, b, own) or reaches(b, a, own)


def reaches(a: int, b: int, links: Sequence[Link]) -> bool:
    """Do the links lead from one meeting to the other?"""
    seen, todo = {a}, [a]
    while todo:
        at = todo.pop()
        for x in links:
            if x.first == at and x.then not in seen:
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


@dataclass(frozen=True, slots=True)
class _Stay:
    """The slots of one meeting as stretches of points, each at a place."""

    meeting: int
    begins: Ints
    ends: Ints
    places: npt.NDArray[np.str_]


class _Model:
    """One CP-SAT model: one slot for each meeting, and sets of slots of which at most one may be taken."""

    def __init__(self, coupled: Coupled, slots: Sequence[Any]) -> None:
        from ortools.sat.python import cp_model

        self._cp, self.model = cp_model, cp_model.CpModel()
        self._coupled, self._slots = coupled, slots
        self._x = [[self.model.new_bool_var("") for _ in own] for own in slots]
        for own in self._x:
            self.model.add_exactly_one(own)
        for link in coupled.links:
            self._link(link)
        for party in sorted(
            {p for c in coupled.clashes for p in c.parties} | {p for x in coupled.links for p in x.shared}
        ):
            self._party(party)
        for room in sorted({c.room for c in coupled.clashes if c.room}):
            for place in sorted({p.name for s in coupled.slots for p in s.places}):
                self._room(room, place)
        self.model.minimize(sum(self._sum(m, table) for m, table in enumerate(coupled.tables)))

    def _sum(self, meeting: int, values: Ints) -> Any:
        """The value of the chosen slot as a linear expression."""
        picked = [int(values[p, t]) for p, t in self._slots[meeting]]
        return self._cp.LinearExpr.weighted_sum(self._x[meeting], picked)

    def _link(self, link: Link) -> None:
        first, then = self._coupled.slots[link.first].scene, self._coupled.slots[link.then].scene
        ends, begins = self._at(link.first, first.last_day), self._at(link.then, then.day)
        for day in np.unique(begins):
            self._not_both(link.first, ends > day - link.least, link.then, begins <= day)
            if link.most is not None:
                self._not_both(link.first, ends < day - link.most, link.then, begins >= day)
        begin = np.broadcast_to(then.start, then.day.shape), np.broadcast_to(first.end, first.day.shape)
        self.model.add(self._sum(link.then, begin[0]) >= self._sum(link.first, begin[1]))

    def _not_both(self, a: int, of_a: Bits, b: int, of_b: Bits) -> None:
        """No plan takes one of these slots of one meeting and one of those of the other."""
        some = [x for m, which in ((a, of_a), (b, of_b)) for x, use in zip(self._x[m], which, strict=True) if use]
        self.model.add_at_most_one(some)

    def _at(self, meeting: int, values: Ints) -> Ints:
        """The values of the slots that the model looks at."""
        chosen: Ints = values[tuple(self._slots[meeting].T)]
        return chosen

    def _keep_apart(self, stays: Sequence[_Stay]) -> None:
        """At no point two of the stays: as many sets as there are points at which one begins."""
        for point in np.unique(np.concatenate([s.begins for s in stays])):
            some = [x for s in stays for x in self._during(s, point)]
            self.model.add_at_most_one(some)

    def _during(self, stay: _Stay, point: int, place: str | None = None) -> list[Any]:
        """The slots whose stay holds a point, at one place or at any."""
        there = (stay.begins <= point) & (point < stay.ends)
        if place is not None:
            there &= stay.places == place
        return [self._x[stay.meeting][i] for i in np.flatnonzero(there)]

    def _party(self, party: str) -> None:
        """A party is in one meeting at a time, and away at one place at a time; between two there it stays."""
        away, sits = [], []
        for m, slots in enumerate(self._coupled.slots):
            if party in slots.meeting.parties:
                trip, points = slots.scene.trips[party], self._slots[m][:, 1]
                names = np.array([p.name for p in slots.places])[self._slots[m][:, 0]]
                away.append(_Stay(m, self._at(m, trip.leave), self._at(m, trip.ready), names))
                sits.append(_Stay(m, points, points + slots.scene.steps, names))
        self._keep_apart(sits)
        for point in np.unique(np.concatenate([s.begins for s in away])):
            self._one_place(away, point)

    def _one_place(self, away: Sequence[_Stay], point: int) -> None:
        """Whoever is away at a point is so at one place."""
        some = [s for s in away if ((s.begins <= point) & (point < s.ends)).any()]
        names = sorted({str(n) for s in some for n in s.places[(s.begins <= point) & (point < s.ends)]})
        if len(some) < 2 or len(names) < 2:
            return
        there = {name: self.model.new_bool_var("") for name in names}
        self.model.add_at_most_one(there.values())
        for stay in some:
            for name in names:
                if found := self._during(stay, point, name):
                    self.model.add(sum(found) <= there[name])

    def _room(self, room: str, place: str) -> None:
        """A room holds one meeting at a time."""
        stays = []
        for m in sorted({m for c in self._coupled.clashes if c.room == room for m in (c.a, c.b)}):
            slots, points = self._coupled.slots[m], self._slots[m][:, 1]
            names = np.array([p.name for p in slots.places])[self._slots[m][:, 0]]
            ends = np.where(names == place, points + slots.scene.steps, points)
            stays.append(_Stay(m, points, ends, names))
        self._keep_apart(stays)

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
