"""Which statements to set aside, against trying all sets of them."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.reason.network import ORIGIN
from pourparler.reason.solve import solve
from pourparler.reason.ways import Ways
from tests.test_network_ways import ways, worlds

weighted = st.lists(st.tuples(ways, st.integers(1, 9)), max_size=6)


@settings(max_examples=200, deadline=None)
@given(weighted)
def test_the_cheapest_set_is_set_aside(given_ways: list[tuple[Ways, int]]) -> None:
    statements = {n: w for n, (w, _) in enumerate(given_ways)}
    weights = {n: float(weight) for n, (_, weight) in enumerate(given_ways)}
    solution = solve(statements, weights, exact=True)
    costs = [
        sum(weights[s] for s in aside)
        for size in range(len(statements) + 1)
        for aside in combinations(statements, size)
        if worlds({s: w for s, w in statements.items() if s not in aside})
    ]
    assert sum(weights[s] for s in solution.aside) == min(costs)
    assert all(s in solution.choices for s in statements if s not in solution.aside)
    assert all(not worlds({s: statements[s] for s in core}) for core in solution.clashes.values())


@settings(max_examples=150, deadline=None)
@given(weighted)
def test_by_weight_nothing_gives_way_to_what_is_lighter(given_ways: list[tuple[Ways, int]]) -> None:
    statements = {n: w for n, (w, _) in enumerate(given_ways)}
    weights = {n: float(weight) for n, (_, weight) in enumerate(given_ways)}
    solution = solve(statements, weights)
    for aside, core in solution.clashes.items():
        assert all((weights[s], -s) >= (weights[aside], -aside) for s in core)


def test_one_heavy_statement_against_two_light_ones() -> None:
    on_the_fifth: Ways = (((1, ORIGIN, -5), (ORIGIN, 1, 5)),)
    later: Ways = (((1, ORIGIN, -7),),)
    later_still: Ways = (((1, ORIGIN, -9),),)
    statements = {0: on_the_fifth, 1: later, 2: later_still}
    weights = {0: 3.0, 1: 2.0, 2: 2.0}
    assert solve(statements, weights).aside == {1, 2}
    assert solve(statements, weights, exact=True).aside == {0}
