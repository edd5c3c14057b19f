"""The bounds of all points where some statements leave several ways open: over every way that can hold.

Points that no such statement can reach get their bounds from the network alone. For the others each bound is found by
branch and bound: the tightest values without the open statements, then a way of one that these values break, and so on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pourparler.reason.network import ORIGIN, Bounds, Link, Network
from pourparler.reason.ways import Choices, Ways, part

_BOX = 1 << 30  # no point of a part lies further out, so that every least and greatest value is one that can be
_BUDGET = 500  # networks tried for one bound, and points looked at for all bounds of a part; beyond that the bound
_WORK = 400_000  # without the open statements stands, which is never too tight


@dataclass(frozen=True, slots=True)
class Why:
    """What a bound rests on: the path from the origin, and the statements that close the other ways."""

    links: tuple[Link, ...]
    others: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranges:
    """As `Bounds`, over every way that can hold."""

    least: list[int | None]
    most: list[int | None]
    _bounds: Bounds
    _regions: Mapping[int, _Region]  # of points on which open statements may bear

    def why_least(self, point: int) -> Why:
        """What the lower bound of a point rests on."""
        region = self._regions.get(point)
        return region.why(point, lower=True) if region else Why(self._bounds.why_least(point))

    def why_most(self, point: int) -> Why:
        """What the upper bound of a point rests on."""
        region = self._regions.get(point)
        return region.why(point, lower=False) if region else Why(self._bounds.why_most(point))

    def stretches(self, begin: int, end: int) -> tuple[tuple[int | None, int | None], ...]:
        """The separate stretches in which a point `begin` and the point `end` after it can lie, in order; empty where
        no open statement bears on both. The open statements that speak of these two points tell them apart.
        """
        region = self._regions.get(begin)
        if region is None or region is not self._regions.get(end):
            return ()
        return _merged(sorted(region.worlds(begin, end), key=lambda s: (s[0] is not None, s[0] or 0)))


def ranges(choices: Choices) -> Ranges:
    """The bounds of all points."""
    bounds = choices.network.bounds()
    regions: dict[int, _Region] = {}
    out = Ranges(list(bounds.least), list(bounds.most), bounds, regions)
    for statements in _open_parts(choices):
        region = _Region(statements)
        for point in region.here.keys() - {ORIGIN}:
            regions[point] = region
            out.least[point] = region.value(point, lower=True)
            out.most[point] = region.value(point, lower=False)
    return out


def _speaks_of(statements: Mapping[int, Ways], points: set[int]) -> bool:
    return any(points & {u, v} for ways in statements.values() for way in ways for u, v, _ in way)


def _merged(found: list[tuple[int | None, int | None]]) -> tuple[tuple[int | None, int | None], ...]:
    out: list[tuple[int | None, int | None]] = []
    for least, most in found:
        if out and (out[-1][1] is None or least is None or least <= out[-1][1] + 1):
            last = out[-1][1]
            out[-1] = (out[-1][0], None if last is None or most is None else max(last, most))
        else:
            out.append((least, most))
    return tuple(out)


def _open_parts(choices: Choices) -> Iterator[dict[int, Ways]]:
    """The statements of each connected part of the network in which one leaves several ways open."""
    parts: dict[int, int] = {}

    def root(point: int) -> int:
        while (up := parts.setdefault(point, point)) != point:
            parts[point] = point = parts[up]
        return point

    if not choices.open:
        return
    points = {s: {p for way in ways for edge in way for p in edge[:2]} - {ORIGIN} for s, ways in choices.items()}
    for together in points.values():
        first, *rest = (root(p) for p in together or {ORIGIN})
        for other in rest:
            parts[other] = first
    wanted = {root(next(iter(points[s] or {ORIGIN}))): dict[int, Ways]() for s in choices.open}
    for s, ways in choices.items():
        home = wanted.get(root(next(iter(points[s] or {ORIGIN}))))
        if home is not None:
            home[s] = ways
    yield from wanted.values()


def _holding(statements: Mapping[int, Ways]) -> tuple[Choices, dict[int, int]]:
    made = part(statements)
    if made is None:
        raise ValueError("a part of what holds cannot clash: the network was changed from elsewhere")
    return made


class _Region:
    """One connected part, in a small network of its own: its plain statements in it, the open ones beside it."""

    def __init__(self, statements: Mapping[int, Ways]) -> None:
        plain = {s: w for s, w in statements.items() if len(w) == 1}
        self.statements = statements
        choices, self.here = _holding(statements)
        self.there = {h: p for p, h in self.here.items()}
        self.open = {s: choices.ways(s) for s in statements if s not in plain}
        self.network: Network = choices.network
        inside = [h for h in self.here.values() if h != ORIGIN]
        self.network.add(-1, [(h, ORIGIN, _BOX) for h in inside] + [(ORIGIN, h, _BOX) for h in inside])
        chosen = self.network.bounds()
        self.reached = {True: list(chosen.least), False: list(chosen.most)}  # the tightest found that can be
        for s in self.open:
            self.network.retract(s)
        self.root = self.network.bounds()  # without the open statements: no value is beyond these
        self.beyond: dict[tuple[int, bool], int] = {}  # values on which open statements bear, by point and end
        self.whole: tuple[Choices, dict[int, int]] | None = None  # all statements, to ask what a bound rests on
        self.left = 0
        self.work = _WORK

    def value(self, point: int, *, lower: bool) -> int | None:
        """Least or greatest value of a point of the whole."""
        here = self.here[point]
        self.left = _BUDGET
        plain, best = self._value(self.root, here, lower), self.reached[lower][here]
        if best != plain and self.work > 0:
            best = self._best(here, lower, best)
        if best is None or best == plain or min(self.left, self.work) <= 0:
            return self._open(plain)
        self.beyond[point, lower] = best
        return self._open(best)

    def why(self, point: int, *, lower: bool) -> Why:
        """What the value rests on: a path, and where it is not the plain one, what else closes the other ways."""
        here = self.here[point]
        best = self.beyond.get((point, lower))
        if best is not None:
            return self._why(point, best, lower) if self._open(best) is not None else Why(())
        if self._open(self._value(self.root, here, lower)) is None:
            return Why(())
        links = self.root.why_least(here) if lower else self.root.why_most(here)
        return Why(tuple(Link(self.there[x.tail], self.there[x.head], x.bound, x.statement) for x in links))

    def worlds(self, begin: int, end: int) -> Iterator[tuple[int | None, int | None]]:
        """Least begin and greatest end, for each choice of ways of the statements that speak of these points."""
        near = [s for s, ways in self.statements.items() if s in self.open and _speaks_of({s: ways}, {begin, end})]
        yield from self._worlds(near, self.here[begin], self.here[end])

    def _worlds(self, near: list[int], begin: int, end: int) -> Iterator[tuple[int | None, int | None]]:
        if not near:
            self.left = 2 * _BUDGET
            least, most = self._best(begin, True, None), self._best(end, False, None)
            if least is not None and most is not None:
                yield self._open(least), self._open(most)
            return
        for way in self.open[near[0]]:
            if self.network.add(near[0], way) is None:
                yield from self._worlds(near[1:], begin, end)
                self.network.retract(near[0])

    @staticmethod
    def _value(bounds: Bounds, here: int, lower: bool) -> int:
        value = bounds.least[here] if lower else bounds.most[here]
        return value or 0  # the box closes every bound

    @staticmethod
    def _open(value: int) -> int | None:
        return None if abs(value) > _BOX // 2 else value

    def _best(self, here: int, lower: bool, best: int | None) -> int | None:
        """The tightest value over all ways not yet chosen that beats the best known; or the best known."""
        self.left -= 1
        self.work -= len(self.here)
        bounds = self.network.bounds()
        value = self._value(bounds, here, lower)
        if best is not None and (value >= best if lower else value <= best):
            return best
        values = [v or 0 for v in (bounds.least if lower else bounds.most)]
        broken = self._broken(values)
        if broken is None:
            self._reach(values, lower)
        if broken is None or min(self.left, self.work) <= 0:
            return value
        for way in self.open[broken]:
            if self.network.add(broken, way) is None:
                best = self._best(here, lower, best)
                self.network.retract(broken)
        return best

    def _reach(self, values: list[int], lower: bool) -> None:
        """Keep values that hold together, for the bounds of other points."""
        tighter = min if lower else max
        pairs = zip(self.reached[lower], values, strict=True)
        self.reached[lower] = [v if r is None else tighter(r, v) for r, v in pairs]

    def _broken(self, values: list[int]) -> int | None:
        """An open statement none of whose ways holds for these values."""
        for s, ways in self.open.items():
            if not any(all(values[v] - values[u] <= w for u, v, w in way) for way in ways):
                return s
        return None

    def _why(self, point: int, best: int, lower: bool) -> Why:
        """The smallest set of statements from which the bound follows: with its opposite they clash."""
        if self.whole is None:
            self.whole = _holding(self.statements)
        choices, here = self.whole
        opposite = (ORIGIN, here[point], best - 1) if lower else (here[point], ORIGIN, -best - 1)
        core = choices.add(-2, ((opposite,),)) or ()
        rests_on = {s: self.statements[s] for s in core if s != -2}
        return self._ordered(rests_on, point, best, lower)

    def _ordered(self, rests_on: Mapping[int, Ways], point: int, best: int, lower: bool) -> Why:
        """Those of the statements that make the path, in its order, and the others."""
        made = part(rests_on)
        if made is None or point not in made[1]:
            return Why((), tuple(rests_on))
        here = made[1][point]
        made[0].add(-3, (((ORIGIN, here, best) if lower else (here, ORIGIN, -best),),))  # chooses ways that reach it
        made[0].retract(-3)
        bounds = made[0].network.bounds()
        there = {h: p for p, h in made[1].items()}
        links = bounds.why_least(here) if lower else bounds.why_most(here)
        links = tuple(Link(there[x.tail], there[x.head], x.bound, x.statement) for x in links)
        on_path = {x.statement for x in links}
        return Why(links, tuple(s for s in rests_on if s not in on_path))
