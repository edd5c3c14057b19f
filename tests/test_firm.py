"""The firm layer: windows, and why each bound stands where it does, word for word."""

from __future__ import annotations

from pourparler.model.groups import MeetingGroup
from pourparler.reason.firm import firm_windows
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
