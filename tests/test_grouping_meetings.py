"""Which sightings are one meeting, and which are refused."""

from __future__ import annotations

from typing import Any

import pytest

from pourparler.model.findings import Hedge, MeetingForm, Status
from pourparler.model.groups import MeetingGroup, Sighting
from pourparler.record.grouping import group_meetings, judge, meeting_keys, traits_of
from tests.sightings import claim, met, who

LEADERS = "Donald Trump; Kim Jong-un"
MINISTERS = "John Kerry; Sergei Lavrov"


def groups(*sightings: Sighting) -> list[list[str]]:
    """Report ids of each group."""
    made = group_meetings(sightings, actors=who(sightings))
    return sorted(sorted(s.report.id for s in g.sightings) for g in made)


def one(*sightings: Sighting) -> MeetingGroup:
    made = group_meetings(sightings, actors=who(sightings))
    assert len(made) == 1, [g.title for g in made]
    return made[0]


def test_a_first_and_a_second_summit_are_two() -> None:
    assert groups(
        met("a", "2018-06-13", "the first summit", LEADERS, "2018-06-12"),
        met("b", "2018-10-08", "a second summit", LEADERS, "2018-10-08/..", status=Status.PLANNED),
        met("c", "2018-06-01", "the summit", LEADERS, "2018-06-12", status=Status.SCHEDULED),
    ) == [["a", "c"], ["b"]]


def test_the_second_summit_is_one_however_long_it_was_planned() -> None:
    group = one(
        met("a", "2018-10-20", "a second summit", LEADERS, "2018-11-07/..", status=Status.PLANNED),
        met("b", "2019-02-06", "meet in Vietnam", LEADERS, "2019-02-27/2019-02-28", status=Status.SCHEDULED),
        met("c", "2019-03-01", "The second summit", LEADERS, "2019-02-28"),
    )
    assert (group.ordinal, group.status, group.title) == (
        2,
        Status.HELD,
        "second summit of Donald Trump and Kim Jong-un",
    )


def test_two_rounds_of_talks_a_month_apart_are_two() -> None:
    april, may = (
        met(id, "2016-03-30", "talks", MINISTERS, when, form=MeetingForm.TALKS, status=Status.SCHEDULED)
        for id, when in (("a", "2016-04-10"), ("b", "2016-05-10"))
    )
    again = met("c", "2016-05-11", "talks", MINISTERS, "2016-05-10", form=MeetingForm.TALKS)
    assert groups(april, may, again) == [["a"], ["b", "c"]]


def test_vague_plans_of_talks_in_other_months_are_two() -> None:
    plans = [
        met(id, "2016-03-30", "talks", MINISTERS, when, form=MeetingForm.TALKS, status=Status.PLANNED)
        for id, when in (("a", "2016-04-01/2016-04-30"), ("b", "2016-05-01/2016-05-31"))
    ]
    assert groups(*plans) == [["a"], ["b"]]


def test_a_visit_that_moved_is_one_where_the_report_says_so() -> None:
    def visit(id: str, published: str, when: str, text: str, status: Status = Status.SCHEDULED) -> Sighting:
        parties, form = "Angela Merkel; Turkey", MeetingForm.VISIT
        return met(id, published, "visit", parties, when, form=form, status=status, place=("Ankara",), text=text)

    planned = visit("a", "2017-01-10", "2017-01-20", "Her visit is set for January 20.")
    moved = visit("b", "2017-01-18", "2017-02-02", "Ankara said that her visit had been moved to February 2.")
    held = visit("c", "2017-02-03", "2017-02-02", "Her visit to Ankara lasted a day.", Status.HELD)
    assert groups(planned, moved, held) == [["a", "b", "c"]]
    other = visit("d", "2017-01-18", "2017-02-02", "Ankara said that her visit will be on February 2.")
    assert groups(planned, other, held) == [["a"], ["c", "d"]]


def test_a_summit_called_off_and_held_after_all_is_one() -> None:
    group = one(
        met("a", "2018-05-11", "meet", LEADERS, "2018-06-12", status=Status.SCHEDULED, place=("Singapore",)),
        met("b", "2018-05-25", "his June 12 summit", LEADERS, "2018-05-24", status=Status.CANCELLED),
        met("c", "2018-06-13", "met", LEADERS, "2018-06-12"),
    )
    assert group.status is Status.HELD
    assert group.window and group.window.edtf == "2018-06-12"
    assert group.place == ("Singapore",)


def test_other_spellings_and_states_for_their_leaders_are_the_same_parties() -> None:
    group = one(
        met("a", "2018-06-12", "met", "Donald Trump; Kim Jong Un", "2018-06-12"),
        met("b", "2018-06-13", "the summit", "Donald Trump; Kim Chong-un", "2018-06-12"),
        met("c", "2018-06-13", "the summit", "United States; North Korea", "2018-06-12"),
    )
    assert group.parties == ("Donald Trump", "Kim Jong Un")
    assert "another spelling" in group.sightings[1].why


def test_two_persons_of_one_state_meet_apart() -> None:
    assert groups(
        met("a", "2018-10-08", "met", "Mike Pompeo; Kim Jong-un", "2018-10-07"),
        met("b", "2018-10-08", "met", "Donald Trump; Kim Jong-un", "2018-10-07"),
    ) == [["a"], ["b"]]


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (met("b", "2018-06-13", "spoke by telephone", LEADERS, "2018-06-12", form=MeetingForm.CALL), "a call"),
        (met("b", "2018-06-13", "met", LEADERS, "2018-06-12", place=("Hanoi",)), "elsewhere"),
        (met("b", "2018-06-20", "met", LEADERS, "2018-06-19"), "another day"),
        (met("b", "2018-06-13", "met", f"{LEADERS}; Angela Merkel", "2018-06-12"), "three"),
    ],
)
def test_what_speaks_against_it(other: Sighting, why: str) -> None:
    summit = met("a", "2018-06-13", "met", LEADERS, "2018-06-12", place=("Singapore",))
    assert groups(summit, other) == [["a"], ["b"]], why


def test_a_house_stands_in_its_city() -> None:
    assert groups(
        met("a", "2017-05-16", "met", "Donald Trump; Recep Tayyip Erdoğan", "2017-05-16", place=("White House",)),
        met("b", "2017-05-17", "met", "Donald Trump; Recep Tayyip Erdoğan", "2017-05-16", place=("Washington",)),
    ) == [["a", "b"]]


def test_what_is_told_today_on_two_days_is_two() -> None:
    assert groups(
        met("a", "2022-02-20", "spoke", MINISTERS, "2022-02-20", form=MeetingForm.CALL),
        met("b", "2022-02-21", "spoke", MINISTERS, "2022-02-21", form=MeetingForm.CALL),
    ) == [["a"], ["b"]]


def test_an_old_meeting_called_to_mind_is_found_by_its_place_unless_there_are_two() -> None:
    summit = met("a", "2018-06-13", "met", LEADERS, "2018-06-12", place=("Singapore",))
    recalled = met("b", "2018-12-01", "their summit", LEADERS, place=("Singapore",))
    assert groups(summit, recalled) == [["a", "b"]]
    again = met("c", "2018-09-10", "met", LEADERS, "2018-09-09", place=("Singapore",))
    assert groups(summit, again, recalled) == [["a"], ["b"], ["c"]]


def test_a_plan_that_was_met_is_not_the_next_one_too() -> None:
    assert groups(
        met("a", "2024-07-01", "welcome", LEADERS, status=Status.PLANNED),
        met("b", "2024-07-11", "met", LEADERS, "2024-07-10"),
        met("c", "2024-08-20", "host", LEADERS, "2024-09-13", status=Status.SCHEDULED),
    ) == [["a", "b"], ["c"]]


def test_one_report_tells_its_meetings_apart() -> None:
    text = "They met on Tuesday, then talked again."
    told = [met("a", "2018-06-13", words, LEADERS, "2018-06-12", text=text) for words in ("met on", "talked again")]
    assert groups(*told) == [["a"], ["a"]]


def test_a_copy_is_one_with_its_original_and_counts_once() -> None:
    group = one(
        met("a", "2018-06-13", "talks with partners", "Iran; Russia", form=MeetingForm.TALKS),
        met("b", "2018-06-29", "talks with partners", "Iran; Russia", form=MeetingForm.TALKS, origin="a"),
    )
    assert group.origins == 1


def test_hedged_words_leave_the_window_open_where_firmer_ones_are_known() -> None:
    plan = met("a", "2018-10-20", "a second summit", LEADERS, "2018-11-07/..", status=Status.PLANNED)
    guess = met("b", "2018-10-24", "meet again", LEADERS, "2019-01-02/..", status=Status.PLANNED)
    claims = [
        claim(plan, "2018-11-07/..", ("Donald Trump", "Pacific Wire")),
        claim(guess, "2019-01-02/..", ("John Bolton", "The Strait Courier"), hedge=Hedge.LIKELY),
    ]
    (group,) = group_meetings((guess, plan), claims, actors=who((plan, guess)))
    assert group.window and group.window.edtf == "2018-11-07/.."
    assert [c.chain[0] for c in group.claims] == ["Donald Trump", "John Bolton"]


def test_what_can_be_one_shares_a_key() -> None:
    first, *others = sightings = (
        met("a", "2018-10-20", "a second summit", LEADERS, "2018-11-07/..", status=Status.PLANNED),
        met("b", "2019-03-01", "The second summit", LEADERS, "2019-02-28"),
        met("c", "2018-10-21", "meet at last", LEADERS, status=Status.POSSIBLE),
    )
    actors = who(sightings)
    keys = set(meeting_keys(first, actors))
    for other in others:
        assert judge(traits_of(first, actors, {}), traits_of(other, actors, {})).strength > 0
        assert keys & set(meeting_keys(other, actors))


def nato(id: str, published: str, words: str, when: str | None, parties: str = "NATO", **rest: Any) -> Sighting:
    return met(id, published, words, parties, when, **rest)


def test_an_occasion_of_many_is_known_by_its_name() -> None:
    group = one(
        nato("a", "2018-02-01", "the NATO Summit in Brussels", "2018-07-01/2018-07-31", status=Status.PLANNED),
        nato("b", "2018-07-11", "the NATO summit", "2018-07-11", "Donald Trump; NATO"),
        nato("c", "2018-07-13", "the NATO Summit", "2018-07-12", "Angela Merkel; NATO"),
    )
    assert group.parties[0] == "NATO"
    assert groups(
        nato("a", "2018-07-11", "the NATO summit", "2018-07-11"),
        nato("b", "2018-07-11", "the EU-NATO summit", "2018-07-11", "NATO; Angela Merkel"),
        nato("c", "2018-07-12", "met at the NATO summit", "2018-07-11", "Donald Trump; Angela Merkel"),
        nato("d", "2017-05-26", "the NATO Summit", "2017-05-25"),
    ) == [["a"], ["b"], ["c"], ["d"]]


def test_a_third_at_the_table_makes_another_meeting_but_no_companion_does() -> None:
    pair, when = "Donald Trump; Angela Merkel", "2017-07-06"
    assert groups(
        met("a", "2017-07-07", "met", pair, place=("Hamburg",)),
        met("b", "2017-07-07", "met", f"{pair}; Recep Tayyip Erdoğan", when, place=("Hamburg",)),
    ) == [["a"], ["b"]]
    one(met("a", "2017-07-07", "met", pair, when), met("b", "2017-07-08", "met", f"{pair}; Mike Pompeo", when))


def test_the_number_of_another_occasion_is_not_counted() -> None:
    text = "He welcomes her ahead of the second Summit for Democracy."
    assert one(met("a", "2018-03-01", "welcomes her", LEADERS, "2018-03-02", text=text)).ordinal is None
    since = "It was the first meeting (by video) since 2015."
    assert one(met("a", "2018-03-01", "the first meeting", LEADERS, "2018-03-01", text=since)).ordinal is None
    assert one(met("a", "2018-03-01", "the 75th anniversary summit", LEADERS, "2018-03-01")).ordinal is None


def test_a_visit_planned_without_a_day_is_the_one_paid() -> None:
    def visit(id: str, published: str, when: str | None, status: Status) -> Sighting:
        form, place = MeetingForm.VISIT, ("Turkey",)
        return met(id, published, "visit", "Angela Merkel; Turkey", when, form=form, status=status, place=place)

    plan = visit("a", "2017-04-24", None, Status.PLANNED)
    assert groups(plan, visit("b", "2018-03-06", "2017-07-01/2017-07-31", Status.HELD)) == [["a", "b"]]
    assert groups(plan, visit("b", "2018-03-06", "2017-11-01/2017-11-30", Status.HELD)) == [["a"], ["b"]]
