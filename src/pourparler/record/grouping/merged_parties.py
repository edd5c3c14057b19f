"""The parties of a group: each once, by its fullest name, a person for the state where both are named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pourparler.model.findings import ActorKind
from pourparler.record.grouping.names import Same
from pourparler.record.grouping.parties import Party, same_party
from pourparler.record.grouping.places import folded_states


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


def of_states(lists: Sequence[tuple[Party, ...]]) -> list[tuple[Party, ...]]:
    """The parties of one commitment, those of a state as the state where it is what is bound.

    It is where most sightings name it itself, or one official speaks for it after another.
    """
    bound = {side: state for side, state in _states(lists).items() if _is_bound(side, lists)}
    return [tuple(dict.fromkeys(bound.get(p.side, p) for p in parties)) for parties in lists]


def _states(lists: Sequence[tuple[Party, ...]]) -> dict[str, Party]:
    """The states that the parties are or act for, by folded name."""
    sides = {p.side for parties in lists for p in parties}
    named = folded_states()
    return {s: Party(named[s], s, ActorKind.STATE, s, frozenset()) for s in sides if s in named}


def _is_bound(side: str, lists: Sequence[tuple[Party, ...]]) -> bool:
    mine = [[p for p in parties if p.side == side] for parties in lists]
    whole = [any(p.key == side for p in ps) for ps in mine if ps]
    alone = [ps[0] for ps in mine if len(ps) == 1 and ps[0].individual]
    return 2 * sum(whole) > len(whole) or any(same_party(a, b)[0] is Same.NO for a in alone for b in alone)


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
