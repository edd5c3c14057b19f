"""Where sources disagree, who was right, what can be asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from pourparler.model.findings import Life, MeetingForm, Status
from pourparler.model.groups import Claim, CommitmentGroup, MeetingGroup, Sighting, Stand
from pourparler.reason.conflicts import all_relations, relations
from pourparler.reason.export import question_dict, relation_dict, scored_dict, tally_dict
from pourparler.reason.questions import questions
from pourparler.reason.relation_types import Relation
from pourparler.reason.scores import Verdict, by_hedge, by_outlet, by_source, score
from tests.papers import Paper, group
from tests.sightings import bound, met
from tests.test_firm import three_against_each_other
from tests.test_when import AFTER_VOTE, FOUR, IN_2019, NOT_2018, SIGHTED, VERY_SOON, summit


def told(found: tuple[Relation, ...]) -> list[tuple[str, str, str]]:
    return [(str(r.kind), str(r.on), r.words) for r in found]


def sighted(*sightings: Sighting) -> MeetingGroup:
    return group("the summit", sightings)


def test_two_plain_days_contradict() -> None:
    post = Paper("The Post", "2018-11-02", "It will be on May 3, said Ms Oe. It will be in June, said Mr Ri.")
    seen = post.meeting("It will be", form="summit")
    claims = (
        post.claim(seen, "on May 3", "2019-05-03", by="Ms Oe"),
        post.claim(seen, "in June", "2019-06-01/2019-06-30", by="Mr Ri"),
    )
    (found,) = relations(group("the summit", [seen], claims))
    assert (found.kind, found.why) == ("contradicts", "both are said plainly, and no day fits both")
    assert found.words == "“on May 3” (Ms Oe → The Post) against “in June” (Mr Ri → The Post)"
    assert [s.says for s in found.sides] == ["3 May 2019", "Jun 2019"]
    hedged = (replace(claims[0], timing=replace(claims[0].timing, hedge="likely")), claims[1])
    (found,) = relations(group("the summit", [seen], hedged))
    assert (found.kind, found.why) == ("in tension", "no day fits both, but not both are said plainly")


def test_three_that_cannot_all_hold_are_told_once() -> None:
    found = [r for r in all_relations(three_against_each_other()) if r.kind == "contradicts"]
    assert {r.words for r in found} == {
        "Three statements that cannot all hold, though any two of them can: "
        "(1) the president says “by December 10” (The Post, 25 Nov 2018); "
        "(2) Ms Oe says “after December 11” (Pacific Wire, 20 Nov 2018); "
        "(3) the summit comes after talks of envoys: “to prepare the summit” (Pacific Wire, 20 Nov 2018). "
        "Set aside: (3), because an order gives way to stated days."
    }
    assert found[0].why == "any 2 of them can stand, all 3 cannot"


def test_a_speaker_takes_back_his_own_word() -> None:
    post = Paper("The Post", "2018-11-02", "It will be on May 3, said Ms Oe.")
    seen = post.meeting("It will be", form="summit")
    later = Paper("The Post", "2018-11-09", "Not before July, said Ms Oe.")
    again = later.meeting("Not before July", form="summit")
    claims = (
        post.claim(seen, "on May 3", "2019-05-03", by="Ms Oe"),
        later.claim(again, "July", "2019-07-01/..", by="Ms Oe"),
    )
    (found,) = relations(group("the summit", [seen, again], claims))
    assert (found.kind, found.words, found.why, found.independent) == (
        "withdraws",
        "“on May 3” (Ms Oe → The Post), taken back by “July” (Ms Oe → The Post)",
        "the same speaker, 9 Nov 2018, and no day fits both",
        1,
    )


def test_what_had_lapsed_disagrees_with_nothing() -> None:
    later = Paper("The Post", "2019-02-01", "It will be on May 3, said Ms Oe.")
    again = later.meeting("It will be", form="summit")
    claims = (VERY_SOON, later.claim(again, "on May 3", "2019-05-03", by="Ms Oe"))
    assert relations(group("the summit", [SIGHTED, again], claims)) == ()


def test_a_repetition_tells_how_many_stand_behind_it() -> None:
    later = Paper("The Post", "2018-10-24", "After January 1, said Mr Bolton.")
    again = later.meeting("After January 1", form="summit")
    claims = (IN_2019, later.claim(again, "After January 1", "2019-01-02/..", by="John Bolton", hedge="likely"))
    (found,) = relations(group("the summit", [SIGHTED, again], claims))
    assert (found.kind, found.why) == ("repeats", "2 independent origins")
    assert (
        found.words
        == "“after January 1” (U.S. official (unnamed) → Pacific Wire), said again by John Bolton → The Post"
    )


def test_a_reprint_is_no_second_origin() -> None:
    copy = Paper("The Post", "2018-10-21", "The summit will be on May 3.")
    wire = Paper("Pacific Wire", "2018-10-20", "The summit will be on May 3.")
    copy.card = replace(copy.card, origin=wire.card.id)
    seen = [p.meeting("The summit", form="summit") for p in (wire, copy)]
    first, again = (p.claim(s, "on May 3", "2019-05-03") for p, s in zip((wire, copy), seen, strict=True))
    (found,) = relations(group("the summit", seen, [first, replace(again, origin=first.origin)]))
    assert (found.kind, found.why, found.independent) == ("repeats", "one origin: it counts once", 1)


def test_places() -> None:
    def at(report: str, day: str, place: str, status: Status = Status.SCHEDULED) -> Sighting:
        return met(report, day, "the summit", "Donald Trump; Kim Jong-un", place=(place,), status=status)

    closer = relations(sighted(at("a", "2019-02-06", "Vietnam"), at("b", "2019-02-08", "Hanoi")))
    assert told(closer) == [
        ("refines", "place", "Vietnam (The Strait Courier), then more closely Hanoi (The Strait Courier)")
    ]
    other = replace(at("b", "2019-02-08", "Singapore"), chains=(("The Post",),))
    apart = relations(sighted(at("a", "2019-02-06", "Da Nang"), other))
    assert told(apart) == [("in tension", "place", "Da Nang (The Strait Courier) against Singapore (The Post)")]
    there, here = at("a", "2019-03-01", "Hanoi", Status.HELD), at("b", "2019-03-02", "Singapore", Status.HELD)
    assert [r.kind for r in relations(sighted(there, replace(here, chains=(("The Post",),))))] == ["contradicts"]
    assert [r.kind for r in relations(sighted(there, here))] == ["withdraws"]
    assert relations(sighted(at("a", "2019-02-06", "Hanoi"), at("b", "2019-02-08", "Xanadu"))) == ()
    assert relations(sighted(at("a", "2019-02-06", "Hanoi"), at("b", "2019-02-08", "Vietnam"))) == ()


def test_an_inferred_party_that_is_stated_later() -> None:
    guess = met("a", "2018-10-20", "the talks", "Mike Pompeo; Ri Yong-ho", status=Status.HOPED)
    finding = replace(guess.finding, inferred=("Ri Yong-ho",))
    stated = met("b", "2018-10-25", "the talks", "Mike Pompeo; Ri Yong-ho", status=Status.PLANNED)
    found = relations(sighted(replace(guess, finding=finding), stated))
    assert told(found) == [
        ("refines", "parties", "Ri Yong-ho inferred (The Strait Courier), then stated (The Strait Courier)")
    ]


def test_what_is_called_off() -> None:
    planned = met("a", "2018-05-11", "the summit", "A; B", status=Status.SCHEDULED)
    off = met("b", "2018-05-25", "the summit", "A; B", status=Status.CANCELLED)
    (found,) = relations(sighted(planned, off))
    assert (found.kind, found.on, found.why) == ("withdraws", "existence", "it was cancelled afterwards")
    held = met("a", "2018-05-11", "the summit", "A; B", status=Status.HELD)
    (found,) = relations(sighted(held, off))
    assert (found.kind, found.why) == ("contradicts", "what was held cannot be off")


def pledge(*sightings: Sighting, stand: Stand = Stand.OPEN, due: str | None = None) -> CommitmentGroup:
    finding = bound("x", "2018-06-13", "close the site", "North Korea", due=due).finding
    return CommitmentGroup(
        id="c1", title="North Korea: close the site", text="close the site", by=("North Korea",), to=(),
        force=finding.force, life=finding.life, stand=stand, sightings=sightings, due=finding.due,
    )  # fmt: skip


def test_kept_against_broken() -> None:
    kept = bound("a", "2018-07-24", "close the site", "North Korea", life=Life.KEPT)
    broken = bound("b", "2018-08-01", "close the site", "North Korea", life=Life.BROKEN)
    (found,) = relations(pledge(kept, broken))
    assert (found.kind, found.why) == ("contradicts", "it cannot be kept and broken")


def held_group(*claims: Claim, day: str = "2019-02-27/2019-02-28") -> MeetingGroup:
    last = day[-10:]
    post = Paper("The Post", last, "The two met there.")
    seen = post.meeting("The two met", form="summit", status="held")
    what = post.claim(seen, "there", day)
    return replace(group("the summit", [SIGHTED, seen], [*claims, what]), status=Status.HELD)


def test_claims_are_scored_once_it_was_held() -> None:
    scored = score([held_group(*FOUR)], asof=dt.date(2019, 3, 1))
    assert {s.claim.timing.evidence.exact: (str(s.verdict), s.why) for s in scored} == {
        "in the very near future": ("wrong", "took place 27–28 Feb 2019"),
        "after the vote of November 6": ("right", "took place 27–28 Feb 2019"),
        "this year": ("right", "took place 27–28 Feb 2019"),
        "after January 1": ("right", "took place 27–28 Feb 2019"),
    }
    assert [(t.name, t.right, t.wrong) for t in by_source(scored)] == [
        ("U.S. official (unnamed)", 2, 0),
        ("Donald Trump", 1, 0),
        ("Mike Pompeo", 0, 1),
    ]
    assert [t.name for t in by_hedge(scored)] == ["likely", "said plainly", "unlikely", "expect"]
    assert [(t.name, t.right, t.cases) for t in by_outlet(scored)] == [("Pacific Wire", 3, 4)]


def test_silence_after_a_window_scores_and_before_its_end_does_not() -> None:
    early, late = (score([summit(*FOUR)], asof=day) for day in (dt.date(2018, 12, 1), dt.date(2019, 1, 10)))
    assert {s.verdict for s in early} == {Verdict.OPEN}
    assert [(str(s.verdict), s.why) for s in late if s.claim is NOT_2018] == [
        ("right", "20 Oct – 31 Dec 2018 passed, and no report says that it took place")
    ]
    assert [s.verdict for s in late if s.claim is AFTER_VOTE] == [Verdict.OPEN]


def test_no_rate_under_ten_cases() -> None:
    scored = score([held_group(NOT_2018)], asof=dt.date(2019, 3, 1)) * 10
    (nine,), (ten,) = by_source(scored[:9]), by_source(scored)
    assert (nine.rate, nine.brier) == (None, None)
    assert (ten.rate, ten.brier) == (1.0, pytest.approx(0.04))
    assert ten.expected == pytest.approx(8)


def test_a_question_on_an_open_meeting() -> None:
    planned = replace(summit(*FOUR), parties=("Donald Trump", "Kim Jong-un"), place=("Hanoi",), title="second summit")
    first, second = questions([planned], asof=dt.date(2018, 10, 20))
    assert first.text == "Will the second summit take place between 21 Oct 2018 and 31 Dec 2018?"
    assert first.criteria == (
        "Yes if reports of at least two outlets that do not copy each other say that it took place between"
        " 21 Oct 2018 and 31 Dec 2018, both days included, by the calendar of the place.",
        "It counts if Donald Trump and Kim Jong-un take part in person in Hanoi; deputies in their stead do not count,"
        " further parties may.",
        "No if no such report is published by 7 Jan 2019, whether or not it was called off.",
    )
    assert first.p == pytest.approx(0.16, abs=0.01)
    assert [s.says for s in first.evidence][-2:] == ["NOT 20 Oct – 31 Dec 2018", "not before 2 Jan 2019"]
    assert second.closes > first.closes
    assert questions([replace(planned, status=Status.CANCELLED)], asof=dt.date(2018, 10, 20)) == ()


def test_a_question_on_a_deadline() -> None:
    promise = bound("a", "2018-06-13", "close the site", "North Korea", due="2018-12-31")
    (question,) = questions([pledge(promise, due="2018-12-31")], asof=dt.date(2018, 10, 20))
    assert question.text == "Will North Korea do by 31 Dec 2018 what was promised: “close the site”?"
    assert question.p is None
    assert questions([pledge(promise, due="2018-12-31", stand=Stand.KEPT)], asof=dt.date(2018, 10, 20)) == ()


def test_everything_goes_out_as_json() -> None:
    scored = score([held_group(*FOUR)], asof=dt.date(2019, 3, 1))
    assert scored_dict(scored[0])["word"]["reported_speech"] is True
    assert tally_dict(by_source(scored)[0])["rate"] is None
    (relation, *_) = relations(summit(*FOUR))
    assert [s["text"] for s in relation_dict(relation)["statements"]] == ["in the very near future", "this year"]
    call = replace(summit(*FOUR), form=MeetingForm.CALL)
    assert (
        "by telephone or video"
        in question_dict(questions([call], asof=dt.date(2018, 10, 20))[0])["resolution_criteria"][1]
    )
