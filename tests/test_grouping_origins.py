"""Sources counted once: copies of a text, and one speaker on one occasion."""

from __future__ import annotations

import pytest

from pourparler.model.findings import Form, Statement
from pourparler.model.groups import ReportCard, StatementCard
from pourparler.record.chains import chain_of
from pourparler.record.grouping import origin_of, repeats, same_origin, signature, signature_keys
from pourparler.record.grouping.attribution import count_origins
from tests.sightings import card, evidence, window

WIRE = (
    "The foreign ministers of the two neighbours met in Oslo on Friday to revive the talks that broke off last spring. "
    "Both sides called the mood frank. They agreed that experts would look at the map of the river border again, and "
    "that nobody would build on the disputed island while they work. Norway offered to host a second round in May. "
    "A spokesman for the northern side said that prisoners could be exchanged before the summer if lists arrive soon."
)
OTHER = (
    "Farmers along the river border said they had heard nothing of the talks in Oslo, and that what the ministers say "
    "about the island matters little to them as long as the bridge stays closed. The mayor of the nearest town wants a "
    "ferry. A retired general who drew the first map of the island told this paper that the line was a mistake."
)


def test_a_copy_with_another_head_or_without_its_tail_has_the_same_origin() -> None:
    whole = signature(WIRE)
    cut = signature(WIRE[: WIRE.index("Norway")] + "Read more on page three.")
    edited = signature(WIRE.replace("on Friday", "Friday").replace("soon.", "soon, he added."))
    for copy in (cut, edited):
        assert same_origin(whole, copy, days=1)
        assert set(signature_keys(whole)) & set(signature_keys(copy))


def test_another_report_of_the_same_event_has_an_origin_of_its_own() -> None:
    assert not same_origin(signature(WIRE), signature(OTHER), days=0)
    assert not same_origin(signature("Too short."), signature("Too short."), days=0)


def test_the_same_words_a_month_later_are_no_copy() -> None:
    assert not same_origin(signature(WIRE), signature(WIRE), days=31)


def said(
    id: str, source: str, words: str, report: ReportCard, *chain: str, day: str | None = None
) -> tuple[Statement, ReportCard]:
    spoken = evidence(report.id, words)
    statement = Statement(
        id=id,
        source=source,
        source_spans=(),
        cue_spans=(),
        content_spans=(spoken,),
        form=Form.INDIRECT,
        chain=(source, *chain),
        rule="test",
        said=window(day),
    )
    return statement, report


ONE = card("r1", "2018-10-20", outlet="Pacific Wire")
TWO = card("r2", "2018-10-22", outlet="The Strait Courier")
LATE = card("r3", "2018-11-20", outlet="Meridian Daily")
UNNAMED = "senior U.S. official (unnamed)"


@pytest.mark.parametrize(
    ("ours", "theirs", "independent"),
    [
        (said("a", "Mike Pompeo", "it", ONE), said("b", "Mike Pompeo", "it", TWO), 1),
        (said("a", "Mike Pompeo", "it", ONE), said("b", "Mike Pompeo", "it", LATE), 2),
        (
            said("a", "Mike Pompeo", "it", ONE, day="2018-10-19"),
            said("b", "Mike Pompeo", "it", TWO, day="2018-10-21"),
            2,
        ),
        (said("a", "Mike Pompeo", "it", ONE), said("b", "John Bolton", "it", TWO), 2),
        (said("a", UNNAMED, "it", ONE, "Reuters"), said("b", UNNAMED, "it", TWO, "Reuters"), 1),
        (said("a", UNNAMED, "it", ONE, "Reuters"), said("b", UNNAMED, "it", TWO, "Yonhap"), 2),
    ],
)
def test_one_speaker_on_one_occasion_is_one_origin(
    ours: tuple[Statement, ReportCard], theirs: tuple[Statement, ReportCard], independent: int
) -> None:
    assert count_origins([origin_of(*ours), origin_of(*theirs)]) == independent


def test_a_report_in_its_own_voice_is_one_origin_with_its_copies() -> None:
    copy = card("r9", "2018-10-22", origin="r1")
    assert origin_of(None, ONE) == origin_of(None, copy)
    assert origin_of(None, ONE) != origin_of(None, TWO)


def test_who_said_it_first_and_who_repeats_it() -> None:
    told = [
        said("a", "Mike Pompeo", "he expects the summit in the very near future", ONE),
        said("b", "Mike Pompeo", "he expected the leaders' summit in the very near future", TWO),
        said("c", "Mike Pompeo", "the sanctions stay", TWO),
        said("d", "Mike Pompeo", "he expects the summit in the very near future", LATE),
    ]
    cards = [StatementCard(statement=s, report=r, chain=chain_of(s, r), origin=origin_of(s, r)) for s, r in told]
    assert repeats(cards) == repeats(cards[::-1]) == {"b": "a"}
