"""The word lists of actors agree with each other: every reference leads somewhere, no word means two things."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from pourparler.annotate.actors.lexicon import (
    Sort,
    bodies,
    eastern,
    given,
    in_office,
    names,
    nouns,
    plural,
    states,
    titles,
)
from pourparler.annotate.rules import load_table

# A city and a state of one name, a paper and a body: what the report means is told by its surroundings.
BOTH = {"Singapore", "Georgia", "Washington", "Northern Cyprus", "Mexico City", "Kuwait City", "Guatemala City"}


def test_no_name_means_two_things() -> None:
    meanings = defaultdict(set)
    for bucket in names().values():
        for surface, entry in bucket:
            meanings[surface].add((entry.name, "place" if entry.sort is Sort.PLACE else "actor"))
    del meanings["George Bush"]  # father and son: told apart by the day of the report
    assert {s: m for s, m in meanings.items() if len(m) > 1 and s not in BOTH} == {}


def test_every_owner_is_a_state_or_a_body() -> None:
    known = states() | bodies().keys()
    assert {b.of for b in bodies().values() if b.of} <= known
    assert {t.of for t in titles().values() if t.of} <= known
    holders = load_table("actors/holders.tsv", columns=("name", "sex", "office", "of", "since", "until"))
    assert {h["of"] for h in holders if h["of"]} <= known
    assert {h["office"] for h in holders} <= titles().keys()
    assert {h["sex"] for h in holders} == {"m", "f"}
    assert {p["state"] for p in load_table("actors/places.tsv", columns=("state",)) if p["state"]} <= states()


def test_nobody_leaves_office_before_he_takes_it() -> None:
    for row in load_table("actors/holders.tsv", columns=("name", "since", "until")):
        assert not row["until"] or row["since"][:4] <= row["until"][:4], row["name"]


def test_one_head_at_a_time() -> None:
    assert in_office("president", "United States", dt.date(2018, 10, 20)) == "Donald Trump"
    assert in_office("president", "United States", dt.date(2009, 6, 1)) == "Barack Obama"
    assert in_office("chancellor", "Germany", dt.date(2015, 3, 1)) == "Angela Merkel"
    assert in_office("president", "Atlantis", dt.date(2015, 3, 1)) is None


def test_common_nouns_and_given_names_are_told_apart() -> None:
    assert nouns()["official"][0] == "person"
    assert nouns()["regime"][0] == "state"
    assert given()["Hillary"] == "f"
    assert "Kim" in eastern()
    assert plural("secretary of state") == "secretaries of state"
    assert plural("spokeswoman") == "spokeswomen"
