"""When a summit can be: firm window, belief, who moves it, and the words for it."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.model.findings import Status
from pourparler.model.groups import Claim, MeetingGroup
from pourparler.reason import Answer, when
from pourparler.reason.answer import Counts, Outcome
from pourparler.reason.belief import months
from pourparler.reason.data import half_days, hedge_rows, soon
from pourparler.reason.hedges import doubt
from tests.papers import Paper, group

DAY = dt.date(2018, 10, 20)
WIRE = Paper(
    "Pacific Wire",
    "2018-10-20",
    "Pompeo expects the summit in the very near future. Trump wants to hold it after the vote of November 6. "
    "Such a summit is unlikely this year, an official said. It will likely come after January 1, the official said. "
    "Everybody knows that it was set for November 20. Perhaps it comes in early spring.",
)
SIGHTED = WIRE.meeting("the summit", form="summit")
VERY_SOON = WIRE.claim(SIGHTED, "in the very near future", "2018-10-19/..", by="Mike Pompeo", hedge="hoped")
AFTER_VOTE = WIRE.claim(SIGHTED, "after the vote of November 6", "2018-11-07/..", by="Donald Trump")
OFFICIAL = "U.S. official (unnamed)"
NOT_2018 = WIRE.claim(SIGHTED, "this year", "2018-10-20/2018-12-31", by=OFFICIAL, hedge="likely", sense="outside")
IN_2019 = WIRE.claim(SIGHTED, "after January 1", "2019-01-02/..", by=OFFICIAL, hedge="likely")
FOUR = (VERY_SOON, AFTER_VOTE, NOT_2018, IN_2019)


def summit(*claims: Claim, status: str = "planned") -> MeetingGroup:
    return group("the summit", [WIRE.meeting("the summit", form="summit", status=status)], claims)


def in_2018(answer: Answer) -> float:
    assert answer.belief is not None
    return answer.belief.between(dt.date(2018, 1, 1), dt.date(2018, 12, 31))


def test_the_answer_in_one_line() -> None:
    answer = when(summit(*FOUR), asof=DAY)
    assert answer.headline == (
        "Not before 7 Nov 2018. Most likely Jan–Feb 2019 (27 %); in 2018 16 %; not by 19 Oct 2019 8 %."
    )
    assert answer.because == (
        "Not before 7 Nov 2018, since Donald Trump says “after the vote of November 6” (Pacific Wire, 20 Oct 2018).",
    )


def test_belief_in_this_year_falls_with_each_claim_in_turn() -> None:
    answer = when(summit(*FOUR), asof=DAY)
    shares = [s.belief.between(dt.date(2018, 1, 1), dt.date(2018, 12, 31)) for s in answer.history]
    assert shares == pytest.approx([0.57, 0.50, 0.26, 0.16], abs=0.01)
    assert [s.words for s in answer.history[2:]] == [
        "20 Oct 2018: NOT “this year” (U.S. official (unnamed) → Pacific Wire), likely:"
        " in 2018 26 %, most likely Nov–Dec 2018 26 %",
        "20 Oct 2018: “after January 1” (U.S. official (unnamed) → Pacific Wire), likely:"
        " in 2018 16 %, most likely Jan–Feb 2019 27 %",
    ]


def test_exactly_one_refinement_and_one_tension() -> None:
    found = when(summit(*FOUR), asof=DAY).relations
    assert [(str(r.kind), r.words, r.why) for r in found] == [
        (
            "in tension",
            "“in the very near future” (Mike Pompeo → Pacific Wire) against"
            " NOT “this year” (U.S. official (unnamed) → Pacific Wire)",
            "both can be true only if “very near future” reaches to 1 Jan 2019; taken as 19 Oct – about 18 Dec 2018",
        ),
        (
            "refines",
            "“after the vote of November 6” (Donald Trump → Pacific Wire), then more closely"
            " “after January 1” (U.S. official (unnamed) → Pacific Wire)",
            "not before 2 Jan 2019 lies within not before 7 Nov 2018",
        ),
    ]


def test_what_moves_the_answer_most() -> None:
    moved = when(summit(*FOUR), asof=DAY).moved_by
    assert moved is not None
    assert moved.shift == pytest.approx(0.19, abs=0.01)
    assert moved.words == (
        "NOT “this year” (U.S. official (unnamed) → Pacific Wire): with it in 2018 16 % instead of 34 %"
    )


def test_discounting_a_source_says_what_it_changes() -> None:
    full, half = (when(summit(*FOUR), asof=DAY, discounts={"U.S. official": trust}) for trust in (1.0, 0.5))
    none = when(summit(*FOUR), asof=DAY, without={"U.S. official"})
    assert in_2018(full) < in_2018(half) < in_2018(none)
    assert half.notes[0] == "With U.S. official at 50 %: in 2018 31 % instead of 16 %."
    assert none.notes[0] == "Without U.S. official: in 2018 50 % instead of 16 %."
    strange = when(summit(*FOUR), asof=DAY, without={"Nobody"})
    assert strange.notes[0] == "Without Nobody: nothing changes, no claim comes from there."


def test_who_is_trusted_less_bounds_nothing_firmly() -> None:
    answer = when(summit(*FOUR), asof=DAY, discounts={"Trump": 0.9})
    assert answer.firm.earliest.day != dt.date(2018, 11, 7)
    assert not any(w.firm for w in answer.claims)


def test_what_follows_of_a_plain_day() -> None:
    fixed = WIRE.claim(SIGHTED, "November 20", "2018-11-20")
    answer = when(summit(fixed, status="scheduled"), asof=DAY)
    assert answer.headline == "20 Nov 2018: 82 %; later or never 18 %."
    assert set(answer.dots) == {dt.date(2018, 11, 20), None}


def test_held_on_a_day() -> None:
    later = Paper("The Post", "2018-11-21", "The two met on Tuesday.")
    met = later.meeting("The two met", form="summit", status="held")
    held = replace(
        group("the summit", [SIGHTED, met], [*FOUR, later.claim(met, "on Tuesday", "2018-11-20")]), status=Status.HELD
    )
    answer = when(held, asof=dt.date(2018, 11, 21))
    assert (answer.outcome, answer.headline) == (Outcome.HELD, "Held on 20 Nov 2018.")
    assert answer.changed[0] == "21 Nov 2018: planned → held"
    before = when(held, asof=dt.date(2018, 11, 20))
    assert before.outcome is Outcome.OPEN


def test_a_window_that_passed_unmet_says_so() -> None:
    hoped = WIRE.claim(SIGHTED, "November 20", "2018-11-18/2018-11-20", by="Mike Pompeo", hedge="hoped", about=True)
    assert when(summit(hoped, status="hoped"), asof=dt.date(2018, 11, 22)).outcome is Outcome.OPEN
    answer = when(summit(hoped, status="hoped"), asof=dt.date(2018, 12, 1))
    assert answer.outcome is Outcome.LAPSED
    assert answer.headline == (
        "Lapsed: 18 Nov – about 20 Nov 2018 passed, and no report says that it took place. Not by 30 Nov 2019 54 %."
    )


def test_a_day_far_ahead_is_not_lost_in_never() -> None:
    far = WIRE.claim(SIGHTED, "January 1", "2021-01-01/2021-01-31", by="Donald Trump", hedge="likely")
    belief = when(summit(far), asof=DAY).belief
    assert belief is not None
    assert belief.horizon == dt.date(2021, 4, 30)
    assert belief.between(dt.date(2021, 1, 1), dt.date(2021, 1, 31)) > 0.5


def test_what_nobody_speaks_of_recedes() -> None:
    soon, late = (when(summit(AFTER_VOTE), asof=day) for day in (DAY, dt.date(2019, 6, 1)))
    assert soon.belief and late.belief
    assert late.belief.never > soon.belief.never + 0.2
    assert late.notes[0] == (
        "Before any claim: each day as likely as the next, half of what is planned comes within 344 days"
        " (120, and one for each day since it was last told of); looked ahead to 30 May 2020."
    )


def test_nothing_known_on_that_day() -> None:
    with pytest.raises(ValueError, match="nothing was known of the summit on 2018-10-19"):
        when(summit(*FOUR), asof=dt.date(2018, 10, 19))


def test_an_echo_counts_once_and_another_speaker_counts() -> None:
    post = Paper("The Post", "2018-10-22", "After January 1, Mr Trump said; after January 1, said Mr Bolton.")
    seen = post.meeting("After January 1", form="summit")
    echo = replace(
        post.claim(seen, "after January 1", "2019-01-02/..", by=OFFICIAL, hedge="likely"), origin=WIRE.card.id
    )
    other = post.claim(seen, "After January 1", "2019-01-02/..", by="John Bolton", hedge="likely")
    one, same, two = (
        when(group("the summit", [SIGHTED, seen], [*FOUR, *more]), asof=dt.date(2018, 10, 22))
        for more in ((), (echo,), (other,))
    )
    assert in_2018(same) == pytest.approx(in_2018(one))
    assert in_2018(two) < in_2018(one) - 0.03
    assert [w.counts for w in same.claims if w.claim is echo] == [Counts.ECHO]


def test_the_latest_word_of_a_speaker_counts() -> None:
    post = Paper("The Post", "2018-11-02", "It will be on December 5, said Mr Trump. Later it would be soon, he said.")
    seen = post.meeting("It will be", form="summit")
    fixed = post.claim(seen, "on December 5", "2018-12-05", by="Mike Pompeo")
    answer = when(group("the summit", [SIGHTED, seen], [VERY_SOON, fixed]), asof=dt.date(2018, 11, 2))
    first = answer.claims[0]
    assert (first.counts, first.why) == (Counts.SUPERSEDED, "Mike Pompeo said otherwise later: “on December 5”")


def test_a_vaguer_later_word_leaves_the_closer_one_standing() -> None:
    post = Paper("The Post", "2018-11-02", "This winter, said Mr Trump.")
    seen = post.meeting("This winter", form="summit")
    vague = post.claim(seen, "This winter", "2018-11-02/2019-03-31", by="Donald Trump")
    fixed = WIRE.claim(SIGHTED, "November 20", "2018-11-20", by="Donald Trump")
    answer = when(group("the summit", [SIGHTED, seen], [fixed, vague]), asof=dt.date(2018, 11, 2))
    assert [w.counts for w in answer.claims] == [Counts.COUNTED, Counts.ECHO]


def test_what_was_called_off_is_no_longer_believed() -> None:
    post = Paper("The Post", "2018-11-02", "He cancelled the November 20 summit. It may still be held in spring.")
    off = post.meeting("the November 20 summit", form="summit", status="cancelled")
    old = post.claim(off, "November 20", "2018-11-20")
    fixed = WIRE.claim(SIGHTED, "November 20", "2018-11-20", by="Donald Trump")
    called_off = replace(group("the summit", [SIGHTED, off], [fixed, old]), status=Status.CANCELLED)
    answer = when(called_off, asof=dt.date(2018, 11, 2))
    assert [w.counts for w in answer.claims] == [Counts.WITHDRAWN, Counts.OLD_DATE]
    assert answer.outcome is Outcome.OFF
    assert answer.headline == "Cancelled. Not by 1 Nov 2019 84 %."


def test_a_firm_end_that_is_doubted_since_does_not_clip() -> None:
    post = Paper("The Post", "2018-11-02", "It will probably be in March, he said.")
    seen = post.meeting("It will probably be", form="summit")
    march = post.claim(seen, "in March", "2019-03-01/2019-03-31", by="Donald Trump", hedge="likely")
    fixed = WIRE.claim(SIGHTED, "November 20", "../2018-11-20", by="Mike Pompeo")
    answer = when(group("the summit", [SIGHTED, seen], [fixed, march]), asof=dt.date(2018, 11, 2))
    assert answer.belief is not None
    assert answer.belief.between(dt.date(2019, 3, 1), dt.date(2019, 3, 31)) > 0.2
    assert answer.notes[0] == (
        "Belief is not clipped at 20 Nov 2018, which “in March” (Donald Trump → The Post) has put in doubt since."
    )


def test_a_narrow_likely_alone_gives_its_week_about_what_likely_means() -> None:
    week = WIRE.claim(SIGHTED, "in early spring", "2019-03-04/2019-03-10", by="Mike Pompeo", hedge="likely")
    belief = when(summit(week), asof=DAY).belief
    assert belief is not None
    assert belief.between(dt.date(2019, 3, 4), dt.date(2019, 3, 10)) == pytest.approx(0.8 * 0.7, abs=0.02)


def test_hedge_words_of_the_sentence_are_read_by_the_scale() -> None:
    read = [(d.label, d.p, d.scale) for d in map(doubt, FOUR)]
    assert read == [
        ("expect", 0.60, "own"),
        ("certain", 0.95, "own"),
        ("unlikely", 0.20, "survey"),
        ("likely", 0.70, "survey"),
    ]
    firm = Paper("The Post", "2018-10-20", "That is highly likely in June, and unlikely, hardly likely in May.")
    claim = firm.claim(firm.meeting("That"), "in June", "2019-06-01/2019-06-30", hedge="likely")
    assert doubt(claim).label == "highly likely"


def test_the_scale_holds_together() -> None:
    labels = [(row.word, row.sense) for row in hedge_rows() if row.word != "*"]
    assert len(labels) == len(set(labels))
    assert all(row.doubt.low <= row.doubt.p <= row.doubt.high and row.doubt.source for row in hedge_rows())
    assert dict(soon())["very near future"] == 60
    assert half_days()["planned"] < half_days()["possible"] < half_days()["cancelled"]


CLAIM = st.tuples(
    st.sampled_from(("Mike Pompeo", "Donald Trump", "Ri Yong-ho", None)),
    st.integers(0, 200),
    st.one_of(st.none(), st.integers(0, 120)),
    st.sampled_from(("certain", "likely", "hoped", "possible", "approximate")),
    st.sampled_from(("inside", "inside", "outside")),
)
WORDS = ("Pompeo", "expects", "summit", "near", "future", "Trump", "vote", "unlikely", "official", "January")


def made(numbers: list[tuple[str | None, int, int | None, str, str]]) -> list[Claim]:
    claims = []
    for words, (by, first, length, hedge, sense) in zip(WORDS, numbers, strict=False):
        begin = DAY + dt.timedelta(days=first)
        end = ".." if length is None else str(begin + dt.timedelta(days=length))
        claims.append(WIRE.claim(SIGHTED, words, f"{begin}/{end}", by=by, hedge=hedge, sense=sense))
    return claims


@settings(max_examples=60, deadline=None)
@given(st.lists(CLAIM, max_size=6), st.integers(0, 10**6))
def test_belief_is_a_belief(numbers: list[tuple[str | None, int, int | None, str, str]], seed: int) -> None:
    claims = made(numbers)
    answer = when(summit(*claims), asof=DAY)
    belief, plausible = answer.belief, answer.plausible
    assert belief is not None and plausible is not None
    assert sum(belief.days) + belief.never == pytest.approx(1)
    assert sum(b.p for b in belief.bins) == pytest.approx(sum(belief.days))
    assert all(b.low - 1e-9 <= b.p <= b.high + 1e-9 for b in belief.bins)
    assert len(answer.dots) == 20
    assert plausible.half.p <= plausible.most.p + 1e-9
    shuffled = random.Random(seed).sample(claims, len(claims))
    again = when(summit(*shuffled), asof=DAY)
    assert again.belief == belief


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 200), st.integers(0, 120), st.sampled_from(("likely", "hoped", "possible")))
def test_no_claim_speaks_against_the_days_it_names(first: int, length: int, hedge: str) -> None:
    (claim,) = made([("Mike Pompeo", first, length, hedge, "inside")])
    bare, told = (when(summit(*claims), asof=DAY).belief for claims in ((), (claim,)))
    window = claim.timing.window
    assert bare and told and window and window.earliest and window.latest
    assert told.between(window.earliest, window.latest) >= bare.between(window.earliest, window.latest) - 1e-9


def test_months_cover_every_day_once() -> None:
    spans = months(dt.date(2018, 10, 20), 365)
    assert spans[0] == (dt.date(2018, 10, 20), dt.date(2018, 10, 31))
    assert sum((b - a).days + 1 for a, b in spans) == 365
