"""The firm layer: what follows from plain statements, arithmetic, the calendar and the order of events, and why."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pourparler.model.findings import Hedge, Sense, TimingOf
from pourparler.model.groups import Claim
from pourparler.model.window import Window
from pourparler.reason.firm_causes import own_posits, posit_of
from pourparler.reason.firm_order import order_posits
from pourparler.reason.firm_posits import Group, Point, Posit
from pourparler.reason.firm_types import Bound, Cause, CauseKind, Clash, Fact, FirmRecord, FirmWindow
from pourparler.reason.firm_words import claim_words
from pourparler.reason.network import ORIGIN
from pourparler.reason.standing import Trust, firm_part, order, weigh
from pourparler.reason.ways import Choices
from pourparler.reason.ways_bounds import Ranges, ranges, stretches
from pourparler.reason.why import bound, clash, fallback_words, steps_of, to_day

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
) -> FirmRecord:
    """Firm windows of all groups, with reasons and clashes.

    asof: only claims and sightings known by that day count. discounts, without: as in `when`; what is trusted less
    bounds nothing. facts: what the caller knows beside the record.
    """
    trust = Trust(without=without, discounts=discounts)
    return Firm((standing(g, trust, asof) for g in groups), facts=facts).record()


def standing(group: Group, trust: Trust, asof: dt.date | None = None) -> Group:
    """The group with what counts firmly on that day, for a reader who trusts so."""
    if asof is not None:
        sightings = tuple(s for s in group.sightings if s.report.known <= asof)
        claims = tuple(c for c in group.claims if c.report.known <= asof)
        if len(sightings) + len(claims) < len(group.sightings) + len(group.claims):
            group = replace(group, sightings=sightings, claims=claims)
    return firm_part(group, weigh(group, trust=trust), trust)


class Firm:
    """The network of some groups, as far as their statements can hold together; the weightier first.

    The groups are taken as they stand: claims taken back or left out are no longer in them (`standing`).
    """

    __slots__ = ("_choices", "_clashes", "_facts", "_groups", "_nodes", "_points", "_posits")

    def __init__(self, groups: Iterable[Group], *, facts: Sequence[Fact] = ()) -> None:
        self._groups = {g.id: g for g in groups}
        self._facts = tuple(facts)
        self._build(self._all_posits())

    def record(self) -> FirmRecord:
        """The windows of all groups, with reasons, clashes and what was set aside."""
        found = ranges(self._choices)
        told = tuple(c for c in self._clashes if c.aside[0].kind is not CauseKind.TO_COME)
        return FirmRecord(
            windows={g.id: self._window(g, found) for g in self._groups.values()},
            conflicts=told,
            aside=tuple(cause for c in self._clashes for cause in c.aside),
        )

    def _all_posits(self) -> Iterator[Posit]:
        for group in self._groups.values():
            yield from own_posits(group)
        yield from order_posits(self._groups.values())
        for fact in self._facts:
            yield posit_of(fact)

    def _build(self, posits: Iterable[Posit]) -> None:
        self._choices = Choices()
        self._points: dict[tuple[str, Point], int] = {}
        self._nodes: list[tuple[str, Point]] = [("", Point.BEGIN)]  # what each point stands for, the calendar first
        self._posits = sorted(posits, key=_heavy_first)
        self._clashes: list[Clash] = []
        for number in range(len(self._posits)):
            self._add(number)

    def _add(self, number: int) -> None:
        posit = self._posits[number]
        ways = tuple(tuple((self._point(u), self._point(v), w) for u, v, w in way) for way in posit.ways)
        core = self._choices.add(number, ways)
        if core is not None and posit.cause is not None:
            causes = [c for s in core if (c := self._cause(s)) is not None]
            self._clashes.append(clash(causes, posit.cause))

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

    def _window(self, group: Group, found: Ranges) -> FirmWindow:
        begin, end = self._points[group.id, Point.BEGIN], self._points[group.id, Point.END]
        earliest = self._bound(found, begin, lower=True)
        latest = self._bound(found, end, lower=False)
        window = FirmWindow(group=group.id, earliest=earliest, latest=latest)
        if not any(_dated(group, end) for end in (earliest, latest)):
            window = at_their_word(group, window)
        apart = stretches(self._choices, begin, end)
        options = tuple(_stretch(*s) for s in apart) if len(apart) > 1 else (window.window,)
        return replace(window, options=options)

    def _bound(self, found: Ranges, point: int, *, lower: bool) -> Bound:
        value = found.least[point] if lower else found.most[point]
        if value is None:
            return Bound(day=None)
        why = found.why_least(point) if lower else found.why_most(point)
        steps = steps_of(why, lower=lower, cause_of=self._cause, node_of=self._nodes.__getitem__)
        return bound(value, steps, lower=lower, titles=self._title)


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
            firm = replace(firm, earliest=_taken(claim, said.earliest, said.earliest_approximate, lower=True))
        if said.latest and both.latest != window.latest:
            firm = replace(firm, latest=_taken(claim, said.latest, said.latest_approximate, lower=False))
        window = both
    return firm


def _hedged(group: Group) -> list[Claim]:
    soft = (c for c in group.claims if c.timing.hedge in _SOFT and c.timing.sense is Sense.INSIDE)
    return [c for c in soft if c.timing.of is not TimingOf.MADE]


def _taken(claim: Claim, when: dt.date | None, about: bool, *, lower: bool) -> Bound:
    assert when is not None, "a bound that moved is no open one"
    words = fallback_words(when, about, claim_words([claim]), lower=lower)
    return Bound(day=when, approximate=about, hedge=claim.timing.hedge, words=words)
