"""Meetings whose parties stand elsewhere in the report: the sides of the negotiation, lists, those who arrive."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pourparler.annotate.draft import Draft

Kit = Callable[..., Draft]

ACCORD = "Sudan's army and the Rapid Support Forces signed a truce in Jeddah on Thursday. "


def parties(kit: Kit, text: str) -> list[set[str]]:
    return [set(m.parties) for m in kit(text).meetings]


@pytest.mark.parametrize(
    "said",
    [
        "The negotiations had opened on October 6.",
        "Senior commanders will meet within a week.",
        "The two delegations will return to the negotiating table on Sunday.",
        "Egypt hosted the talks in Cairo on Monday.",
    ],
)
def test_sides_of_the_accord_just_told(kit: Kit, said: str) -> None:
    assert parties(kit, ACCORD + said) == [{"Sudan", "Rapid Support Forces"}]


@pytest.mark.parametrize(
    "said",
    [
        "Senior commanders of the Egyptian navy will meet the press on Sunday.",
        "Traders said negotiations over insurance took weeks.",
        "It might have failed if the talks fail.",
    ],
)
def test_no_sides_for_other_talks(kit: Kit, said: str) -> None:
    assert {"Sudan", "Rapid Support Forces"} not in parties(kit, ACCORD + said)


def test_what_is_told_only_later_is_inferred(kit: Kit) -> None:
    text = "The talks on Western Sahara broke up on Friday. Morocco and the Polisario Front blamed each other."
    (meeting,) = kit(text).meetings
    assert set(meeting.inferred) == set(meeting.parties) == {"Morocco", "Polisario Front"}


def test_a_round_and_the_one_before(kit: Kit) -> None:
    text = (
        "Colombia and the National Liberation Army will begin the second cycle of negotiations in Caracas on "
        "November 2, after ending the previous round in Quito last month."
    )
    found = kit(text).meetings
    assert [(set(m.parties), m.status.value) for m in found] == [
        ({"Colombia", "ELN"}, "scheduled"),
        ({"Colombia", "ELN"}, "held"),
    ]


def test_a_list_with_offices_told_before_names(kit: Kit) -> None:
    text = (
        "Antonio Guterres hosted a dinner in Geneva for Kenyan President William Ruto, the foreign ministers of Chad "
        "and Egypt, Mahamat Saleh Annadif and Sameh Shoukry, and Norwegian minister Anniken Huitfeldt."
    )
    (found,) = parties(kit, text)
    assert {"William Ruto", "Sameh Shoukry", "Anniken Huitfeldt"} < found
    assert len(found) == 5


def test_who_arrives_where_others_meet(kit: Kit) -> None:
    text = "Angela Merkel and Emmanuel Macron flew on to Brussels, where EU leaders held a summit on Thursday."
    (meeting,) = kit(text).meetings
    assert set(meeting.parties) == {"European Union", "Angela Merkel", "Emmanuel Macron"}
    assert meeting.place == ("Brussels",)
