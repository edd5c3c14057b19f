"""Repair: something has changed, and what was agreed stays as far as it can: few meetings move, and by little."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from pourparler.errors import PlanError
from pourparler.plan.answer import Moved, Option, Sitting
from pourparler.plan.slots import NEVER, Slots
from pourparler.plan.why import Account
from pourparler.plan.words import day
from pourparler.plan.zones import Ints

# Another place weighs more than another time, either more than any shift, a shift by an hour more than any wish.
_PLACE, _TIME, _HOUR, _WISHES = 6_000_000, 3_000_000, 100, 99


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A meeting as it was agreed: id, name of the place, moment of its begin with zone."""

    meeting: str
    place: str
    begin: dt.datetime


def kept_tables(keep: Sequence[Kept], slots: Sequence[Slots]) -> list[Ints]:
    """For each meeting what each slot would change of what was agreed; NEVER where it is barred.

    Raises:
        PlanError: if a meeting that was agreed is none of the plan.
    """
    agreed = {k.meeting: k for k in keep}
    if strange := sorted(set(agreed) - {s.meeting.id for s in slots}):
        raise PlanError(f"meeting {strange[0]!r} was agreed, but the plan has none with this id")
    return [_table(agreed.get(s.meeting.id), s) for s in slots]


def _table(kept: Kept | None, slots: Slots) -> Ints:
    cost = np.minimum(slots.cost // 100, _WISHES)
    if kept is None:
        return np.where(slots.open, cost, NEVER).astype(np.int32)
    scene = slots.scene
    place = np.array([[p.name != kept.place] for p in slots.places])
    shift = np.abs(scene.start - scene.grid.point(kept.begin))
    changed = (
        place * _PLACE + (shift > 0) * _TIME + np.minimum(shift * scene.grid.step // 60, _TIME // _HOUR // 4) * _HOUR
    )
    return np.where(slots.open, changed + cost, NEVER).astype(np.int32)


def moves(keep: Sequence[Kept], slots: Sequence[Slots], option: Option, account: Account) -> Iterator[Moved]:
    """What became of each meeting that was agreed, and why it could not stay."""
    agreed = {k.meeting: k for k in keep}
    for n, sitting in enumerate(option.sittings):
        kept = agreed.get(sitting.meeting.id)
        if kept is not None:
            changed = (("place",) if kept.place != sitting.place.name else ()) + (
                ("time",) if kept.begin != sitting.begin else ()
            )
            why = tuple(_why(n, kept, slots[n], account)) if changed else ()
            yield Moved(meeting=sitting.meeting.id, changed=changed, before=_told(kept), after=_now(sitting), why=why)


def _why(number: int, kept: Kept, slots: Slots, account: Account) -> Iterator[str]:
    """Why the slot that was agreed is gone."""
    grid = slots.scene.grid
    places = [n for n, p in enumerate(slots.places) if p.name == kept.place]
    point = grid.point(kept.begin)
    if not places:
        yield f"{kept.place} is no candidate any more"
    elif point >= grid.size or not slots.within[places[0], point]:
        yield f"{kept.begin:%Y-%m-%d} lies outside the days of the plan"
    else:
        told = [r.words for r in account.reasons(number, places[0], point)]
        yield from told or ["it does not fit what moved before or after it"]


def _told(kept: Kept) -> str:
    return f"{kept.place}, {day(kept.begin.date())} {kept.begin:%H:%M}"


def _now(sitting: Sitting) -> str:
    return f"{sitting.place.name}, {day(sitting.begin.date())} {sitting.begin:%H:%M}"


def read_kept(path: Path, option: str | None) -> list[Kept]:
    """The meetings of one option of an earlier answer in JSON, the first where none is named.

    Raises:
        PlanError: if the file is no such answer, or has no such option.
    """
    try:
        options: Any = json.loads(path.read_text(encoding="utf-8"))["options"]
        found = next((o for o in options if option in (None, o["id"])), None)
        if found is None:
            raise PlanError(f"{path}: has no option {option or ''}".rstrip())
        meetings = found["meetings"]
        return [
            Kept(meeting=m["meeting"], place=m["place"], begin=dt.datetime.fromisoformat(m["begin"])) for m in meetings
        ]
    except OSError as why:
        raise PlanError(f"{path}: cannot be read: {why.strerror}") from None
    except (ValueError, KeyError, TypeError):
        raise PlanError(f"{path}: no answer of `pourparler plan --format json`") from None
