"""The record, as pages and API come to it: opened once, read by many, one page made once for each state of it."""

from __future__ import annotations

import datetime as dt
from functools import cached_property

from pourparler.record import Record, View, open_record
from pourparler.show.web.config import WebConfig
from pourparler.show.web.known import Known


class Desk:
    """Hands out views of the record."""

    def __init__(self, config: WebConfig) -> None:
        self.config = config

    @cached_property
    def record(self) -> Record:
        """The record, opened when it is first asked for."""
        return open_record(self.config.record)

    def view(self, asof: dt.date | None) -> View:
        """What the record held on a day, or holds now."""
        return self.record.view(asof)

    def known(self, asof: dt.date | None) -> Known:
        """What was known on a day, or is now."""
        return Known(self.view(asof), asof or self.days_around(None)[1])

    def stamp(self) -> str:
        """What changes whenever the record does."""
        return self.record.stamp()

    def days_around(self, asof: dt.date | None) -> tuple[dt.date | None, dt.date | None, dt.date | None]:
        """The last day with reports before the as-of day's, that day, and the next one."""
        return self.view(asof).days_around()
