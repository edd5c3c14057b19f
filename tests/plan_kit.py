"""Plans for tests: written as TOML text, and a reference that tries every combination of slots."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np

from pourparler.plan.best import Slot
from pourparler.plan.calendars import Calendar
from pourparler.plan.chain import Chain
from pourparler.plan.coupled import Clash, clashes
from pourparler.plan.model import Differ, Plan
from pourparler.plan.order import Link
from pourparler.plan.read import parse_plan
from pourparler.plan.scene import Scene
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
    open_slots = [[(int(p), int(t)) for p, t in np.argwhere(s.table < NEVER)] for s in slots]
    labels = [s.labels(differ) for s in slots]
    keys = [[(p, int(labels[m][p, t])) for p, t in own] for m, own in enumerate(open_slots)]
    total = np.zeros([len(own) for own in open_slots], dtype=np.int64)
    for m, own in enumerate(open_slots):
        total = total + _along(np.array([int(slots[m].table[slot]) for slot in own]), total.ndim, m)
    pairs = [(x.first, x.then, partial(_in_order, x, slots)) for x in links]
    pairs += [(x.a, x.b, partial(_no_clash, x, slots)) for x in clashes(slots, links) if coupled]
    for a, b, fits in pairs:
        table = np.array([[fits(one, two) for two in open_slots[b]] for one in open_slots[a]])
        total = total + np.where(_along(table if a < b else table.T, total.ndim, *sorted((a, b))), 0, NEVER)
    best: dict[tuple[tuple[int, int], ...], int] = {}
    for at in np.argwhere(total < NEVER):
        key = tuple(keys[m][n] for m, n in enumerate(at))
        best[key] = min(int(total[tuple(at)]), best.get(key, NEVER))
    return sorted(best.values())[:count]


def _along(values: np.ndarray, dimensions: int, *axes: int) -> np.ndarray:  # type: ignore[type-arg]
    """Values laid along some axes of a larger array."""
    shape = [1] * dimensions
    for axis, size in zip(axes, values.shape, strict=True):
        shape[axis] = size
    return values.reshape(shape)


def _in_order(link: Link, slots: Sequence[Slots], a: Slot, b: Slot) -> bool:
    first, then = slots[link.first].scene, slots[link.then].scene
    gap = int(then.day[b]) - int(first.last_day[a])
    home = first.places[a[0]] == then.places[b[0]] or all(
        first.trips[p].ready[a] <= then.trips[p].leave[b] for p in link.shared
    )
    return gap >= link.least and (link.most is None or gap <= link.most) and a[1] + first.steps <= b[1] and home


def _no_clash(clash: Clash, slots: Sequence[Slots], a: Slot, b: Slot) -> bool:
    def follows(first: Scene, then: Scene, one: Slot, two: Slot) -> bool:
        if first.places[one[0]] == then.places[two[0]]:
            return one[1] + first.steps <= two[1]
        return all(first.trips[p].ready[one] <= then.trips[p].leave[two] for p in clash.parties)

    x, y = slots[clash.a].scene, slots[clash.b].scene
    return follows(x, y, a, b) or follows(y, x, b, a)


def cost_of(chain: Chain, chosen: Sequence[Slot]) -> int:
    return sum(int(t[slot]) for t, slot in zip(chain.tables, chosen, strict=True))
