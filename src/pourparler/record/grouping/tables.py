"""Word lists that grouping reads from `rules/`: states with their cities, spellings, short names. Read once."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


def rows(file: str) -> list[dict[str, str]]:
    """The rows of the word list `rules/FILE`; absent trailing cells are ""."""
    lines = (files("pourparler") / "rules" / file).read_text(encoding="utf-8").splitlines()
    table = csv.DictReader((line for line in lines if line and not line.startswith("#")), delimiter="\t", restval="")
    return [{key: (value or "").strip() for key, value in row.items() if key} for row in table]


@cache
def states() -> frozenset[str]:
    """Canonical names of states."""
    return frozenset(row["name"] for row in rows("actors/states.tsv"))


@cache
def states_of_adjectives() -> dict[str, str]:
    """ "syrian" -> "Syria"."""
    found = [(row["name"], word) for row in rows("actors/states.tsv") for word in row["adjectives"].split("|")]
    return {word.casefold(): name for name, word in found if word}


@cache
def states_of_places() -> dict[str, str]:
    """City, province or house -> the state it lies in."""
    found = {row["name"]: row["state"] for row in rows("actors/places.tsv") if row["state"]}
    for row in rows("actors/states.tsv"):
        for place in filter(None, (row["capitals"] + "|" + row["seats"]).split("|")):
            found.setdefault(place, row["name"])
    for row in rows("grouping/venues.tsv"):
        for place in (row["city"], *row["venues"].split("|")):
            found.setdefault(place, row["state"])
    return {place: state for place, state in found.items() if state}


@cache
def cities_of_venues() -> dict[str, str]:
    """House, palace or hotel -> the city it stands in."""
    return {venue: row["city"] for row in rows("grouping/venues.tsv") for venue in row["venues"].split("|")}


@cache
def regions() -> frozenset[str]:
    """Provinces and other regions, and houses of which the city is not known."""
    return frozenset(row["name"] for row in rows("actors/places.tsv") if row["kind"] != "city") - set(
        cities_of_venues()
    )


@cache
def full_given_names() -> dict[str, str]:
    """Short form of a given name -> the full ones it stands for, joined by blanks, itself included."""
    found: dict[str, set[str]] = {}
    for row in rows("grouping/nicknames.tsv"):
        for short in row["short"].split():
            found.setdefault(short, {short}).add(row["full"])
        found.setdefault(row["full"], set()).add(row["full"])
    return {short: " ".join(sorted(full)) for short, full in found.items()}


@cache
def family_first() -> frozenset[str]:
    """Surnames that stand before the given name."""
    return frozenset(name for row in rows("grouping/family_first.tsv") for name in row["names"].split())


@cache
def given_names() -> frozenset[str]:
    """Common given names, lower case: alone they are nobody's surname."""
    return frozenset(name.casefold() for row in rows("actors/given.tsv") for name in row["names"].split())


@cache
def plain_words(sort: str) -> frozenset[str]:
    """Words of `rules/grouping/words.tsv` of one sort."""
    return frozenset(word for row in rows("grouping/words.tsv") if row["sort"] == sort for word in row["words"].split())
