"""Names of actors as they are kept: what reports say of each is counted in when one comes, and out when one goes."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pourparler.model.findings import Actor, ActorKind
from pourparler.record.bulk import new_keys, put, some
from pourparler.record.grouping.cast import NEVER, Days, Name, Place, names_of, neighbourhood
from pourparler.record.search import clean, fold
from pourparler.record.tables import actor_names, actor_reports, listed_names, reports
from pourparler.record.whole import actors_from

_EPOCH = 719_163  # ordinal of 1970-01-01: days from there are short numbers
_LONGEST = 200  # characters: PostgreSQL's indices take 2,700 bytes
LISTS = sa.exists(sa.select(listed_names.c.folded)).label("lists")  # is there a list of people at all?
_packer, _unpacker = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder()


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is who in one report of the record."""

    key: int
    id: str
    known: dt.date
    actors: tuple[Actor, ...]

    def names(self) -> dict[Place, Name]:
        """The names in it."""
        return names_of(self.actors, self.known, self.id)


@dataclass(slots=True)
class Touched:
    """Names of which reports say more, or less: their keys, with their families, and the keys of new ones.

    lists: may a list of people speak of them?
    """

    families: dict[int, int] = field(default_factory=dict)
    fresh: set[int] = field(default_factory=set)
    lists: bool = False

    def more(self, other: Touched) -> None:
        """And these."""
        self.families |= other.families
        self.fresh |= other.fresh
        self.lists |= other.lists


@dataclass(frozen=True, slots=True)
class Kept:
    """A name as it is kept."""

    key: int
    family: int
    name: Name
    lists: bool


def count_in(conn: Connection, casts: Iterable[Cast]) -> Touched:
    """Count what new reports say of names."""
    came: dict[Place, Name] = {}
    seen: dict[Place, list[tuple[int, int]]] = {}
    for cast in casts:
        for place, name in cast.names().items():
            came.setdefault(place, Name(place, name.name, name.kind)).add(name)
            seen.setdefault(place, []).append((cast.known.toordinal(), cast.key))
    there = load_places(conn, came)
    for place, kept in there.items():
        kept.name.add(came.pop(place))
    change_names(conn, {kept.key: kept.name for kept in there.values()})
    fresh = put_names(conn, came)
    keys = {place: kept.key for place, kept in there.items()} | fresh
    rows = sorted((keys[place], day, report) for place, at in seen.items() for day, report in at)
    put(conn, actor_reports, [{"name": name, "day": day, "report": report} for name, day, report in rows])
    new = set(fresh.values())
    families = {kept.key: kept.family for kept in there.values()} | {key: key for key in new}
    return Touched(families, new, any(kept.lists for kept in there.values()))


def count_out(conn: Connection, cast: Cast) -> Touched:
    """Take out what a report said that is no longer there."""
    gone = cast.names()
    there = load_places(conn, gone)
    for place, kept in there.items():
        kept.name.take(gone[place])
        if kept.name.first == gone[place].first:
            _spell_anew(conn, kept.key, kept.name)
    change_names(conn, {kept.key: kept.name for kept in there.values()})
    families = {kept.key: kept.family for kept in there.values()}
    return Touched(families, set(), any(kept.lists for kept in there.values()))


def _spell_anew(conn: Connection, key: int, name: Name) -> None:
    """Spelled as by the first report that still names it."""
    columns = (reports.c.key, reports.c.id, reports.c.known, reports.c.actors)
    chosen = sa.select(*columns).join(actor_reports, actor_reports.c.report == reports.c.key)
    row = conn.execute(
        chosen.where(actor_reports.c.name == key).order_by(actor_reports.c.day, reports.c.id).limit(1)
    ).one_or_none()
    if row is None:
        name.first = NEVER
        return
    first = cast_from(row).names()[name.place]
    name.first, name.name, name.kind = first.first, first.name, first.kind


def cast_from(row: Any) -> Cast:
    """Who is who in the report of a row: key, id, known, actors."""
    return Cast(row.key, row.id, dt.date.fromisoformat(row.known), actors_from(row.actors))


def load_places(conn: Connection, places: Iterable[Place]) -> dict[Place, Kept]:
    """Those of the names that are kept."""
    wanted = {_place_down(place): place for place in places}
    columns = (actor_names.c.key, actor_names.c.family, actor_names.c.place, actor_names.c.data, LISTS)
    found: dict[Place, Kept] = {}
    for part in some(sorted(wanted)):
        for row in conn.execute(sa.select(*columns).where(actor_names.c.place.in_(part))):
            place = wanted[row.place]
            found[place] = Kept(row.key, row.family, name_from(place, row.data), bool(row.lists))
    return found


def put_names(conn: Connection, names: Mapping[Place, Name]) -> dict[Place, int]:
    """Keep names that are new, each as a family by itself; their keys."""
    numbers = new_keys(conn, actor_names)
    keys = {place: next(numbers) for place in sorted(names)}
    put(conn, actor_names, [{"key": key, **_row(names[place]), "family": key} for place, key in keys.items()])
    return keys


def change_names(conn: Connection, names: Mapping[int, Name]) -> None:
    """Keep what is said of names that are there."""
    rows = [{"at": key, **_row(name)} for key, name in names.items()]
    if rows:
        values: dict[str, Any] = {column: sa.bindparam(column) for column in rows[0] if column != "at"}
        conn.execute(sa.update(actor_names).where(actor_names.c.key == sa.bindparam("at")).values(values), rows)


def _row(name: Name) -> dict[str, Any]:
    """What is kept of a name that no list names, except its family."""
    words = neighbourhood(name.name, name.kind)
    return {
        "place": _place_down(name.place),
        "folded": short(name.key),
        "front": short(words[0]) if words else None,
        "back": short(words[-1]) if words else None,
        "own": name.id,
        "reports": name.reports,
        "first": first_of(name),
        "last": dt.date.fromordinal(max(name.days)).isoformat() if name.days else "",
        "words": "\n".join(map(fold, (name.name, *sorted(name.aliases)))),
        "data": _down(name),
    }


def first_of(name: Name) -> str:
    """The day it was known first; "" where there is none, or a list names it at all times."""
    return "" if name.listed or not name.days else name.first[0].isoformat()


def _place_down(place: Place) -> str:
    return short(clean("|".join(place)))


def short(text: str) -> str:
    """The text; of one that is too long for an index its begin and a hash."""
    return text if len(text) <= _LONGEST else text[:_LONGEST] + hashlib.sha256(text.encode()).hexdigest()


def place_from(text: str) -> Place:
    """A place as it is kept."""
    sort, _, name = text.partition("|")
    return sort, name


def _down(name: Name) -> bytes:
    told = ({what: _days_down(days) for what, days in part.items()} for part in (name.sides, name.aliases))
    offices = [(title, of, _days_down(days)) for (title, of), days in name.offices.items()]
    first, report = name.first
    return _packer.encode((name.name, name.kind, first, report, _days_down(name.days), *told, offices))


def _days_down(days: Days) -> dict[int, int]:
    return {day - _EPOCH: n for day, n in days.items()}


def name_from(place: Place, data: bytes) -> Name:
    """A name as it was kept."""
    name, kind, first, report, days, sides, aliases, offices = _unpacker.decode(data)
    return Name(
        place=place,
        name=name,
        kind=ActorKind(kind),
        first=(dt.date.fromisoformat(first), report),
        days=_days_up(days),
        sides={side: _days_up(told) for side, told in sides.items()},
        aliases={alias: _days_up(told) for alias, told in aliases.items()},
        offices={(title, of): _days_up(told) for title, of, told in offices},
    )


def _days_up(days: Mapping[int, int]) -> Days:
    return Counter({day + _EPOCH: n for day, n in days.items()})
