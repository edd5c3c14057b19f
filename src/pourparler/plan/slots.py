"""The slots of a meeting: for each place and point what bars it, what it costs, and whether it can be used at all."""

from __future__ import annotations

import numpy as np

from pourparler.plan.bars import BARS, Bar, Bits
from pourparler.plan.model import Differ
from pourparler.plan.prices import HIGHEST, PRICES, Price
from pourparler.plan.scene import Scene
from pourparler.plan.zones import Ints

NEVER = 1 << 28  # a cost that stands for "impossible"; sums of several stay below 2**31


class Slots:
    """All slots of one meeting. open: usable by itself; cost: hundredths of a point; asked: what all its bars ask.

    within: the days of the plan; a slot without is never told about.
    """

    def __init__(self, scene: Scene, *, delay: float) -> None:
        self.scene, self.meeting, self.places = scene, scene.meeting, scene.places
        self.within: Bits = (scene.day >= scene.grid.low) & (scene.last_day <= scene.grid.high)
        self.within = self.within & (scene.start + scene.steps <= scene.grid.size)
        self.bars: list[Bar] = [bar for make in BARS for bar in make(scene)]
        self.prices: list[Price] = [price for make in PRICES for price in make(scene, delay)]
        self.asked: Ints = np.zeros(scene.day.shape, dtype=np.int32)
        for bar in self.bars:
            self.asked += bar.mask * np.int32(bar.weight)
        self.open: Bits = self.within & (self.asked == 0)
        cost = np.zeros(scene.day.shape, dtype=np.int32)
        for price in self.prices:
            cost += price.points
        self.cost: Ints = np.minimum(cost, HIGHEST)
        self.table: Ints = np.where(self.open, self.cost, NEVER).astype(np.int32)

    def reasons(self, place: int, point: int) -> list[Bar]:
        """The bars that hold at a slot."""
        return [bar for bar in self.bars if bar.at(place, point)]

    def charges(self, place: int, point: int) -> list[tuple[str | None, int, str]]:
        """What a slot costs: party, hundredths of a point, words."""
        parts = ((price, price.at(place, point)) for price in self.prices)
        return [(price.party, cost, price.words(place, point)) for price, cost in parts if cost]

    def labels(self, differ: Differ) -> Ints:
        """A number for each slot, the same where two slots count as one option; it never falls along a place."""
        if differ is Differ.START:
            return np.broadcast_to(self.scene.start, self.scene.day.shape)
        if differ is Differ.DAY:
            return self.scene.day
        return week_of(self.scene)


def week_of(scene: Scene) -> Ints:
    """The week (from Monday) in which each slot begins, counted from the grid's first day."""
    return (scene.day + scene.grid.base.weekday()) // 7
