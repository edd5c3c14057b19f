"""A firm record that is kept up to date: what a new report moves, without working everything out again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pourparler.reason.firm_types import Bound, FirmWindow
from pourparler.reason.wording import window


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedWindow:
    """A firm window that is another than before, with the reasons of both. before: None where the group is new.

    words: from which window to which, and why the new bounds stand where they do.
    """

    group: str
    title: str
    before: FirmWindow | None
    after: FirmWindow
    words: str


def moved(title: str, before: FirmWindow | None, after: FirmWindow) -> MovedWindow:
    """The change of a window, in words."""
    was = window(before.window) if before else ""
    change = f"{was} → {window(after.window)}" if was else window(after.window)
    words = " ".join((f"{change}.", *(b.words for b in _new_bounds(before, after) if b.words)))
    return MovedWindow(group=after.group, title=title, before=before, after=after, words=words)


def _new_bounds(before: FirmWindow | None, after: FirmWindow) -> Sequence[Bound]:
    out = [] if before and before.earliest.day == after.earliest.day else [after.earliest]
    return out if before and before.latest.day == after.latest.day else [*out, after.latest]
