"""Statements that cannot all hold: which to set aside. By weight one after the other, or the cheapest set of all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pourparler.reason.network import ORIGIN
from pourparler.reason.ways import Choices, Ways


@dataclass(frozen=True, slots=True)
class Solution:
    """A network in which all statements hold but those set aside. clashes: by statement set aside, the smallest set
    found with which it cannot hold, itself among it.
    """

    choices: Choices
    clashes: Mapping[int, tuple[int, ...]]

    @property
    def aside(self) -> frozenset[int]:
        """The statements that are set aside."""
        return frozenset(self.clashes)


def solve(statements: Mapping[int, Ways], weights: Mapping[int, float], *, exact: bool = False) -> Solution:
    """A network of statements, without those that have to be set aside.

    weights: how much a statement counts, above 0. By default they are taken heaviest first, and one that clashes with
    heavier ones is set aside. exact: the statements set aside weigh as little as can be, all together; this may take
    long where many clash.
    """
    order = sorted(statements, key=lambda s: (-weights[s], s))
    if not exact:
        return _taken(statements, order)
    aside = cheapest(statements, weights)
    return _taken(statements, [*(s for s in order if s not in aside), *(s for s in order if s in aside)])


def _taken(statements: Mapping[int, Ways], order: Sequence[int]) -> Solution:
    choices, clashes = _empty(statements), dict[int, tuple[int, ...]]()
    for s in order:
        core = choices.add(s, statements[s])
        if core is not None:
            clashes[s] = core
    return Solution(choices, clashes)


def _empty(statements: Mapping[int, Ways]) -> Choices:
    choices = Choices()
    last = max((max(u, v) for ways in statements.values() for way in ways for u, v, _ in way), default=ORIGIN)
    for _ in range(last):
        choices.network.point()
    return choices


def cheapest(statements: Mapping[int, Ways], weights: Mapping[int, float]) -> frozenset[int]:
    """The statements of least weight in all without which the others hold.

    Implicit hitting set: the cheapest set that hits every clash known so far, until none is left unhit (Moreno-Centeno
    and Karp, "The implicit hitting set approach to solve combinatorial optimization problems", 2013).
    """
    order = sorted(statements, key=lambda s: (-weights[s], s))
    choices = _empty(statements)
    cores: list[tuple[int, ...]] = []
    aside: frozenset[int] = frozenset()
    while True:
        for s in aside:
            if s in choices:
                choices.retract(s)
        added = (choices.add(s, statements[s]) for s in order if s not in aside and s not in choices)
        fresh = [core for core in added if core is not None]
        if not fresh:
            return aside
        cores += fresh
        aside = cheapest_hitting(cores, weights)


def cheapest_hitting(sets: Iterable[Sequence[int]], weights: Mapping[int, float]) -> frozenset[int]:
    """The cheapest set that has an element in each of the sets, by branch and bound."""
    all_sets = [frozenset(s) for s in sets]
    best_cost, best = float("inf"), frozenset[int]()

    def search(chosen: frozenset[int], cost: float, left: list[frozenset[int]]) -> None:
        nonlocal best_cost, best
        if cost + _floor(left, weights) >= best_cost:
            return
        if not left:
            best_cost, best = cost, chosen
            return
        smallest = min(left, key=len)
        for element in sorted(smallest, key=lambda e: (weights[e], e)):
            rest = [s for s in left if element not in s]
            search(chosen | {element}, cost + weights[element], rest)

    search(frozenset(), 0.0, all_sets)
    return best


def _floor(left: Sequence[frozenset[int]], weights: Mapping[int, float]) -> float:
    """What hitting the sets costs at least: the cheapest element of each of some that share none."""
    total, seen = 0.0, set[int]()
    for s in sorted(left, key=len):
        if seen.isdisjoint(s):
            seen |= s
            total += min(weights[e] for e in s)
    return total
