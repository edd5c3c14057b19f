"""The statements of a firm record in a network, as far as they hold together; the weightier first."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable

from pourparler.reason.firm_posits import Node, Point, Posit
from pourparler.reason.firm_types import Cause, Clash
from pourparler.reason.network import ORIGIN
from pourparler.reason.solve import cheapest
from pourparler.reason.ways import Choices, Ways
from pourparler.reason.why import clash

_NEVER = 1e9  # weight of what is plain: it is never set aside
Key = tuple[str, ...]


class FirmNetwork:
    """Statements by key. Those that clash with weightier ones stand aside; `clashes` tells which, by number."""

    def __init__(self, posits: Iterable[Posit], *, exact: bool = False) -> None:
        self._exact = exact
        self._build(posits)

    def _build(self, posits: Iterable[Posit]) -> None:
        ordered = sorted(posits, key=_heavy_first)
        self._start()
        for posit in ordered:
            self._add(posit)
        if self._exact and self.clashes:
            statements = {n: self._ways(p) for n, p in enumerate(ordered)}
            aside = cheapest(statements, {n: p.cause.weight if p.cause else _NEVER for n, p in enumerate(ordered)})
            self._start()
            for n in sorted(statements, key=lambda n: (n in aside, n)):
                self._add(ordered[n])

    def _start(self) -> None:
        """An empty network."""
        self.choices = Choices()
        self.clashes: dict[int, Clash] = {}
        self._points: dict[tuple[str, Point], int] = {}
        self._nodes: list[tuple[str, Point]] = [("", Point.BEGIN)]  # what each point stands for, the calendar first
        self._posits: dict[int, Posit] = {}
        self._numbers: dict[Key, int] = {}
        self._keys: dict[str, set[Key]] = {}  # by group: of what speaks of it
        self._next = 0

    def point(self, node: Node) -> int:
        """The point of the network that stands for a point of a group."""
        if node is None:
            return ORIGIN
        if node not in self._points:
            self._points[node] = self.choices.network.point()
            self._nodes.append(node)
        return self._points[node]

    def node(self, point: int) -> tuple[str, Point]:
        """What a point of the network stands for."""
        return self._nodes[point]

    def cause(self, statement: int) -> Cause | None:
        """The cause of a statement, by its number."""
        return self._posits[statement].cause

    def about(self, groups: Iterable[str]) -> dict[Key, Posit]:
        """The statements that speak of some groups."""
        keys = {key for group in groups for key in self._keys.get(group, ())}
        return {key: self._posits[self._numbers[key]] for key in keys}

    def connected(self, groups: Iterable[str]) -> set[str]:
        """These groups, and all that statements connect with them, through others too."""
        found = set(groups)
        ahead = list(found)
        while ahead:
            near = {g for posit in self.about([ahead.pop()]).values() for g in posit.groups}
            ahead += near - found
            found |= near
        return found

    def replace(self, gone: Collection[Key], come: Collection[Posit]) -> set[str]:
        """Take statements out and others in; the groups whose reasons may be others than before.

        Where something clashes, all that is connected with it is settled anew, so that the same is set aside as if all
        statements had come at once.
        """
        touched = {g for key in gone for g in self._posits[self._numbers[key]].groups}
        reach = self.connected(touched | {g for posit in come for g in posit.groups})
        clashing = any(cause.about in reach for c in self.clashes.values() for cause in c.aside)
        for key in gone:
            self._drop(key)
        if self._exact:
            self._build([*self._posits.values(), *come])
            return set(self._keys)
        settled = all(self._add(posit) for posit in sorted(come, key=_heavy_first))
        reach = self.connected(reach)
        if settled and not (gone and clashing):
            return reach if gone else set()
        mixed = {**self.about(reach), **{posit.key: posit for posit in come}}
        for key in self.about(reach):
            self._drop(key)
        for posit in sorted(mixed.values(), key=_heavy_first):
            self._add(posit)
        return reach

    def _ways(self, posit: Posit) -> Ways:
        point = self.point
        return tuple(tuple((point(u), point(v), w) for u, v, w in way) for way in posit.ways)

    def _add(self, posit: Posit) -> bool:
        """Take a statement in or set it aside; False if it outweighs what it clashes with."""
        number = self._numbers[posit.key] = self._next
        self._posits[number] = posit
        self._next += 1
        for group in posit.groups:
            self._keys.setdefault(group, set()).add(posit.key)
        core = self.choices.add(number, self._ways(posit))
        if core is None or posit.cause is None:
            return core is None
        causes = [c for s in core if (c := self._posits[s].cause) is not None]
        self.clashes[number] = clash(causes, posit.cause, exact=self._exact)
        return all(_heavy_first(self._posits[s]) <= _heavy_first(posit) for s in core)

    def _drop(self, key: Key) -> None:
        number = self._numbers.pop(key)
        if self.clashes.pop(number, None) is None:
            self.choices.retract(number)
        for group in self._posits.pop(number).groups:
            self._keys[group].discard(key)


def _heavy_first(posit: Posit) -> tuple[float, Key]:
    return (-posit.cause.weight if posit.cause else -math.inf), posit.key
