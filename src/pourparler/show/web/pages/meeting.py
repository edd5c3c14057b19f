"""One meeting: when and why, where, who, what comes before, who disagrees, and all the words it rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from pourparler.model.groups import MeetingGroup
from pourparler.reason import Answer, Outcome
from pourparler.show.web.ask import Ask
from pourparler.show.web.days import shifted
from pourparler.show.web.desk import Desk
from pourparler.show.web.faces import answer_face, group_face
from pourparler.show.web.frame import Page
from pourparler.show.web.known import Known
from pourparler.show.web.lanes import PAST, draw_lane, firm_window
from pourparler.show.web.pages.conflicts import pictured
from pourparler.show.web.svg.rail import draw_rail
from pourparler.show.web.svg.scale import Scale

ALL = 200  # claims and sightings on a page


def make_meeting(desk: Desk, ask: Ask, path: Mapping[str, str]) -> Page:
    """The page `/meetings/{id}`."""
    known = desk.known(ask.filters.asof)
    group = known.meeting(path["id"])
    without = frozenset({ask.filters.without} if ask.filters.without else ())
    answer = known.when(group, without=without)
    scale = scale_of(group, answer, known.day or dt.date(2000, 1, 1))
    regions = answer.plausible if answer and group.status not in PAST else None
    context = {
        "group": group, "answer": answer, "day": known.day, "scale": scale,
        "l": draw_lane(group, answer, scale, most=ALL),
        "regions": regions,
        "half": [draw_rail(w, scale) for w in regions.half.stretches] if regions else [],
        "most": [draw_rail(w, scale) for w in regions.most.stretches] if regions else [],
        "disagree": disagreements(answer, known.day or scale.first),
        "sources": dict.fromkeys(c.chain[0] for c in group.claims if c.chain),
        "sightings": group.sightings[:ALL], "author": desk.config.author, "back": f"/meetings/{group.id}",
    }  # fmt: skip
    return Page(
        template="meeting.html", title=group.title, here="timeline", context=context, data=lambda: face(group, answer)
    )


def disagreements(answer: Answer | None, day: dt.date) -> list[tuple[Any, ...]]:
    """The relations that are disagreements, each with its picture."""
    return [(r, *pictured(r, day)) for r in (answer.relations if answer else ()) if r.kind in Known.WORTH]


def scale_of(group: MeetingGroup, answer: Answer | None, day: dt.date) -> Scale:
    """Days around all that is claimed and, while it is to come, the as-of day; at most three years."""
    windows = [firm_window(group, answer), *(c.timing.window for c in group.claims)]
    days = [d for w in windows if w for d in (w.earliest, w.latest) if d]
    if not days or (answer and answer.outcome is Outcome.OPEN):
        days.append(day)
        days += [b.last for b in answer.belief.bins if b.p >= 0.02] if answer and answer.belief else []
    latest = max(days)
    first = shifted(max(min(days), shifted(latest, -1100)), -21)
    return Scale(first=first, last=max(shifted(latest, 28), shifted(first, 60)))


def face(group: MeetingGroup, answer: Answer | None) -> dict[str, Any]:
    """The meeting and when it is, as JSON."""
    return group_face(group) | {"when": answer_face(answer)}
