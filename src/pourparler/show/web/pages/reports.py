"""Reports, the newest last known first, reprints folded."""

from __future__ import annotations

from collections.abc import Mapping

from pourparler.show.jsonable import jsonable
from pourparler.show.web.ask import Ask
from pourparler.show.web.desk import Desk
from pourparler.show.web.frame import Page


def make_reports(desk: Desk, ask: Ask, path: Mapping[str, str]) -> Page:
    """The page `/reports`."""
    known = desk.known(ask.filters.asof)
    cards = known.view.reports(ask.filters.query())
    context = {"cards": cards, "next": ask.url(after=cards[-1].id) if len(cards) == ask.filters.limit else None}
    return Page(
        template="reports.html", title="Reports", here="reports", context=context,
        data=lambda: {"asof": jsonable(known.day), "reports": jsonable(cards)},
    )  # fmt: skip
