"""The algebra of windows, three-valued, and EDTF."""

from __future__ import annotations

import datetime as dt

import pytest
from edtf import parse_edtf
from hypothesis import assume, given
from hypothesis import strategies as st

from pourparler.model.window import Answer, Grain, Window

DAYS = st.dates(dt.date(1800, 1, 1), dt.date(2200, 12, 31))


@st.composite
def windows(draw: st.DrawFn) -> Window:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return Window(
        earliest=draw(st.sampled_from((first, None))),
        latest=draw(st.sampled_from((last, None))),
        grain=draw(st.sampled_from(Grain)),
        earliest_approximate=draw(st.booleans()),
        latest_approximate=draw(st.booleans()),
    )


def w(first: str | None, last: str | None) -> Window:
    day = dt.date.fromisoformat
    return Window(earliest=day(first) if first else None, latest=day(last) if last else None)


def bounds(window: Window) -> tuple[dt.date | None, dt.date | None]:
    return window.earliest, window.latest


def test_a_window_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        w("2018-11-07", "2018-11-06")


@given(windows(), windows(), DAYS)
def test_intersection_holds_a_day_exactly_if_both_do(a: Window, b: Window, day: dt.date) -> None:
    both = a.intersect(b)
    assert (both is not None and both.holds(day)) == (a.holds(day) and b.holds(day))


@given(windows(), windows())
def test_intersection_and_span_do_not_depend_on_order(a: Window, b: Window) -> None:
    left, right = a.intersect(b), b.intersect(a)
    assert (left is None) == (right is None)
    assert left is None or right is None or bounds(left) == bounds(right)
    assert bounds(a.span(b)) == bounds(b.span(a))


@given(windows(), windows())
def test_span_contains_both(a: Window, b: Window) -> None:
    assert a.span(b).contains(a) is Answer.YES
    assert a.span(b).contains(b) is Answer.YES


@given(windows(), windows(), DAYS, DAYS)
def test_before_is_right_about_every_pair_of_days(a: Window, b: Window, day: dt.date, other: dt.date) -> None:
    assume(a.holds(day) and b.holds(other))
    answer = a.before(b)
    assert answer is not Answer.YES or day < other
    assert answer is not Answer.NO or day >= other


@given(windows(), windows(), DAYS)
def test_contains_is_right_about_every_day(a: Window, b: Window, day: dt.date) -> None:
    assume(b.holds(day))
    answer = a.contains(b)
    assert answer is not Answer.YES or a.holds(day)
    assert answer is not Answer.NO or not a.holds(day)


def test_open_ends_give_maybe() -> None:
    midterms, open_end = w("2018-11-06", "2018-11-06"), w("2018-10-19", None)
    assert open_end.before(midterms) is Answer.MAYBE
    assert midterms.before(w("2018-11-07", None)) is Answer.YES
    assert w("2019-01-02", None).after(midterms) is Answer.YES
    assert ~Answer.MAYBE is Answer.MAYBE
    assert ~Answer.NO is Answer.YES


@pytest.mark.parametrize(
    ("window", "text"),
    [
        (w("2018-11-06", "2018-11-06"), "2018-11-06"),
        (w("2018-06-01", "2018-06-30"), "2018-06"),
        (w("2018-07-01", "2018-09-30"), "2018-35"),
        (w("2018-01-01", "2018-06-30"), "2018-40"),
        (w("2018-01-01", "2018-12-31"), "2018"),
        (w("1990-01-01", "1999-12-31"), "199X"),
        (w("1900-01-01", "1999-12-31"), "19XX"),
        (w("2018-11-07", None), "2018-11-07/.."),
        (w(None, "2018-12-31"), "../2018-12-31"),
        (w("2018-12-20", "2019-01-03"), "2018-12-20/2019-01-03"),
    ],
)
def test_edtf_names_whole_units(window: Window, text: str) -> None:
    assert window.edtf == text


def test_edtf_marks_the_approximate_bound() -> None:
    window = Window(earliest=dt.date(2018, 10, 19), latest=dt.date(2018, 10, 30), latest_approximate=True)
    assert window.edtf == "2018-10-19/2018-10-30~"


@given(windows())
def test_edtf_is_read_by_the_reference_parser(window: Window) -> None:
    assume(window.earliest or window.latest)
    assert str(parse_edtf(window.edtf)) == window.edtf
