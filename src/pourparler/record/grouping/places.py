"""Places compared: the same, one in the other, elsewhere, or nobody can tell."""

from __future__ import annotations

from enum import Enum

from pourparler.record.grouping.tables import states, states_of_places, venues


class Where(Enum):
    """How two lists of places lie to each other."""

    SAME = "same"
    WITHIN = "within"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"


def state_of(place: str) -> str | None:
    """The state a place lies in, itself for a state, None where it is not known."""
    return place if place in states() else states_of_places().get(place)


def compare_places(ours: tuple[str, ...], theirs: tuple[str, ...]) -> Where:
    """Do the two name one place? A state holds its cities; of a place nobody knows nothing can be said."""
    if not ours or not theirs:
        return Where.UNKNOWN
    if set(ours) & set(theirs):
        return Where.SAME
    known = [[state_of(p) for p in places] for places in (ours, theirs)]
    if None in known[0] or None in known[1]:
        return Where.UNKNOWN
    if not set(known[0]) & set(known[1]):
        return Where.ELSEWHERE
    return Where.WITHIN if _coarse(ours) or _coarse(theirs) else Where.ELSEWHERE


def finest(places: tuple[str, ...]) -> tuple[str, ...]:
    """Without the states in which another of the places lies."""
    return tuple(p for p in places if not (p in states() and any(q != p and state_of(q) == p for q in places)))


def _coarse(places: tuple[str, ...]) -> bool:
    return any(p in states() or p in venues() for p in places)
