"""Text and what is known of its origin -> `Report`."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from pourparler.errors import ReadError
from pourparler.model.text import Report
from pourparler.reading.language import foreign_language
from pourparler.reading.layout import lay_out

LONGEST = 1_000_000  # characters of one report


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the user says of the reports; it holds where a report's own source says nothing.

    published: a day, or a moment with zone. now: the moment of reading, by which the embargo of a news item is over or
    not; without it every embargo holds.
    """

    published: dt.date | dt.datetime | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    now: dt.datetime | None = None


NOTHING = Given()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One report as its source has it: the text and what stands beside it. `origin`: "given" or "metadata"."""

    text: str
    id: str | None = None
    published: dt.date | dt.datetime | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    agency: str | None = None
    origin: str = "given"


def compose(source: Source, given: Given = NOTHING) -> Report:
    """The report: its text laid out, its origin as its source, the user or the text itself says.

    The day of publication comes from the source, else from the user, else from a full date in the text's own dateline;
    `published_from` says which. It is never assumed.

    Raises:
        ReadError: if the text is empty, too long or not English.
    """
    text = source.text
    if len(text) > LONGEST:
        raise ReadError(f"has {len(text):,} characters, at most {LONGEST:,} are read as one report; split it")
    published, origin = source.published, source.origin
    if published is None and given.published is not None:
        published, origin = given.published, "given"
    day = published.date() if isinstance(published, dt.datetime) else published
    page = lay_out(text, title=source.title or given.title, published=day)
    if not page.layout.body:
        raise ReadError("holds no text")
    if language := foreign_language("\n".join(text[s.start : s.end] for s in page.layout.body)):
        raise ReadError(f"is in {language}, not English")
    if published is None and page.day is not None:
        published, origin = page.day, "dateline"
    title = page.layout.title
    headline = " ".join(text[title.start : title.end].split()) if title else None
    return Report(
        id=_sound(source.id) or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        text=text,
        layout=page.layout,
        url=_sound(source.url or given.url),
        title=_sound(source.title or given.title or headline),
        outlet=_sound(source.outlet or given.outlet),
        agency=_sound(source.agency or page.agency),
        published=published,
        published_from=origin if published else None,
    )


def _sound(words: str | None) -> str | None:
    """Without half characters, which nothing but the text itself keeps."""
    return words.encode("utf-8", "replace").decode() if words else words
