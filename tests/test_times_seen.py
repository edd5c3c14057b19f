"""What a reader would say: vague and relative times, direction, day of speaking, phrases. All seen from one day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pourparler import read
from pourparler.annotate.times import phrase_window, times
from pourparler.errors import RuleError
from pourparler.model.findings import Timex
from tests.conftest import Kit

SATURDAY = dt.date(2018, 10, 20)


def only(text: str) -> Timex:
    (timex,) = times(text, published=SATURDAY)
    return timex


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The envoy said Friday that he was ready.", "2018-10-19"),
        ("The envoys will meet Friday.", "2018-10-26"),
        ("The first summit took place in June.", "2018-06"),
        ("They will vote on Nov. 6.", "2018-11-06"),
        ("They voted on the Nov. 6 ballot measure.", "2018-11-06"),
        ("The two sides signed on June 12th.", "2018-06-12"),
        ("The offer stands until Tuesday.", "2018-10-23"),
        ("The treaty was to be signed by Dec. 14.", "2018-12-14"),
        ("They had been due to meet Monday.", "2018-10-15"),
        ("After Thursday's vote the house rose.", "2018-10-18"),
        ("The talks resume ahead of Thursday's vote.", "2018-10-25"),
        ("The deal will be signed in August.", "2019-08"),
        ("In the first quarter sales fell.", "2018-Q1"),
        ("They will sign before Christmas.", "2018-12-25"),
        ("The vote is Tuesday.", "2018-10-23"),
        ("The envoy is expected back Monday.", "2018-10-22"),
        ("The two leaders meet separately Monday in Bonn.", "2018-10-22"),
        ("He faces a Monday deadline.", "2018-10-22"),
        ("The bank would cut aid unless a deal was struck by Monday.", "2018-10-22"),
        ("The minister could not be reached on Thursday.", "2018-10-18"),
        ("The man whom police held on Tuesday is armed.", "2018-10-16"),
        (
            "On Thursday, after a long and bitter quarrel over seats, flags and who sits beside whom, they will talk.",
            "2018-10-25",
        ),
    ],
)
def test_direction_follows_tense_and_preposition(text: str, value: str) -> None:
    assert only(text).value == value


@pytest.mark.parametrize(
    ("text", "phrase", "first", "last"),
    [
        (
            "He hopes for talks in the next week and a half or so.",
            "in the next week and a half or so",
            "10-20",
            "10-31",
        ),
        ("They expect it in the very near future.", "in the very near future", "10-20", None),
        ("He was there earlier this month.", "earlier this month", "10-01", "10-19"),
        ("It will happen after the Nov. 6 midterm elections.", "after the Nov. 6 midterm elections", "11-07", None),
        ("I guess it was two weeks ago.", "two weeks ago", "10-03", "10-09"),
        ("The summit will hardly take place this year.", "this year", "10-20", "12-31"),
        ("It comes sometime after the first of the year.", "sometime after the first of the year", "2019-01-02", None),
        ("It must be done no later than mid-November.", "no later than mid-November", None, "11-20"),
        ("They meet from Nov. 30 to Dec. 2.", "from Nov. 30 to Dec. 2", "11-30", "12-02"),
        ("They meet on Nov. 12 and 13 in Bern.", "on Nov. 12 and 13", "11-12", "11-13"),
        ("The panel will report within six months.", "within six months", "10-20", "2019-04-20"),
        ("They must sign by the end of the year.", "by the end of the year", None, "12-31"),
        ("The pact ran out at the end of 2017.", "at the end of 2017", "2017-12-31", "2017-12-31"),
        ("Talks broke down toward the end of 2017.", "the end of 2017", "2017-09-01", "2017-12-31"),
        ("They will talk before the midterms.", "before the midterms", None, "11-05"),
        ("The truce has held since 2014.", "since 2014", "2014-01-01", "10-20"),
    ],
)
def test_phrases_denote_windows(kit: Kit, text: str, phrase: str, first: str | None, last: str | None) -> None:
    draft = kit(text, published="2018-10-20")
    start, end, window = phrase_window(draft, draft.timexes[0])
    assert text[start:end] == phrase
    assert window is not None
    assert (window.earliest, window.latest) == (day(first), day(last))


def day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text if len(text) > 5 else f"2018-{text}") if text else None


def test_what_is_said_is_counted_from_the_day_of_speaking() -> None:
    text = 'The minister said Thursday that talks go on. "We meet tomorrow," he added.\n\nToday the office was shut.'
    thursday, tomorrow, today = times(text, published=SATURDAY)
    assert (thursday.value, thursday.anchor) == ("2018-10-18", "published")
    assert (tomorrow.value, tomorrow.anchor) == ("2018-10-19", "said")
    assert (today.value, today.anchor) == ("2018-10-20", "published")


def test_a_quotation_by_somebody_else_is_not_of_the_day_that_another_spoke() -> None:
    text = 'Mr. Lee said Thursday that talks go on. "We meet tomorrow," {} added.'
    days = [[t.value for t in times(text.format(who), published=SATURDAY)][1] for who in ("he", "Mr. Lee", "Ana Diaz")]
    assert days == ["2018-10-19", "2018-10-19", "2018-10-21"]


def test_may_the_month_is_no_verb_that_looks_ahead() -> None:
    found = times("They last met in May 2016 and again in January.", published=SATURDAY)
    assert [t.value for t in found] == ["2016-05", "2018-01"]


def test_the_year_at_the_head_of_a_sentence_is_that_of_its_months() -> None:
    found = times("In 2011, he left in March and came back in November. In May he left.", published=SATURDAY)
    assert [t.value for t in found] == ["2011", "2011-03", "2011-11", "2018-05"]


def test_the_anchor_says_what_a_time_was_counted_from() -> None:
    first, later, ago = times("They met on June 12, 2018. The next day they left, a year ago.", published=SATURDAY)
    assert (first.anchor, later.anchor, ago.anchor) == (None, first.id, "published")


def test_the_users_own_events_are_landmarks_too(tmp_path: Path) -> None:
    file = tmp_path / "events.tsv"
    file.write_text("words\tbegin\tend\tsource\nOslo forum\t2018-11-20\t2018-11-22\tits programme\n", encoding="utf-8")
    text = "They will sign after the Oslo Forum."
    (timex,) = times(text, published=SATURDAY, events=file)
    assert (timex.evidence.exact, timex.value) == ("the Oslo Forum", "2018-11-20")
    assert times(text, published=SATURDAY) == ()


def test_a_file_of_events_with_no_day_in_it_is_named(tmp_path: Path) -> None:
    file = tmp_path / "events.tsv"
    file.write_text("words\tbegin\tend\tsource\nOslo forum\tsoon\tlater\tnobody\n", encoding="utf-8")
    with pytest.raises(RuleError, match="not a day"):
        times("They will sign after the Oslo Forum.", published=SATURDAY, events=file)


def test_a_phrase_without_a_day_of_publication_has_no_window(kit: Kit) -> None:
    draft = kit("They will meet after Friday.", published=None)
    assert phrase_window(draft, draft.timexes[0])[2] is None


def test_about_leaves_a_distance_from_today_its_place() -> None:
    found = times("They will meet in about ten days.", published=dt.date(2018, 10, 20))
    assert [(str(t.window.earliest), str(t.window.latest)) for t in found if t.window] == [("2018-10-28", "2018-11-01")]


def test_history_is_history_in_every_paragraph() -> None:
    told = "War broke out in 1861. In 1862 and 1863 it spread, and in 1864 it turned; in 1865 it was over."
    found = read(f"{told}\n\nThe fort had been shelled on April 12.", published="2009-12-19", model=False).timexes
    assert found[-1].value == "1865-04-12"
