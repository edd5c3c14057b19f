"""Days and moments of publication as people and pages write them: ISO 8601 only, so that none is guessed."""

from __future__ import annotations

import datetime as dt

from pourparler.errors import ReadError


def parse_published(value: object) -> dt.date | dt.datetime | None:
    """A day ("2018-10-20") or a moment with zone ("2018-10-20T09:00Z"); a moment without zone counts as its day.

    None and "" are None: not known.

    Raises:
        ReadError: if the value is anything else.
    """
    if value is None or value == "":
        return None
    if isinstance(value, dt.datetime):
        return value if value.tzinfo else value.date()
    if isinstance(value, dt.date):
        return value
    text = value.strip() if isinstance(value, str) else ""
    try:
        return dt.date.fromisoformat(text) if len(text) == 10 else _moment(text)
    except ValueError:
        raise ReadError(f"published {value!r} is no date; write it as 2018-10-20") from None


def _moment(text: str) -> dt.date | dt.datetime:
    if len(text) < 11 or text[10] not in "T ":
        raise ValueError(text)
    moment = dt.datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.date()
