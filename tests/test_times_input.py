"""Bad input, unknown day of publication, and offsets: no exception, a value or none, never a wrong one."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.annotate.times import times
from pourparler.annotate.times.windows import period
from pourparler.model.findings import TimexType

FRIDAY = dt.date(2018, 10, 19)
WORDS = (
    "the a an in on at by from to until between and of last next this that past coming early mid late end "
    "beginning first second quarter half year years month weeks days day week decade century ago later "
    "earlier two twenty hundred few several couple or so about nearly May March June Nov. Sept. Friday "
    "Monday 3 12 31 30 0 99 1999 2018 0000 9999 1582 31st 2nd '90s 1990s Q3 10:35 a.m. p.m. GMT noon "
    "midnight today tomorrow now soon future every each daily spring fall Easter Thanksgiving 2018-10-19 "
    "2018-02-30 10/05/2018 - , . ' ( ) \n\n said will was of "
).split(" ")

times("Friday")  # the rules are loaded before the clock of a property test runs


@given(st.text(), st.none() | st.dates())
def test_any_text_is_read_without_exception(text: str, published: dt.date | None) -> None:
    for timex in times(text, published=published):
        span = timex.evidence.span
        assert text[span.start : span.end] == timex.evidence.exact


@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join), st.none() | st.dates())
def test_any_jumble_of_time_words_is_read_without_exception(text: str, published: dt.date | None) -> None:
    ends = [0]
    for timex in times(text, published=published):
        assert timex.evidence.span.start >= ends[-1]
        assert timex.value
        ends.append(timex.evidence.span.end)


@pytest.mark.parametrize(
    "text",
    [
        "The deadline is February 30.",
        "It was signed on 31 April 2018.",
        "The file says 2018-13-01 and 2018-02-30.",
        "It happened in the year 0.",
        "It happened on 0/0/0000.",
        "They walked to the 32nd of May.",
        "...!?\n\n 12 , 13 ; 14",
        "",
    ],
)
def test_days_that_do_not_exist_get_no_window(text: str) -> None:
    for timex in times(text, published=FRIDAY):
        assert timex.window is None or timex.value in ("2018-05",), timex


@given(st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)))
def test_every_written_date_reads_back(day: dt.date) -> None:
    (timex,) = times(f"They met on {day.isoformat()}.", published=FRIDAY)
    assert timex.value == day.isoformat()
    assert timex.window is not None and timex.window.earliest == day


def test_dates_before_the_gregorian_calendar_are_read_as_written() -> None:
    assert [t.value for t in times("The battle was fought on 14 October 1066.", published=FRIDAY)] == ["1066-10-14"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met on Friday.", "XXXX-WXX-5"),
        ("They meet next week.", "XXXX-WXX"),
        ("They met in June.", "XXXX-06"),
        ("They met on Nov. 6.", "XXXX-11-06"),
        ("They met last year.", "XXXX"),
        ("They met yesterday.", "XXXX-XX-XX"),
    ],
)
def test_without_a_day_of_publication_relative_times_stay_open(text: str, value: str) -> None:
    (timex,) = times(text)
    assert (timex.value, timex.window, timex.anchor) == (value, None, None)


def test_without_a_day_of_publication_full_dates_resolve() -> None:
    (timex,) = times("They met on June 12, 2018.")
    assert timex.value == "2018-06-12"
    assert timex.window is not None and timex.window.earliest == dt.date(2018, 6, 12)


@pytest.mark.parametrize(
    "text",
    [
        "They may meet.",
        "A second summit is planned.",
        "Protesters march on the palace.",
        "He sat in the sun.",
        "She told USA Today so.",
        "The 6-year-old boy slept.",
        "It costs $3 a year.",
        "The army won 10 to 3.",
        "We said so; we may.",
        "He lives in the Latin quarter.",
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert times(text, published=FRIDAY) == ()


def test_the_second_day_of_talks_is_a_time() -> None:
    (timex,) = times("Envoys gathered for the second day of talks.", published=FRIDAY)
    assert timex.evidence.exact == "the second day"


def test_types_and_modifiers() -> None:
    found = times("About two weeks ago they met every day for more than three hours at noon.", published=FRIDAY)
    assert [(t.type, t.mod) for t in found] == [
        (TimexType.DATE, "APPROX"),
        (TimexType.SET, None),
        (TimexType.DURATION, "MORE_THAN"),
        (TimexType.TIME, None),
    ]


def test_period_refuses_what_is_no_calendar_value() -> None:
    assert period("P2W") is None
    assert period("2018-02-30") is None
    assert period("0000") is None
    assert period("XXXX-WXX-5") is None
