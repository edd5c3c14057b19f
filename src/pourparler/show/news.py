"""News: as a table, as JSON lines, or as a feed (Atom, RFC 4287; RSS 2.0) for whatever reads feeds."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from email.utils import format_datetime
from typing import TYPE_CHECKING, BinaryIO
from xml.etree import ElementTree as Xml

from pourparler.model.groups import Change
from pourparler.show import words
from pourparler.show.entries import SHORT, Output, table, write_lines

if TYPE_CHECKING:
    from pourparler.record import News

_ATOM = "http://www.w3.org/2005/Atom"


def list_news(news: Sequence[News], out: Output) -> None:
    """News, each in one line of words, under its day."""
    if not out.table:
        write_lines(news)
    elif news:
        table(("day", "id", "news"), ((words.day(n.day), n.group[:SHORT], n.text) for n in news), out)
    else:
        print("Nothing new.")


def as_news(changes: Iterable[Change]) -> tuple[News, ...]:
    """Changes as news."""
    from pourparler.record import News

    return tuple(News(key=_key(c), kind="change", day=c.day, group=c.group, text=c.text, change=c) for c in changes)


def _key(change: Change) -> str:
    return hashlib.sha256(f"{change.report}|{change.text}".encode()).hexdigest()[:16]


def write_feed(news: Sequence[News], form: str, title: str, out: BinaryIO) -> None:
    """An Atom or RSS feed, newest first; nothing in it depends on when it is written."""
    newest = sorted(news, key=lambda n: n.day, reverse=True)
    root = _atom(newest, title) if form == "atom" else _rss(newest, title)
    Xml.indent(root)
    out.write(Xml.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")
    out.flush()


def _atom(news: Sequence[News], title: str) -> Xml.Element:
    feed = Xml.Element("feed", xmlns=_ATOM)
    _add(feed, "title", title)
    _add(feed, "id", f"urn:pourparler:{hashlib.sha256(title.encode()).hexdigest()[:16]}")
    _add(feed, "updated", _moment(news[0].day if news else dt.date(1970, 1, 1)).isoformat())
    author = Xml.SubElement(feed, "author")
    _add(author, "name", "Pourparler")
    for n in news:
        entry = Xml.SubElement(feed, "entry")
        _add(entry, "title", n.text)
        _add(entry, "id", f"urn:pourparler:news:{n.key}")
        _add(entry, "updated", _moment(n.day).isoformat())
        Xml.SubElement(entry, "category", term=n.kind)
        _add(entry, "summary", f"{n.kind}, {n.group}")
    return feed


def _rss(news: Sequence[News], title: str) -> Xml.Element:
    root = Xml.Element("rss", version="2.0")
    channel = Xml.SubElement(root, "channel")
    _add(channel, "title", title)
    _add(channel, "link", "urn:pourparler:record")
    _add(channel, "description", title)
    for n in news:
        item = Xml.SubElement(channel, "item")
        _add(item, "title", n.text)
        guid = Xml.SubElement(item, "guid", isPermaLink="false")
        guid.text = f"urn:pourparler:news:{n.key}"
        _add(item, "pubDate", format_datetime(_moment(n.day)))
        _add(item, "category", n.kind)
    return root


def _moment(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)


def _add(parent: Xml.Element, name: str, text: str) -> None:
    Xml.SubElement(parent, name).text = words.plain(text)
