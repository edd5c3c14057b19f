"""The parties of a group: each once, by its fullest name, a person for the state where both are named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pourparler.model.findings import ActorKind
from pourparler.record.grouping.names import Same
from pourparler.record.grouping.parties import Party, same_party


def merged(lists: Sequence[tuple[Party, ...]]) -> tuple[str, ...]:
    """Names of the parties, in order of how many sightings name them, then by name."""
    sets: list[list[Party]] = []
    for party in _ranked(lists):
        home = next((s for s in sets if same_party(s[0], party)[0] is Same.YES or _called_short(s[0], party)), None)
        if home is None:
            sets.append([party])
        else:
            home.append(party)
    best = [max((p for p in s if not _shortened(p, s)), key=_fullness) for s in sets]
    kept = [p for p in best if not any(_stands_for(q, p) for q in best if q is not p)]
    return tuple(p.name for p in kept)


def _called_short(full: Party, party: Party) -> bool:
    """Is it a part of the full name? Among the parties of one meeting it is nobody else's."""
    return full.individual and party.individual and same_party(full, party)[0] is Same.MAYBE


def _shortened(party: Party, others: Sequence[Party]) -> bool:
    """Is a fuller name of it among the others?"""
    return any(_called_short(o, party) and len(o.key.split()) > len(party.key.split()) for o in others)


def _ranked(lists: Sequence[tuple[Party, ...]]) -> list[Party]:
    """Full names first, then those that most sightings give."""
    counted = Counter(party for parties in lists for party in dict.fromkeys(parties))
    return sorted(counted, key=lambda p: (" " not in p.key and p.individual, -counted[p], p.name))


def _fullness(party: Party) -> tuple[int, int]:
    return (len(party.key.split()) > 1, -len(party.key))


def _stands_for(one: Party, other: Party) -> bool:
    """Does the one, a person or a state, stand for the other: the state, an organ of it, an office, a bare surname?"""
    if other.kind is None or (other.individual and " " in other.key):
        return False
    if one.individual or (one.kind is ActorKind.STATE and not other.individual and other.key != other.side):
        return same_party(one, other)[0] is Same.MAYBE
    return False
