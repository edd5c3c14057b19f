"""Plans for tests: written as TOML text, and a reference that tries every combination of slots."""

from __future__ import annotations

import datetime as dt
import itertools
import tomllib
from collections.abc import Sequence
from pathlib import Path

from pourparler.plan.calendars import Calendar
from pourparler.plan.chain import Chain
from pourparler.plan.coupled import Clash, clashes
from pourparler.plan.model import Differ, Plan
from pourparler.plan.order import Link
from pourparler.plan.read import parse_plan
from pourparler.plan.slots import NEVER, Slots
from pourparler.plan.spans import Busy

UTC = dt.UTC
HEAD = '[plan]\nname = "t"\nfrom = 2018-11-05\nto = 2018-12-16\n'
TWO = '[[party]]\nname = "US"\ncountry = "US"\n[[party]]\nname = "KP"\ncountry = "KP"\n'
ONE = '[[meeting]]\nid = "m"\nplaces = ["Hanoi", "Geneva"]\n'


def plan(text: str, folder: Path = Path()) -> Plan:
    return parse_plan(tomllib.loads(text), where="plan.toml", folder=folder)


def calendar(*busy: tuple[str, str], what: str = "secret dentist", tentative: bool = False) -> Calendar:
    """Busy from one moment to another, in UTC; all told about."""
    spans = [
        (dt.datetime.fromisoformat(a).replace(tzinfo=UTC), dt.datetime.fromisoformat(b).replace(tzinfo=UTC))
        for a, b in busy
    ]
    all_time = ((dt.datetime(2018, 1, 1, tzinfo=UTC), dt.datetime(2020, 1, 1, tzinfo=UTC)),)
    return Calendar(
        busy=tuple(Busy(begin=a, end=b, tentative=tentative, what=what, file="x.ics") for a, b in spans),
        covered=all_time,
    )


def every_plan(
    slots: Sequence[Slots], links: Sequence[Link], count: int, differ: Differ, *, coupled: bool = True
) -> list[int]:
    """Costs of the best plans that differ, by trying all: what the engines must find. coupled: clashes count too."""
    open_slots = [[(p, t) for p, t in zip(*(s.table < NEVER).nonzero(), strict=True)] for s in slots]
    labels = [s.labels(differ) for s in slots]
    apart = clashes(slots, links) if coupled else []
    best: dict[tuple[tuple[int, int], ...], int] = {}
    for chosen in itertools.product(*open_slots):
        if all(_in_order(x, slots, chosen) for x in links) and all(_no_clash(x, slots, chosen) for x in apart):
            key = tuple((int(p), int(labels[m][p, t])) for m, (p, t) in enumerate(chosen))
            cost = sum(int(s.table[slot]) for s, slot in zip(slots, chosen, strict=True))
            best[key] = min(cost, best.get(key, NEVER))
    return sorted(best.values())[:count]


def _in_order(link: Link, slots: Sequence[Slots], chosen: Sequence[tuple[int, int]]) -> bool:
    first, then = slots[link.first].scene, slots[link.then].scene
    a, b = chosen[link.first], chosen[link.then]
    gap = int(then.day[b]) - int(first.last_day[a])
    home = all(first.trips[p].ready[a] <= then.trips[p].leave[b] for p in link.shared)
    return gap >= link.least and (link.most is None or gap <= link.most) and a[1] + first.steps <= b[1] and home


def _no_clash(clash: Clash, slots: Sequence[Slots], chosen: Sequence[tuple[int, int]]) -> bool:
    def follows(one: int, two: int) -> bool:
        first, then, a, b = slots[one].scene, slots[two].scene, chosen[one], chosen[two]
        home = all(first.trips[p].ready[a] <= then.trips[p].leave[b] for p in clash.parties)
        same = first.places[a[0]].name == then.places[b[0]].name
        return home and not (clash.room is not None and same and a[1] + first.steps > b[1])

    return follows(clash.a, clash.b) or follows(clash.b, clash.a)


def cost_of(chain: Chain, chosen: Sequence[tuple[int, int]]) -> int:
    return sum(int(t[slot]) for t, slot in zip(chain.tables, chosen, strict=True))
