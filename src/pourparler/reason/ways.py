"""Statements that leave several ways open, over the temporal network: one of the ways of each holds.

A plain statement has one way. The ways are chosen by backtracking that jumps back to what is to blame, and only among
the statements that a conflict names.
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Mapping, Sequence

from pourparler.reason.minimal import smallest_failing
from pourparler.reason.network import ORIGIN, Edge, Network

Ways = tuple[tuple[Edge, ...], ...]  # each way a conjunction of edges


class Choices:
    """A network of statements with ways, always consistent: for each statement one way is chosen so that all hold."""

    __slots__ = ("_chosen", "_ways", "network")

    def __init__(self) -> None:
        self.network = Network()
        self._ways: dict[int, Ways] = {}
        self._chosen: dict[int, int] = {}  # only of statements with several ways

    def __contains__(self, statement: int) -> bool:
        return statement in self._ways

    def ways(self, statement: int) -> Ways:
        """The ways that a statement leaves open."""
        return self._ways[statement]

    def items(self) -> ItemsView[int, Ways]:
        """All statements with their ways."""
        return self._ways.items()

    @property
    def open(self) -> tuple[int, ...]:
        """The statements that leave several ways open."""
        return tuple(self._chosen)

    def add(self, statement: int, ways: Ways) -> tuple[int, ...] | None:
        """Take a statement in and return None; or leave all as it was and return statements that cannot all hold,
        its own among them, while any fewer of them can.

        Raises:
            ValueError: if the statement is in already or has no way.
        """
        if not ways or statement in self._ways:
            raise ValueError(f"statement {statement} has no way, or is known already")
        core = self._take(statement, ways)
        return None if core is None else self._smallest(core, statement, ways)

    def _take(self, statement: int, ways: Ways) -> set[int] | None:
        """As `add`, but what is to blame may be more than is needed."""
        cycle = self.network.add(statement, ways[0]) if len(ways) == 1 else ()
        self._ways[statement] = ways
        if cycle is None:
            return None
        core = self._settle(statement, {link.statement for link in cycle})
        if core is not None:
            del self._ways[statement]
        return core

    def retract(self, statement: int) -> None:
        """Take a statement out.

        Raises:
            KeyError: if it is not in.
        """
        del self._ways[statement]
        self._chosen.pop(statement, None)
        self.network.retract(statement)

    def _settle(self, new: int, blamed: set[int]) -> set[int] | None:
        """Choose ways anew for the new statement and, while a conflict blames more, for those; or what is to blame."""
        before = dict(self._chosen)
        moving = [new]
        while True:
            moving += sorted(s for s in blamed if s in before and s not in moving)
            for s in moving:
                if s in self.network:
                    self.network.retract(s)
            core = self._assign(moving, 0)
            if core is None:
                return None
            if all(s in moving or s not in before for s in core):
                break
            blamed = core
        self._restore(before, moving[1:])
        return core

    def _restore(self, before: dict[int, int], moved: Iterable[int]) -> None:
        self._chosen = before
        for s in moved:
            self.network.add(s, self._ways[s][before[s]])

    def _assign(self, order: Sequence[int], i: int) -> set[int] | None:
        """Choose a way for each statement from place `i` on; or the statements to blame that there is none."""
        if i == len(order):
            return None
        own, blamed = order[i], set[int]()
        for number, edges in enumerate(self._ways[own]):
            cycle = self.network.add(own, edges)
            if cycle is None:
                if len(self._ways[own]) > 1:
                    self._chosen[own] = number
                core = self._assign(order, i + 1)
                if core is None:
                    return None
                self.network.retract(own)
                if own not in core:
                    return core
                blamed |= core
            else:
                blamed |= {link.statement for link in cycle}
        return blamed

    def _smallest(self, core: set[int], statement: int, ways: Ways) -> tuple[int, ...]:
        known = {s: self._ways[s] for s in core if s != statement} | {statement: ways}
        if all(len(w) == 1 and len(w[0]) == 1 for w in known.values()):
            return tuple(sorted(core))  # a simple cycle of statements with one edge each is as small as can be
        return smallest_failing(sorted(core), lambda some: part({s: known[s] for s in some}) is not None)


def part(statements: Mapping[int, Ways]) -> tuple[Choices, dict[int, int]] | None:
    """Some statements in a network of their own, and where each of their points is in it; None if they clash."""
    choices, here = Choices(), {ORIGIN: ORIGIN}
    for statement, ways in statements.items():
        for point in {p for way in ways for u, v, _ in way for p in (u, v)} - here.keys():
            here[point] = choices.network.point()
        moved = tuple(tuple((here[u], here[v], w) for u, v, w in way) for way in ways)
        if choices._take(statement, moved) is not None:
            return None
    return choices, here
