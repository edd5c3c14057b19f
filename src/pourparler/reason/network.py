"""A simple temporal network that grows and shrinks: points, and upper bounds on their differences.

It knows nothing of news. Points are ints, point 0 is the origin. An edge `(u, v, w)` says `v - u <= w`, all in whole
units of time. A statement is an int of the caller's choice and owns one or more edges; all of them hold or none.

Consistency is kept by a potential (a solution) that an insertion repairs where it must (Cotton and Maler, "Fast and
flexible difference constraint propagation for DPLL(T)", 2006): Dijkstra's algorithm on reduced costs over the points
affected. An insertion that comes back to its own tail has closed a negative cycle, which is the explanation. A
retraction never spoils a potential; bounds that were dominated are kept and take over.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

Edge = tuple[int, int, int]  # (u, v, w): v - u <= w
ORIGIN = 0
_FAR = 1 << 40  # where a free point starts: later than any day, so that repairs only ever lower it


@dataclass(frozen=True, slots=True)
class Link:
    """One edge of a path or a cycle, with the statement that owns it."""

    tail: int
    head: int
    bound: int
    statement: int


@dataclass(frozen=True, slots=True)
class Bounds:
    """For each point the least and the greatest value that is possible, None where open, as of one moment.

    `below[p]` and `above[p]` are the last links of the tightest paths that make the two bounds.
    """

    least: list[int | None]
    most: list[int | None]
    below: list[Link | None]
    above: list[Link | None]

    def why_least(self, point: int) -> tuple[Link, ...]:
        """The links that put the lower bound of a point where it stands, beginning at the origin."""
        out = []
        while (link := self.below[point]) is not None:
            out.append(link)
            point = link.head
        return tuple(reversed(out))

    def why_most(self, point: int) -> tuple[Link, ...]:
        """The links that put the upper bound of a point where it stands, beginning at the origin."""
        out = []
        while (link := self.above[point]) is not None:
            out.append(link)
            point = link.tail
        return tuple(reversed(out))


class Network:
    """Points and statements about them; always consistent, since a statement that is not is refused."""

    __slots__ = ("_bounds", "_edges", "_fresh", "_in", "_known", "_out", "_potential")

    def __init__(self) -> None:
        self._potential: list[int] = [0]
        self._out: list[dict[int, int]] = [{}]  # tightest bounds only: _out[u][v] = w
        self._in: list[dict[int, int]] = [{}]
        self._bounds: list[dict[int, list[tuple[int, int]]]] = [{}]  # all bounds (w, statement), tightest first
        self._edges: dict[int, tuple[Edge, ...]] = {}
        self._known: Bounds | None = None  # the bounds when they were last asked for, and what was tightened since
        self._fresh: list[tuple[int, int]] = []

    def __len__(self) -> int:
        return len(self._potential)

    def __contains__(self, statement: int) -> bool:
        return statement in self._edges

    def point(self) -> int:
        """A new free point."""
        self._potential.append(self._potential[ORIGIN] + _FAR)
        self._out.append({})
        self._in.append({})
        self._bounds.append({})
        return len(self._potential) - 1

    def solution(self) -> list[int]:
        """One value for each point, origin 0, so that all statements hold."""
        origin = self._potential[ORIGIN]
        return [value - origin for value in self._potential]

    def add(self, statement: int, edges: Sequence[Edge]) -> tuple[Link, ...] | None:
        """Take a statement in, and return None; or leave everything as it was and return the negative cycle that it
        would close: links head to tail, each point once, bounds summing below zero, at least one of them its own.

        Raises:
            ValueError: if the statement is in already.
        """
        if statement in self._edges:
            raise ValueError(f"statement {statement} is in the network already")
        for done, (u, v, w) in enumerate(edges):
            cycle = self._insert(u, v, w, statement)
            if cycle is not None:
                for edge in edges[:done]:
                    self._remove(edge, statement)
                return cycle
        self._edges[statement] = tuple(edges)
        return None

    def retract(self, statement: int) -> None:
        """Take a statement out. Bounds that it dominated hold again.

        Raises:
            KeyError: if it is not in.
        """
        for edge in self._edges.pop(statement):
            self._remove(edge, statement)

    def _insert(self, u: int, v: int, w: int, statement: int) -> tuple[Link, ...] | None:
        row = self._bounds[u]
        held = row.get(v)
        if held is not None and held[0][0] <= w:
            insort(held, (w, statement))
            return None
        if self._potential[u] + w < self._potential[v] or u == v:
            parents = self._repair(u, v, w)
            if parents is not None:
                return self._cycle(u, v, w, statement, parents)
        if held is None:
            row[v] = [(w, statement)]
        else:
            held.insert(0, (w, statement))
        self._out[u][v] = self._in[v][u] = w
        if self._known is not None:
            self._fresh.append((u, v))
        return None

    def _remove(self, edge: Edge, statement: int) -> None:
        u, v, w = edge
        if self._known is not None and self._carries(u, v, statement):
            self._known = None
        held = self._bounds[u][v]
        del held[bisect_left(held, (w, statement))]
        if held:
            self._out[u][v] = self._in[v][u] = held[0][0]
        else:
            del self._bounds[u][v], self._out[u][v], self._in[v][u]

    def _carries(self, u: int, v: int, statement: int) -> bool:
        """Does a known bound rest on the edge as this statement gives it?"""
        known = self._known
        if known is None or max(u, v) >= len(known.least):
            return False
        links = known.above[v], known.below[u]
        return any(x is not None and (x.tail, x.head, x.statement) == (u, v, statement) for x in links)

    def _repair(self, u: int, v: int, w: int) -> dict[int, int] | None:
        """Lower potentials until the edge holds and return None; or the parents on the way back to its tail."""
        potential, out = self._potential, self._out
        parents: dict[int, int] = {v: u}
        if u == v:
            return parents if w < 0 else None
        gain = {v: potential[u] + w - potential[v]}  # how far each point must fall
        heap = [(gain[v], v)]
        lowered: dict[int, int] = {}
        while heap:
            fall, s = heappop(heap)
            if s in lowered:
                continue
            lowered[s] = level = potential[s] + fall
            for t, bound in out[s].items():
                deeper = level + bound - potential[t]
                if deeper < 0 and t not in lowered and deeper < gain.get(t, 0):
                    parents[t] = s
                    if t == u:
                        return parents
                    gain[t] = deeper
                    heappush(heap, (deeper, t))
        for s, level in lowered.items():
            potential[s] = level
        return None

    def _cycle(self, u: int, v: int, w: int, statement: int, parents: dict[int, int]) -> tuple[Link, ...]:
        links = []
        head = u
        while head != v:
            tail = parents[head]
            links.append(self._link(tail, head))
            head = tail
        return (Link(u, v, w, statement), *reversed(links))

    def _link(self, tail: int, head: int) -> Link:
        bound, statement = self._bounds[tail][head][0]
        return Link(tail, head, bound, statement)

    def bounds(self) -> Bounds:
        """The bounds of all points as of now.

        Dijkstra's algorithm on reduced costs, twice; after insertions only from where they tightened something.
        """
        size, known = len(self), self._known
        if known is None:
            known = Bounds([None] * size, [None] * size, [None] * size, [None] * size)
            known.least[ORIGIN] = known.most[ORIGIN] = 0
            self._fresh = [(ORIGIN, v) for v in self._out[ORIGIN]] + [(u, ORIGIN) for u in self._in[ORIGIN]]
        elif self._fresh or len(known.least) < size:
            more: list[None] = [None] * (size - len(known.least))
            values = ([*known.least, *more], [*known.most, *more])
            known = Bounds(*values, [*known.below, *more], [*known.above, *more])
        else:
            return known
        for head, tail in self._spread(self._out, 1, self._fresh, known.most).items():
            known.above[head] = self._link(tail, head)
        back = [(v, u) for u, v in self._fresh]
        for tail, head in self._spread(self._in, -1, back, known.least).items():
            known.below[tail] = self._link(tail, head)
        self._known, self._fresh = known, []
        return known

    def _spread(
        self, graph: list[dict[int, int]], sign: int, fresh: list[tuple[int, int]], values: list[int | None]
    ) -> dict[int, int]:
        """Tighten the values of points along the graph, beginning at some edges of it; the point before each changed.

        A value is the distance from the origin times the sign.
        """
        potential = self._potential
        parent: dict[int, int] = {}
        heap: list[tuple[int, int]] = []
        for s, t in fresh:
            bound, base, old = graph[s].get(t), values[s], values[t]
            if bound is not None and base is not None:
                new = base + sign * bound
                if old is None or sign * (new - old) < 0:
                    values[t], parent[t] = new, s
                    heappush(heap, (sign * (new - potential[t]), t))
        while heap:
            key, s = heappop(heap)
            base = values[s]
            if base is None or key != sign * (base - potential[s]):
                continue  # it was tightened once more since
            for t, bound in graph[s].items():
                new, old = base + sign * bound, values[t]
                if old is None or sign * (new - old) < 0:
                    values[t], parent[t] = new, s
                    heappush(heap, (sign * (new - potential[t]), t))
        return parent
