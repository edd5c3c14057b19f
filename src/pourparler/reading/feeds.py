"""RSS and Atom -> entries, and entries -> sources. Knows no network: it is given what was fetched."""

from __future__ import annotations

import calendar
import datetime as dt
import hashlib
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin

from pourparler.errors import ReadError
from pourparler.reading.compose import Source
from pourparler.reading.decode import decode
from pourparler.reading.html import FEWEST, read_page
from pourparler.reading.markup import paragraphs_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed. id: as the feed has it, else its link. text: the article, if the feed itself holds it.

    summary: what the feed says of the article. mark: changes when the entry does.
    """

    id: str
    link: str | None
    title: str | None
    published: dt.datetime | None
    text: str
    summary: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed as it was at one moment: who publishes it, and its entries, oldest first."""

    title: str | None
    entries: tuple[Entry, ...]


def parse_feed(data: bytes, url: str) -> Feed:
    """The feed in these bytes. url: where they come from, for links that are not whole.

    Raises:
        ReadError: if they are no feed.
    """
    import feedparser

    try:
        parsed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, TypeError, LookupError, AttributeError):  # feedparser trips over some broken ones
        raise ReadError("is a broken feed") from None
    if not parsed.version:
        raise ReadError("is no RSS or Atom feed")
    entries = [made for item in parsed.entries if (made := _entry(item, url)) is not None]
    return Feed(title=_line(parsed.feed.get("title")), entries=tuple(reversed(entries)))


def _entry(item: Any, url: str) -> Entry | None:
    """None for an entry that has neither an id nor a link."""
    link = _address(url, item)
    id = item.get("id") or link
    if not id:
        return None
    text = "\n\n".join(paragraphs_of(part.get("value") or "") for part in item.get("content", ())[:1])
    summary = paragraphs_of(item.get("summary") or "")
    title = _line(item.get("title"))
    key = "\0".join((dict.get(item, "updated") or "", title or "", summary, text))
    return Entry(
        id=id,
        link=link,
        title=title,
        published=_moment(dict.get(item, "published_parsed") or dict.get(item, "updated_parsed")),
        text=text if len(text.split()) >= FEWEST else "",
        summary=summary,
        mark=hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:16],
    )


def _address(url: str, item: Any) -> str | None:
    """The link as a web address; an id such as "tag:…", which feedparser takes for one, is none."""
    link = urljoin(url, item["link"]) if item.get("link") else ""
    return link if link.startswith(("http://", "https://")) else None


def _line(words: str | None) -> str | None:
    return " ".join(paragraphs_of(words).split()) or None if words else None


def _moment(parts: Any) -> dt.datetime | None:
    """feedparser gives moments in UTC."""
    try:
        return dt.datetime.fromtimestamp(calendar.timegm(parts), dt.UTC) if parts else None
    except (ValueError, TypeError, OverflowError, OSError):
        return None


def entry_source(entry: Entry, feed: Feed, *, page: bytes | None = None) -> Source:
    """The report an entry stands for: the page it links to, if that is given, else what the feed itself holds.

    What the page says of itself holds; the feed fills what it leaves out. The address is that of the link.

    Raises:
        ReadError: if there is no text, or no article on the page.
    """
    known = Source(
        text=entry.text or entry.summary,
        published=entry.published,
        title=entry.title,
        outlet=feed.title,
        url=entry.link,
        origin="metadata",
    )
    if page is None:
        if not known.text.strip():
            raise ReadError("has no text in the feed")
        return known
    found = read_page(decode(page))
    return replace(
        found,
        published=found.published or known.published,
        title=found.title or known.title,
        outlet=found.outlet or known.outlet,
        url=entry.link or found.url,
    )
