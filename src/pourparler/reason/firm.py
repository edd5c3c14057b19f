"""The firm layer: what follows from plain statements, arithmetic, the calendar and the order of events, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pourparler.model.findings import Hedge, Sense, TimingOf
from pourparler.model.groups import Claim
from pourparler.model.window import Window
from pourparler.reason.firm_causes import own_posits, posit_of
from pourparler.reason.firm_near import Neighbours
from pourparler.reason.firm_network import FirmNetwork
from pourparler.reason.firm_order import order_posits
from pourparler.reason.firm_posits import Point, Posit
from pourparler.reason.firm_types import Bound, Cause, CauseKind, Fact, FirmRecord, FirmWindow, Step
from pourparler.reason.firm_update import MovedWindow, moved
from pourparler.reason.firm_words import claim_words
from pourparler.reason.known import known_at
from pourparler.reason.standing import Group, firm_part, order, weigh
from pourparler.reason.trust import Trust
from pourparler.reason.ways_bounds import Ranges, ranges
from pourparler.reason.why import bound, fallback_words, steps_of, to_day

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
        self._groups = {g.id: g for g in groups}
        self._near = Neighbours(self._groups.values())
        own = (posit for g in self._groups.values() for posit in own_posits(g))
        posits = [*own, *order_posits(self._groups.values()), *map(posit_of, facts)]
        self._network = FirmNetwork(posits, exact=exact)
        self._seen = self._look(_Seen(None, {}), set(self._groups))

    def record(self) -> FirmRecord:
        """The windows of all groups, with reasons, clashes and what was set aside."""
        clashes = sorted(self._network.clashes.values(), key=lambda c: -c.aside[0].weight)
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
        anew = self._replace({*fresh, *(g.id for g in stale)}, near)
        if any(g.title != self._title(g.id) for g in stale):
            anew |= self._network.connected(fresh)  # words of others name it
        before, self._seen = self._seen, self._look(self._seen, anew | set(fresh))
        return tuple(
            moved(self._title(i), before.windows.get(i), now)
            for i, now in self._seen.windows.items()
            if i not in before.windows or before.windows[i].options != now.options
        )

    def _replace(self, changed: set[str], near: set[str]) -> set[str]:
        """Put the statements about changed groups in the place of those before; the groups to look at anew."""
        groups = self._groups
        own = [p for i in changed if i in groups for p in own_posits(groups[i])]
        new = {p.key: p for p in (*own, *order_posits(groups[i] for i in near if i in groups))}
        old = {k: p for k, p in self._network.about(changed | near).items() if _concerns(p, changed, near)}
        gone = [k for k, p in old.items() if new.get(k) != p]
        come = [p for k, p in new.items() if old.get(k) != p]
        return self._network.replace(gone, come)

    def _look(self, before: _Seen, anew: Container[str]) -> _Seen:
        """Windows of all groups; those from before where nothing has moved since."""
        found, windows = ranges(self._network.choices), dict[str, FirmWindow]()
        for group in self._groups.values():
            ends = self._network.point((group.id, Point.BEGIN)), self._network.point((group.id, Point.END))
            same = group.id not in anew and before.agrees(found, *ends)
            windows[group.id] = before.windows[group.id] if same else self._window(group, found, *ends)
        return _Seen(found, windows)

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
        steps = steps_of(why, lower=lower, cause_of=self._network.cause, node_of=self._network.node)
        return bound(value, steps, lower=lower, titles=self._title)


@dataclass(frozen=True, slots=True)
class _Seen:
    """The windows as they were last looked at, with the bounds behind them."""

    found: Ranges | None
    windows: dict[str, FirmWindow]

    def agrees(self, found: Ranges, begin: int, end: int) -> bool:
        """Were the two bounds of a group the same then, and no alternatives in play?"""
        then = self.found
        if then is None or max(begin, end) >= len(then.least) or found.stretches(begin, end):
            return False
        return then.least[begin] == found.least[begin] and then.most[end] == found.most[end]


def _concerns(posit: Posit, changed: set[str], near: set[str]) -> bool:
    """Is the statement about a changed group, or about two groups near one?"""
    if posit.cause is not None and posit.cause.kind is CauseKind.FACT:
        return False
    return not changed.isdisjoint(posit.groups) or (len(posit.groups) > 1 and near.issuperset(posit.groups))


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
