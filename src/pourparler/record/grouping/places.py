"""Places compared: the same, one in the other, elsewhere, or nobody can tell."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache, lru_cache

from pourparler.record.grouping.names import fold
from pourparler.record.grouping.tables import cities_of_venues, regions, states, states_of_adjectives, states_of_places

_IN = re.compile(r"\b(?:in|at)\s+((?:[A-Z][\w.'’-]*)(?:\s+[A-Z][\w.'’-]*)*)")

_NAMES = re.compile(r"[A-Z][\w.]*(?:\s+[A-Z][\w.]*)*")


class Where(Enum):
    """How two lists of places lie to each other."""

    SAME = "same"
    WITHIN = "within"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"


def state_of(place: str) -> str | None:
    """The state a place lies in, itself for a state, None where it is not known."""
    return place if place in states() else states_of_places().get(place)


@cache
def folded_states() -> dict[str, str]:
    """Canonical names of states by their folded names."""
    return {fold(name): name for name in states()}


def compare_places(ours: tuple[str, ...], theirs: tuple[str, ...]) -> Where:
    """Do the two name one place? A state holds its cities; of a place nobody knows nothing can be said."""
    if not ours or not theirs:
        return Where.UNKNOWN
    here, there = ({city_of(p) for p in places} for places in (ours, theirs))
    if here & there:
        return Where.SAME
    known = [{state_of(p) for p in places} for places in (here, there)]
    if None in known[0] | known[1]:
        return Where.UNKNOWN
    if not known[0] & known[1]:
        return Where.ELSEWHERE
    return Where.WITHIN if any(p in states() or p in regions() for p in here | there) else Where.ELSEWHERE


def finest(places: tuple[str, ...]) -> tuple[str, ...]:
    """Without the states, and the cities, in which another of the places lies."""
    return tuple(p for p in places if not any(q != p and p in (cities_of_venues().get(q), state_of(q)) for q in places))


def city_of(place: str) -> str:
    """The city a house stands in, else the place itself."""
    return cities_of_venues().get(place, place)


def places_in(words: str) -> tuple[str, ...]:
    """Known places that the words set something in: "talks in Astana" -> Astana."""
    named = (hit[1] for hit in _IN.finditer(words))
    return tuple(dict.fromkeys(name for name in named if name in states() or state_of(name)))


def states_in(text: str) -> frozenset[str]:
    """The states that a text names, as nouns or as adjectives: "the Saudi king and France" -> Saudi Arabia, France."""
    return frozenset(found for hit in _NAMES.finditer(text) for found in _lands(hit[0]))


@lru_cache(maxsize=16384)
def _lands(words: str) -> tuple[str, ...]:
    """States named by a run of capitalised words, two words before one."""
    parts, found = words.split(), []
    known = states_of_adjectives()
    while parts:
        two, one = " ".join(parts[:2]), parts[0]
        step = 2 if len(parts) > 1 and (two in states() or two.casefold() in known) else 1
        name = two if step == 2 else one
        found += [name] if name in states() else [known[name.casefold()]] if name.casefold() in known else []
        parts = parts[step:]
    return tuple(found)
