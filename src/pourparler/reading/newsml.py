"""News items of NewsML-G2, in XML or in a JSON that keeps its names -> sources.

Both are brought to one shape first: a dict of attributes and children, the words of an element under `value`.
"""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as Xml
from collections.abc import Iterator
from typing import Any

from pourparler.errors import ReadError
from pourparler.reading.compose import Source
from pourparler.reading.markup import paragraphs_of
from pourparler.reading.release import Release, item_id, moment_of, released

_ITEM = re.compile(r"<(?:[\w.-]+:)?(?:newsItem|newsMessage)\b")
_DECLARED = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_INLINE = frozenset({"inlineXML", "inlineData"})


def looks_like_newsml(text: str) -> bool:
    """Does an XML text hold NewsML-G2 items?"""
    return _ITEM.search(text, 0, 5000) is not None


def is_newsml(value: Any) -> bool:
    """Is this parsed JSON a NewsML-G2 item?"""
    return isinstance(value, dict) and (
        isinstance(value.get("newsItem"), dict) or {"itemMeta", "contentSet"} <= value.keys()
    )


def newsml_items(text: str) -> Iterator[dict[str, Any]]:
    """The items of a NewsML-G2 document, each as a dict.

    Raises:
        ReadError: if it is no XML, or declares entities, which no news item needs.
    """
    if _DECLARED.search(text):
        raise ReadError("is XML with a document type of its own; NewsML-G2 has none")
    try:
        root = Xml.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff")))
    except Xml.ParseError as why:
        raise ReadError(f"is broken XML ({why})") from None
    for element in root.iter():
        if _name(element.tag) == "newsItem":
            yield _shape(element)


def newsml_source(item: dict[str, Any], now: dt.datetime | None) -> Source:
    """The report a NewsML-G2 item is. now: see `released`.

    Raises:
        ReadError: if it is canceled, withheld or under embargo, or has no text.
    """
    item = item.get("newsItem", item)
    meta, content = _child(item, "itemMeta"), _child(item, "contentMeta")
    status = _child(meta, "pubStatus")
    release = Release(
        status=_words(status.get("qcode") or status.get("uri")) or "usable",
        embargo=moment_of(_words(meta.get("embargoed")), "embargoed"),
        version=_words(item.get("version")),
        made=moment_of(_words(meta.get("versionCreated")) or _words(meta.get("firstCreated")), "versionCreated"),
    )
    published = released(release, now)
    text = _text(_child(item, "contentSet"))
    if not text.strip():
        raise ReadError("is a news item without a text")
    return Source(
        text=text,
        id=item_id(_words(item.get("guid"))),
        published=published,
        title=_words(content.get("headline")) or _words(meta.get("title")),
        outlet=_provider(_child(meta, "provider")),
        agency=_provider(_child(content, "infoSource")),
        origin="metadata",
    )


def _name(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _shape(element: Xml.Element) -> dict[str, Any]:
    made: dict[str, Any] = {_name(key): value for key, value in element.attrib.items()}
    for child in element:
        name = _name(child.tag)
        inline = name in _INLINE and len(child)
        told = {"value": "".join(Xml.tostring(part, "unicode") for part in child)} if inline else _shape(child)
        made.setdefault(name, told)  # the first of several is the main one
    made.setdefault("value", "".join(element.itertext()).strip() if not len(element) else "")
    return made


def _child(item: dict[str, Any], name: str) -> dict[str, Any]:
    """The child of that name, the first if there are several; an empty one if there is none."""
    found = item.get(name)
    if isinstance(found, list):
        found = next(iter(found), None)
    return found if isinstance(found, dict) else {"value": found} if isinstance(found, str) else {}


def _words(value: Any) -> str | None:
    if isinstance(value, list):
        value = next(iter(value), None)
    if isinstance(value, dict):
        value = value.get("value") or value.get("$")
    return str(value).strip() or None if isinstance(value, str | int) else None


def _text(content: dict[str, Any]) -> str:
    markup, plain = _words(content.get("inlineXML")), _words(content.get("inlineData"))
    if markup:
        return paragraphs_of(re.sub(r"(</?)[\w.-]+:", r"\1", markup))
    return plain or ""


def _provider(of: dict[str, Any]) -> str | None:
    return _words(of.get("name")) or _words(of.get("literal"))
