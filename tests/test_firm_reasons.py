"""What the firm layer makes of each kind of statement, and the reasons it gives, word for word."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from pourparler.model.groups import Correction, CorrectionKind, MeetingGroup
from pourparler.reason.firm import firm_windows
from pourparler.reason.firm_deadlines import deadline
from pourparler.reason.firm_types import Fact, FirmRecord
from pourparler.reason.lapse import Pace, pending
from tests.papers import Paper, commitment, days, group

WIRE = "Pacific Wire"


def said(text: str, *claims: tuple[str, str], status: str = "planned", **how: str) -> MeetingGroup:
    """ "The talks" with claims of one paper of 20 November 2018: pairs of words and window."""
    paper = Paper(WIRE, "2018-11-20", f"The talks {text}.")
    talks = paper.meeting("The talks", status=status)
    about = how.pop("about", "") == "yes"
    return group("the talks", [talks], [paper.claim(talks, w, d, by="Ms Oe", about=about, **how) for w, d in claims])


def reasons(record: FirmRecord, name: str = "the talks") -> tuple[str, str]:
    found = record.because(name)
    return found.earliest.words, found.latest.words


def test_alternatives_of_one_statement_are_stretches_and_no_clash() -> None:
    talks = said("will be either in early December or in March", ("early December", "2018-12-01/2018-12-10"),
                 ("in March", "2019-03-01/2019-03-31"))  # fmt: skip
    record = firm_windows([talks])
    assert not record.conflicts
    assert [w.edtf for w in record.because("the talks").options] == ["2018-12-01/2018-12-10", "2019-03"]
    assert reasons(record) == (
        "Not before 1 Dec 2018, since Ms Oe says “early December” or “in March” (Pacific Wire, 20 Nov 2018).",
        "Not after 31 Mar 2019, since Ms Oe says “early December” or “in March” (Pacific Wire, 20 Nov 2018).",
    )


def test_an_alternative_that_cannot_be_leaves_the_other_and_says_why() -> None:
    talks = said("will be either in early December or in March", ("early December", "2018-12-01/2018-12-10"),
                 ("in March", "2019-03-01/2019-03-31"))  # fmt: skip
    post = Paper("The Post", "2018-11-25", "Not before Christmas, says the host.")
    late = post.claim(talks.sightings[0], "Not before Christmas", "2018-12-25/..", by="the host")
    record = firm_windows([replace(talks, claims=(*talks.claims, late))])
    assert record.window("the talks").edtf == "2019-03"
    assert reasons(record)[0] == (
        "Not before 1 Mar 2019, since Ms Oe says “early December” or “in March” (Pacific Wire, 20 Nov 2018);"
        " nothing earlier is left, since the host says “Not before Christmas” (The Post, 25 Nov 2018)."
    )


def test_what_is_ruled_out() -> None:
    year = said("will not be held this year", ("this year", "2018-11-20/2018-12-31"), sense="outside")
    assert reasons(firm_windows([year]))[0] == (
        "Not before 1 Jan 2019, since Ms Oe rules out “this year” (Pacific Wire, 20 Nov 2018)."
    )
    month = said("will not be held in December", ("in December", "2018-12-01/2018-12-31"), sense="outside")
    around = firm_windows([month]).because("the talks")
    assert [w.edtf for w in around.options] == ["2018-11-19/2018-11-30", "2019-01-01/.."]


def test_hedged_words_count_only_for_want_of_firmer_ones() -> None:
    hoped = said("may be in ten days or so", ("in ten days", "2018-11-28/2018-12-02"), hedge="hoped", about="yes")
    record = firm_windows([hoped])
    assert record.window("the talks").edtf == "2018-11-28/2018-12-02~"
    assert reasons(record)[1] == (
        "Not after about 2 Dec 2018, at its word for want of anything firmer: Ms Oe hopes for “in ten days”"
        " (Pacific Wire, 20 Nov 2018)."
    )
    post = Paper("The Post", "2018-11-25", "After December 1, says the host.")
    firm = post.claim(hoped.sightings[0], "After December 1", "2018-12-02/..", by="the host")
    assert firm_windows([replace(hoped, claims=(*hoped.claims, firm))]).window("the talks").edtf == "2018-12-02/.."


def test_what_happened_outweighs_what_was_planned() -> None:
    plan = said("will be by December 10", ("by December 10", "../2018-12-10"))
    post = Paper("The Post", "2018-12-13", "They met on Wednesday.")
    held = post.meeting("They met", status="held")
    told = post.claim(held, "on Wednesday", "2018-12-12")
    record = firm_windows([replace(plan, sightings=(*plan.sightings, held), claims=(*plan.claims, told))])
    assert record.window("the talks").edtf == "2018-12-12"
    assert [c.words for c in record.conflicts] == [
        "Two statements that cannot both hold: (1) The Post reports “on Wednesday” (13 Dec 2018);"
        " (2) Ms Oe says “by December 10” (Pacific Wire, 20 Nov 2018)."
        " Set aside: (2), because what is planned gives way to what is told of the past."
    ]


def test_one_day_of_a_meeting_that_takes_two_is_no_contradiction() -> None:
    plan = said("will be on December 11 and 12", ("on December 11 and 12", "2018-12-11/2018-12-12"))
    post = Paper("The Post", "2018-12-13", "They met on Tuesday. They met again on Wednesday.")
    held = post.meeting("They met", status="held")
    told = [post.claim(held, "on Tuesday", "2018-12-11"), post.claim(held, "on Wednesday", "2018-12-12")]
    record = firm_windows([replace(plan, sightings=(*plan.sightings, held), claims=(*plan.claims, *told))])
    assert not record.conflicts
    assert record.window("the talks").edtf == "2018-12-11/2018-12-12"


def test_as_of_a_day_later_reports_are_unknown() -> None:
    plan = said("will be by December 10", ("by December 10", "../2018-12-10"))
    post = Paper("The Post", "2018-12-01", "By December 5, says the host.")
    closer = post.claim(plan.sightings[0], "By December 5", "../2018-12-05", by="the host")
    both = [replace(plan, claims=(*plan.claims, closer))]
    assert firm_windows(both).window("the talks").latest == dt.date(2018, 12, 5)
    assert firm_windows(both, asof=dt.date(2018, 11, 30)).window("the talks").latest == dt.date(2018, 12, 10)
    assert firm_windows(both, discounts={"host": 0.5}).window("the talks").latest == dt.date(2018, 12, 10)


def test_a_person_has_the_last_word() -> None:
    plan = said("will be by December 10", ("by December 10", "../2018-12-10"))
    moment = dt.datetime(2018, 12, 1, 12)
    own = Correction(id="k1", target=plan.id, kind=CorrectionKind.SET, author="R. Roe", at=moment,
                     why="the hotel says so", field="window", value="2018-12-12")  # fmt: skip
    record = firm_windows([replace(plan, window=days("2018-12-12"), corrections=(own,))])
    assert reasons(record)[1] == (
        "Not after 12 Dec 2018, since R. Roe set it to 12 Dec 2018 (1 Dec 2018: the hotel says so)."
    )
    assert record.conflicts[0].words.endswith("Set aside: (2), because a person has set it otherwise.")
    undone = replace(plan, corrections=(replace(own, reverted=True),))
    assert firm_windows([undone]).window("the talks").latest == dt.date(2018, 12, 10)


def test_the_second_comes_after_the_first_and_facts_go_along() -> None:
    paper = Paper(WIRE, "2018-11-20", "After a first round from December 3 on there will be a second round in Oslo.")
    first, second = paper.meeting("a first round"), paper.meeting("a second round")
    groups = [
        group("round one", [first], [paper.claim(first, "from December 3 on", "2018-12-03/..")], ordinal=1),
        group("round two", [second], ordinal=2),
    ]
    stay = Fact(about="round one", words="a round takes three days", least_days=3, most_days=3)
    rest = Fact(about="round two", words="the envoys rest for a week", after="round one", least_lag=7)
    assert firm_windows(groups).window("round two").earliest == dt.date(2018, 12, 3)
    record = firm_windows(groups, facts=[stay, rest])
    assert reasons(record, "round two")[0] == (
        "Not before 12 Dec 2018. Round one: not before 3 Dec 2018, since Pacific Wire reports “from December 3 on”"
        " (20 Nov 2018). Round one: not before 5 Dec 2018, since a round takes three days. Round two: not before"
        " 12 Dec 2018, since the envoys rest for a week."
    )


def test_a_claim_that_names_another_meeting_orders_the_two() -> None:
    paper = Paper(WIRE, "2018-11-20", "The summit will come after the talks, which begin on December 3.")
    talks, summit = paper.meeting("the talks"), paper.meeting("The summit", form="summit")
    dated = group("the talks", [talks], [paper.claim(talks, "on December 3", "2018-12-03")])
    later = group("the summit", [summit], [paper.claim(summit, "after the talks", None, by="Ms Oe")])
    assert reasons(firm_windows([dated, later]), "the summit")[0] == (
        "Not before 4 Dec 2018. The talks: not before 3 Dec 2018, since Pacific Wire reports “on December 3”"
        " (20 Nov 2018). The summit comes after the talks: “after the talks” (Pacific Wire, 20 Nov 2018)."
    )


def test_a_deadline_counts_from_the_making_of_the_agreement() -> None:
    paper = Paper(WIRE, "2018-11-20", "They agreed to withdraw within two weeks of the signing, which was on Monday.")
    pledge = commitment("withdrawal", paper, "withdraw within two weeks of the signing", made="2018-11-19")
    record = firm_windows([pledge])
    assert record.window("withdrawal").edtf == "2018-11-19/2018-12-03"
    assert reasons(record, "withdrawal")[1] == (
        "Not after 3 Dec 2018. It was made not after 19 Nov 2018, since Pacific Wire dates “withdraw within two weeks"
        " of the signing” to 19 Nov 2018 (20 Nov 2018). The agreement says “within two weeks of the signing” (Pacific"
        " Wire, 20 Nov 2018)."
    )
    (over,) = pending([pledge], record, asof=dt.date(2018, 12, 5))
    assert (over.pace, over.days) == (Pace.OVERDUE, 2)
    assert over.words == (
        "withdrawal: overdue by 2 days. Its window was 19 Nov – 3 Dec 2018;"
        " no report up to 5 Dec 2018 tells of it as kept."
    )
    promised = commitment("withdrawal", paper, "withdraw within two weeks of the signing", force="promised")
    assert firm_windows([promised]).window("withdrawal").latest is None  # whose signing, nobody says


def test_deadlines_by_their_words() -> None:
    assert deadline("ship it out within 90 days of signing the agreement") == (90, "within 90 days of signing")
    assert deadline("report within a month after its adoption") == (31, "within a month after its adoption")
    assert deadline("withdraw within 30 days") is None


def test_a_hoped_for_window_lapses_unmet_and_says_so() -> None:
    hoped = said("may be next week", ("next week", "2018-11-26/2018-12-02"), hedge="hoped", status="hoped")
    record = firm_windows([hoped])
    (running,) = pending([hoped], record, asof=dt.date(2018, 11, 30))
    assert running.words == "the talks: 2 days left. Its window is 26 Nov – 2 Dec 2018, only hoped for."
    (lapsed,) = pending([hoped], record, asof=dt.date(2018, 12, 10))
    assert lapsed.words == (
        "the talks: lapsed by 8 days. Its window was 26 Nov – 2 Dec 2018, only hoped for;"
        " no report up to 10 Dec 2018 tells of it as held."
    )


def test_the_least_in_all_is_set_aside_on_request() -> None:
    first = said("will be by December 10", ("by December 10", "../2018-12-10"))
    posts = [Paper(f"Post {n}", "2018-11-10", f"After December {n}, says host {n}.") for n in (12, 14)]
    late = [p.claim(first.sightings[0], f"After December {n}", f"2018-12-{n + 1}/..", by=f"host {n}")
            for p, n in zip(posts, (12, 14), strict=True)]  # fmt: skip
    groups = [replace(first, claims=(*first.claims, *late))]
    assert len(firm_windows(groups).aside) == 2  # both older ones give way to the newer
    (clash,) = firm_windows(groups, exact=True).conflicts
    assert clash.words.endswith("Set aside: (1), because then least has to be set aside in all.")
