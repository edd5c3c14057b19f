"""What stands around every page: which record, known when, by whom it may be changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pourparler.show.web.ask import Ask
from pourparler.show.web.desk import Desk

NAV = (
    ("overview", "/", "Overview"),
    ("timeline", "/timeline", "Timeline"),
    ("commitments", "/commitments", "Commitments"),
    ("conflicts", "/conflicts", "Disagreements"),
    ("actors", "/actors", "Actors"),
    ("reports", "/reports", "Reports"),
    ("plan", "/plan", "Plan"),
    ("review", "/review", "Review"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: a template with its context, and the same as JSON. here: its entry in the navigation."""

    template: str
    title: str
    here: str
    context: Mapping[str, Any] = field(default_factory=dict)
    data: Callable[[], Any]


Maker = Callable[[Desk, Ask, Mapping[str, str]], Page]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """day: that the page speaks of, None in an empty record; given: somebody asked for it. stamp: of the record."""

    ask: Ask
    day: dt.date | None
    given: bool
    stamp: str
    earlier: dt.date | None
    later: dt.date | None
    form: str
    may_write: bool
    may_leave: bool

    @property
    def twin(self) -> str:
        """Address of the page as JSON."""
        path = self.ask.path.rstrip("/") or "/overview"
        return self.ask.url(f"{path}.json")
