"""A report with its times marked inline: TimeML 1.2.1, TIMEX3 only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from pourparler.model.findings import Timex

if TYPE_CHECKING:
    from pourparler.show.exports.material import Material

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<TimeML>\n'
_NOT_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))  # characters XML 1.0 cannot hold


def timeml(text: str, timexes: Sequence[Timex], *, published: dt.date | None = None, id: str = "text") -> str:
    """A text and its times as one TimeML document.

    published: day of publication, written as the document's creation time (`t0`, CREATION_TIME); left out when unknown.
    timexes: times of this very text, in any order; they do not overlap. Control characters, which XML cannot hold, and
    lone surrogates are dropped.
    """
    pieces: list[str] = []
    at = 0
    ordered = sorted(timexes, key=lambda x: x.evidence.span)
    names = {"published": "t0"} if published else {}
    for number, timex in enumerate(ordered, 1):
        names[timex.id] = f"t{number}"
        span = timex.evidence.span
        words = _plain(text[span.start : span.end])
        pieces += (_plain(text[at : span.start]), f"{_open(timex, names)}{words}</TIMEX3>")
        at = span.end
    pieces.append(_plain(text[at:]))
    return f"{_HEAD}<DOCID>{_plain(id)}</DOCID>\n{_created(published)}<TEXT>{''.join(pieces)}</TEXT>\n</TimeML>\n"


def documents(material: Material) -> Iterator[tuple[str, bytes]]:
    """A TimeML file a report, named after its id."""
    for card in material.reports:
        found = material.read(card.id)
        made = timeml(found.report.text, found.timexes, published=found.report.day, id=card.id)
        yield f"{quote(card.id, safe=' -._~()')}.tml", made.encode()


def _created(published: dt.date | None) -> str:
    if published is None:
        return ""
    day = dt.date(published.year, published.month, published.day).isoformat()
    attributes = f'tid="t0" type="DATE" value="{day}" temporalFunction="false" functionInDocument="CREATION_TIME"'
    return f"<DCT><TIMEX3 {attributes}>{day}</TIMEX3></DCT>\n"


def _open(timex: Timex, names: Mapping[str, str]) -> str:
    mod = f" mod={quoteattr(timex.mod)}" if timex.mod else ""
    origin = names.get(timex.anchor or "")
    anchor = f' anchorTimeID="{origin}"' if origin else ""
    return f'<TIMEX3 tid="{names[timex.id]}" type="{timex.type}" value={quoteattr(timex.value)}{mod}{anchor}>'


def _plain(text: str) -> str:
    return escape(text.translate(_NOT_XML).encode("utf-8", "ignore").decode("utf-8"))
