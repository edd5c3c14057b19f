"""WARC and WET -> rows: pages and texts of a crawl. A crawl's date is no day of publication and is not used."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

import fsspec

from pourparler.batch.records import Item, broken
from pourparler.batch.relevance import Relevance
from pourparler.batch.shards import Shard
from pourparler.errors import ReadError
from pourparler.model.text import Skipped
from pourparler.reading import Source
from pourparler.reading.decode import decode
from pourparler.reading.html import looks_like_html, read_page
from pourparler.reading.sources import LARGEST

_PAGES = ("text/html", "application/xhtml+xml", "text/plain")


def web_rows(shard: Shard, relevant: Relevance) -> Iterator[tuple[str, Item | None]]:
    """Responses that are pages, and texts that were made of them; None for what is neither or does not match.

    The patterns are first tried on a page's markup: to make text of a page costs more than to look at it.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    url = shard.sources[0]
    first, last = shard.part
    wanted = WarcRecordType.response | WarcRecordType.conversion
    place = url
    with fsspec.open(url) as stream:
        records = iter(ArchiveIterator(stream, record_types=wanted, parse_http=False, auto_decode="all"))
        for number in count():
            try:
                record = next(records, None)
                if record is None:
                    return
                if number % last == first:
                    place = f"{url}#{number}"
                    yield place, _item(record, place, relevant)
            except OSError as why:
                if type(why) is not OSError or why.errno is not None:  # the way to the file is broken, not the file
                    raise
                if number % last == first:
                    yield place, broken(f"{url}#{number}", why)
                return


def _item(record: Any, place: str, relevant: Relevance) -> Item | None:
    from fastwarc.warc import WarcRecordType

    if record.content_length > LARGEST:
        return Skipped(url=place, stage="read", why=f"is a page of more than {LARGEST:,} bytes")
    address = record.headers.get("WARC-Target-URI")
    if record.record_type == WarcRecordType.conversion:
        return _text(record.reader.read(), address, place)
    record.parse_http()
    kind = (record.http_content_type or "").lower()
    if record.http_headers is None or record.http_headers.status_code != 200 or kind not in _PAGES:
        return None
    return _page(record.reader.read(LARGEST), address, place, relevant)


def _text(data: bytes, address: str | None, place: str) -> Item:
    try:
        return Source(text=decode(data), url=address)
    except ReadError as why:
        return Skipped(url=address or place, stage="read", why=str(why))


def _page(data: bytes, address: str | None, place: str, relevant: Relevance) -> Item | None:
    try:
        markup = decode(data)
        if not relevant.holds([markup], [None])[0]:
            return None
        if not looks_like_html(markup):
            return Source(text=markup, url=address)
        source = read_page(markup)
    except ReadError as why:
        return Skipped(url=address or place, stage="read", why=str(why))
    return Source(
        text=source.text,
        published=source.published,
        title=source.title,
        outlet=source.outlet,
        url=address or source.url,
        origin=source.origin,
    )
