"""Days and moments of publication as people and pages write them: ISO 8601 only, so that none is guessed."""

from __future__ import annotations

import datetime as dt

from pourparler.errors import ReadError

FIRST_YEAR, LAST_YEAR = 1600, 2199


def parse_published(value: object) -> dt.date | dt.datetime | None:
    """A day ("2018-10-20") or a moment with zone ("2018-10-20T09:00Z"); a moment without zone counts as its day.

    None and "" are None: not known. The years that reports have are 1600 to 2199.

    Raises:
        ReadError: if the value is anything else.
    """
    if value is None or value == "":
        return None
    try:
        known = value if isinstance(value, dt.date) else _read(value)
    except ValueError:
        raise ReadError(f"published {value!r} is no date; write it as 2018-10-20") from None
    if not FIRST_YEAR <= known.year <= LAST_YEAR:
        raise ReadError(
            f"published {known.isoformat()} is no day of a report; years go from {FIRST_YEAR} to {LAST_YEAR}"
        )
    return known.date() if isinstance(known, dt.datetime) and known.tzinfo is None else known


def _read(value: object) -> dt.date:
    text = value.strip() if isinstance(value, str) else ""
    if len(text) == 10:
        return dt.date.fromisoformat(text)
    if len(text) < 11 or text[10] not in "T ":
        raise ValueError(text)
    return dt.datetime.fromisoformat(text)
