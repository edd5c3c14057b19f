"""A plan answered: calendars read, slots made, the best found and checked, the rest explained."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pourparler.plan.answer import Answer, Moved, Option, Reason, Relaxed
from pourparler.plan.best import Slot, k_best
from pourparler.plan.calendars import Calendar, read_calendars
from pourparler.plan.chain import Chain, is_forest
from pourparler.plan.coupled import Coupled, clashes, spanning
from pourparler.plan.model import Differ, Known, Plan
from pourparler.plan.options import option
from pourparler.plan.order import Link, check_order, links, with_known
from pourparler.plan.repair import Kept, kept_tables, moves
from pourparler.plan.scene import Diary, Reply, Scene
from pourparler.plan.slots import NEVER, Slots
from pourparler.plan.turns import best_of_turns, turns
from pourparler.plan.verify import verify
from pourparler.plan.why import Account
from pourparler.plan.words import listed
from pourparler.plan.zones import Grid, Ints

_SCALE = 1000  # what a unit asked counts against the cost where a way out is sought


def solve(
    plan: Plan,
    *,
    known: Sequence[Known] = (),
    replies: Sequence[Reply] = (),
    keep: Sequence[Kept] = (),
    without: Sequence[str] = (),
    calendars: Mapping[str, Calendar] | None = None,
) -> Answer:
    """The best options of a plan, and why all else fails.

    known: what the record says; its order of meetings holds where the plan tells none. replies: answers to
    invitations. keep: what was agreed, to be changed as little as can be. without: ids of options that are struck out.
    calendars: by party, instead of those of the plan's files.

    Raises:
        PlanError: if a calendar cannot be read, or the order contradicts itself.
    """
    plan = with_known(plan, known)
    check_order(plan)
    work = _work(plan, known, replies, calendars)
    tables = kept_tables(keep, work.slots) if keep else [s.table for s in work.slots]
    found, proven = _find(work, tables, plan.options + len(without), plan.differ)
    options = [option(_cost(work, chosen), chosen, work.slots, work.links) for _, chosen in found]
    verify(plan, options, {name: diary.calendar for name, diary in work.diaries.items()})
    left = tuple(o for o in options if o.id not in without)[: plan.options]
    chain = Chain(work.slots, spanning(len(work.slots), work.links))
    relax = () if options else tuple(_relax(work))
    account = Account(chain, work.links, options[0].points if options else 0)
    return Answer(
        plan=plan,
        options=left,
        excluded=tuple(account.excluded),
        rows=tuple(account.rows),
        known=tuple(known),
        relax=relax,
        moved=_moved(keep, work, left, account),
        notes=tuple(_notes(work, bool(options), bool(left), bool(relax))),
        proven=proven,
        engine="solver" if work.coupled and turns(work.slots, work.links) is None else "bitmaps",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """What one run works on."""

    slots: list[Slots]
    links: list[Link]
    diaries: dict[str, Diary]
    coupled: bool


def _work(
    plan: Plan, known: Sequence[Known], replies: Sequence[Reply], calendars: Mapping[str, Calendar] | None
) -> _Work:
    grid = Grid(plan.first, plan.last, plan.step)
    begin, end = grid.moment(0), grid.moment(grid.size)
    diaries = {p.name: Diary(grid, c) for p in plan.parties if (c := _calendar(plan, p.name, begin, end, calendars))}
    by_meeting = {k.meeting: k for k in known}
    ordered = links(plan)
    slots = []
    for n, meeting in enumerate(plan.meetings):
        scene = Scene(
            meeting,
            plan.attending(meeting),
            grid,
            diaries=diaries,
            known=by_meeting.get(meeting.id),
            replies=replies,
            follows=any(x.then == n for x in ordered),
        )
        slots.append(Slots(scene, delay=plan.delay))
    coupled = bool(clashes(slots, ordered)) or not is_forest(len(slots), ordered)
    return _Work(slots=slots, links=ordered, diaries=diaries, coupled=coupled)


def _calendar(
    plan: Plan, party: str, begin: dt.datetime, end: dt.datetime, given: Mapping[str, Calendar] | None
) -> Calendar | None:
    """The calendar of a party, None if it has none."""
    if given is not None and party in given:
        return given[party]
    return read_calendars(plan.party(party), begin, end) if plan.party(party).calendars else None


def _find(
    work: _Work, tables: Sequence[Ints], count: int, differ: Differ
) -> tuple[list[tuple[int, tuple[Slot, ...]]], bool]:
    """The best slots for all meetings: by the chain alone, or by the solver where meetings are coupled."""
    if not work.coupled:
        return k_best(Chain(work.slots, work.links, tables), count, differ), True
    if (ways := turns(work.slots, work.links)) is not None:
        return best_of_turns(work.slots, ways, tables, count, differ), True
    solved = Coupled(work.slots, work.links, tables).k_best(count, differ)
    return list(solved.found), solved.proven


def _cost(work: _Work, chosen: Sequence[Slot]) -> int:
    return sum(int(s.cost[slot]) for s, slot in zip(work.slots, chosen, strict=True))


def _relax(work: _Work) -> list[Relaxed]:
    """Where nothing works: the ways out that ask least, cheapest first."""
    tables = []
    for slots in work.slots:
        asked = slots.asked * np.int32(_SCALE) + np.minimum(slots.cost // 10, _SCALE - 1)
        table = np.where(slots.within, asked, NEVER).astype(np.int32)
        tables.append(_thinned(table, slots.scene.day) if work.coupled else table)
    found, _ = _find(work, tables, 1 if work.coupled else 3, Differ.WEEK)
    out: list[Relaxed] = []
    for _, chosen in found:
        reasons = [r for s, slot in zip(work.slots, chosen, strict=True) for r in _barred(s, slot)]
        told = option(0, chosen, work.slots, work.links)
        where = listed([f"{s.meeting.id} in {s.place.name} on {s.begin:%Y-%m-%d}" for s in told.sittings])
        changes = " and ".join(dict.fromkeys(r.change for r in reasons))
        out.append(Relaxed(reasons=tuple(reasons), words=f"{changes}: {where}"))
    unlike: dict[str, Relaxed] = {}
    for way in out:
        unlike.setdefault(way.words.split(":")[0], way)
    return sorted(unlike.values(), key=lambda r: len({x.change for x in r.reasons}))


def _thinned(table: Ints, days: Ints) -> Ints:
    """The first of the cheapest slots of each day: enough for a way out, and little enough for the solver."""
    out = np.full_like(table, NEVER)
    for row, day, kept in zip(table, days, out, strict=True):
        begins = np.flatnonzero(np.diff(day, prepend=-1))
        for begin, end in zip(begins, [*begins[1:], len(day)], strict=True):
            point = begin + int(np.argmin(row[begin:end]))
            kept[point] = row[point]
    return out


def _barred(slots: Slots, slot: Slot) -> list[Reason]:
    found = slots.reasons(*slot)
    return [Reason(why=b.why, party=b.party, words=b.words(*slot), change=b.change(*slot)) for b in found]


def _moved(keep: Sequence[Kept], work: _Work, options: Sequence[Option], account: Account) -> tuple[Moved, ...]:
    return tuple(moves(keep, work.slots, options[0], account)) if keep and options else ()


def _notes(work: _Work, some: bool, left: bool, mends: bool) -> list[str]:
    """What a reader must know to judge the answer."""
    out = (
        [] if some or mends else ["Not even if every limit gave way: order and journeys need more days than there are."]
    )
    out += [
        "Hours in the air are estimates: great circle at 820 km/h and 1.5 h. Every journey begins and ends at "
        "home, but a party stays where it is if its next meeting is there too."
    ]
    blind = [
        p.name for p in {p.name: p for s in work.slots for p in s.scene.parties}.values() if p.name not in work.diaries
    ]
    if blind:
        out.append(f"Planned from public facts only: {listed(blind)}.")
    if some and not left:
        out.append("All options that there are have been struck out: give up one of the strikes, or change the plan.")
    return out
