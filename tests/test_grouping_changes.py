"""A group as a story, and what people corrected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest

from pourparler.errors import StoreError
from pourparler.model.findings import Hedge, Life, Sense, Status
from pourparler.model.groups import Claim, Correction, CorrectionKind, MeetingGroup, Sighting
from pourparler.record.grouping import changes, check_field, group_commitments, group_id, group_meetings
from tests.sightings import ADDED, bound, claim, met, who

LEADERS = "Donald Trump; Kim Jong-un"
PLAN = met("a", "2018-10-20", "a second summit", LEADERS, "2018-11-07/..", status=Status.PLANNED)
AGAIN = met("b", "2018-10-24", "meet again", LEADERS, "2019-01-02/..", status=Status.PLANNED)
DAYS = "2019-02-27/2019-02-28"
OFFICIAL = "senior U.S. official (unnamed)"


def group(*sightings: Sighting, claims: Sequence[Claim] = (), corrections: Sequence[Correction] = ()) -> MeetingGroup:
    (made,) = group_meetings(sightings, claims, corrections, who(sightings))
    return made


def test_a_summit_slips_in_words_and_repeats_are_silent() -> None:
    outside = {"sense": Sense.OUTSIDE, "hedge": Hedge.LIKELY}
    claims = [
        claim(PLAN, "2018-10-20/..", ("Mike Pompeo", "Pacific Wire"), hedge=Hedge.HOPED, words="The"),
        claim(PLAN, "2018-11-07/..", ("Donald Trump", "Pacific Wire"), words="paper"),
        claim(PLAN, "2018-10-20/2018-12-31", (OFFICIAL, "Pacific Wire"), words="tells", **outside),
        claim(PLAN, "2019-01-02/..", (OFFICIAL, "Reuters", "Pacific Wire"), hedge=Hedge.LIKELY),
        claim(AGAIN, "2019-01-02/..", ("John Bolton", "The Strait Courier"), hedge=Hedge.LIKELY),
        claim(AGAIN, "2018-11-07/..", ("Donald Trump", "The Strait Courier"), words="tells"),
    ]
    told = changes(group(PLAN, AGAIN, claims=claims))
    assert [c.text.removeprefix("second summit of Donald Trump and Kim Jong-un: ") for c in told] == [
        "new: planned; reported by The Strait Courier, 2018-10-20",
        "“The”; said by Mike Pompeo via Pacific Wire, 2018-10-20",
        "from “The” to after 6 Nov 2018; said by Donald Trump via Pacific Wire, 2018-10-20",
        f"from after 6 Nov 2018 to likely after 1 Jan 2019; said by {OFFICIAL} via Reuters, Pacific Wire, 2018-10-20",
    ]


def test_who_tells_it_is_who_said_it() -> None:
    perhaps = met("a", "2019-03-01", "a third summit", LEADERS, "2019-03-01/..", status=Status.POSSIBLE)
    said = claim(perhaps, "2019-03-01/..", ("Donald Trump", "The Strait Courier"), hedge=Hedge.POSSIBLE, words="tells")
    assert [c.text.partition("; ")[2] for c in changes(group(perhaps, claims=[said]))] == [
        "said by Donald Trump via The Strait Courier, 2019-03-01"
    ]
    held = met("b", "2019-03-05", "met", LEADERS, "2019-03-04", chains=(("Donald Trump", "The Strait Courier"),))
    own = claim(held, "2019-03-04", ("The Strait Courier",), words="tells")
    assert changes(group(held, claims=[own]))[0].text.endswith("; reported by The Strait Courier, 2019-03-05")


def test_a_day_of_those_that_were_set_is_no_news() -> None:
    days = met("a", "2019-02-06", "meet", LEADERS, DAYS, status=Status.SCHEDULED)
    assert [c.field for c in changes(group(days, met("b", "2019-03-01", "met", LEADERS, "2019-02-28")))] == [
        "new",
        "status",
    ]


def test_status_and_place_change() -> None:
    told = changes(
        group(
            PLAN,
            met(
                "c", "2019-02-06", "meet", LEADERS, "2019-02-27/2019-02-28", status=Status.SCHEDULED, place=("Vietnam",)
            ),
            met("d", "2019-02-20", "meet", LEADERS, "2019-02-27/2019-02-28", status=Status.PLANNED, place=("Hanoi",)),
            met("e", "2019-03-01", "The second summit", LEADERS, "2019-02-27/2019-02-28"),
        )
    )
    assert [(c.field, c.before, c.after) for c in told] == [
        ("new", None, "planned, after 6 Nov 2018"),
        ("status", "planned", "scheduled"),
        ("place", None, "Vietnam"),
        ("window", "after 6 Nov 2018", "27–28 Feb 2019"),
        ("place", "Vietnam", "Hanoi"),
        ("status", "scheduled", "held"),
    ]


def test_a_third_party_is_a_change_and_a_leader_for_his_state_is_none() -> None:
    told = changes(
        group(
            met("a", "2018-06-12", "met", "United States; North Korea", "2018-06-12", place=("Singapore",)),
            met("b", "2018-06-12", "met", LEADERS, "2018-06-12", place=("Singapore",)),
            met("c", "2018-06-13", "met", f"{LEADERS}; Mike Pompeo", "2018-06-12", place=("Singapore",)),
        )
    )
    assert [(c.field, c.after) for c in told[1:]] == [("parties", "Donald Trump, Kim Jong-un and Mike Pompeo")]


def test_a_commitment_is_told_step_by_step() -> None:
    words = "dismantle the test site"
    steps = [
        bound("a", "2018-04-21", words, "Kim Jong-un", due="2018-05-01/2018-05-31"),
        bound("b", "2018-05-12", words, "Kim Jong-un", life=Life.STANDING, due="2018-05-23/2018-05-25"),
        bound("c", "2018-05-25", words, "Kim Jong-un", life=Life.KEPT),
    ]
    (made,) = group_commitments(steps, actors=who(steps))
    assert [(c.field, c.after) for c in changes(made)] == [
        ("new", "promised, due May 2018"),
        ("due", "23–25 May 2018"),
        ("life", "kept"),
    ]


def correction(kind: CorrectionKind, target: Sighting, *others: str, n: int = 1, **rest: Any) -> Correction:
    at = ADDED + dt.timedelta(days=n)
    return Correction(id=f"x{n}", target=group_id(target), kind=kind, author="ana", at=at, others=others, **rest)


ROUNDS = [
    met(id, "2016-03-30", "talks", "John Kerry; Sergei Lavrov", when, status=Status.SCHEDULED)
    for id, when in (("a", "2016-04-10"), ("b", "2016-05-10"))
]


def meetings(sightings: Sequence[Sighting], *corrections: Correction) -> tuple[MeetingGroup, ...]:
    return group_meetings(sightings, (), corrections, who(sightings))


def test_people_put_together_and_take_apart() -> None:
    assert len(meetings(ROUNDS)) == 2
    merge = correction(CorrectionKind.MERGE, ROUNDS[0], group_id(ROUNDS[1]))
    (one,) = meetings(ROUNDS, merge)
    assert one.corrections == (merge,)
    assert one.sightings[1].why == "put together by hand"
    for other in (group_id(AGAIN), AGAIN.finding.id):
        split = correction(CorrectionKind.SPLIT, PLAN, other)
        assert len(meetings([PLAN, AGAIN], split)) == 2
        assert len(meetings([PLAN, AGAIN], Correction(**{**_fields(split), "reverted": True}))) == 1


def _fields(order: Correction) -> dict[str, Any]:
    return {name: getattr(order, name) for name in Correction.__slots__}


def test_a_correction_follows_its_sighting_when_an_earlier_report_comes() -> None:
    place = correction(CorrectionKind.SET, AGAIN, field="place", value="Hanoi; Da Nang")
    late = meetings([AGAIN], place)
    both = meetings([PLAN, AGAIN], place)
    assert late[0].id != both[0].id == group_id(PLAN)
    assert late[0].place == both[0].place == ("Hanoi", "Da Nang")


def test_what_is_rejected_is_left_out_until_somebody_confirms_it() -> None:
    reject = correction(CorrectionKind.REJECT, PLAN)
    assert meetings([PLAN], reject) == ()
    assert len(meetings([PLAN], reject, correction(CorrectionKind.CONFIRM, PLAN, n=2))) == 1


@pytest.mark.parametrize(("field", "value"), [("status", "soonish"), ("window", "next week"), ("colour", "red")])
def test_a_field_takes_only_what_it_can_hold(field: str, value: str) -> None:
    check_field("m", "window", "2019-02-27/..")
    with pytest.raises(StoreError):
        check_field("m", field, value)
