"""Actors over reports: which names are one actor's, and why. A merge is a reason; without one there is none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from pourparler.model.findings import Actor, ActorKind
from pourparler.model.groups import ActorCard, Correction, CorrectionKind, Merge, ReportCard, Tenure
from pourparler.record.grouping.cast import Name, Place, names_of, neighbourhood, place_of_person, sort_of
from pourparler.record.grouping.names import Same, compare, fold
from pourparler.record.grouping.people import Person
from pourparler.record.grouping.tenures import tenures_of


def unify_actors(
    seen: Iterable[tuple[Actor, ReportCard]],
    people: Sequence[Person] = (),
    corrections: Sequence[Correction] = (),
) -> tuple[ActorCard, ...]:
    """The actors whom the reports name, by name; the order of input does not matter.

    seen: each actor of each report. people: a list of one's own; its names count as seen, and its aliases are merged.
    A bare surname is merged only where one person alone bears it, so an office ("the secretary of state") never is.
    """
    reported: dict[str, tuple[ReportCard, list[Actor]]] = {}
    for actor, report in seen:
        reported.setdefault(report.id, (report, []))[1].append(actor)
    names: dict[Place, Name] = {}
    where: dict[Place, set[str]] = {}
    for report, actors in reported.values():
        for place, name in names_of(actors, report.known, report.id).items():
            names.setdefault(place, Name(place, name.name, name.kind)).add(name)
            where.setdefault(place, set()).add(report.id)
    for person in people:
        place = place_of_person(person)
        names.setdefault(place, Name(place, person.name, person.kind)).enlist(person)
    return cards_of(names.values(), corrections, lambda some: len(set().union(*(where.get(n.place, ()) for n in some))))


def cards_of(
    names: Iterable[Name], corrections: Sequence[Correction], together: Callable[[Sequence[Name]], int]
) -> tuple[ActorCard, ...]:
    """The actors of these names, by name; of some names only if all that are `akin`, listed or corrected together.

    together: how many reports hold at least one of some names.
    """
    ordered = sorted(names, key=lambda n: (n.bare, n.first, n.key, n.kind, n.place))
    sets = _Sets(ordered, [c for c in sorted(corrections, key=lambda c: (c.at, c.id)) if not c.reverted])
    cards = [_card(members, sets, together) for members in sets.all()]
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
        self._at = {n.id: at for at, n in reversed(list(enumerate(names)))}
        self._barred: set[frozenset[int]] = set()
        for at, name in enumerate(names):
            self._unite(self._at[name.id], at, "the same name")
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
            for key in neighbourhood(name.name, name.kind):
                blocks.setdefault(key, []).append(at)
        for key in sorted(blocks):
            self._sure(blocks[key])
        for at, name in enumerate(self.names):
            self._part(at, [o for key in neighbourhood(name.name, name.kind) for o in blocks[key] if o != at])

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
    near = range(-SAME_NEWS, SAME_NEWS + 1)
    few, many = sorted((one.days, other.days), key=len)
    return any(day + apart in many for day in few for apart in near)


def _at_odds(one: Name, other: Name) -> bool:
    """Of different sort, or acting for different sides."""
    if sort_of(one.kind) != sort_of(other.kind):
        return True
    return bool(one.sides and other.sides and not set(one.sides) & set(other.sides))


def _card(members: Sequence[int], sets: _Sets, together: Callable[[Sequence[Name]], int]) -> ActorCard:
    names = [sets.names[at] for at in members]
    head = min(names, key=lambda n: (not n.listed, n.bare, -n.reports, n.key))
    first = min(names, key=lambda n: (n.bare, n.first, n.key))
    merges = [
        Merge(name=sets.names[at].name, why=_why(at, members, sets)) for at in members if sets.names[at] is not head
    ]
    aliases = {alias for n in names for alias in n.aliases}
    known = {fold(n.name) for n in names}
    short = [a for a in sorted(aliases) if fold(a) not in known and not _other_person(a, head)]
    merges += [Merge(name=alias, why="so called by reports that name it in full") for alias in short]
    return ActorCard(
        id=first.id,
        name=head.name,
        kind=head.kind,
        merges=tuple(merges),
        tenures=_tenures(names),
        acts_for=next((n.side for n in sorted(names, key=lambda n: (-n.reports, n.key)) if n.side), None),
        reports=together(names) if len(names) > 1 else head.reports,
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
            offices.setdefault(office, []).extend(map(dt.date.fromordinal, days))
    return tenures_of([n.name for n in names], offices, listed)
