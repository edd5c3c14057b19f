"""What holds for every text there is: it is read and annotated, and every span is the words it claims to be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pourparler
from pourparler import Evidence, ReadError
from pourparler.model.codec import encode
from pourparler.model.text import Report
from pourparler.reading import Given, Source
from pourparler.reading.compose import compose
from pourparler.reading.decode import decode
from pourparler.reading.paragraphs import paragraphs

PIECES = st.sampled_from(
    "GENEVA, March 3, 2019 (Reuters) — |\n\n|\r\n|\n| |\xa0|\ufeff|“|”|\"|''|``|’|'|Ana Lund |the minister |said "
    "|told Radio North |will meet her counterpart |on Friday|next week |in Oslo|promised to close the site "
    "|in return for aid|if sanctions end|, |. |“I do,” she said. "
    "|two weeks ago |Source: AP|You may also like…|© 2019|Title Without End|13/45/2019"
    "|February 30, 2019|-- |(|)|quoted the official as saying |9999|the first of the year |\0|😀|\u202e|ﷺ".split("|")
)
TEXTS = st.one_of(st.text(max_size=120), st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=40).map("".join))
DAYS = st.one_of(st.none(), st.dates(dt.date(1600, 1, 1), dt.date(2199, 12, 31)))


def evidence(value: Any) -> Iterator[Evidence]:
    """Every Evidence anywhere in a record."""
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from evidence(item)
    elif is_dataclass(value) and not isinstance(value, Report):
        for f in fields(value):
            yield from evidence(getattr(value, f.name))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, DAYS)
def test_any_text_is_read_and_every_span_holds(text: str, published: Any) -> None:
    try:
        record = pourparler.read(f"{text}\n", published=published)
    except ReadError as why:
        assert str(why) == "holds no text"
        return
    assert record.report.text == f"{text}\n"
    for found in evidence(record):
        assert record.report.text[found.span.start : found.span.end] == found.exact
    assert encode(record)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_layout_parts_lie_in_the_text_in_order_without_overlap(text: str) -> None:
    try:
        layout = compose(Source(text=text), Given()).layout
    except ReadError:
        return
    parts = [s for s in (layout.title, layout.dateline and layout.dateline.span, layout.credit, *layout.body) if s]
    assert all(s.end <= len(text) for s in parts)
    ordered = sorted(parts)
    assert all(a.end <= b.start for a, b in pairwise(ordered))
    assert list(layout.body) == sorted(layout.body)


@given(TEXTS)
def test_paragraphs_leave_nothing_out_but_blanks(text: str) -> None:
    inside = set[int]().union(*(range(s.start, s.end) for s in paragraphs(text)))
    assert all(c.isspace() or c in "\ufeff\u200b\u200e\u200f\u00ad" for i, c in enumerate(text) if i not in inside)


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused_in_one_line(data: bytes) -> None:
    try:
        decode(data)
    except ReadError as why:
        assert "\n" not in str(why)
