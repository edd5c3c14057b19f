"""A firm record that is kept up to date: what a new report moves, without working everything out again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pourparler.model.groups import MeetingGroup
from pourparler.reason.firm_order import series_of
from pourparler.reason.firm_posits import Group
from pourparler.reason.firm_types import Bound, FirmWindow
from pourparler.reason.wording import window


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A firm window that is another than before, with the reasons of both. before: None where the group is new.

    words: from which window to which, and why the new bounds stand where they do.
    """

    group: str
    title: str
    before: FirmWindow | None
    after: FirmWindow
    words: str


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


def moved(title: str, before: FirmWindow | None, after: FirmWindow) -> Moved:
    """The change of a window, in words."""
    was = window(before.window) if before else ""
    change = f"{was} → {window(after.window)}" if was else window(after.window)
    reasons = [b.words for b in _new_bounds(before, after) if b.words]
    return Moved(group=after.group, title=title, before=before, after=after, words=" ".join((f"{change}.", *reasons)))


def _new_bounds(before: FirmWindow | None, after: FirmWindow) -> Sequence[Bound]:
    out = [] if before and before.earliest.day == after.earliest.day else [after.earliest]
    return out if before and before.latest.day == after.latest.day else [*out, after.latest]
