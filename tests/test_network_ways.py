"""Statements with several ways against trying them all."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.reason.network import Edge
from pourparler.reason.ways import Choices, Ways
from pourparler.reason.ways_bounds import Why, ranges
from tests.test_network import POINTS, distances, edge

way = st.lists(edge, min_size=1, max_size=2).map(tuple)
ways = st.lists(way, min_size=1, max_size=3).map(tuple)


def worlds(known: dict[int, Ways]) -> list[list[list[float]]]:
    """All shortest paths, for each choice of ways that can hold."""
    found = (distances(e for w in choice for e in w) for choice in product(*known.values()))
    return [d for d in found if d is not None]


def empty() -> Choices:
    choices = Choices()
    for _ in range(POINTS - 1):
        choices.network.point()
    return choices


@settings(max_examples=500, deadline=None)
@given(st.lists(ways, max_size=7), st.lists(st.integers(0, 6), max_size=3))
def test_agrees_with_trying_all_ways(given_ways: list[Ways], away: list[int]) -> None:
    choices, known = empty(), dict[int, Ways]()
    for number, these in enumerate(given_ways):
        core = choices.add(number, these)
        assert (core is None) == bool(worlds({**known, number: these}))
        if core is None:
            known[number] = these
        else:
            check_smallest(core, {**known, number: these}, number)
        if number in away and number - 1 in known:
            choices.retract(number - 1)
            del known[number - 1]
    values = choices.network.solution()
    assert all(any(all(values[v] - values[u] <= w for u, v, w in way) for way in known[s]) for s in known)


def check_smallest(core: tuple[int, ...], known: dict[int, Ways], own: int) -> None:
    assert own in core
    assert not worlds({s: known[s] for s in core})
    for left_out in core:
        assert worlds({s: known[s] for s in core if s != left_out})


def test_a_choice_is_changed_when_a_later_statement_needs_it() -> None:
    choices = empty()
    before, after = [(0, 1, 4)], [(1, 0, -9)]
    choices.add(0, (tuple(before), tuple(after)))
    assert choices.add(1, (((1, 0, -6),),)) is None  # not before 6: only the second way is left
    assert choices.network.solution()[1] >= 9
    assert choices.add(2, (((0, 1, 8),),)) == (0, 1, 2)
    one_way: list[Edge] = [(0, 1, 9)]
    assert choices.add(3, (tuple(one_way),)) is None


def hull(found: list[list[list[float]]], point: int) -> tuple[float, float]:
    return min(-d[point][0] for d in found), max(d[0][point] for d in found)


@settings(max_examples=500, deadline=None)
@given(st.lists(ways, max_size=7))
def test_bounds_over_all_ways_and_what_they_rest_on(given_ways: list[Ways]) -> None:
    choices, known = empty(), dict[int, Ways]()
    for number, these in enumerate(given_ways):
        if choices.add(number, these) is None:
            known[number] = these
    before = choices.network.solution()
    result, found = ranges(choices), worlds(known)
    for point in range(1, POINTS):
        least, most = hull(found, point)
        assert (result.least[point], result.most[point]) == (finite(least), finite(most))
        for why, end, lower in ((result.why_least(point), least, True), (result.why_most(point), most, False)):
            if finite(end) is not None:
                check_why(why, known, point, end, lower)
    assert choices.network.solution() == before


def finite(value: float) -> int | None:
    return None if abs(value) == float("inf") else int(value)


def check_why(why: Why, known: dict[int, Ways], point: int, end: float, lower: bool) -> None:
    rests_on = {s: known[s] for s in (*why.others, *(x.statement for x in why.links))}
    alone = hull(worlds(rests_on), point)
    assert alone[0 if lower else 1] == end
    assert sum(x.bound for x in why.links) == (-end if lower else end)


def test_stretches_tell_the_ways_of_a_window_apart() -> None:
    choices = empty()
    choices.add(0, (((2, 1, 0),),))  # 1 begins, 2 ends
    choices.add(1, (((1, 0, -3), (0, 2, 5)), ((1, 0, -10), (0, 2, 12)), ((1, 0, -11), (0, 2, 14))))
    assert ranges(choices).stretches(1, 2) == ((3, 5), (10, 14))
    choices.add(2, (((1, 0, -4),),))
    assert ranges(choices).stretches(1, 2) == ((4, 5), (10, 14))
    choices.add(3, (((1, 0, -6),),))
    assert ranges(choices).stretches(1, 2) == ((10, 14),)
    assert ranges(choices).stretches(3, 4) == ()
