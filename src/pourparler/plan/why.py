"""Why a place and week fail, and the smallest change that would make them work; the heat map of what is left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import numpy as np

from pourparler.plan.answer import Cell, Excluded, Reason, Row
from pourparler.plan.bars import Bits, Why
from pourparler.plan.chain import Chain
from pourparler.plan.order import Link
from pourparler.plan.slots import NEVER, week_of
from pourparler.plan.words import day
from pourparler.plan.zones import Grid, Ints

_ORDER_ASKS = 4  # what it asks to give up the order, beside what the bars ask


class Account:
    """Rows and exclusions of all meetings, made once from a chain whose messages are known."""

    def __init__(self, chain: Chain, links: Sequence[Link], best: int) -> None:
        self._chain, self._links, self._best = chain, links, best
        self.excluded: list[Excluded] = []
        self.rows: list[Row] = []
        trees = chain.trees()
        least = {m: int(chain.through(tree[0]).min()) for tree in trees for m in tree}
        total = sum(least[tree[0]] for tree in trees)
        for m in range(len(chain.slots)):
            others = total - least[m]  # of meetings that are not linked with it; where one fails, that is told there
            through = chain.through(m).astype(np.int64) + (others if others < NEVER else 0)
            self._meeting(m, np.minimum(through, NEVER).astype(np.int32))

    def _meeting(self, m: int, through: Ints) -> None:
        """All places of one meeting."""
        slots = self._chain.slots[m]
        fits = self._chain.rest(m) < NEVER
        asks = (slots.asked + np.where(fits, 0, _ORDER_ASKS)).astype(np.int32)
        weeks = week_of(slots.scene)
        for p, place in enumerate(slots.places):
            cells, run = [], _Run()
            for week, begin, end in _weeks(weeks[p], slots.within[p]):
                part = through[p, begin:end]
                usable = int((part < NEVER).sum())
                monday = slots.scene.grid.date(int(week) * 7 - slots.scene.grid.base.weekday())
                if usable:
                    self._close(m, p, run, asks, through)
                    cells.append(Cell(week=monday, usable=usable, above=max(0, int(part.min()) - self._best)))
                    continue
                kinds = self._kinds(m, p, _nearest(asks[p], slots.within[p], begin, end, []), fits)
                if run.kinds != kinds:
                    self._close(m, p, run, asks, through)
                    run.kinds = kinds
                run.weeks.append((begin, end))
                cells.append(Cell(week=monday, usable=0, above=None, excluded=len(self.excluded)))
            self._close(m, p, run, asks, through)
            days = tuple(_stretches(slots.scene.grid, slots.scene.day[p][through[p] < NEVER]))
            row = Row(meeting=slots.meeting.id, place=place.name, zone=place.zone, cells=tuple(cells), days=days)
            self.rows.append(row)

    def _kinds(self, m: int, p: int, point: int, fits: Bits) -> tuple[tuple[Why, str | None], ...]:
        kinds = [(bar.why, bar.party) for bar in self._chain.slots[m].reasons(p, point)]
        return tuple(kinds if fits[p, point] else [*kinds, (Why.ORDER, None)])

    def _close(self, m: int, p: int, run: _Run, asks: Ints, through: Ints) -> None:
        """Write down a stretch of weeks that fail for the same kind of reason, told where least is missing."""
        if not run.weeks:
            return
        slots, (begin, end) = self._chain.slots[m], (run.weeks[0][0], run.weeks[-1][1])
        usable = np.flatnonzero(through[p] < NEVER).tolist()
        point = _nearest(asks[p], slots.within[p], begin, end, usable)
        grid, days = slots.scene.grid, slots.scene.day[p]
        inside = np.flatnonzero(slots.within[p, begin:end]) + begin
        self.excluded.append(
            Excluded(
                meeting=slots.meeting.id,
                place=slots.places[p].name,
                first=grid.date(int(days[inside[0]])),
                last=grid.date(int(days[inside[-1]])),
                reasons=tuple(self.reasons(m, p, point)),
            )
        )
        run.weeks, run.kinds = [], None

    def reasons(self, m: int, p: int, point: int) -> Iterator[Reason]:
        """Why a slot cannot be used: what bars it, then what the order lacks."""
        for bar in self._chain.slots[m].reasons(p, point):
            yield Reason(why=bar.why, party=bar.party, words=bar.words(p, point), change=bar.change(p, point))
        for link in self._links:
            if m in (link.first, link.then):
                other = link.first if m == link.then else link.then
                if other in self._chain.near[m] and int(self._chain.message(other, m)[p, point]) >= NEVER:
                    yield (
                        _late(self._chain, link, m, p, point)
                        if m == link.then
                        else _early(self._chain, link, m, p, point)
                    )


class _Run:
    """Weeks in a row that fail for the same kinds of reason, as stretches of points."""

    def __init__(self) -> None:
        self.kinds: tuple[tuple[Why, str | None], ...] | None = None
        self.weeks: list[tuple[int, int]] = []


def _stretches(grid: Grid, days: Ints) -> Iterator[tuple[dt.date, dt.date]]:
    """Days in a row out of days that may repeat."""
    some = np.unique(days)
    for part in np.split(some, np.flatnonzero(np.diff(some) > 1) + 1):
        if len(part):
            yield grid.date(int(part[0])), grid.date(int(part[-1]))


def _weeks(weeks: Ints, within: Bits) -> Iterator[tuple[int, int, int]]:
    """The weeks that have a slot in the time of the plan: number, first point, point after the last."""
    cuts = np.flatnonzero(np.diff(weeks)) + 1
    for begin, end in zip([0, *cuts.tolist()], [*cuts.tolist(), len(weeks)], strict=True):
        if within[begin:end].any():
            yield int(weeks[begin]), begin, end


def _nearest(asks: Ints, within: Bits, begin: int, end: int, usable: list[int]) -> int:
    """The point of a stretch that asks least; among equals the nearest to one that can be used, else the earliest."""
    points = np.flatnonzero(within[begin:end]) + begin
    least = points[asks[points] == asks[points].min()]
    return int(least[-1] if usable and usable[0] >= end else least[0])


def _open_days(chain: Chain, meeting: int, but: int, *, ends: bool) -> Ints:
    """Days on which a meeting can begin (or end) as far as everything but one of its neighbours goes."""
    table = chain.tables[meeting] < NEVER
    for other in chain.near[meeting]:
        if other != but:
            table &= chain.message(other, meeting) < NEVER
    scene = chain.slots[meeting].scene
    return (scene.last_day if ends else scene.day)[table]


def _late(chain: Chain, link: Link, m: int, p: int, point: int) -> Reason:
    """The meeting comes too soon (or too long) after the one before it."""
    scene, before = chain.slots[m].scene, chain.slots[link.first].meeting.id
    today, grid = int(scene.day[p, point]), scene.grid
    days = _open_days(chain, link.first, m, ends=True)
    if not len(days):
        return _reason(f"no time and place is left for {before}", f"if {before} could be held")
    first, last = int(days.min()), int(days.max())
    needs = link.why or f"{before} comes first"
    if first + link.least > today:
        over = f"{before}, over on {day(grid.date(first))} at the earliest"
        words = f"before {day(grid.date(first + link.least))}: {needs} after {over}"
        if today - link.least < grid.low:
            return _reason(words, f"if {max(today - first, 0)} days after {before} were enough")
        return _reason(words, f"if {before} were over by {day(grid.date(today - link.least))}")
    if link.most is not None and last + link.most < today:
        words = f"more than {link.most} days after {before}, which is over on {day(grid.date(last))} at the latest"
        return _reason(words, f"if {today - last} days between them were allowed")
    return _reason(f"no slot of {before} fits: {_between(link)}", f"if {before} could be moved nearer")


def _early(chain: Chain, link: Link, m: int, p: int, point: int) -> Reason:
    """The meeting leaves no time (or too much) for the one after it."""
    scene, after = chain.slots[m].scene, chain.slots[link.then].meeting.id
    today, grid = int(scene.last_day[p, point]), scene.grid
    days = _open_days(chain, link.then, m, ends=False)
    if not len(days):
        return _reason(f"no time and place is left for {after}", f"if {after} could be held")
    first, last = int(days.min()), int(days.max())
    if today + link.least > last:
        words = f"leaves no time for {after}, which can begin on {day(grid.date(last))} at the latest"
        why = f" and {link.why}" if link.why else ""
        return _reason(words + why, f"if {after} could begin on {day(grid.date(today + link.least))}")
    if link.most is not None and today + link.most < first:
        words = f"more than {link.most} days before {after}, which can begin on {day(grid.date(first))} at the earliest"
        return _reason(words, f"if {first - today} days between them were allowed")
    return _reason(f"no slot of {after} fits: {_between(link)}", f"if {after} could be moved nearer")


def _between(link: Link) -> str:
    most = f" and at most {link.most}" if link.most is not None else ""
    shared = f", and {', '.join(link.shared)} travels to both" if link.shared else ""
    return f"at least {link.least}{most} days between them{shared}"


def _reason(words: str, change: str) -> Reason:
    return Reason(why=Why.ORDER, party=None, words=words, change=change)
