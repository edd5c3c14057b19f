"""Overview: what is new in substance, what comes next, what lapsed, where sources disagree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from pourparler.reason import Outcome
from pourparler.record import Query
from pourparler.show.jsonable import jsonable
from pourparler.show.web.ask import Ask
from pourparler.show.web.days import shifted
from pourparler.show.web.desk import Desk
from pourparler.show.web.faces import answer_face, group_face
from pourparler.show.web.frame import Page
from pourparler.show.web.known import Known, Timed

NEWS, NEXT, WEEKS = 20, 8, 6  # entries shown; how far back news go unless asked


def make_overview(desk: Desk, ask: Ask, path: Mapping[str, str]) -> Page:
    """The page `/`."""
    known = desk.known(ask.filters.asof)
    since = ask.filters.since or (known.day and shifted(known.day, -7 * WEEKS))
    changes = known.view.changes(since, known.day)[::-1] if known.day else ()
    to_come, lapsed = _ahead(known)
    quarrels = [r for g, a in to_come if a for r in a.relations if r.kind in known.WORTH]
    context = {
        "day": known.day, "since": since, "changes": changes[:NEWS], "more": max(0, len(changes) - NEWS),
        "ahead": to_come, "lapsed": lapsed, "quarrels": quarrels, "tally": known.tally(),
    }  # fmt: skip
    return Page(
        template="overview.html", title="Overview", here="overview", context=context,
        data=lambda: _data(known, changes[:NEWS], to_come, lapsed),
    )  # fmt: skip


def _ahead(known: Known) -> tuple[list[Timed], list[Timed]]:
    """Meetings to come, next first, and those whose time passed without a word that they took place."""
    if known.day is None:
        return [], []
    groups = known.view.meetings(Query(between=(shifted(known.day, -120), None), limit=4 * NEXT))
    timed = [(g, a) for g, a in known.lanes(groups) if a]
    ahead = sorted((t for t in timed if t[1].outcome is Outcome.OPEN), key=_begin)[:NEXT]
    full = [(g, a) for g, _ in ahead if (a := known.when(g))]
    return full, [(g, a) for g, a in timed if a.outcome is Outcome.LAPSED][-NEXT:]


def _begin(timed: Timed) -> dt.date:
    """The day by which it is as likely past as not, for an order of what comes next."""
    belief = timed[1].belief
    return (belief and belief.quantile(0.5)) or dt.date.max


def _data(known: Known, changes: Any, ahead: list[Timed], lapsed: list[Timed]) -> dict[str, Any]:
    return {
        "asof": jsonable(known.day),
        "tally": known.tally(),
        "changes": jsonable(changes),
        "next": [group_face(g) | {"when": answer_face(a)} for g, a in ahead],
        "lapsed": [group_face(g) | {"when": answer_face(a)} for g, a in lapsed],
    }
