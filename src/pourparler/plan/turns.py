"""Meetings that share parties without being in order: every order in which they can take turns, each solved as a chain.

Where the turns make a forest, the best over all of them is the best there is, and found sooner than by the solver. A
plan that is among the k best has, in its own order, fewer than k better ones; so the k best of each order hold it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from pourparler.plan.best import Slot, k_best
from pourparler.plan.chain import Chain, is_forest
from pourparler.plan.coupled import Clash, clashes, reaches
from pourparler.plan.model import Differ
from pourparler.plan.order import Link
from pourparler.plan.slots import Slots
from pourparler.plan.zones import Ints

MOST = 130  # orders that are tried: all of five meetings that share everything
_ANY = -3  # least days between two that only take turns: the date line can make the later one begin two days earlier


def turns(slots: Sequence[Slots], links: Sequence[Link]) -> list[list[Link]] | None:
    """The orders in which meetings can take turns, as links; None if there are too many, or one makes no forest."""
    apart = clashes(slots, links)
    if any(not c.parties for c in apart) or 2 ** len(apart) > 2**10:
        return None
    found: list[list[Link]] = []
    for ways in product((False, True), repeat=len(apart)):
        order = [*links, *(_turn(c, back) for c, back in zip(apart, ways, strict=True))]
        if any(reaches(x.then, x.first, order) for x in order):
            continue
        kept = _needed(order, len(links))
        if not is_forest(len(slots), kept) or clashes(slots, kept) or len(found) == MOST:
            return None
        found.append(kept)
    return found


def _turn(clash: Clash, back: bool) -> Link:
    first, then = (clash.b, clash.a) if back else (clash.a, clash.b)
    return Link(first=first, then=then, least=_ANY, most=None, why="", shared=clash.parties)


def _needed(order: Sequence[Link], own: int) -> list[Link]:
    """The links of the plan itself, and of the turns those that do not follow from others."""
    kept = list(order)
    for link in order[own:]:
        others = [x for x in kept if x is not link]
        if all(_relayed(party, link, others) for party in link.shared):
            kept = others
    return kept


def _relayed(party: str, link: Link, others: Sequence[Link]) -> bool:
    """Do other links bring the party from the one meeting to the other?"""
    return reaches(link.first, link.then, [x for x in others if party in x.shared])


def best_of_turns(
    slots: Sequence[Slots], ways: Sequence[Sequence[Link]], tables: Sequence[Ints], count: int, differ: Differ
) -> list[tuple[int, tuple[Slot, ...]]]:
    """The best plans over all orders, cheapest first; among equals the earlier one."""
    labels = [s.labels(differ) for s in slots]
    best: dict[tuple[tuple[int, int], ...], tuple[int, tuple[Slot, ...]]] = {}
    for cost, chosen in _each(slots, ways, tables, count, differ):
        key = tuple((p, int(labels[m][p, t])) for m, (p, t) in enumerate(chosen))
        if key not in best or (cost, _when(chosen)) < (best[key][0], _when(best[key][1])):
            best[key] = (cost, chosen)
    return sorted(best.values(), key=lambda found: (found[0], _when(found[1])))[:count]


def _each(
    slots: Sequence[Slots], ways: Sequence[Sequence[Link]], tables: Sequence[Ints], count: int, differ: Differ
) -> Iterator[tuple[int, tuple[Slot, ...]]]:
    for way in ways:
        yield from k_best(Chain(slots, way, tables), count, differ)


def _when(chosen: Sequence[Slot]) -> tuple[int, ...]:
    return tuple(point for _, point in chosen)
