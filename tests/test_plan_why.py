"""What fails says why and what would help; nothing feasible says what to relax; repair moves little."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from pourparler.model.window import Window
from pourparler.plan import Answer, load_plan, solve
from pourparler.plan.bars import Why
from pourparler.plan.model import Known, Likely
from pourparler.plan.repair import Kept
from pourparler.plan.verify import broken
from pourparler.plan.words import day
from tests.plan_kit import HEAD, TWO, calendar, plan

EXAMPLE = Path(__file__).parent.parent / "examples/plan.toml"
LIMITED = HEAD + TWO + "travel = { limit = 9 }\n"
BOTH = '[[meeting]]\nid = "ministers"\nplaces = ["Hanoi"]\n' + (
    '[[meeting]]\nid = "summit"\nplaces = ["Hanoi"]\nadvance_team = 21\nafter = [{ meeting = "ministers" }]\n'
)


def _fails(answer: Answer, meeting: str, place: str) -> list[tuple[str, str]]:
    return [
        ("; ".join(r.words for r in e.reasons), e.change)
        for e in answer.excluded
        if (e.meeting, e.place) == (meeting, place)
    ]


def test_a_place_too_far_says_how_far() -> None:
    answer = solve(plan(LIMITED + '[[meeting]]\nid = "m"\nplaces = ["Hanoi", "Geneva"]\n'))
    assert {o.sittings[0].place.name for o in answer.options} == {"Hanoi"}
    words = ("12.2 h in the air for KP against a limit of 9 h", "at a limit of 12.5 h for KP")
    assert _fails(answer, "m", "Geneva") == [words]
    assert _fails(answer, "m", "Hanoi") == []
    assert [row.place for row in answer.rows] == ["Hanoi", "Geneva"]
    assert all(c.usable == 0 and c.excluded == 0 for c in answer.rows[1].cells)


def test_the_change_it_names_makes_it_work() -> None:
    text = LIMITED + '[[meeting]]\nid = "m"\nplaces = ["Hanoi", "Geneva"]\n'
    answer = solve(plan(text.replace("limit = 9", "limit = 12.5")))
    assert _fails(answer, "m", "Geneva") == []


def test_lead_time_after_another_meeting_names_the_day_by_which_that_one_would_have_to_be_over() -> None:
    answer = solve(plan(HEAD + TWO + BOTH))
    words, change = _fails(answer, "summit", "Hanoi")[0]
    assert (
        words
        == "before 26 Nov 2018: the advance team needs 21 days after ministers, over on 5 Nov 2018 at the earliest"
    )
    assert change == "if 20 days after ministers were enough"
    late = solve(plan(HEAD + TWO + BOTH.replace('"ministers"\nplaces', '"ministers"\nnot_before = 2018-11-19\nplaces')))
    words, change = _fails(late, "summit", "Hanoi")[0]
    assert words.startswith("before 10 Dec 2018: the advance team needs 21 days after ministers, over on 19 Nov 2018")
    assert change == "if ministers were over by 18 Nov 2018"
    last, _ = _fails(answer, "ministers", "Hanoi")[-1]
    assert last == (
        "leaves no time for summit, which can begin on 16 Dec 2018 at the latest and the advance team needs 21 days"
    )


def test_each_kind_of_reason_is_told() -> None:
    party = (
        'travel = { no_go = ["Geneva", "SG"] }\nholidays = "never"\nhours = "10:00-12:00"\nhours_firm = true\n'
        'avoid = [{ from = 2018-11-12, to = 2018-11-25, why = "a visit from Cuba", firm = true }]\n'
        'tentative = "never"\n'
    )
    meeting = (
        '[[meeting]]\nid = "m"\nhours = 2\nplaces = ["Hanoi", "Geneva", "Singapore", "Vienna"]\nweekdays = ["mon"]\n'
    )
    known = Known(
        meeting="m",
        firm=Window(earliest=dt.date(2018, 11, 12), latest=dt.date(2018, 12, 2)),
        not_before="not before 12 Nov 2018, by the minister",
        ruled_out=(("Vienna", "no embassy"),),
    )
    diary = calendar(("2018-11-26T00:00", "2018-11-26T20:00"))
    answer = solve(plan(HEAD + TWO + party + meeting + "preparation = 8\n"), known=[known], calendars={"KP": diary})
    assert answer.options == ()
    told = str(_fails(answer, "m", "Hanoi"))
    assert "record: not before 12 Nov 2018, by the minister" in told
    assert "KP avoids a visit from Cuba" in told
    assert "KP busy: “secret dentist” (26 Nov)" in told
    assert "before 13 Nov 2018: preparation needs 8 days from 5 Nov 2018" in told
    assert "record: not after 2 Dec 2018" in told
    assert "KP does not go to Geneva" in str(_fails(answer, "m", "Geneva"))
    assert "KP does not go to Singapore" in str(_fails(answer, "m", "Singapore"))
    assert "record: Vienna is ruled out: no embassy" in str(_fails(answer, "m", "Vienna"))


def test_busy_on_the_journey_is_told_as_such_and_its_party_is_named() -> None:
    diary = calendar(*((f"2018-11-{d:02d}T12:00", f"2018-11-{d:02d}T13:00") for d in range(1, 31)))
    text = HEAD.replace("2018-12-16", "2018-11-25") + TWO + '[[meeting]]\nid = "m"\nplaces = ["Hanoi"]\n'
    answer = solve(plan(text), calendars={"US": diary})
    assert {(r.why, r.party) for e in answer.excluded for r in e.reasons} == {(Why.JOURNEY, "US")}


def test_nothing_feasible_says_what_to_relax_and_that_helps() -> None:
    text = LIMITED.replace("limit = 9", "limit = 2") + BOTH
    answer = solve(plan(text))
    assert answer.options == ()
    assert answer.relax[0].words.startswith("at a limit of 5 h for KP: ministers in Hanoi on 2018-11-")
    assert solve(plan(text.replace("limit = 2", "limit = 5"))).options


def test_a_meeting_that_can_be_held_is_not_blamed_for_another_that_cannot() -> None:
    text = LIMITED + '[[meeting]]\nid = "far"\nplaces = ["Geneva"]\n[[meeting]]\nid = "near"\nplaces = ["Hanoi"]\n'
    answer = solve(plan(text.replace('"near"', '"near"\nparties = ["US"]').replace('"far"', '"far"\nparties = ["KP"]')))
    assert answer.options == ()
    assert _fails(answer, "near", "Hanoi") == []
    assert len(_fails(answer, "far", "Geneva")) == 1
    assert answer.relax[0].words.startswith("at a limit of 12.5 h for KP: far in Geneva")


def test_an_order_that_no_wish_can_mend_says_so() -> None:
    text = HEAD.replace("2018-12-16", "2018-11-06") + TWO
    places = (("a", "Lima"), ("b", "Hanoi"))
    text += "".join(f'[[meeting]]\nid = "{m}"\nhours = 10\nplaces = ["{p}"]\n' for m, p in places)
    text += 'after = [{ meeting = "a" }]\n'
    answer = solve(plan(text))  # the delegations cannot fly home and out again in a day
    assert answer.options == ()
    assert answer.relax == ()
    assert answer.notes[0].startswith("Not even if every limit gave way")
    assert "no slot of b fits" in str(_fails(answer, "a", "Lima"))


def test_what_the_record_holds_likely_ranks_and_is_told() -> None:
    known = Known(
        meeting="leaders",
        title="second summit",
        firm=Window(earliest=dt.date(2018, 11, 7), latest=None),
        not_before="not before 7 Nov 2018, since elections come first",
        plausible=(
            Likely(first=dt.date(2018, 11, 7), last=dt.date(2018, 12, 31), p=0.15),
            Likely(first=dt.date(2019, 1, 1), last=dt.date(2019, 3, 31), p=0.7),
        ),
        plausible_because="most likely early in 2019",
    )
    answer = solve(load_plan(EXAMPLE), known=[known])
    first = answer.options[0].sittings[1]
    assert first.begin.date() == dt.date(2019, 1, 7)  # New Year's days are barred by one side
    assert "record: most likely early in 2019" in first.meets
    assert "record: not before 7 Nov 2018, since elections come first" in first.meets
    alone = solve(load_plan(EXAMPLE)).options[0].sittings[1]
    assert alone.begin.date() < dt.date(2019, 1, 1)


def test_the_order_that_the_record_tells_holds_where_the_plan_tells_none() -> None:
    text = (
        HEAD
        + TWO
        + "".join(f'[[meeting]]\nid = "{m}"\nplaces = ["Hanoi"]\nparties = ["{p}"]\n' for m, p in ("aU", "bK"))
    )
    text = text.replace('["U"]', '["US"]').replace('["K"]', '["KP"]')
    known = [Known(meeting="a", after=(("b", "envoys meet first, says Reuters"),))]
    free, told = solve(plan(text)), solve(plan(text), known=known)
    assert free.options[0].sittings[0].begin.date() == dt.date(2018, 11, 5)
    first, then = told.options[0].sittings[1], told.options[0].sittings[0]
    assert first.end <= then.begin
    assert "0 days after b (record: envoys meet first, says Reuters)" in then.meets
    against = plan(text + 'after = [{ meeting = "a" }]\n')
    assert solve(against, known=known).options[0].sittings[0].end <= solve(against).options[0].sittings[1].begin


def test_clocks_follow_the_history_of_zones() -> None:
    text = HEAD.replace("2018-11-05", "2018-05-04").replace("2018-12-16", "2018-05-06") + TWO
    text += '[[meeting]]\nid = "m"\nform = "call"\n[[meeting]]\nid = "n"\nform = "call"\nnot_before = 2018-05-06\n'
    early, late = solve(plan(text)).options[0].sittings
    offsets = [dict(s.clocks)["Pyongyang"].utcoffset() for s in (early, late)]
    assert offsets == [dt.timedelta(hours=8, minutes=30), dt.timedelta(hours=9)]
    assert early.journeys == ()


def test_known_says_how_much_of_each_party_is_known() -> None:
    answer = solve(plan(HEAD + TWO + BOTH), calendars={"US": calendar()})
    assert [(k.party, k.share) for k in answer.options[0].sittings[0].known] == [("US", 1.0), ("KP", None)]
    assert any("public facts only: KP" in n for n in answer.notes)


def _as_kept(answer: Answer) -> list[Kept]:
    return [Kept(meeting=s.meeting.id, place=s.place.name, begin=s.begin) for s in answer.options[0].sittings]


def test_repair_after_a_place_falls_out_changes_only_what_it_must() -> None:
    before = load_plan(EXAMPLE)
    agreed = solve(before)
    lost = agreed.options[0].sittings[1].place.name
    meetings = tuple(
        replace(m, places=tuple(p for p in m.places if p.name != lost)) if m.id == "leaders" else m
        for m in before.meetings
    )
    after = solve(replace(before, meetings=meetings), keep=_as_kept(agreed))
    ministers, leaders = after.moved
    assert ministers.changed == ()
    assert leaders.changed == ("place",) or leaders.changed == ("place", "time")
    assert leaders.why == (f"{lost} is no candidate any more",)
    old, new = agreed.options[0].sittings[1], after.options[0].sittings[1]
    assert old.begin.date() == new.begin.date()
    assert after.options[0].sittings[0].begin == agreed.options[0].sittings[0].begin


def test_repair_after_a_date_falls_out_says_why() -> None:
    asked = plan(HEAD + TWO + BOTH)
    agreed = solve(asked, calendars={"US": calendar()})
    summit = agreed.options[0].sittings[1].begin
    busy = calendar((f"{summit:%Y-%m-%d}T00:00", f"{summit:%Y-%m-%d}T23:00"), what="state funeral")
    after = solve(asked, keep=_as_kept(agreed), calendars={"US": busy})
    assert after.moved[0].changed == ()
    assert after.moved[1].changed == ("time",)
    assert "state funeral" in after.moved[1].why[0]


def test_meetings_that_share_people_take_turns_and_stay_where_the_next_one_is() -> None:
    meetings = "".join(f'[[meeting]]\nid = "{m}"\nplaces = ["Hanoi", "Vienna"]\n' for m in "abc")
    asked = plan(HEAD + TWO + meetings)
    answer = solve(asked)
    assert (answer.engine, answer.proven, len(answer.options)) == ("bitmaps", True, asked.options)
    assert all(list(broken(asked, o, {})) == [] for o in answer.options)
    first = answer.options[0].sittings
    assert len({s.place.name for s in first}) == 1
    assert max(s.begin for s in first) - min(s.begin for s in first) < dt.timedelta(days=3)


def test_an_order_with_a_ring_needs_the_solver() -> None:
    meetings = "".join(f'[[meeting]]\nid = "{m}"\nplaces = ["Hanoi"]\n' for m in "abc")
    asked = plan(HEAD + "options = 1\n" + TWO + meetings + 'after = [{ meeting = "a", least = 2 }]\n')
    answer = solve(asked)
    a, b, c = answer.options[0].sittings
    assert (answer.engine, answer.proven) == ("solver", True)
    assert (c.begin.date() - a.begin.date()).days == 2
    assert a.end <= b.begin or b.end <= a.begin


def test_meetings_that_share_a_room_only_need_the_solver() -> None:
    meetings = "".join(
        f'[[meeting]]\nid = "{m}"\nplaces = ["Hanoi"]\nroom = "palace"\nparties = ["{p}"]\n'
        for m, p in (("a", "US"), ("b", "KP"))
    )
    asked = plan(HEAD + TWO + meetings)
    answer = solve(asked)
    assert (answer.engine, answer.proven) == ("solver", True)
    a, b = answer.options[0].sittings
    assert a.end <= b.begin or b.end <= a.begin
    assert a.begin.date() == b.begin.date() == dt.date(2018, 11, 5)


@pytest.mark.parametrize("field", ["begin", "end", "place"])
def test_the_independent_check_can_fail(field: str) -> None:
    asked = plan(LIMITED + BOTH.replace('"Hanoi"]\nadv', '"Hanoi", "Geneva"]\nadv'))
    option = solve(asked).options[0]
    first, second = option.sittings
    wrong = {
        "begin": replace(second, begin=first.begin),
        "end": replace(second, end=second.end + dt.timedelta(hours=9)),
        "place": replace(second, place=asked.meetings[1].places[1]),
    }[field]
    assert list(broken(asked, replace(option, sittings=(first, wrong)), {})) != []
    assert list(broken(asked, option, {})) == []


def test_days_in_words() -> None:
    assert day(dt.date(2018, 11, 7), weekday=True) == "Wed 7 Nov 2018"
