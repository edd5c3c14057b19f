"""Timeline: all meetings on one scale, with their doubt; the near ones by days, the others by months."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pourparler.model.groups import MeetingGroup
from pourparler.show.jsonable import jsonable
from pourparler.show.web.ask import Ask
from pourparler.show.web.days import shifted
from pourparler.show.web.desk import Desk
from pourparler.show.web.faces import answer_face, group_face
from pourparler.show.web.frame import Page
from pourparler.show.web.lanes import Lane, draw_lane, firm_window, near
from pourparler.show.web.svg.scale import Scale

LANES = 40
_SCALES = {"weeks": (-14, 42), "year": (-92, 300), "years": (-365, 731)}  # days before and after the as-of day
SCALES = (("weeks", "8 weeks"), ("year", "13 months"), ("years", "3 years"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Lanes that share an axis."""

    key: str
    title: str
    scale: Scale
    lanes: tuple[Lane, ...]


def make_timeline(desk: Desk, ask: Ask, path: Mapping[str, str]) -> Page:
    """The page `/timeline`."""
    known = desk.known(ask.filters.asof)
    day = known.day or dt.date(2000, 1, 1)
    scale = timeline_scale(ask, day)
    groups = known.meetings(ask.filters.query(limit=LANES), scale)
    pairs = known.lanes(groups)
    dated = [(g, a) for g, a in pairs if firm_window(g, a) or (a and a.belief)]
    undated = [g for g, a in pairs if not (firm_window(g, a) or (a and a.belief))]
    panels = _panels(dated, scale, day, ask.filters.pin)
    context = {
        "panels": panels, "undated": undated, "day": day, "scale": scale, "scales": SCALES, "known": known,
        "shift": _shifts(ask, scale), "full": len(groups) == LANES,
    }  # fmt: skip
    return Page(
        template="timeline.html",
        title="Timeline",
        here="timeline",
        context=context,
        data=lambda: _data(known.day, scale, pairs),
    )


def timeline_scale(ask: Ask, day: dt.date) -> Scale:
    """The days shown: from the URL's start, or around the as-of day."""
    before, after = _SCALES[ask.filters.scale]
    first = ask.filters.start or shifted(day, before)
    if ask.filters.scale != "weeks":
        first = first.replace(day=1)
    return Scale(first=first, last=shifted(first, after - before))


def _shifts(ask: Ask, scale: Scale) -> tuple[str, str]:
    """Links half a picture back and half a picture on."""
    half = scale.days // 2
    return ask.url(start=shifted(scale.first, -half)), ask.url(start=shifted(scale.first, half))


def _panels(pairs: Sequence[tuple[MeetingGroup, Any]], scale: Scale, day: dt.date, pin: str | None) -> list[Panel]:
    """The near panel where something needs days to be seen, and the far one."""
    days = Scale(first=shifted(day, -14), last=shifted(day, 42))
    close = [p for p in pairs if scale.days > 120 and near(firm_window(*p), day)]
    far = [p for p in pairs if p not in close]
    panels = [("near", "Near", days, close), ("far", "Far" if close else "", scale, far)]
    return [
        Panel(key=key, title=title, scale=on, lanes=tuple(_ordered([draw_lane(*p, on) for p in some], day, pin)))
        for key, title, on, some in panels
        if some
    ]


def _ordered(lanes: Sequence[Lane], day: dt.date, pin: str | None) -> list[Lane]:
    """Pinned first, then what is to come, next first, then what is over, last first."""

    def place(lane: Lane) -> tuple[bool, bool, int]:
        window = firm_window(lane.group, lane.answer)
        begin = (window.earliest or window.latest or day) if window else day
        over = lane.held or bool(window and window.latest and window.latest < day)
        return (not (pin and lane.group.id.startswith(pin)), over, -begin.toordinal() if over else begin.toordinal())

    return sorted(lanes, key=place)


def _data(day: dt.date | None, scale: Scale, pairs: Sequence[tuple[MeetingGroup, Any]]) -> dict[str, Any]:
    return {
        "asof": jsonable(day),
        "range": [jsonable(scale.first), jsonable(scale.last)],
        "lanes": [group_face(g) | {"when": answer_face(a)} for g, a in pairs],
    }
