"""The firm layer: what follows from plain statements, arithmetic, the calendar and the order of events, and why."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pourparler.model.findings import Hedge, Sense, TimingOf
from pourparler.model.groups import Claim
from pourparler.model.window import Window
from pourparler.reason.firm_causes import own_posits, posit_of
from pourparler.reason.firm_near import Neighbours
from pourparler.reason.firm_order import order_posits
from pourparler.reason.firm_posits import Point, Posit
from pourparler.reason.firm_types import Bound, Cause, CauseKind, Clash, Fact, FirmRecord, FirmWindow, Step
from pourparler.reason.firm_update import MovedWindow, moved
from pourparler.reason.firm_words import claim_words
from pourparler.reason.known import known_at
from pourparler.reason.network import ORIGIN
from pourparler.reason.solve import cheapest
from pourparler.reason.standing import Group, firm_part, order, weigh
from pourparler.reason.trust import Trust
from pourparler.reason.ways import Choices, Ways
from pourparler.reason.ways_bounds import Ranges, ranges
from pourparler.reason.why import bound, clash, fallback_words, steps_of, to_day

_NEVER = 1e9  # weight of what is plain: it is never set aside
_NOTHING: Mapping[str, float] = {}
_DATES = frozenset({CauseKind.CORRECTION, CauseKind.CLAIM, CauseKind.SIGHTING, CauseKind.HELD, CauseKind.FACT})
_SOFT = frozenset({Hedge.LIKELY, Hedge.HOPED, Hedge.POSSIBLE})


def firm_windows(
    groups: Iterable[Group],
    *,
    asof: dt.date | None = None,
    discounts: Mapping[str, float] = _NOTHING,
    without: frozenset[str] = frozenset(),
    facts: Sequence[Fact] = (),
    exact: bool = False,
) -> FirmRecord:
    """Firm windows of all groups, with reasons and clashes.

    asof: only claims and sightings known by that day count. discounts, without: as in `when`; what is trusted less
    bounds nothing. facts: what the caller knows beside the record. exact: where statements clash, as little as can be
    is set aside in all; by default each gives way to what is weightier.
    """
    trust = Trust(without=without, discounts=discounts)
    known = groups if asof is None else [g for group in groups if (g := known_at(group, asof))]
    return Firm((standing(g, trust) for g in known), facts=facts, exact=exact).record()


def standing(group: Group, trust: Trust) -> Group:
    """The group with what counts firmly for a reader who trusts so."""
    return firm_part(group, weigh(group, trust=trust), trust)


class Firm:
    """The network of some groups, as far as their statements can hold together; the weightier first.

    The groups are taken as they stand: claims taken back or left out are no longer in them (`standing`).
    """

    def __init__(self, groups: Iterable[Group], *, facts: Sequence[Fact] = (), exact: bool = False) -> None:
        self._exact = exact
        self._groups = {g.id: g for g in groups}
        self._near = Neighbours(self._groups.values())
        own = (posit for g in self._groups.values() for posit in own_posits(g))
        self._build([*own, *order_posits(self._groups.values()), *map(posit_of, facts)])
        self._seen = self._look()

    def record(self) -> FirmRecord:
        """The windows of all groups, with reasons, clashes and what was set aside."""
        clashes = sorted(self._clashes.values(), key=lambda c: -c.aside[0].weight)
        return FirmRecord(
            windows=dict(self._seen.windows),
            conflicts=tuple(c for c in clashes if c.aside[0].kind is not CauseKind.TO_COME),
            aside=tuple(cause for c in clashes for cause in c.aside),
        )

    def update(self, groups: Iterable[Group], *, gone: Iterable[str] = ()) -> tuple[MovedWindow, ...]:
        """Take in groups that are new or have changed, drop those that are gone; which windows that moves, and why.

        The same windows follow, and the same is set aside, as from all groups at once.
        """
        fresh = {g.id: g for g in groups}
        stale = [self._groups.pop(i) for i in {*fresh, *gone} if i in self._groups]
        near = self._near.of(stale)
        for group in stale:
            self._near.remove(group)
        for group in fresh.values():
            self._groups[group.id] = group
            self._near.add(group)
        near |= self._near.of(fresh.values())
        kept = self._replace({*fresh, *(g.id for g in stale)}, near)
        kept = kept and all(g.title == self._title(g.id) for g in stale)
        before, self._seen = self._seen, self._look(self._seen if kept else None, set(fresh))
        return tuple(
            moved(self._title(i), before.windows.get(i), now)
            for i, now in self._seen.windows.items()
            if i not in before.windows or before.windows[i].options != now.options
        )

    def _build(self, posits: Iterable[Posit]) -> None:
        ordered = sorted(posits, key=_heavy_first)
        self._start()
        for posit in ordered:
            self._add(posit)
        if self._exact and self._clashes:
            statements = {n: self._ways(p) for n, p in enumerate(ordered)}
            aside = cheapest(statements, {n: p.cause.weight if p.cause else _NEVER for n, p in enumerate(ordered)})
            self._start()
            for n in sorted(statements, key=lambda n: (n in aside, n)):
                self._add(ordered[n])

    def _start(self) -> None:
        """An empty network."""
        self._choices = Choices()
        self._points: dict[tuple[str, Point], int] = {}
        self._nodes: list[tuple[str, Point]] = [("", Point.BEGIN)]  # what each point stands for, the calendar first
        self._posits: list[Posit] = []
        self._numbers: dict[tuple[str, ...], int] = {}
        self._about: dict[str, set[tuple[str, ...]]] = {}  # by group: the keys of what speaks of it
        self._clashes: dict[int, Clash] = {}

    def _ways(self, posit: Posit) -> Ways:
        return tuple(tuple((self._point(u), self._point(v), w) for u, v, w in way) for way in posit.ways)

    def _add(self, posit: Posit) -> bool:
        """Take a statement in or set it aside; False if it outweighs what it clashes with."""
        number = self._numbers[posit.key] = len(self._posits)
        self._posits.append(posit)
        for group in posit.groups:
            self._about.setdefault(group, set()).add(posit.key)
        core = self._choices.add(number, self._ways(posit))
        if core is None or posit.cause is None:
            return core is None
        causes = [c for s in core if (c := self._posits[s].cause) is not None]
        self._clashes[number] = clash(causes, posit.cause, exact=self._exact)
        return all(_heavy_first(self._posits[s]) <= _heavy_first(posit) for s in core)

    def _forget(self, posit: Posit) -> None:
        del self._numbers[posit.key]
        for group in posit.groups:
            self._about[group].discard(posit.key)

    def _replace(self, changed: set[str], near: set[str]) -> bool:
        """Put the statements about changed groups in the place of those before; False if all had to be built anew."""
        groups = self._groups
        own = [p for i in changed if i in groups for p in own_posits(groups[i])]
        new = {p.key: p for p in (*own, *order_posits(groups[i] for i in near if i in groups))}
        about = {k for i in changed | near for k in self._about.get(i, ())}
        old = {k: n for k in about if _concerns(self._posits[n := self._numbers[k]], changed, near)}
        gone = [n for k, n in old.items() if k not in new or new[k] != self._posits[n]]
        come = [p for k, p in new.items() if k not in old or old[k] in gone]
        for number in gone:
            self._forget(self._posits[number])
        if not (gone and self._clashes) and not self._exact:
            for number in gone:
                self._choices.retract(number)
            if all(self._add(posit) for posit in sorted(come, key=_heavy_first)):
                return not gone
        rest = [self._posits[n] for n in self._numbers.values()]
        self._build({p.key: p for p in (*rest, *come)}.values())
        return False

    def _look(self, before: _Seen | None = None, fresh: Container[str] = ()) -> _Seen:
        """Windows of all groups; those from before where nothing has moved since."""
        found, windows = ranges(self._choices), dict[str, FirmWindow]()
        for group in self._groups.values():
            ends = self._points[group.id, Point.BEGIN], self._points[group.id, Point.END]
            same = before is not None and group.id not in fresh and before.agrees(found, *ends)
            windows[group.id] = before.windows[group.id] if before and same else self._window(group, found, *ends)
        return _Seen(found, windows)

    def _point(self, node: tuple[str, Point] | None) -> int:
        if node is None:
            return ORIGIN
        if node not in self._points:
            self._points[node] = self._choices.network.point()
            self._nodes.append(node)
        return self._points[node]

    def _cause(self, statement: int) -> Cause | None:
        return self._posits[statement].cause

    def _title(self, group: str) -> str:
        return self._groups[group].title if group in self._groups else group

    def _window(self, group: Group, found: Ranges, begin: int, end: int) -> FirmWindow:
        earliest = self._bound(found, begin, lower=True)
        latest = self._bound(found, end, lower=False)
        window = FirmWindow(group=group.id, earliest=earliest, latest=latest)
        if not any(_dated(group, end) for end in (earliest, latest)):
            window = at_their_word(group, window)
        apart = found.stretches(begin, end)
        options = tuple(_stretch(*s) for s in apart) if len(apart) > 1 else (window.window,)
        return replace(window, options=options)

    def _bound(self, found: Ranges, point: int, *, lower: bool) -> Bound:
        value = found.least[point] if lower else found.most[point]
        if value is None:
            return Bound(day=None)
        why = found.why_least(point) if lower else found.why_most(point)
        steps = steps_of(why, lower=lower, cause_of=self._cause, node_of=self._nodes.__getitem__)
        return bound(value, steps, lower=lower, titles=self._title)


@dataclass(frozen=True, slots=True)
class _Seen:
    """The windows as they were last looked at, with the bounds behind them."""

    found: Ranges
    windows: dict[str, FirmWindow]

    def agrees(self, found: Ranges, begin: int, end: int) -> bool:
        """Were the two bounds of a group the same then, and no alternatives in play?"""
        if max(begin, end) >= len(self.found.least) or found.stretches(begin, end):
            return False
        return self.found.least[begin] == found.least[begin] and self.found.most[end] == found.most[end]


def _concerns(posit: Posit, changed: set[str], near: set[str]) -> bool:
    """Is the statement about a changed group, or about two groups near one?"""
    if posit.cause is not None and posit.cause.kind is CauseKind.FACT:
        return False
    return not changed.isdisjoint(posit.groups) or (len(posit.groups) > 1 and near.issuperset(posit.groups))


def _heavy_first(posit: Posit) -> tuple[float, tuple[str, ...]]:
    return (-posit.cause.weight if posit.cause else -math.inf), posit.key


def _stretch(least: int | None, most: int | None) -> Window:
    return Window(earliest=to_day(least), latest=to_day(most))


def _dated(group: Group, end: Bound) -> bool:
    """Does the end rest on something that is said of the group's own day?"""
    return any(s.cause.kind in _DATES and s.cause.about == group.id for s in end.steps)


def _by_tense(end: Bound) -> bool:
    return len(end.steps) == 1 and end.steps[0].cause.kind is CauseKind.TO_COME


def at_their_word(group: Group, firm: FirmWindow) -> FirmWindow:
    """The window where nothing firm is said: the hedged claims at their word, the latest first, while they agree."""
    window = firm.window
    for claim in reversed(order(_hedged(group))):
        said = claim.timing.window
        both = window.intersect(said) if said else None
        if said is None or both is None:
            continue
        if said.earliest and (both.earliest != window.earliest or _by_tense(firm.earliest)):
            firm = replace(firm, earliest=_taken(claim, group.id, said.earliest, said.earliest_approximate, lower=True))
        if said.latest and both.latest != window.latest:
            firm = replace(firm, latest=_taken(claim, group.id, said.latest, said.latest_approximate, lower=False))
        window = both
    return firm


def _hedged(group: Group) -> list[Claim]:
    soft = (c for c in group.claims if c.timing.hedge in _SOFT and c.timing.sense is Sense.INSIDE)
    return [c for c in soft if c.timing.of is not TimingOf.MADE]


def _taken(claim: Claim, group: str, when: dt.date | None, about: bool, *, lower: bool) -> Bound:
    words = claim_words([claim])
    cause = Cause(kind=CauseKind.CLAIM, about=group, words=words, weight=0.0, claim=claim)
    reason = fallback_words(when, about, words, lower=lower) if when else ""
    steps = (Step(cause=cause, group=group, day=when),)
    return Bound(day=when, approximate=about, hedge=claim.timing.hedge, steps=steps, words=reason)
