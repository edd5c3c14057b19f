"""Families of names: those that can be one actor's, directly or through others. An actor never reaches over a family.

A family only grows: whether names are one actor's depends on what reports say of them, whether they can be does not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pourparler.model.groups import Correction, CorrectionKind
from pourparler.model.pack import unpack
from pourparler.record.bulk import some
from pourparler.record.casting import LISTS, first_of, name_from, place_from, short
from pourparler.record.grouping import Person
from pourparler.record.grouping.cast import Name, akin, neighbourhood, place_of_person
from pourparler.record.grouping.names import fold
from pourparler.record.tables import actor_names, corrections, listed_names, named, people
from pourparler.record.whole import NOBODY

_n = actor_names.c
_ORDERS = sa.exists(sa.select(named.c.gid).where(named.c.gid >= "a", named.c.gid < "b")).label("orders")
_COLUMNS = (_n.key, _n.place, _n.family, _n.own, _n.first, _n.data, LISTS, _ORDERS)


@dataclass(slots=True)
class Kin:
    """A name as it is kept, with its lines in a list of people. stale: what is kept does not know of these lines.

    lists, orders: has the record a list of people at all, and corrections of actors?
    """

    key: int
    family: int
    name: Name
    stale: bool
    lists: bool
    orders: bool


def load_kin(
    conn: Connection, columns: Sequence[sa.Column[Any]], values: Iterable[Any], until: dt.date | None = None
) -> dict[int, Kin]:
    """Names by key, chosen by the values that one of these columns has. until: as they were on that day."""
    rows: dict[int, Any] = {}
    for part in some(sorted({short(v) if isinstance(v, str) else v for v in values})):
        either = sa.or_(*(column.in_(part) for column in columns))
        rows.update((row.key, row) for row in conn.execute(sa.select(*_COLUMNS).where(either)))
    names = {key: name_from(place_from(row.place), row.data) for key, row in rows.items()}
    if until is not None:
        for name in names.values():
            name.until(until)
    if any(row.lists for row in rows.values()):
        _enlist(conn, names.values())
    return {key: _kin(rows[key], name) for key, name in names.items()}


def _kin(row: Any, name: Name) -> Kin:
    return Kin(row.key, row.family, name, _stale(row, name), bool(row.lists), bool(row.orders))


def _stale(row: Any, name: Name) -> bool:
    return bool(row.own != name.id or row.first != first_of(name))


def _enlist(conn: Connection, names: Iterable[Name]) -> None:
    at = {name.place: name for name in names}
    for person in load_listed(conn, {name.key for name in at.values()}):
        if (name := at.get(place_of_person(person))) is not None:
            name.enlist(person)


def load_listed(conn: Connection, folded: Iterable[str]) -> list[Person]:
    """Lines of a list of people that hold one of these names, in its order."""
    found: dict[int, bytes] = {}
    joined = sa.select(people.c.key, people.c.data).join(listed_names, listed_names.c.person == people.c.key)
    for part in some(sorted(set(map(short, folded)))):
        found.update((r.key, r.data) for r in conn.execute(joined.where(listed_names.c.folded.in_(part))))
    return [unpack(Person, data, NOBODY) for _, data in sorted(found.items())]


def corrections_of(conn: Connection, ids: Iterable[str]) -> list[Correction]:
    """Those in force that name one of these actors."""
    found: dict[str, bytes] = {}
    joined = sa.select(corrections.c.id, corrections.c.data).join(named, named.c.correction == corrections.c.id)
    for part in some(sorted(set(ids))):
        rows = conn.execute(joined.where(named.c.gid.in_(part), corrections.c.reverted == 0))
        found.update((row.id, row.data) for row in rows)
    return [unpack(Correction, data, NOBODY) for data in found.values()]


def renew(conn: Connection, kin: Mapping[int, Kin]) -> None:
    """Note with names what lists of people change of them."""
    rows = [{"at": key, "own": k.name.id, "first": first_of(k.name)} for key, k in kin.items() if k.stale]
    if rows:
        values: dict[str, Any] = {"own": sa.bindparam("own"), "first": sa.bindparam("first")}
        conn.execute(sa.update(actor_names).where(_n.key == sa.bindparam("at")).values(values), rows)


def link(conn: Connection, fresh: Sequence[int]) -> set[int]:
    """Find the families of names, by their keys; those and what they were before."""
    kin = load_kin(conn, [_n.key], fresh)
    renew(conn, kin)
    families, names = _Families(kin), {key: k.name for key, k in kin.items()}
    _join_alike(conn, names, families)
    if any(k.lists for k in kin.values()):
        _join_listed(conn, names, families)
    if any(k.orders for k in kin.values()):
        _join_corrected(conn, names, families)
    return families.settle(conn)


def _join_alike(conn: Connection, fresh: Mapping[int, Name], families: _Families) -> None:
    """With the same name on another side, and with names that can be the same person's."""
    by_word: dict[str, list[int]] = {}
    by_name: dict[str, list[int]] = {}
    for key, name in fresh.items():
        by_name.setdefault(name.key, []).append(key)
        for word in neighbourhood(name.name, name.kind):
            by_word.setdefault(word, []).append(key)
    near = load_kin(conn, [_n.folded, _n.front, _n.back], [*by_name, *by_word])
    families.know(near)
    for key, other in near.items():
        words = neighbourhood(other.name.name, other.name.kind)
        for mine in by_name.get(other.name.key, ()):
            if fresh[mine].place[0] == other.name.place[0]:
                families.join(mine, key)
        for mine in {at for word in words for at in by_word.get(word, ()) if at != key}:
            if akin(fresh[mine], other.name):
                families.join(mine, key)


def _join_listed(conn: Connection, fresh: Mapping[int, Name], families: _Families) -> None:
    """With the other names that a list gives."""
    for person in load_listed(conn, {name.key for name in fresh.values()}):
        aliases = set(map(fold, person.aliases))
        near = load_kin(conn, [_n.folded], {fold(person.name), *aliases})
        families.know(near)
        heads = [key for key, kin in near.items() if kin.name.place == place_of_person(person)]
        for head in heads:
            for key, kin in near.items():
                if kin.name.key in aliases:
                    families.join(head, key)


def _join_corrected(conn: Connection, fresh: Mapping[int, Name], families: _Families) -> None:
    """With what one correction names together."""
    for order in corrections_of(conn, {name.id for name in fresh.values()}):
        if order.kind in (CorrectionKind.MERGE, CorrectionKind.SPLIT):
            near = load_kin(conn, [_n.own], {order.target, *order.others})
            families.know(near)
            for key in near:
                families.join(min(near), key)


class _Families:
    """Which family each name is in, while families are joined."""

    def __init__(self, kin: Mapping[int, Kin]) -> None:
        self._family: dict[int, int] = {}
        self._up: dict[int, int] = {}
        self.know(kin)
        self._touched = {self._family[key] for key in kin}

    def know(self, kin: Mapping[int, Kin]) -> None:
        """Further names."""
        self._family.update((key, k.family) for key, k in kin.items())

    def join(self, a: int, b: int) -> None:
        """The two are in one family from now on."""
        one, other = self._top(self._family[a]), self._top(self._family[b])
        if one != other:
            self._up[max(one, other)] = min(one, other)

    def settle(self, conn: Connection) -> set[int]:
        """Write it down; every family that was touched, gone ones included."""
        for gone in self._up:
            conn.execute(sa.update(actor_names).where(_n.family == gone).values(family=self._top(gone)))
        touched = self._touched | set(self._up)
        return touched | {self._top(family) for family in touched}

    def _top(self, family: int) -> int:
        while family in self._up:
            family = self._up[family]
        return family


def mates(conn: Connection, families: Sequence[int], until: dt.date | None = None) -> dict[int, dict[int, Kin]]:
    """The names of each family. until: those that were known on that day, as they were then."""
    made: dict[int, dict[int, Kin]] = {}
    for key, kin in load_kin(conn, [_n.family], families, until).items():
        if until is None or kin.name.days or kin.name.listed:
            made.setdefault(kin.family, {})[key] = kin
    return made
