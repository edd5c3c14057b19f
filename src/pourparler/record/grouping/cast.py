"""Names of actors over many reports: what reports say of each, day by day, so that it can be told as of any day."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pourparler.model.findings import Actor, ActorKind
from pourparler.record.grouping.names import Same, compare, fold, sound
from pourparler.record.grouping.people import Person

Place = tuple[str, str]  # what makes a name one over all reports: its sort, and itself folded
Days = Counter[int]  # proleptic ordinal of a day -> how often on that day; 0: a list says so
NEVER = (dt.date.max, "")
_LISTED = 0


@dataclass(slots=True)
class Name:
    """One name over all reports. first: the day it was known first, and in which report; it has that report's spelling.

    days: in how many reports. sides: whom it acts for. listed: lines of a list that name it.
    """

    place: Place
    name: str
    kind: ActorKind
    first: tuple[dt.date, str] = NEVER
    days: Days = field(default_factory=Counter)
    sides: dict[str, Days] = field(default_factory=dict)
    aliases: dict[str, Days] = field(default_factory=dict)
    offices: dict[tuple[str, str | None], Days] = field(default_factory=dict)
    listed: list[Person] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What the name is found by."""
        return fold(self.name)

    @property
    def reports(self) -> int:
        """How many reports name it."""
        return self.days.total()

    @property
    def side(self) -> str | None:
        """Whom it acts for, most reports say."""
        return min(self.sides, key=lambda s: (-self.sides[s].total(), s)) if self.sides else None

    @property
    def bare(self) -> bool:
        """A person known by one word only."""
        return self.kind is ActorKind.PERSON and " " not in self.key

    @property
    def id(self) -> str:
        """Id of the actor whose first name this is."""
        side = self.side if self.bare else None
        return "a" + hashlib.sha256(f"{sort_of(self.kind)}|{self.key}|{side or ''}".encode()).hexdigest()[:12]

    def add(self, other: Name) -> None:
        """Further reports that name it."""
        if other.first < self.first:
            self.first, self.name, self.kind = other.first, other.name, other.kind
        self.days.update(other.days)
        for mine, theirs in self._parts(other):
            for what, days in theirs.items():
                mine.setdefault(what, Counter()).update(days)

    def take(self, other: Name) -> None:
        """Reports that name it are gone. Whose spelling is first is for the caller to find out."""
        self.days = +(self.days - other.days)
        for mine, theirs in self._parts(other):
            for what, days in theirs.items():
                mine[what] = mine.get(what, Counter()) - days
                if not mine[what]:
                    del mine[what]

    def _parts(self, other: Name) -> tuple[tuple[dict[Any, Days], dict[Any, Days]], ...]:
        return (self.sides, other.sides), (self.aliases, other.aliases), (self.offices, other.offices)

    def until(self, day: dt.date) -> None:
        """Forget what became known after a day."""
        last = day.toordinal()
        self.days = _cut(self.days, last)
        for part, _ in self._parts(self):
            for what, days in list(part.items()):
                part[what] = _cut(days, last)
                if not part[what]:
                    del part[what]
        if not self.days:
            self.first = NEVER

    def enlist(self, person: Person) -> None:
        """A list names it."""
        if not self.days and not self.listed:
            self.kind = person.kind
        self.name = person.name
        self.listed.append(person)
        if person.acts_for:
            self.sides.setdefault(person.acts_for, Counter())[_LISTED] += 1


def _cut(days: Days, last: int) -> Days:
    return Counter({day: n for day, n in days.items() if day <= last})


def sort_of(kind: ActorKind) -> str:
    """Persons, bodies and the unnamed are never one."""
    return "person" if kind is ActorKind.PERSON else "unnamed" if kind is ActorKind.UNNAMED else "body"


def place_of_person(person: Person) -> Place:
    """Where the names of a list belong."""
    return (sort_of(person.kind), fold(person.name))


def _place(actor: Actor) -> Place:
    """A bare surname is another name on another side."""
    key = fold(actor.name)
    side = f" of {actor.acts_for}" if actor.kind is ActorKind.PERSON and " " not in key and actor.acts_for else ""
    return (sort_of(actor.kind), key + side)


def names_of(actors: Iterable[Actor], known: dt.date, report: str) -> dict[Place, Name]:
    """The names in one report."""
    day, names = known.toordinal(), dict[Place, Name]()
    for actor in sorted(actors, key=lambda a: a.name):
        place = _place(actor)
        name = names.setdefault(place, Name(place, actor.name, actor.kind, (known, report), Counter({day: 1})))
        if actor.acts_for:
            name.sides.setdefault(actor.acts_for, Counter())[day] += 1
        for alias in actor.aliases:
            if fold(alias) != name.key:
                name.aliases.setdefault(alias, Counter())[day] += 1
        for office in actor.offices:
            name.offices.setdefault((office.title, office.of), Counter())[day] += 1
    return names


def neighbourhood(name: str, kind: ActorKind) -> tuple[str, ...]:
    """Where names that can be the same person's are looked for: two of them share at least one word of it."""
    words = fold(name).split()
    if kind is not ActorKind.PERSON or not words:
        return ()
    ends = (sound(words[0]), sound(words[-1])) if len(words) > 2 else (sound(words[-1]),)
    return tuple(dict.fromkeys(ends))


def akin(one: Name, other: Name) -> bool:
    """Can the two names be one person's, whatever reports may come to say of their sides?"""
    return not (one.bare and other.bare) and compare(one.name, other.name)[0] is not Same.NO
