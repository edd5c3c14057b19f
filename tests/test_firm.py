"""The firm layer: windows, and why each bound stands where it does, word for word."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.model.groups import Claim, MeetingGroup, Sighting
from pourparler.reason.firm import Firm, firm_windows
from pourparler.reason.firm_types import FirmRecord
from tests.papers import Paper, group


def three_against_each_other() -> list[MeetingGroup]:
    """Talks come first, not before 12 December; the summit is over by 10 December."""
    wire = Paper("Pacific Wire", "2018-11-20", "Envoys will meet after December 11 to prepare the summit, said Ms Oe.")
    summit_there = wire.meeting("the summit", form="summit")
    envoys = wire.meeting("Envoys will meet", purpose="to prepare the summit")
    post = Paper("The Post", "2018-11-25", "The leaders will meet by December 10, said the president.")
    summit = post.meeting("The leaders will meet", form="summit")
    return [
        group("talks of envoys", [envoys], [wire.claim(envoys, "after December 11", "2018-12-12/..", by="Ms Oe")]),
        group(
            "the summit",
            [summit_there, summit],
            [post.claim(summit, "by December 10", "../2018-12-10", by="the president")],
        ),
    ]


def test_three_statements_that_cannot_all_hold() -> None:
    record = firm_windows(three_against_each_other())
    (clash,) = record.conflicts
    assert clash.words == (
        "Three statements that cannot all hold, though any two of them can: "
        "(1) the president says “by December 10” (The Post, 25 Nov 2018); "
        "(2) Ms Oe says “after December 11” (Pacific Wire, 20 Nov 2018); "
        "(3) the summit comes after talks of envoys: “to prepare the summit” (Pacific Wire, 20 Nov 2018). "
        "Set aside: (3), because an order gives way to stated days."
    )
    assert record.conflicts_of("the summit") == record.conflicts_of("talks of envoys") == (clash,)
    assert record.window("the summit").edtf == "2018-11-24/2018-12-10"
    assert record.window("talks of envoys").edtf == "2018-12-12/.."


def test_each_two_of_the_three_hold() -> None:
    for leave_out in ("by December 10", "after December 11"):
        groups = three_against_each_other()
        name = next(c.timing.id for g in groups for c in g.claims if leave_out in c.timing.id)
        assert not firm_windows(groups, without=frozenset({name})).conflicts


def test_a_bound_through_another_meeting_in_words() -> None:
    groups = three_against_each_other()
    record = firm_windows(groups, without=frozenset({"The Post"}))
    assert record.because("the summit").earliest.words == (
        "Not before 12 Dec 2018. Talks of envoys: not before 12 Dec 2018, since Ms Oe says “after December 11”"
        " (Pacific Wire, 20 Nov 2018). The summit comes after talks of envoys: “to prepare the summit”"
        " (Pacific Wire, 20 Nov 2018)."
    )


def scattered(seed: int) -> list[MeetingGroup]:
    """Some meetings with random claims, orders and counts, told of in shared papers."""
    rng = random.Random(seed)
    names = [f"meeting {i}" for i in range(6)]
    told: dict[str, list[Sighting]] = {n: [] for n in names}
    claims: dict[str, list[Claim]] = {n: [] for n in names}
    for n in range(8):
        first, second = rng.sample(names, 2)
        a, b = sorted(rng.sample(range(1, 29), 2))
        outlet, text = f"Paper {n}", f"{first} is between these days, to prepare {second} or not"
        paper = Paper(outlet, f"2018-10-{rng.randrange(1, 29):02}", text)
        own = paper.meeting(first, purpose=f"to prepare {second}" if rng.random() < 0.6 else None)
        told[first].append(own)
        told[second].append(paper.meeting(second))
        sense = "outside" if rng.random() < 0.2 else "inside"
        window = rng.choice([f"2018-11-{a:02}/2018-11-{b:02}", f"2018-11-{a:02}/..", f"../2018-11-{b:02}"])
        claims[first].append(paper.claim(own, "between these days", window, sense=sense))
    counts = rng.sample([1, 2, 3, None, None, None], 6)
    return [group(n, told[n], claims[n], ordinal=o) for n, o in zip(names, counts, strict=True) if told[n]]


def found(record: FirmRecord) -> object:
    """Windows with how sure they are, and what is set aside; of reasons that are equally good either may be told."""
    windows = {i: (w.window, w.options, w.earliest.hedge, w.latest.hedge) for i, w in record.windows.items()}
    return windows, {c.words for c in record.aside}


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 1_000_000))
def test_what_is_kept_up_to_date_is_the_same_as_what_is_worked_out_at_once(seed: int) -> None:
    rng = random.Random(seed)
    groups = scattered(seed)
    firm = Firm([replace(g, claims=g.claims[: rng.randrange(3)]) for g in rng.sample(groups, len(groups) // 2)])
    order = rng.sample(groups, len(groups))
    before = firm.record()
    moved = [m for i in range(0, len(order), 2) for m in firm.update(order[i : i + 2])]
    at_once, after = Firm(groups).record(), firm.record()
    assert found(after) == found(at_once)
    for i, now in after.windows.items():
        if i not in before.windows or before.window(i) != now.window:
            assert any(m.group == i for m in moved)
    last = order[-1].id
    firm.update([], gone=[last])
    assert found(firm.record()) == found(Firm(g for g in groups if g.id != last).record())


def test_the_order_of_groups_and_claims_does_not_matter() -> None:
    for seed in range(40):
        rng = random.Random(seed)
        groups = scattered(seed)
        mixed = [replace(g, claims=tuple(rng.sample(g.claims, len(g.claims)))) for g in rng.sample(groups, len(groups))]
        assert firm_windows(mixed).windows == firm_windows(groups).windows
