"""Following feeds: what is new in them since the last time, and the memory that tells."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pourparler.errors import ReadError, StoreError
from pourparler.model.text import Report, Skipped
from pourparler.reading.compose import Given, compose
from pourparler.reading.feeds import Entry, Feed, entry_source, parse_feed
from pourparler.show.fetch import Fetcher, LaterError

_MOST = 5000  # entries of a feed that are kept in mind; older ones have long left it
FORMAT = "pourparler-feeds/1"


@dataclass(slots=True, kw_only=True)
class Memory:
    """What is known of a feed from the last time. seen: id of each entry -> its mark."""

    etag: str | None = None
    modified: str | None = None
    seen: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How to follow. pages: whether linked pages are fetched; limit: new entries of a feed at most."""

    pages: bool = True
    limit: int = 50
    given: Given = field(default_factory=Given)


def news(url: str, memory: Memory, fetcher: Fetcher, wanted: Wanted) -> Iterator[Report | Skipped]:
    """Every new or changed entry of a feed as a report, oldest first; the memory is brought up to date meanwhile.

    What cannot be had now is asked for again the next time; what is refused or cannot be read is not.
    """
    try:
        answer = fetcher.get(url, etag=memory.etag, modified=memory.modified)
        if answer.data is None:
            return
        feed = parse_feed(answer.data, answer.url)
    except ReadError as why:
        yield Skipped(url=url, stage="fetch", why=str(why))
        return
    new = [entry for entry in feed.entries if memory.seen.get(entry.id) != entry.mark]
    complete = len(new) <= wanted.limit
    for entry in new[-wanted.limit :]:
        item, done = _read(entry, feed, url, fetcher, wanted)
        complete &= done
        yield item
        if done:
            memory.seen[entry.id] = entry.mark
    if complete:  # else the same answer must be given again, and not "nothing has changed"
        memory.etag, memory.modified = answer.etag, answer.modified
    for old in list(memory.seen)[:-_MOST]:
        del memory.seen[old]


def _read(entry: Entry, feed: Feed, url: str, fetcher: Fetcher, wanted: Wanted) -> tuple[Report | Skipped, bool]:
    """The report, and whether the entry is done with."""
    where = entry.link or f"{url} {entry.id}"
    page = None
    if wanted.pages and not entry.text and entry.link:
        try:
            page = fetcher.get(entry.link, near=url).data
        except ReadError as why:
            return Skipped(url=where, stage="fetch", why=str(why)), not isinstance(why, LaterError)
    try:
        return compose(entry_source(entry, feed, page=page), wanted.given), True
    except ReadError as why:
        return Skipped(url=where, stage="read", why=str(why)), True


def load_memories(path: Path) -> dict[str, Memory]:
    """What is known of each feed, by its address; nothing where there is no such file.

    Raises:
        StoreError: if the file cannot be read or is something else.
    """
    try:
        known: Any = json.loads(path.read_text(encoding="utf-8"))
        if known["format"] != FORMAT:
            raise ValueError(known["format"])
        return {url: Memory(**memory) for url, memory in known["feeds"].items()}
    except FileNotFoundError:
        return {}
    except OSError as why:
        raise StoreError(f"{path}: cannot be read ({why.strerror})") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise StoreError(f"{path}: is no memory of feeds; name another with --state") from None


def save_memories(path: Path, memories: dict[str, Memory]) -> None:
    """Write the file anew, whole or not at all.

    Raises:
        StoreError: if it cannot be written.
    """
    feeds = {url: {"etag": m.etag, "modified": m.modified, "seen": m.seen} for url, m in sorted(memories.items())}
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_text(json.dumps({"format": FORMAT, "feeds": feeds}, indent=1) + "\n", encoding="utf-8")
        part.replace(path)
    except OSError as why:
        raise StoreError(f"{path}: cannot be written ({why.strerror})") from None
