"""Review: one doubtful entry a screen, its words first; every decision is saved at once and can be undone."""

from __future__ import annotations

from collections.abc import Mapping

from pourparler.model.groups import MeetingGroup
from pourparler.record import Query
from pourparler.show.doubt import doubtful
from pourparler.show.jsonable import jsonable
from pourparler.show.web.ask import Ask
from pourparler.show.web.desk import Desk
from pourparler.show.web.faces import group_face
from pourparler.show.web.frame import Page

LOOKED_AT = 120  # meetings and as many commitments, so that the next one is there at once


def make_review(desk: Desk, ask: Ask, path: Mapping[str, str]) -> Page:
    """The page `/review`; `after`: leave those up to this one for later."""
    known = desk.known(None)
    query = Query(limit=LOOKED_AT)
    found = doubtful((*known.view.meetings(query), *known.view.commitments(query)))
    skipped = [d.group.id for d in found]
    at = skipped.index(ask.filters.after) + 1 if ask.filters.after in skipped else 0
    item = found[at] if at < len(found) else None
    done = [c for c in desk.record.corrections() if not c.reverted]
    context = {
        "item": item, "left": len(found) - at, "last": done[-1] if done else None, "done": len(done),
        "group": item.group if item else None, "author": desk.config.author,
        "is_meeting": item is not None and isinstance(item.group, MeetingGroup), "back": "/review",
    }  # fmt: skip
    return Page(
        template="review.html", title="Review", here="review", context=context,
        data=lambda: {
            "left": len(found) - at,
            "next": {"reasons": list(item.doubts), "entry": group_face(item.group)} if item else None,
            "last": jsonable(done[-1]) if done else None,
        },
    )  # fmt: skip
