"""The temporal network against brute force: Floyd and Warshall on the same edges."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.reason.network import ORIGIN, Bounds, Edge, Link, Network

POINTS = 5
edge = st.tuples(st.integers(0, POINTS - 1), st.integers(0, POINTS - 1), st.integers(-6, 8))
statements = st.lists(st.lists(edge, min_size=1, max_size=3), max_size=14)


def distances(edges: Iterable[Edge]) -> list[list[float]] | None:
    """All shortest paths, or None where there is a negative cycle."""
    far = float("inf")
    d = [[0.0 if i == j else far for j in range(POINTS)] for i in range(POINTS)]
    for u, v, w in edges:
        d[u][v] = min(d[u][v], w)
    for k in range(POINTS):
        for i in range(POINTS):
            for j in range(POINTS):
                d[i][j] = min(d[i][j], d[i][k] + d[k][j])
    return None if any(d[i][i] < 0 for i in range(POINTS)) else d


def empty() -> Network:
    network = Network()
    for _ in range(POINTS - 1):
        network.point()
    return network


def expected(d: list[list[float]]) -> tuple[list[int | None], list[int | None]]:
    least = [None if d[p][ORIGIN] == float("inf") else -int(d[p][ORIGIN]) for p in range(POINTS)]
    most = [None if d[ORIGIN][p] == float("inf") else int(d[ORIGIN][p]) for p in range(POINTS)]
    return least, most


def check_cycle(cycle: tuple[Link, ...], own: int, known: dict[int, list[Edge]]) -> None:
    assert sum(link.bound for link in cycle) < 0
    assert all(a.head == b.tail for a, b in zip(cycle, (*cycle[1:], cycle[0]), strict=True))
    assert len({link.tail for link in cycle}) == len(cycle)
    assert any(link.statement == own for link in cycle)
    assert all((link.tail, link.head, link.bound) in known[link.statement] for link in cycle)


def check_bounds(bounds: Bounds, known: dict[int, list[Edge]]) -> None:
    d = distances(e for es in known.values() for e in es)
    assert d is not None
    assert (bounds.least, bounds.most) == expected(d)
    check_paths(bounds, known)


def check_paths(bounds: Bounds, known: dict[int, list[Edge]]) -> None:
    for p in range(POINTS):
        for paths, end, sign in ((bounds.why_least(p), bounds.least[p], -1), (bounds.why_most(p), bounds.most[p], 1)):
            assert sum(link.bound for link in paths) * sign == (end or 0)
            assert all((link.tail, link.head, link.bound) in known[link.statement] for link in paths)


@settings(max_examples=1000, deadline=None)
@given(statements, st.lists(st.integers(0, 13), max_size=6))
def test_agrees_with_brute_force_also_after_retraction(given_statements: list[list[Edge]], away: list[int]) -> None:
    """Bounds are asked for in between, so that they are tightened step by step as well as worked out anew."""
    network = empty()
    known: dict[int, list[Edge]] = {}
    for number, edges in enumerate(given_statements):
        cycle = network.add(number, edges)
        together = [e for es in known.values() for e in es] + edges
        assert (cycle is None) == (distances(together) is not None)
        if cycle is None:
            known[number] = edges
        else:
            check_cycle(cycle, number, {**known, number: edges})
        if number in away and number - 1 in known:
            network.retract(number - 1)
            del known[number - 1]
        if number % 3 == 0:
            check_bounds(network.bounds(), known)
    check_bounds(network.bounds(), known)
    values = network.solution()
    assert all(values[v] - values[u] <= w for es in known.values() for u, v, w in es)


def test_a_dominated_bound_takes_over() -> None:
    network = empty()
    for number, w in enumerate((9, 5, 7)):
        assert network.add(number, [(ORIGIN, 1, w)]) is None
    assert network.bounds().most[1] == 5
    network.retract(1)
    assert network.bounds().most[1] == 7
    assert [link.statement for link in network.bounds().why_most(1)] == [2]
    network.retract(0)
    network.retract(2)
    assert network.bounds().most[1] is None


def test_a_refused_statement_leaves_nothing_behind() -> None:
    network = empty()
    network.add(0, [(1, ORIGIN, -10)])
    cycle = network.add(1, [(2, 3, -1), (ORIGIN, 1, 9)])
    assert cycle is not None and {link.statement for link in cycle} == {0, 1}
    assert 1 not in network
    assert network.add(2, [(3, 2, 0)]) is None  # would contradict the first edge of the one refused


def test_what_is_in_already_is_refused() -> None:
    network = empty()
    network.add(0, [(1, 2, 0)])
    with pytest.raises(ValueError, match="in the network already"):
        network.add(0, [(1, 2, 0)])
    with pytest.raises(KeyError):
        network.retract(7)
