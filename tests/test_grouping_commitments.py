"""Which sightings are one commitment, where it stands, and what is promised in return."""

from __future__ import annotations

import pytest

from pourparler.model.findings import Force, Life
from pourparler.model.groups import Sighting, Stand
from pourparler.record.grouping import group_commitments
from tests.sightings import bound, day, who


def groups(*sightings: Sighting) -> list[list[str]]:
    made = group_commitments(sightings, actors=who(sightings))
    return sorted(sorted(s.report.id for s in g.sightings) for g in made)


def test_the_same_deed_by_the_state_and_by_its_leader_is_one() -> None:
    assert groups(
        bound("a", "2018-06-13", "provide security guarantees to the North", "Donald Trump", to=("North Korea",)),
        bound(
            "b", "2018-10-20", "give it security guarantees", "United States", to=("North Korea",), life=Life.STANDING
        ),
    ) == [["a", "b"]]


def test_two_who_speak_for_one_state_bind_it_to_the_same() -> None:
    words = "defend the islands of the south"
    told = [bound(id, "2018-06-13", words, by) for id, by in (("a", "Donald Trump"), ("b", "Mike Pompeo"))]
    assert groups(*told) == [["a", "b"]]
    own = bound("b", "2018-06-13", "defend the southern islands and resign", "Mike Pompeo")
    assert groups(told[0], own) == [["a"], ["b"]]


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("resume the missile tests", {}),
        ("stop the missile launches at sea", {}),
        ("stop all missile tests near Japan", {}),
        ("stop all missile tests near Guam", {"by": "United States"}),
        ("stop all missile tests near Guam", {"force": Force.THREATENED}),
        ("stop all missile tests near Guam", {"due": "2019-01-01/2019-12-31"}),
    ],
)
def test_what_makes_two_of_them(words: str, rest: dict[str, str]) -> None:
    by = rest.pop("by", "Kim Jong-un")
    told = "stop all missile tests near Guam and Norway"
    ours = bound("a", "2018-03-09", told, "Kim Jong-un", due="2018-04-01/2018-04-30")
    assert groups(ours, bound("b", "2018-03-10", words, by, **rest)) == [["a"], ["b"]]  # type: ignore[arg-type]
    assert groups(ours, bound("b", "2018-03-10", "stop all missile tests near Guam", "Kim Jong-un")) == [["a", "b"]]


def test_everybodys_words_prove_nothing() -> None:
    assert groups(
        bound("a", "2018-03-09", "support peace and security", "Angela Merkel"),
        bound("b", "2018-03-10", "support the security of the region", "Angela Merkel"),
    ) == [["a"], ["b"]]


def test_a_country_in_common_is_no_deed_in_common() -> None:
    ours = bound("a", "2018-03-09", "impose costs on Russia for its aggression", "Angela Merkel")
    aid = bound("b", "2018-04-10", "give arms and shelter to the victims of Russia's aggression", "Angela Merkel")
    again = bound("c", "2018-04-11", "impose costs on Russia", "Angela Merkel", life=Life.REAFFIRMED)
    assert groups(ours, aid, again) == [["a", "c"], ["b"]]
    ties = bound("a", "2018-03-09", "continued engagement within the Caribbean", "Angela Merkel")
    growth = bound("b", "2018-03-10", "support the growth of the Caribbean", "Angela Merkel")
    assert groups(ties, growth) == [["a"], ["b"]]


def test_new_promises_of_the_same_words_far_apart_are_two() -> None:
    words = "withdraw all troops from the border"
    assert groups(bound("a", "2016-03-09", words, "Russia"), bound("b", "2016-08-09", words, "Russia")) == [
        ["a"],
        ["b"],
    ]
    recalled = bound("b", "2016-08-09", words, "Russia", life=Life.REAFFIRMED)
    assert groups(bound("a", "2016-03-09", words, "Russia"), recalled) == [["a", "b"]]


def test_what_is_reaffirmed_in_the_same_words_is_the_same_however_long_ago() -> None:
    words, again = "the defense of South Korea", {"to": ("South Korea",), "life": Life.REAFFIRMED}
    first, last = (
        bound("a", "2014-03-01", words, "United States", **again),
        bound("b", "2018-03-01", words, "United States", **again),
    )
    assert groups(first, last) == [["a", "b"]]
    assert groups(first, bound("b", "2018-03-01", "the defense of Germany", "United States", to=("Germany",))) == [
        ["a"],
        ["b"],
    ]


def test_other_figures_are_other_promises() -> None:
    first = bound("a", "2018-03-01", "keep the tariffs on steel at 25 percent", "United States")
    assert groups(first, bound("b", "2018-03-02", "keep the tariffs on steel at 10 percent", "United States")) == [
        ["a"],
        ["b"],
    ]
    assert groups(first, bound("b", "2018-03-02", "keep steel tariffs at 25 percent", "United States")) == [["a", "b"]]


def test_where_one_official_speaks_after_another_the_state_is_bound() -> None:
    words, life = "support a two-state solution", Life.REAFFIRMED
    told = [
        bound(str(n), f"2018-05-1{n}", words, by, life=life) for n, by in enumerate(("Donald Trump", "Mike Pompeo"))
    ]
    (group,) = group_commitments(told, actors=who(told))
    assert group.by == ("United States",)


@pytest.mark.parametrize(
    ("lives", "stand"),
    [
        ([Life.NEW], Stand.OVERDUE),
        ([Life.NEW, Life.KEPT], Stand.KEPT),
        ([Life.NEW, Life.BROKEN], Stand.BROKEN),
        ([Life.NEW, Life.BROKEN, Life.KEPT], Stand.DISPUTED),
        ([Life.NEW, Life.BROKEN, Life.REAFFIRMED], Stand.DISPUTED),
        ([Life.NEW, Life.REAFFIRMED, Life.WITHDRAWN], Stand.WITHDRAWN),
    ],
)
def test_where_it_stands(lives: list[Life], stand: Stand) -> None:
    told = [
        bound(str(n), f"2018-05-1{n}", "dismantle the test site", "Kim Jong-un", life=life, due="2018-05-23/2018-05-25")
        for n, life in enumerate(lives)
    ]
    (group,) = group_commitments(told, actors=who(told), asof=day("2018-06-01"))
    assert group.stand is stand
    assert [e.life for e in group.events] == lives


@pytest.mark.parametrize(("asof", "stand"), [("2018-05-20", Stand.OPEN), ("2018-05-24", Stand.DUE), (None, Stand.OPEN)])
def test_it_stands_by_the_day_asked_for(asof: str | None, stand: Stand) -> None:
    told = [bound("a", "2018-05-11", "dismantle the test site", "Kim Jong-un", due="2018-05-23/2018-05-25")]
    (group,) = group_commitments(told, actors=who(told), asof=day(asof) if asof else None)
    assert group.stand is stand


def test_a_counterpart_is_named_by_its_group() -> None:
    guarantee = bound("a", "2018-06-13", "provide security guarantees", "Donald Trump")
    disarm = bound("a", "2018-06-13", "no more", "Kim Jong-un", returned=guarantee.finding.id)
    again = bound("b", "2018-06-14", "give security guarantees", "United States")
    told = (again, disarm, guarantee)
    by = {g.by: g for g in group_commitments(told, actors=who(told))}
    assert by[("Kim Jong-un",)].in_return_for == by[("Donald Trump",)].id
    assert len(by) == 2
