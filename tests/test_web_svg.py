"""Days to places: what is firm, doubtful or open looks so, and nothing is drawn that nobody said."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.model.text import Span
from pourparler.model.window import Window
from pourparler.show.web.reader.segments import Marked, cut
from pourparler.show.web.svg.dots import draw_dots
from pourparler.show.web.svg.rail import Mark, draw_rail
from pourparler.show.web.svg.scale import Scale

D = dt.date
YEAR = Scale(first=D(2018, 10, 1), last=D(2019, 9, 30))
DAYS = st.dates(min_value=D(2015, 1, 1), max_value=D(2022, 1, 1))


def kinds(window: Window | None, scale: Scale = YEAR) -> list[str]:
    return [mark.kind for mark in draw_rail(window, scale).marks]


def test_scale_is_linear_and_days_are_half_open() -> None:
    assert (YEAR.left(YEAR.first), YEAR.right(YEAR.last)) == (0.0, 100.0)
    assert YEAR.left(D(2018, 11, 1)) == YEAR.right(D(2018, 10, 31))


def test_axis_counts_in_what_can_be_read() -> None:
    assert [t.label for t in YEAR.ticks][:5] == ["Oct 2018", "Nov", "Dec", "2019", "Feb"]
    weeks = Scale(first=D(2018, 10, 15), last=D(2018, 12, 9)).ticks
    assert [t.label for t in weeks][:4] == ["15 Oct", "22", "29", "5 Nov"]
    assert [t.label for t in Scale(first=D(2017, 5, 1), last=D(2021, 1, 1)).ticks] == ["2018", "2019", "2020", "2021"]


@given(DAYS, st.integers(0, 40_000))
def test_axis_is_never_crowded(first: dt.date, days: int) -> None:
    ticks = Scale(first=first, last=first + dt.timedelta(days)).ticks
    assert len(ticks) <= 30
    assert [t.x for t in ticks] == sorted(t.x for t in ticks)


def test_firm_ends_have_brackets_and_open_ends_leave_the_frame() -> None:
    assert kinds(Window(earliest=D(2018, 11, 7), latest=None)) == ["begin", "after"]
    assert kinds(Window(earliest=None, latest=D(2018, 12, 31))) == ["before", "end"]
    assert kinds(Window(earliest=D(2018, 11, 7), latest=D(2018, 12, 1))) == ["begin", "end"]


def test_doubtful_end_is_dotted_without_bracket() -> None:
    rail = draw_rail(Window(earliest=D(2018, 10, 19), latest=D(2018, 10, 30), latest_approximate=True), YEAR)
    assert [s.dotted for s in rail.strokes] == [False, True]
    assert [m.kind for m in rail.marks] == ["begin"]


def test_end_out_of_the_picture_is_neither_firm_nor_open() -> None:
    assert kinds(Window(earliest=D(2017, 1, 1), latest=D(2020, 1, 1))) == []


@pytest.mark.parametrize(
    "window", [None, Window(earliest=None, latest=None), Window(earliest=D(2030, 1, 1), latest=None)]
)
def test_unknown_and_unseen_windows_draw_nothing(window: Window | None) -> None:
    assert draw_rail(window, YEAR).strokes == ()
    assert kinds(window) == []


@given(st.one_of(st.none(), DAYS), st.one_of(st.none(), DAYS), st.booleans(), st.booleans())
def test_rails_stay_in_the_frame(a: dt.date | None, b: dt.date | None, soft: bool, softer: bool) -> None:
    if a and b and b < a:
        a, b = b, a
    rail = draw_rail(Window(earliest=a, latest=b, earliest_approximate=soft, latest_approximate=softer), YEAR)
    assert all(0 <= s.x1 < s.x2 <= 100 for s in rail.strokes)
    assert all(p.x2 == q.x1 for p, q in zip(rail.strokes, rail.strokes[1:], strict=False))
    assert all(isinstance(m, Mark) and 0 <= m.x <= 100 for m in rail.marks)


def test_dots_are_stacked_by_month_and_never_before_the_firm_bound() -> None:
    days = [D(2018, 11, 10), D(2018, 11, 20), D(2019, 1, 5), D(2021, 1, 1)]
    firm = Window(earliest=D(2018, 11, 16), latest=None)
    stack = draw_dots(days, never=3, scale=YEAR, firm=firm)
    assert [dot.y for dot in stack.dots] == [4, 13, 4]
    assert stack.dots[0].x == YEAR.middle(D(2018, 11, 16), D(2018, 11, 30))
    assert (stack.later, stack.height) == (4, 18)


@given(st.lists(DAYS, max_size=20), st.integers(0, 20))
def test_no_dot_is_lost(days: list[dt.date], never: int) -> None:
    stack = draw_dots(days, never=never, scale=YEAR, firm=None)
    before = sum(day < YEAR.first for day in days)
    assert len(stack.dots) + stack.later + before == len(days) + never


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20), st.sampled_from("smct"))))
def test_segments_together_are_the_text(text: str, spans: list[tuple[int, int, str]]) -> None:
    marks = [
        Marked(span=Span(start, min(start + length, len(text))), key=f"{kind}{n}", kind=kind)
        for n, (start, length, kind) in enumerate(spans)
        if start < len(text)
    ]
    if not text:
        return
    last = {m.key: m.span.end for m in marks}
    segments = list(cut(text, Span(0, len(text)), marks, last=last))
    assert "".join(s.text for s in segments) == text
    assert sorted(k for s in segments for k in s.starts) == sorted(m.key for m in marks)
    assert sorted(k for s in segments for k in s.ends) == sorted(m.key for m in marks)
