"""The life of a commitment as a strip: a sign on the day of each event, a line as long as it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from pourparler.model.findings import Life
from pourparler.model.groups import LifeEvent, Stand
from pourparler.model.window import Window
from pourparler.show.web.days import shifted
from pourparler.show.web.svg.rail import Rail, draw_rail
from pourparler.show.web.svg.scale import Scale

_ENDS = frozenset({Life.KEPT, Life.BROKEN, Life.WITHDRAWN})
_MARGIN, _FARTHEST = 20, 3650  # days: around what is drawn; from the as-of day


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One event: where, which life it began, the day."""

    x: float
    life: str
    day: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """line: from and to in per cent, None before it was made. due: rail of the window in which it is to be done."""

    signs: tuple[Sign, ...]
    line: tuple[float, float] | None
    due: Rail
    disputed: bool


def draw_strip(
    events: Sequence[LifeEvent], *, made: Window | None, due: Window | None, stand: Stand, asof: dt.date, scale: Scale
) -> Strip:
    """The strip of one commitment. Nothing is drawn after the as-of day but what is due."""
    signs = tuple(Sign(x=scale.middle(e.day, e.day), life=e.life, day=e.day) for e in events if scale.shows(e.day))
    begin = min([e.day for e in events] + ([made.earliest] if made and made.earliest else []), default=None)
    ended = max((e.day for e in events if e.life in _ENDS), default=None)
    line = None
    if begin is not None and begin <= scale.last:
        end = min(ended or asof, scale.last)
        line = (max(scale.left(begin), 0.0), max(scale.right(max(end, begin)), 0.0))
    return Strip(signs=signs, line=line, due=draw_rail(due, scale), disputed=stand is Stand.DISPUTED)


def strip_scale(events: Sequence[LifeEvent], *, due: Sequence[Window | None], asof: dt.date) -> Scale:
    """One scale for a whole board: from the first event to the last due day or the as-of day."""
    days = [e.day for e in events] + [asof]
    days += [day for window in due if window for day in (window.earliest, window.latest) if day]
    first, last = max(min(days), shifted(asof, -_FARTHEST)), min(max(days), shifted(asof, _FARTHEST))
    return Scale(first=shifted(first, -_MARGIN), last=shifted(last, _MARGIN))
