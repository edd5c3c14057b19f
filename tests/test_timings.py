"""Timings end to end: which event a time dates, how sure, inside or outside, by whom."""

from __future__ import annotations

import pytest

from tests.conftest import Kit


def timings(kit: Kit, text: str) -> list[tuple[str, str, str, str]]:
    draft = kit(text, published="2018-10-20")
    return [
        (t.evidence.exact, t.sense, t.hedge, f"{t.window.earliest}/{t.window.latest}" if t.window else "")
        for t in draft.timings
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "French President Emmanuel Macron met Chinese President Xi Jinping in Paris on Thursday.",
            ("on Thursday", "inside", "certain", "2018-10-18/2018-10-18"),
        ),
        (
            "Macron said Friday that he hopes to meet German Chancellor Angela Merkel next week.",
            ("next week", "inside", "hoped", "2018-10-22/2018-10-28"),
        ),
        (
            "The summit between France and China is unlikely to take place this year, officials said.",
            ("this year", "outside", "likely", "2018-10-20/2018-12-31"),
        ),
        (
            "Talks between Iran and France may resume in November, a diplomat said.",
            ("in November", "inside", "possible", "2018-11-01/2018-11-30"),
        ),
    ],
)
def test_a_time_dates_the_meeting_it_hangs_on(kit: Kit, text: str, expected: tuple[str, str, str, str]) -> None:
    assert timings(kit, text) == [expected]


def test_the_day_of_speaking_dates_no_meeting(kit: Kit) -> None:
    assert timings(kit, "Macron said Friday that he will meet Merkel in Berlin.") == []


def test_the_day_of_calling_off_is_not_that_of_the_meeting(kit: Kit) -> None:
    assert timings(kit, "Macron on Thursday cancelled his June 12 summit with Xi Jinping.")[0][0] == "June 12"
    put_off = timings(kit, "The talks between Iran and France were postponed on Monday until November 5.")
    assert [t[0] for t in put_off] == ["until November 5"]


def test_the_same_claim_by_the_same_source_stands_once(kit: Kit) -> None:
    text = "Macron said he will meet Merkel on Nov. 12. The French president will meet Merkel on Nov. 12, he said."
    assert [t[0] for t in timings(kit, text)] == ["on Nov. 12"]


def test_certain_times_narrow_the_window_of_a_meeting(kit: Kit) -> None:
    draft = kit("Russia and Japan will hold talks in November. The talks will be held on Nov. 14 in Singapore.")
    assert [str(m.window.earliest) for m in draft.meetings if m.window] == ["2018-11-14"]


@pytest.mark.parametrize(
    ("text", "earliest"),
    [
        ("The summit of Russia and Japan will take place after the elections on November 6.", "2018-11-07"),
        ("The talks between Iran and France will not begin before the vote on November 20.", "2018-11-20"),
    ],
)
def test_a_noun_behind_its_preposition_is_what_the_day_dates(kit: Kit, text: str, earliest: str) -> None:
    window = kit(text).meetings[0].window
    assert window is not None
    assert (str(window.earliest), window.latest) == (earliest, None)


def test_a_day_in_front_dates_what_is_told_with_it(kit: Kit) -> None:
    draft = kit("In September, at talks with France, Spain agreed to buy ten ships.", published="2018-10-20")
    assert {t.about for t in draft.timings} == {draft.meetings[0].id, draft.commitments[0].id}


def test_a_month_of_what_is_to_come_is_the_next_one(kit: Kit) -> None:
    assert timings(kit, "Spain undertook to hand over the ships by the end of March.")[0][3].endswith("2019-03-31")


def test_of_this_year_only_the_rest_is_to_come(kit: Kit) -> None:
    text = "Macron will meet Chinese President Xi Jinping in Paris this year."
    assert timings(kit, text)[0][3] == "2018-10-20/2018-12-31"


def test_talks_on_monday_are_not_after_monday(kit: Kit) -> None:
    text = "Macron and Xi Jinping declared an end to the quarrel after talks in Paris on Monday."
    assert timings(kit, text) == [("on Monday", "inside", "certain", "2018-10-15/2018-10-15")]


def test_what_was_held_is_not_dated_by_what_is_yet_to_come(kit: Kit) -> None:
    text = "Trump met Kim in Hanoi. Asked about a third summit, Donald Trump replied that it might be soon."
    assert timings(kit, text) == []


@pytest.mark.parametrize(
    ("text", "time", "of"),
    [
        ("Last March, Spain announced plans to buy ten ships.", "Last March", "made"),
        ("In May, Spain fired back, promising to buy ten ships.", "In May", "made"),
        ("Last May, the strike began; Spain promised to buy ten ships.", "Last May", "made"),
        ("The Spanish minister offered to resign last night.", "last night", "made"),
        ("Spain promised to ask the people next year after the delegates had voted for it.", "next year", "due"),
        ("To renew its fleet, in May, Spain sold its boats and agreed with France to buy ten ships.", "in May", "made"),
        ("Under an accord signed on Friday, Spain and France would share the costs.", "on Friday", "made"),
        ("Chad and Niger struck a ceasefire deal. The deal, announced Friday, was welcomed.", "Friday", "made"),
        ("Spain plans to buy the port, a deal that will be closed by December 10.", "by December 10", "due"),
        ("Spain said Friday that it would buy ten ships.", "Friday", "made"),
        ("The minister of Spain promised to leave his post after the referendum.", "after the referendum", "due"),
        ("After the elections, Spain will buy ten ships.", "After the elections", "due"),
        ("Between now and the vote in December, Spain will buy ships.", "Between now and the vote in December", "due"),
        ("The prime minister of Spain has a speech scheduled on Monday.", "on Monday", "due"),
    ],
)
def test_promise_and_deed_have_times_of_their_own(kit: Kit, text: str, time: str, of: str) -> None:
    assert [(t.evidence.exact, t.of) for t in kit(text).timings] == [(time, of)]


def test_both_sides_of_an_exchange_are_bound_on_one_day(kit: Kit) -> None:
    draft = kit("Last March, Spain agreed to buy ships on condition that France would train the crews.")
    assert {t.about for t in draft.timings} == {c.id for c in draft.commitments}
    assert len(draft.commitments) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Spain said it would look into the war nearly four years ago.",
        "Spain signed a treaty with France. The deal that Oman signed on Friday was about fish.",
        "Spain reaffirmed on Friday that it would buy ten ships.",
        "Last year Spain withdrew from the treaty on fish.",
        "Spain walked out of the talks with France on Monday.",
    ],
)
def test_a_time_of_something_else_dates_no_promise(kit: Kit, text: str) -> None:
    assert not kit(text).timings


def test_since_gives_no_day_of_a_promise_or_deed(kit: Kit) -> None:
    draft = kit("Norway promised to let the grain out of the ports shut since February.", published="2018-10-20")
    assert draft.commitments
    assert not draft.timings


def test_a_cue_of_two_words_hedges(kit: Kit) -> None:
    draft = kit("Churchmen in Chile hope for a meeting between Chile and Peru in early January.")
    assert [t.hedge for t in draft.timings] == ["hoped"]
