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

    __slots__ = ("_bounds", "_edges", "_in", "_out", "_potential")

    def __init__(self) -> None:
        self._potential: list[int] = [0]
        self._out: list[dict[int, int]] = [{}]  # tightest bounds only: _out[u][v] = w
        self._in: list[dict[int, int]] = [{}]
        self._bounds: list[dict[int, list[tuple[int, int]]]] = [{}]  # all bounds (w, statement), tightest first
        self._edges: dict[int, tuple[Edge, ...]] = {}

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

    def edges(self, statement: int) -> tuple[Edge, ...]:
        """The edges that a statement owns."""
        return self._edges[statement]

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
        return None

    def _remove(self, edge: Edge, statement: int) -> None:
        u, v, w = edge
        held = self._bounds[u][v]
        del held[bisect_left(held, (w, statement))]
        if held:
            self._out[u][v] = self._in[v][u] = held[0][0]
        else:
            del self._bounds[u][v], self._out[u][v], self._in[v][u]

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
        """The bounds of all points, by two runs of Dijkstra's algorithm on reduced costs."""
        most, after = self._distances(self._out, 1)
        least, before = self._distances(self._in, -1)
        return Bounds(
            least=[None if d is None else -d for d in least],
            most=most,
            below=[None if q is None else self._link(p, q) for p, q in enumerate(before)],
            above=[None if q is None else self._link(q, p) for p, q in enumerate(after)],
        )

    def _distances(self, graph: list[dict[int, int]], sign: int) -> tuple[list[int | None], list[int | None]]:
        """Length of the shortest path from the origin to each point of the graph, and the point before it there."""
        level = [sign * value for value in self._potential]
        size, origin = len(level), level[ORIGIN]
        distance: list[int | None] = [None] * size
        parent: list[int | None] = [None] * size
        # Keys are distance minus level: reduced distances up to a constant, so they never shrink along a path.
        best: dict[int, int] = {ORIGIN: -origin}
        heap = [(-origin, ORIGIN)]
        while heap:
            key, s = heappop(heap)
            if distance[s] is not None:
                continue
            distance[s] = reached = key + level[s]
            for t, bound in graph[s].items():
                new = reached + bound - level[t]
                if distance[t] is None and (t not in best or new < best[t]):
                    best[t] = new
                    parent[t] = s
                    heappush(heap, (new, t))
        return distance, parent
