"""The options are the best there are: against trying everything, against the solver, against an independent check."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.plan import solve
from pourparler.plan.best import k_best
from pourparler.plan.chain import Chain, is_forest
from pourparler.plan.coupled import Coupled
from pourparler.plan.model import Differ
from pourparler.plan.order import Link, links
from pourparler.plan.scene import Scene
from pourparler.plan.slots import NEVER, Slots
from pourparler.plan.turns import best_of_turns, turns
from pourparler.plan.zones import Grid
from tests.plan_kit import HEAD, TWO, calendar, cost_of, every_plan, plan

PLACES = '["Pyongyang", "Geneva", "Honolulu"]'
MEETINGS = (("a", 1, '"US"'), ("b", 2, '"US", "KP"'), ("c", 1, '"KP"'), ("d", 1, '"US"'))


@cache
def _scenes() -> tuple[Slots, ...]:
    """Four meetings of some parties at places around the world, on a grid of two weeks by three hours."""
    meetings = "".join(
        f'[[meeting]]\nid = "{m}"\nhours = 3\ndays = {d}\nparties = [{p}]\nplaces = {PLACES}\n' for m, d, p in MEETINGS
    )
    nights = TWO.replace('country = "KP"', 'country = "KP"\ntravel = { nights_before = 1, nights_home = 1 }')
    asked = plan(HEAD.replace("12-16", "11-14") + nights + meetings)
    grid = Grid(asked.first, asked.last, 60)
    return tuple(Slots(Scene(m, asked.attending(m), grid, diaries={}), delay=0) for m in asked.meetings)


def _with_random_tables(count: int, seed: int, few: int) -> list[Slots]:
    """Meetings whose usable slots and costs are random."""
    chance = random.Random(seed)
    out = []
    for slots in _scenes()[:count]:
        copy = object.__new__(Slots)
        copy.__dict__.update(slots.__dict__)
        table = np.full(slots.table.shape, NEVER, dtype=np.int32)
        for _ in range(few):
            table[chance.randrange(3), chance.randrange(72, table.shape[1] - 72)] = chance.randrange(40)
        copy.table = table
        out.append(copy)
    return out


def _link(slots: Sequence[Slots], first: int, then: int, least: int, most: int | None) -> Link:
    parties = slots[then].meeting.parties
    shared = tuple(p for p in slots[first].meeting.parties if p in parties)
    return Link(first=first, then=then, least=least, most=most, why="", shared=shared)


LINKS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 5), st.none() | st.integers(0, 4)), max_size=3
)


@settings(max_examples=2000, deadline=None)
@given(st.integers(1, 4), LINKS, st.integers(0, 10**6), st.sampled_from(Differ), st.integers(1, 6))
def test_k_best_is_what_trying_all_finds(
    count: int, drawn: list[tuple[int, ...]], seed: int, differ: Differ, k: int
) -> None:
    slots = _with_random_tables(count, seed, few=7)
    chain_links: list[Link] = []
    for a, b, least, more in drawn:
        if a < count and b < count and a != b:
            link = _link(slots, a, b, least, None if more is None else least + more)
            if is_forest(count, [*chain_links, link]):
                chain_links.append(link)
    chain = Chain(slots, chain_links)
    found = k_best(chain, k, differ)
    assert [cost for cost, _ in found] == [cost_of(chain, chosen) for _, chosen in found]
    assert [cost for cost, _ in found] == every_plan(slots, chain_links, k, differ, coupled=False)


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 4), LINKS, st.integers(0, 10**6), st.sampled_from(Differ))
def test_solver_and_turns_find_what_trying_all_finds_where_parties_are_shared(
    count: int, drawn: list[tuple[int, ...]], seed: int, differ: Differ
) -> None:
    slots = _with_random_tables(count, seed, few=7)
    some = {(a, b): _link(slots, a, b, least, None) for a, b, least, _ in drawn if a < b < count}
    solved = Coupled(slots, list(some.values()), [s.table for s in slots]).k_best(3, differ)
    expected = every_plan(slots, list(some.values()), 3, differ)
    assert solved.proven
    assert [cost for cost, _ in solved.found] == expected
    ways = turns(slots, list(some.values()))
    if ways is not None:
        found = best_of_turns(slots, ways, [s.table for s in slots], 3, differ)
        assert [cost for cost, _ in found] == expected


@pytest.mark.parametrize("seed", range(20))
def test_chain_and_solver_agree_on_larger_plans(seed: int) -> None:
    chance = random.Random(seed)
    cities = chance.sample(["Hanoi", "Singapore", "Geneva", "Oslo", "Vienna", "Doha", "Jakarta", "Helsinki"], 5)
    places = "[" + ", ".join(f'"{c}"' for c in cities) + "]"
    here = f'{{ places = ["{cities[0]}"], weight = {chance.randrange(9)} }}'
    wish = f'wish = [{here}, {{ weekdays = ["friday"], weight = 2 }}]\n'
    after = f'after = [{{ meeting = "a", least = {chance.randrange(2, 9)}, most = 30 }}]\n'
    asked = plan(
        HEAD
        + TWO
        + wish
        + f'[[meeting]]\nid = "a"\nplaces = {places}\n'
        + f'[[meeting]]\nid = "b"\nplaces = {places}\n{after}'
        + f'[[meeting]]\nid = "c"\ndays = 2\nplaces = {places}\n{after.replace(chr(34) + "a", chr(34) + "b")}'
    )
    busy = [(f"2018-11-{d:02d}T06:00", f"2018-11-{d + 1:02d}T20:00") for d in chance.sample(range(5, 29), 8)]
    answer = solve(asked, calendars={"US": calendar(*busy)})
    grid = Grid(asked.first, asked.last, 60)
    answer_costs = [o.points for o in answer.options]
    slots = _slots_again(asked, grid, busy)
    solved = Coupled(slots, links(asked), [s.table for s in slots]).k_best(2, asked.differ)
    assert solved.proven
    assert [cost for cost, _ in solved.found] == answer_costs[:2]


def _slots_again(asked, grid, busy):  # type: ignore[no-untyped-def]
    from pourparler.plan.scene import Diary

    diaries = {"US": Diary(grid, calendar(*busy))}
    ordered = links(asked)
    return [
        Slots(
            Scene(m, asked.attending(m), grid, diaries=diaries, follows=any(x.then == n for x in ordered)),
            delay=asked.delay,
        )
        for n, m in enumerate(asked.meetings)
    ]


PARTY = st.fixed_dictionaries(
    {
        "limit": st.sampled_from([7, 10, 17]),
        "nights_before": st.integers(0, 2),
        "nights_home": st.integers(0, 3),
        "margin": st.sampled_from([0, 2, 5.5]),
    }
)


@settings(max_examples=25, deadline=None)
@given(
    PARTY,
    PARTY,
    st.sets(st.integers(5, 29), max_size=8),
    st.integers(1, 3),
    st.booleans(),
    st.sampled_from((15, 30, 60)),
)
def test_whatever_is_offered_passes_the_independent_check(
    us: dict[str, float], kp: dict[str, float], taken: set[int], days: int, ordered: bool, step: int
) -> None:
    def travel(keys: dict[str, float]) -> str:
        return "travel = { " + ", ".join(f"{k} = {v}" for k, v in keys.items()) + " }\n"

    who = "US" if ordered else "KP"
    order = 'after = [{ meeting = "a", least = 1, most = 20 }]\n' if ordered else ""
    asked = plan(
        HEAD.replace("2018-12-16", "2018-12-05") + f"step = {step if ordered else 60}\n"
        f'[[party]]\nname = "US"\ncountry = "US"\n{travel(us)}[[party]]\nname = "KP"\ncountry = "KP"\n{travel(kp)}'
        f'[[meeting]]\nid = "a"\nplaces = ["Hanoi", "Oslo"]\n'
        f'[[meeting]]\nid = "b"\nplaces = ["Oslo", "New Delhi"]\ndays = {days}\n'
        f'parties = ["{who}"]\n{order}'
    )
    busy = calendar(*((f"2018-11-{d:02d}T03:00", f"2018-11-{d:02d}T09:00") for d in taken))
    answer = solve(asked, calendars={"US": busy, "KP": busy})  # it checks each option itself, and raises
    costs = [o.points for o in answer.options]
    assert costs == sorted(costs)
    assert answer.options or answer.relax or "order and journeys need more days" in answer.notes[0]
    assert all(e.reasons and e.change for e in answer.excluded)
