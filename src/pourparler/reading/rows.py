"""JSON: one object a line, one object, or an array of objects, ours or those of news services -> sources."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec

from pourparler.errors import ReadError
from pourparler.reading.compose import Source
from pourparler.reading.dates import parse_published
from pourparler.reading.newsml import is_newsml, newsml_source
from pourparler.reading.ninjs import is_ninjs, ninjs_source

_WORDS = ("title", "outlet", "url", "agency")


def read_row(data: str | bytes, now: dt.datetime | None = None) -> Source:
    """One JSON object with `text` and, if known, `id`, `published`, `title`, `url`, `outlet`, `agency`, or a news item.

    now: see `Given`.

    Raises:
        ReadError: if it is no JSON, no object, has no text, or one of these is not what it should be.
    """
    return row_source(parse(data), now)


def parse(data: str | bytes) -> Any:
    """The JSON value.

    Raises:
        ReadError: if it is not JSON.
    """
    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeError) as why:
        raise ReadError(f"broken JSON: {why}") from None


def row_source(row: Any, now: dt.datetime | None = None) -> Source:
    """A parsed row as a source; see `read_row`."""
    if is_ninjs(row):
        return ninjs_source(row, now)
    if is_newsml(row):
        return newsml_source(row, now)
    if not isinstance(row, dict):
        raise ReadError("is no JSON object")
    text = row.get("text")
    if not isinstance(text, str):
        raise ReadError('has no "text"' if text is None else '"text" is no string')
    for name in _WORDS:
        if not isinstance(row.get(name), str | None):
            raise ReadError(f'"{name}" is no string')
    known = row.get("id")
    return Source(
        text=text,
        id=None if known is None or known == "" else str(known),
        published=parse_published(row.get("published")),
        title=row.get("title") or None,
        outlet=row.get("outlet") or None,
        url=row.get("url") or None,
        agency=row.get("agency") or None,
    )
