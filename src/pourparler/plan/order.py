"""The order of meetings: what hangs together, contradictions in it, and which slots of two meetings fit each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pourparler.errors import PlanError
from pourparler.plan.model import Known, Order, Plan
from pourparler.plan.slots import Slots
from pourparler.plan.words import day
from pourparler.plan.zones import Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Meeting `first` (by number) comes before meeting `then`; shared: parties that travel to both."""

    first: int
    then: int
    least: int
    most: int | None
    why: str
    shared: tuple[str, ...]


def links(plan: Plan) -> list[Link]:
    """The order of a plan as links between numbers of meetings; two orders of the same two meetings become one."""
    found: dict[tuple[int, int], Link] = {}
    number = {m.id: n for n, m in enumerate(plan.meetings)}
    for order in plan.orders:
        first, then = number[order.first], number[order.then]
        parties = plan.meetings[then].parties
        shared = tuple(p for p in plan.meetings[first].parties if p in parties)
        link = Link(first=first, then=then, least=order.least, most=order.most, why=order.why, shared=shared)
        if (other := found.get((first, then))) is not None:
            least = max(link, other, key=lambda x: x.least)
            most = min((x.most for x in (link, other) if x.most is not None), default=None)
            link = Link(first=first, then=then, least=least.least, most=most, why=least.why, shared=shared)
        found[first, then] = link
    return list(found.values())


class Fit:
    """Which slots of two linked meetings fit: for one slot of either, those of the other are one stretch of points."""

    def __init__(self, link: Link, first: Slots, then: Slots) -> None:
        self.link, self.first, self.then = link, first, then
        self._ends = [_first_of(row) for row in first.scene.last_day]
        self._begins = [_first_of(row) for row in then.scene.day]
        self._ready: dict[tuple[str, int], Ints] = {}
        self._leave: dict[tuple[str, int], Ints] = {}

    def same(self, p: int, q: int) -> bool:
        """Are both meetings at one place? Then a party that attends both stays there, and need not be home between."""
        return self.first.places[p].name == self.then.places[q].name

    def within(self, p: int, q: int, a: int, b: int, *, forward: bool, stays: bool) -> tuple[Ints, Ints]:
        """Which points of one meeting fit points a..b of the other: those of the earlier one if `forward`."""
        return (self.earlier if forward else self.later)(p, q, a, b, stays=stays)

    def earlier(self, p: int, q: int, a: int, b: int, *, stays: bool) -> tuple[Ints, Ints]:
        """For points a..b of the later meeting at place q: which points [low, high) of the earlier fit at p."""
        day, ends = self.then.scene.day[q, a:b], self._ends[p]
        low = _at(ends, day - self.link.most) if self.link.most is not None else np.zeros(b - a, dtype=np.int32)
        high = np.minimum(
            _at(ends, day - self.link.least + 1), np.arange(a, b, dtype=np.int32) - self.first.scene.steps + 1
        )
        for party in () if stays else self.link.shared:
            back, leave = self.first.scene.trips[party].ready, self.then.scene.trips[party].leave
            if (party, p) not in self._ready:
                points = np.arange(back.shape[1] + 1, dtype=np.int32)
                self._ready[party, p] = np.searchsorted(back[p], points, side="right").astype(np.int32)
            high = np.minimum(high, self._ready[party, p][leave[q, a:b]])
        return low, np.maximum(high, low)

    def later(self, p: int, q: int, a: int, b: int, *, stays: bool) -> tuple[Ints, Ints]:
        """For points a..b of the earlier meeting at place p: which points [low, high) of the later fit at q."""
        day, begins = self.first.scene.last_day[p, a:b], self._begins[q]
        size = self.then.scene.day.shape[1]
        most = self.link.most
        high = _at(begins, day + most + 1) if most is not None else np.full(b - a, size, dtype=np.int32)
        low = np.maximum(_at(begins, day + self.link.least), np.arange(a, b, dtype=np.int32) + self.first.scene.steps)
        for party in () if stays else self.link.shared:
            back, leave = self.first.scene.trips[party].ready, self.then.scene.trips[party].leave
            if (party, q) not in self._leave:
                points = np.arange(size + 1, dtype=np.int32)
                self._leave[party, q] = np.searchsorted(leave[q], points, side="left").astype(np.int32)
            low = np.maximum(low, self._leave[party, q][back[p, a:b]])
        return np.minimum(low, high), high

    def at_one_place(self) -> list[tuple[int, int]]:
        """Numbers of the places that both meetings have, where it matters: a party attends both."""
        names = {place.name: n for n, place in enumerate(self.then.places)}
        both = [(n, names[place.name]) for n, place in enumerate(self.first.places) if place.name in names]
        return both if self.link.shared else []

    def profiles(self) -> tuple[list[list[int]], list[list[int]]]:
        """Places of the earlier and of the later meeting, those together that no slot tells apart here."""
        return _alike(self.first, self.link.shared), _alike(self.then, self.link.shared)


def _first_of(days: Ints) -> Ints:
    """Index of the first point of each day or later, for days 0 to one after the last."""
    return np.searchsorted(days, np.arange(int(days[-1]) + 2, dtype=np.int32)).astype(np.int32)


def _at(table: Ints, days: Ints) -> Ints:
    return table[np.clip(days, 0, len(table) - 1)]


def _alike(slots: Slots, shared: Sequence[str]) -> list[list[int]]:
    groups: dict[tuple[object, ...], list[int]] = {}
    for n, place in enumerate(slots.places):
        trips = (slots.scene.trips[party] for party in shared)
        key = (place.zone, *((int(t.leave[n, -1]), float(t.road[n])) for t in trips))
        groups.setdefault(key, []).append(n)
    return list(groups.values())


def with_known(plan: Plan, known: Sequence[Known]) -> Plan:
    """The plan with the order that the record tells, where the plan itself tells none of the two meetings."""
    told = {frozenset((o.first, o.then)) for o in plan.orders}
    more = tuple(
        Order(first=first, then=k.meeting, least=0, why=f"record: {why}" if why else "by the record")
        for k in known
        for first, why in k.after
        if frozenset((first, k.meeting)) not in told and first != k.meeting
    )
    return replace(plan, orders=(*plan.orders, *more))


def check_order(plan: Plan) -> None:
    """See that some days can meet the order at all.

    Raises:
        PlanError: with the fewest demands that contradict each other.
    """
    edges = [*_span_edges(plan), *(e for order in plan.orders for e in _order_edges(plan, order))]
    nodes = ["", *(m.id for m in plan.meetings)]
    rings = [(order.then, order.first, -1, _told(order)) for order in plan.orders]
    cycle = _shortest_negative_cycle(nodes, rings) or _shortest_negative_cycle(nodes, edges)
    if cycle:
        told = "; ".join(dict.fromkeys(words for words in cycle if words))
        raise PlanError(f"plan {plan.name!r}: these cannot all hold: {told}. Give one of them up")


Edge = tuple[str, str, int, str]  # begin of b - begin of a <= w, in days; why


def _span_edges(plan: Plan) -> list[Edge]:
    out: list[Edge] = []
    for m in plan.meetings:
        last, first = m.not_after or plan.last, m.not_before or plan.first
        told = f"{m.id} ends by {day(last)}" if m.not_after else f"the plan ends on {day(last)}"
        out.append(("", m.id, (last - plan.first).days - (m.days - 1), told))
        told = f"{m.id} begins no earlier than {day(first)}" if m.not_before else f"the plan begins on {day(first)}"
        out.append((m.id, "", -(first - plan.first).days, told))
        if m.lead and not any(o.then == m.id for o in plan.orders):
            out.append((m.id, "", -m.lead, f"{m.lead_why} before {m.id}"))
    return out


def _order_edges(plan: Plan, order: Order) -> list[Edge]:
    """The begin of the later meeting lies so many days after the begin of the earlier, whose own days come on top."""
    own = plan.meeting(order.first).days - 1
    out = [(order.then, order.first, -(order.least + own), _told(order))]
    if order.most is not None:
        out.append(
            (
                order.first,
                order.then,
                order.most + own,
                f"{order.then} comes at most {order.most} days after {order.first}",
            )
        )
    return out


def _told(order: Order) -> str:
    return f"{order.then} comes after {order.first}" + (f" ({order.why})" if order.why else "")


def _shortest_negative_cycle(nodes: list[str], edges: list[Edge]) -> list[str]:
    """The words of the negative cycle with the fewest edges, [] if there is none (Bellman-Ford by number of edges)."""
    number = {name: n for n, name in enumerate(nodes)}
    size = len(nodes)
    best: list[list[tuple[float, list[str]]]] = [[(float("inf"), []) for _ in nodes] for _ in nodes]
    for n in range(size):
        best[n][n] = (0, [])
    for _ in range(size):
        after = [list(row) for row in best]
        for source in range(size):
            for a, b, w, why in edges:
                length, path = best[source][number[a]]
                if length + w < after[source][number[b]][0]:
                    after[source][number[b]] = (length + w, [*path, why])
        for n in range(size):
            if after[n][n][0] < 0:
                return after[n][n][1]
        best = after
    return []
