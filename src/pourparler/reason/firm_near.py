"""Which groups can bear on each other."""

from __future__ import annotations

from collections.abc import Iterable

from pourparler.model.groups import MeetingGroup
from pourparler.reason.firm_order import order_posits, series_of
from pourparler.reason.standing import Group


class Neighbours:
    """Which groups can bear on each other: those told of in one report, or counted in one row."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self._by_key: dict[object, set[str]] = {}
        for group in groups:
            self.add(group)

    def add(self, group: Group) -> None:
        """Take a group in."""
        for key in _keys(group):
            self._by_key.setdefault(key, set()).add(group.id)

    def remove(self, group: Group) -> None:
        """Take a group out, as it was when it was taken in."""
        for key in _keys(group):
            self._by_key[key].discard(group.id)

    def of(self, groups: Iterable[Group]) -> set[str]:
        """Ids of the groups that share a report or a row with one of these."""
        return {g for group in groups for key in _keys(group) for g in self._by_key.get(key, ())}


def _keys(group: Group) -> set[object]:
    if not isinstance(group, MeetingGroup):
        return set()
    reports: set[object] = {s.report.id for s in group.sightings}
    reports |= {c.report.id for c in group.claims}
    return reports | {series_of(group)} if group.ordinal is not None else reports


def linked(groups: Iterable[Group], group: str) -> list[Group]:
    """The groups that an order or a count connects with a group, through others too, and the group itself."""
    known = {g.id: g for g in groups}
    neighbours = Neighbours(known.values())
    found, ahead = {group}, [group]
    while ahead:
        own = ahead.pop()
        near = sorted(neighbours.of([known[own]]))
        for posit in order_posits(known[i] for i in near):
            if own in posit.groups:
                ahead += set(posit.groups) - found
                found.update(posit.groups)
    return [g for g in known.values() if g.id in found]
