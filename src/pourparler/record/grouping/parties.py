"""Who takes part or binds himself, compared over reports: a person and the state he acts for can be one party."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pourparler.model.findings import Actor, ActorKind
from pourparler.record.grouping.names import Same, compare, fold, skeleton
from pourparler.record.grouping.tables import states, states_of_adjectives

Actors = Mapping[str, Sequence[Actor]]  # by report id: who is who in that report
Names = Mapping[str, str]  # folded name -> the one it stands for, where a list or a person says so

_GOVERNMENT = re.compile(
    r"(?:the )?(?:(?P<whose>[\w .]+) (?:government|regime)|government of (?:the )?(?P<of>.+))$", re.I
)


@dataclass(frozen=True, slots=True)
class Party:
    """One party of one finding. side: the state or body it acts for, folded, else its own name; offices: folded."""

    name: str
    key: str
    kind: ActorKind | None
    side: str
    offices: frozenset[str]

    @property
    def spelled(self) -> str:
        """Its name as romanisation leaves it: what other spellings have too."""
        return (skeleton(self.name) if self.individual else "") or self.key

    @property
    def body(self) -> bool:
        """An organisation of its own, which holds conferences."""
        return self.kind in (ActorKind.ORGANISATION, ActorKind.GROUP) and self.key == self.side

    @property
    def individual(self) -> bool:
        """A person, not a state or body as a whole, and not an unnamed one."""
        return self.kind is ActorKind.PERSON


def parties_of(named: Sequence[str], report: str, actors: Actors, names: Names) -> tuple[Party, ...]:
    """The parties named, each as its report knows it, in order of their names."""
    known = {actor.name: actor for actor in actors.get(report, ())}
    return tuple(_party(names.get(fold(name), name), known.get(name)) for name in sorted(set(named)))


def _party(name: str, actor: Actor | None) -> Party:
    if actor is None:
        kind = ActorKind.STATE if name in states() else None
        return Party(name, fold(name), kind, fold(name), frozenset())
    acts_for = (actor.acts_for or _governed(name)) if actor.kind is not ActorKind.STATE else None
    offices = frozenset(fold(o.title) for o in actor.offices)
    return Party(name, fold(name), actor.kind, fold(acts_for or name), offices)


def _governed(name: str) -> str | None:
    """The state whose government it is: "Syrian Government", "government of Yemen"."""
    if hit := _GOVERNMENT.match(name):
        return states_of_adjectives().get((hit["whose"] or "").casefold()) or (
            hit["of"] if hit["of"] in states() else None
        )
    return None


@lru_cache(maxsize=65536)
def same_party(a: Party, b: Party) -> tuple[Same, str]:
    """Are the two one party? With the reason in words."""
    if a.key == b.key:
        return Same.MAYBE if _unnamed(a) else Same.YES, a.name  # "state legislators" are others every day
    if a.individual and b.individual:
        same, why = compare(a.name, b.name)
        if same and a.side != b.side and a.key != a.side and b.key != b.side:
            return Same.NO, ""
        return same, f"{a.name} = {b.name} ({why})"
    if a.side == b.side and not (_unnamed(a) and _unnamed(b)):
        return Same.MAYBE, _acting(a, b)
    return Same.NO, ""


def _acting(a: Party, b: Party) -> str:
    agent, whole = (a, b) if b.key == b.side else (b, a)
    if whole.key != whole.side:
        return f"{a.name} and {b.name} are of one side"
    return f"{agent.name} acts for {whole.name}"


def _unnamed(party: Party) -> bool:
    return party.kind is ActorKind.UNNAMED or party.name.endswith("(unnamed)")


@dataclass(frozen=True, slots=True)
class Match:
    """How the parties of two findings fit.

    sure: pairs that are one; likely: that may be; extra: how many stand on one side only, apart from unnamed ones where
    all others are paired; spare: with these. body: a pair is of one body, which holds conferences of its own.
    """

    sure: tuple[str, ...]
    likely: tuple[str, ...]
    extra: int
    clash: str = ""
    body: bool = False
    spare: int = 0
    lone: tuple[Party, ...] = ()
    sides: frozenset[str] = frozenset()

    @property
    def fits(self) -> bool:
        """Has the one somebody whom the other can have too, and nobody who speaks against it?"""
        return not self.clash and bool(self.sure or self.likely)

    @property
    def level(self) -> int:
        """3: all the same. 2: all fit. 1: the one names more than the other. 0: too little in common."""
        both = len(self.sure) + len(self.likely)
        if self.clash or both == 0:
            return 0
        if self.extra:
            return 1 if len(self.sure) > 1 or (self.body and len(self.sure) == both) else 0
        if both == 1:
            return 1 if self.sure else 0
        return 2 if self.likely else 3

    @property
    def thin(self) -> bool:
        """Nobody but one state or person in common: that says nothing without the name of the occasion."""
        return not self.body and len(self.sure) + len(self.likely) == 1


@lru_cache(maxsize=65536)
def match(ours: tuple[Party, ...], theirs: tuple[Party, ...]) -> Match:
    """Pair the parties off: the same ones first, then those that may be; two persons of one side clash."""
    left, right = list(ours), list(theirs)
    sure = _pair(left, right, Same.YES)
    likely = _pair(left, right, Same.MAYBE)
    for a in left:
        for b in right:
            if not (_unnamed(a) or _unnamed(b) or _part_of_name(a, b)):
                return Match((), (), 0, f"{a.name} is not {b.name}")
    extra = [p for p in (*left, *right) if (left and right) or not _unnamed(p)]
    return Match(
        tuple(why for _, why in sure),
        tuple(why for _, why in likely),
        len(extra),
        body=any(p.body for p, _ in sure),
        spare=len(left) + len(right),
        lone=(*left, *right),
        sides=frozenset(p.side for p, _ in sure),
    )


def _part_of_name(a: Party, b: Party) -> bool:
    """May the one be the other, called by a part of his name where nobody says whom he acts for?"""
    unknown = a.key == a.side or b.key == b.side
    return a.individual and b.individual and unknown and same_party(a, b)[0] is Same.MAYBE


def _pair(left: list[Party], right: list[Party], wanted: Same) -> list[tuple[Party, str]]:
    """Take out of both lists the pairs that are as wanted: the one of the left with the reason."""
    found = []
    for a in tuple(left):
        for b in tuple(right):
            same, why = same_party(a, b)
            if same is wanted and not (wanted is Same.MAYBE and a.individual and b.individual and a.side != b.side):
                left.remove(a)
                right.remove(b)
                found.append((a, why))
                break
    return found
