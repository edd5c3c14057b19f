"""Search: one field; meetings, commitments, statements, actors and reports that hold the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pourparler.model.groups import CommitmentGroup, MeetingGroup
from pourparler.record import Query
from pourparler.show.jsonable import jsonable
from pourparler.show.web.ask import Ask
from pourparler.show.web.desk import Desk
from pourparler.show.web.faces import group_face
from pourparler.show.web.frame import Page

FEW = 10


def make_search(desk: Desk, ask: Ask, path: Mapping[str, str]) -> Page:
    """The page `/search`."""
    known = desk.known(ask.filters.asof)
    words = ask.filters.q
    groups: Sequence[MeetingGroup | CommitmentGroup] = known.view.find(words)[: 2 * FEW] if words else ()
    at_hand = known.view.actors_at_hand()
    by_text = Query(text=words, limit=FEW)
    found: dict[str, Any] = {
        "meetings": [g for g in groups if isinstance(g, MeetingGroup)][:FEW],
        "commitments": [g for g in groups if isinstance(g, CommitmentGroup)][:FEW],
        "actors": known.view.actors(Query(party=words, limit=FEW)) if words and at_hand else (),
        "statements": known.view.statements(by_text) if words else (),
        "reports": known.view.reports(by_text) if words else (),
    }
    return Page(
        template="search.html", title=f"Search: {words}" if words else "Search", here="",
        context=found | {"words": words, "few": FEW, "found": found, "any": any(found.values()), "at_hand": at_hand},
        data=lambda: {"asof": jsonable(known.day), "q": words} | {k: _faces(v) for k, v in found.items()},
    )  # fmt: skip


def _faces(items: Sequence[Any]) -> list[Any]:
    return [group_face(i) if isinstance(i, MeetingGroup | CommitmentGroup) else jsonable(i) for i in items]
