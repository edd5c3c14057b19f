"""News items in JSON as IPTC has them (ninjs 1 to 3, in camel case or lower case) -> sources."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pourparler.errors import ReadError
from pourparler.reading.compose import Source
from pourparler.reading.markup import paragraphs_of
from pourparler.reading.release import Release, item_id, moment_of, released

_MARKS = frozenset(
    "bodies body_text body_xhtml headlines headline versioncreated firstcreated pubstatus embargoeduntil "
    "embargoed".split()
)
_EMBARGO = ("embargoeduntil", "embargoed")
_MADE = ("versioncreated", "firstcreated", "contentcreated")


def is_ninjs(value: Any) -> bool:
    """Is this parsed JSON a ninjs item? It has a `uri` and none of our own `text`."""
    return (
        isinstance(value, dict)
        and isinstance(value.get("uri"), str)
        and "text" not in value
        and bool(_MARKS & {str(key).lower() for key in value})
    )


def ninjs_source(item: dict[str, Any], now: dt.datetime | None) -> Source:
    """The report a ninjs item is. now: see `released`.

    Raises:
        ReadError: if it is canceled, withheld or under embargo, has no text, or is not what ninjs is.
    """
    known = _lower(item)
    published = released(_release(known), now)
    text = _text(known)
    if not text.strip():
        kind = known.get("type")
        raise ReadError(f"is a news item{f' of type {kind}' if isinstance(kind, str) else ''} without a text")
    uri = known["uri"]
    address = uri.startswith(("http://", "https://"))
    return Source(
        text=text,
        id=None if address else item_id(uri),
        url=uri if address else None,
        published=published,
        title=_pick(known.get("headlines")) or _string(known.get("headline")),
        outlet=_named(known.get("infosources"), "publisher") or _string(known.get("copyrightholder")),
        agency=_named(known.get("infosources"), None),
        origin="metadata",
    )


def _lower(value: Any) -> Any:
    """Keys in lower case, at every depth: 2.x writes `versioncreated`, 3.x `versionCreated`."""
    if isinstance(value, dict):
        return {str(key).lower(): _lower(item) for key, item in value.items()}
    return [_lower(item) for item in value] if isinstance(value, list) else value


def _release(known: dict[str, Any]) -> Release:
    def first(names: tuple[str, ...]) -> dt.date | dt.datetime | None:
        return next((moment_of(known[name], name) for name in names if known.get(name)), None)

    version = known.get("version")
    return Release(
        status=_string(known.get("pubstatus")) or "usable",
        embargo=first(_EMBARGO),
        version=str(version) if isinstance(version, str | int) and version != "" else None,
        made=first(_MADE),
    )


def _text(known: dict[str, Any]) -> str:
    """The body: plain text rather than markup, the main one rather than captions and abstracts."""
    bodies = [b for b in _items(known.get("bodies")) if _string(b.get("value"))]
    if bodies:
        best = min(bodies, key=lambda b: (_string(b.get("role")) not in (None, "main", "body"), _is_markup(b)))
        return paragraphs_of(best["value"]) if _is_markup(best) else str(best["value"])
    plain, markup = _string(known.get("body_text")), _string(known.get("body_xhtml"))
    return plain or (paragraphs_of(markup) if markup else "")


def _is_markup(body: dict[str, Any]) -> bool:
    kind = _string(body.get("contenttype"))
    return "html" in kind if kind else body["value"].lstrip().startswith("<")


def _pick(values: Any) -> str | None:
    """The value whose role is main, else the first."""
    found = [v for v in _items(values) if _string(v.get("value"))]
    best = min(found, key=lambda v: _string(v.get("role")) not in (None, "main"), default=None)
    return paragraphs_of(best["value"]) or None if best else None


def _named(sources: Any, role: str | None) -> str | None:
    """Name of the first source of that role; of None: of the first without one."""
    return next((_string(s.get("name")) for s in _items(sources) if _string(s.get("role")) == role), None)


def _items(values: Any) -> list[dict[str, Any]]:
    return [v for v in values if isinstance(v, dict)] if isinstance(values, list) else []


def _string(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
