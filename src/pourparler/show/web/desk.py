"""The record, as pages and API come to it: opened once, read by many; what it answered is kept while it stays so."""

from __future__ import annotations

import datetime as dt
from functools import cached_property

from pourparler.reason import Answer
from pourparler.record import Record, View, open_record
from pourparler.show.web.config import WebConfig
from pourparler.show.web.kept import Kept
from pourparler.show.web.known import Known

ANSWERS, PAGES = 4000, 48_000_000  # answers of `when`; bytes of pages
Days = tuple[dt.date | None, dt.date | None, dt.date | None]


class Desk:
    """Hands out views of the record."""

    def __init__(self, config: WebConfig) -> None:
        self.config = config
        self.answers: Kept[Answer] = Kept(ANSWERS)
        self.briefs: Kept[dict[str, Answer]] = Kept(ANSWERS, len)
        self.pages: Kept[bytes] = Kept(PAGES, len)
        self._tallies: Kept[dict[str, int]] = Kept(16)
        self._days: Kept[Days] = Kept(256)

    @cached_property
    def record(self) -> Record:
        """The record, opened when it is first asked for."""
        return open_record(self.config.record)

    def stamp(self) -> str:
        """What changes whenever the record does."""
        return self.record.stamp()

    def view(self, asof: dt.date | None) -> View:
        """What the record held on a day, or holds now."""
        return self.record.view(asof)

    def known(self, asof: dt.date | None, root: str = "") -> Known:
        """What was known on a day, or is now. root: in front of the addresses of entries."""
        return Known(self, asof, root)

    def tally(self, stamp: str, asof: dt.date | None) -> dict[str, int]:
        """How many entries of each kind there are."""
        return self._tallies.get((stamp, asof), self.view(asof).tally)

    def days_around(self, stamp: str, asof: dt.date | None) -> Days:
        """The last day with reports before the as-of day's, that day, and the next one."""
        return self._days.get((stamp, asof), self.view(asof).days_around)
