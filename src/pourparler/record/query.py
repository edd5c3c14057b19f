"""What is asked of a record."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Added(StrEnum):
    """What adding a report did.

    NEW: it was not there. SAME: it is there already, nothing changed. VERSION: another text of an article that is
    there; both are kept. ANEW: the same text read with other findings; the earlier reading is kept beside.
    """

    NEW = "new"
    SAME = "same"
    VERSION = "version"
    ANEW = "anew"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Which entries, and how many. What is None asks nothing.

    party: a name, or some words of it, of somebody who takes part, binds himself, is bound to, or speaks. by, to: the
    same for who binds himself or speaks, and to whom. place: words of a place. status: of a meeting; life: life or
    stand of a commitment. between: days, both inclusive, that the window of an entry may touch (for reports and
    statements: the day they were known). text: words that its words hold. independent: least number of independent
    origins. limit: at most so many. after: go on behind the entry with this id.
    """

    party: str | None = None
    place: str | None = None
    by: str | None = None
    to: str | None = None
    status: str | None = None
    life: str | None = None
    between: tuple[dt.date | None, dt.date | None] = (None, None)
    text: str | None = None
    independent: int = 0
    limit: int | None = None
    after: str | None = None


ALL = Query()
