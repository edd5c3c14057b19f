"""Actors over reports: which names are one actor's, and why. A merge is a reason; without one there is none."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pourparler.model.findings import Actor, ActorKind
from pourparler.model.groups import ActorCard, Correction, CorrectionKind, Merge, ReportCard, Tenure
from pourparler.record.grouping.names import Same, compare, fold, sound
from pourparler.record.grouping.people import Person
from pourparler.record.grouping.tenures import tenures_of


@dataclass(slots=True)
class Name:
    """One name over all reports. side: whom it acts for, most reports say. first: day it was known first, and where."""

    name: str
    kind: ActorKind
    first: tuple[dt.date, str]
    reports: set[str] = field(default_factory=set)
    days: set[dt.date] = field(default_factory=set)
    sides: Counter[str] = field(default_factory=Counter)
    aliases: Counter[str] = field(default_factory=Counter)
    offices: dict[tuple[str, str | None], list[dt.date]] = field(default_factory=dict)
    listed: list[Person] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What the name is found by."""
        return fold(self.name)

    @property
    def side(self) -> str | None:
        """Whom it acts for."""
        return min(self.sides, key=lambda s: (-self.sides[s], s)) if self.sides else None

    @property
    def bare(self) -> bool:
        """A person known by one word only."""
        return self.kind is ActorKind.PERSON and " " not in self.key


def _id(name: Name) -> str:
    """Id of the actor whose first name this is."""
    side = name.side if name.bare else None
    return "a" + hashlib.sha256(f"{_sort(name.kind)}|{name.key}|{side or ''}".encode()).hexdigest()[:12]


def unify_actors(
    seen: Iterable[tuple[Actor, ReportCard]],
    people: Sequence[Person] = (),
    corrections: Sequence[Correction] = (),
) -> tuple[ActorCard, ...]:
    """The actors whom the reports name, by name; the order of input does not matter.

    seen: each actor of each report. people: a list of one's own; its names count as seen, and its aliases are merged.
    A bare surname is merged only where one person alone bears it, so an office ("the secretary of state") never is.
    """
    names = _collect(seen, people)
    ordered = sorted(names.values(), key=lambda n: (n.bare, n.first, n.key, n.kind))
    sets = _Sets(ordered, [c for c in sorted(corrections, key=lambda c: (c.at, c.id)) if not c.reverted])
    cards = [_card(members, sets) for members in sets.all()]
    return tuple(sorted(cards, key=lambda c: (c.name, c.id)))


def same_names(cards: Sequence[ActorCard]) -> dict[str, str]:
    """Folded other name -> name, of merges that a list or a person made: what grouping cannot see by itself."""
    return {fold(m.name): c.name for c in cards for m in c.merges if m.why.startswith((BY_HAND, BY_LIST))}


BY_HAND = "put together by hand"
BY_LIST = "listed"
SAME_NEWS = 7  # days


class _Sets:
    """Names in sets, each with the reason that brought it there."""

    def __init__(self, names: Sequence[Name], corrections: Sequence[Correction]) -> None:
        self.names = names
        self.why: dict[int, str] = {}
        self._home = list(range(len(names)))
        self._members = {at: [at] for at in range(len(names))}
        self._at = {_id(n): at for at, n in reversed(list(enumerate(names)))}
        self._barred: set[frozenset[int]] = set()
        self._by_hand(corrections)
        self._by_list()
        self._by_name()

    def all(self) -> list[list[int]]:
        """The sets, each in order."""
        return [sorted(members) for members in self._members.values()]

    def _unite(self, a: int, b: int, why: str) -> None:
        keep, gone = sorted((self._home[a], self._home[b]))
        if keep == gone or self._forbidden(keep, gone):
            return
        for at in self._members[gone]:
            self._home[at] = keep
        self._members[keep] += self._members.pop(gone)
        self.why[gone] = why

    def _forbidden(self, keep: int, gone: int) -> bool:
        homes = self._home
        return any({homes[x] for x in pair} == {keep, gone} for pair in self._barred)

    def _by_hand(self, corrections: Sequence[Correction]) -> None:
        for order in corrections:
            others = [self._at[o] for o in order.others if o in self._at]
            if order.target in self._at and order.kind is CorrectionKind.SPLIT:
                self._barred.update(frozenset((self._at[order.target], other)) for other in others)
        for order in corrections:
            if order.target in self._at and order.kind is CorrectionKind.MERGE:
                for other in (self._at[o] for o in order.others if o in self._at):
                    self._unite(self._at[order.target], other, f"{BY_HAND} ({order.author})")

    def _by_list(self) -> None:
        keys: dict[str, list[int]] = {}
        for at, name in enumerate(self.names):
            keys.setdefault(name.key, []).append(at)
        for at, name in enumerate(self.names):
            for alias in sorted({fold(a) for person in name.listed for a in person.aliases}):
                for other in keys.get(alias, ()):
                    self._unite(at, other, f"{BY_LIST} as another name of {name.name}")

    def _by_name(self) -> None:
        blocks: dict[str, list[int]] = {}
        for at, name in enumerate(self.names):
            for key in _keys(name.name, name.kind):
                blocks.setdefault(key, []).append(at)
        for key in sorted(blocks):
            self._sure(blocks[key])
        for at, name in enumerate(self.names):
            if name.kind is ActorKind.PERSON:
                self._part(at, [o for key in _keys(name.name, name.kind) for o in blocks[key] if o != at])

    def _sure(self, block: Sequence[int]) -> None:
        for n, a in enumerate(block):
            for b in block[n + 1 :]:
                one, other = self.names[a], self.names[b]
                if one.bare or other.bare or _at_odds(one, other):
                    continue
                same, why = compare(one.name, other.name)
                if same is Same.YES:
                    self._unite(a, b, why)

    def _part(self, at: int, others: Sequence[int]) -> None:
        """A bare surname, or a part of a name, is his who alone bears it; two of them, and it is nobody's."""
        name = self.names[at]
        longer = [o for o in dict.fromkeys(others) if len(self.names[o].key) > len(name.key)]
        fit = [o for o in longer if not _at_odds(name, self.names[o])]
        fit = [o for o in fit if compare(name.name, self.names[o].name)[0] is Same.MAYBE]
        if len({self._home[o] for o in fit} - {self._home[at]}) == 1 and any(_close(name, self.names[o]) for o in fit):
            self._unite(fit[0], at, f"nobody else of the record is called {name.name}")


def _close(one: Name, other: Name) -> bool:
    """On one side, or in the news within the same days: else a name of which a part is missing proves nothing."""
    if set(one.sides) & set(other.sides):
        return True
    return any(abs((a - b).days) <= SAME_NEWS for a in one.days for b in other.days)


def _at_odds(one: Name, other: Name) -> bool:
    """Of different sort, or acting for different sides."""
    if _sort(one.kind) != _sort(other.kind):
        return True
    return bool(one.sides and other.sides and not set(one.sides) & set(other.sides))


def _sort(kind: ActorKind) -> str:
    return "person" if kind is ActorKind.PERSON else "unnamed" if kind is ActorKind.UNNAMED else "body"


def _keys(name: str, kind: ActorKind) -> tuple[str, ...]:
    words = fold(name).split()
    if kind is not ActorKind.PERSON or not words:
        return (f"{_sort(kind)} {' '.join(words)}",)
    ends = (sound(words[0]), sound(words[-1])) if len(words) > 2 else (sound(words[-1]),)
    return tuple(dict.fromkeys(f"person {end}" for end in ends))


def _collect(seen: Iterable[tuple[Actor, ReportCard]], people: Sequence[Person]) -> Mapping[tuple[str, str], Name]:
    names: dict[tuple[str, str], Name] = {}
    for actor, report in sorted(seen, key=lambda pair: (pair[1].known, pair[1].id, pair[0].name)):
        first = (report.known, report.id)
        name = names.setdefault(_place(actor), Name(name=actor.name, kind=actor.kind, first=first))
        name.reports.add(report.id)
        name.days.add(report.known)
        name.sides.update([actor.acts_for] if actor.acts_for else [])
        name.aliases.update(a for a in actor.aliases if fold(a) != name.key)
        for office in actor.offices:
            name.offices.setdefault((office.title, office.of), []).append(report.known)
    for person in people:
        place = (_sort(person.kind), fold(person.name))
        made = Name(name=person.name, kind=person.kind, first=(dt.date.max, ""))
        listed = names.setdefault(place, made)
        listed.name = person.name
        listed.listed.append(person)
        listed.sides.update([person.acts_for] if person.acts_for else [])
    return names


def _place(actor: Actor) -> tuple[str, str]:
    """A bare surname is another name on another side."""
    key = fold(actor.name)
    side = f" of {actor.acts_for}" if actor.kind is ActorKind.PERSON and " " not in key and actor.acts_for else ""
    return (_sort(actor.kind), key + side)


def _card(members: Sequence[int], sets: _Sets) -> ActorCard:
    names = [sets.names[at] for at in members]
    head = min(names, key=lambda n: (not n.listed, n.bare, -len(n.reports), n.key))
    first = min(names, key=lambda n: (n.bare, n.first, n.key))
    merges = [
        Merge(name=sets.names[at].name, why=_why(at, members, sets)) for at in members if sets.names[at] is not head
    ]
    aliases = Counter(alias for n in names for alias in n.aliases.elements())
    known = {fold(n.name) for n in names}
    short = [a for a in sorted(aliases) if fold(a) not in known and not _other_person(a, head)]
    merges += [Merge(name=alias, why="so called by reports that name it in full") for alias in short]
    return ActorCard(
        id=_id(first),
        name=head.name,
        kind=head.kind,
        merges=tuple(merges),
        tenures=_tenures(names),
        acts_for=next((n.side for n in sorted(names, key=lambda n: (-len(n.reports), n.key)) if n.side), None),
        reports=len({report for n in names for report in n.reports}),
    )


def _other_person(alias: str, head: Name) -> bool:
    """A report may call the son by the father's name."""
    return head.kind is ActorKind.PERSON and compare(alias, head.name)[0] is Same.NO


def _why(at: int, members: Sequence[int], sets: _Sets) -> str:
    """The reason noted for the name; the first of a set has none of its own: it is that of the one that joined it."""
    return sets.why.get(at) or next((sets.why[m] for m in members if m in sets.why), "the same name")


def _tenures(names: Sequence[Name]) -> tuple[Tenure, ...]:
    listed = [p.tenure for n in names for p in n.listed if p.tenure]
    offices: dict[tuple[str, str | None], list[dt.date]] = {}
    for name in names:
        for office, days in name.offices.items():
            offices.setdefault(office, []).extend(days)
    return tenures_of([n.name for n in names], offices, listed)
