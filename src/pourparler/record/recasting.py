"""Actors as they are kept: put together anew where their names changed, and only there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pourparler.model.groups import ActorCard
from pourparler.model.pack import pack
from pourparler.record.bulk import put, some
from pourparler.record.casting import Cast, Touched, cast_from, count_in, load_places, put_names, short
from pourparler.record.facts import ACTORS, fact, grouping_rules, set_fact
from pourparler.record.families import Kin, corrections_of, link, load_kin, mates, renew
from pourparler.record.grouping import same_names
from pourparler.record.grouping.actors import cards_of
from pourparler.record.grouping.cast import Name, place_of_person
from pourparler.record.grouping.names import fold as fold_name
from pourparler.record.people import load_people
from pourparler.record.search import clean, fold
from pourparler.record.tables import actor_cards, actor_names, actor_reports, listed_names, people, reports

_AT_ONCE = 500  # families put together at once
_MANY = 5000  # names whose families are looked for, or reports counted, at once


def recast(conn: Connection, names: Touched) -> bool:
    """Put together the actors of these names. As new counts also what a list or correction names that is new.

    Says whether that concerns names that a list or a person put together.
    """
    fresh = sorted(names.fresh)
    if fresh and names.lists:
        renew(conn, load_kin(conn, [actor_names.c.key], names.families))
    families = set(names.families.values())
    for part in some(fresh, _MANY):
        families |= link(conn, part)
    told = [_recast(conn, part) for part in some(sorted(families), _AT_ONCE)]
    return any(told)


def _recast(conn: Connection, families: Sequence[int]) -> bool:
    at = mates(conn, families)
    for kin in at.values():
        renew(conn, kin)
    gone = [key for kin in at.values() for key, k in kin.items() if not k.name.days and not k.name.listed]
    for part in some(gone):
        conn.execute(sa.delete(actor_names).where(actor_names.c.key.in_(part)))
    held = {family: {key: k for key, k in kin.items() if key not in set(gone)} for family, kin in at.items()}
    return _swap(conn, families, {row["id"]: row for row in _rows(conn, held)})


def _rows(conn: Connection, held: Mapping[int, Mapping[int, Kin]]) -> Iterator[dict[str, Any]]:
    for family, cards in made_of(conn, held).items():
        for card in cards:
            yield {
                "id": card.id,
                "family": family,
                "fewer": -card.reports,
                "name": clean(card.name),
                "names": "\n".join(map(fold, names_of_card(card))),
                "told": int(bool(same_names([card]))),
                "data": pack(card),
            }


def made_of(
    conn: Connection, held: Mapping[int, Mapping[int, Kin]], last: int | None = None
) -> dict[int, tuple[ActorCard, ...]]:
    """The actors of each family. last: ordinal of the day up to which reports count; all where there is none."""
    orders = corrections_of(conn, {k.name.id for kin in held.values() for k in kin.values() if k.orders})
    keys = {k.name.place: key for kin in held.values() for key, k in kin.items()}

    def together(some_names: Sequence[Name]) -> int:
        chosen = sa.select(sa.func.count(sa.distinct(actor_reports.c.report)))
        chosen = chosen.where(actor_reports.c.name.in_([keys[n.place] for n in some_names]))
        return conn.execute(chosen if last is None else chosen.where(actor_reports.c.day <= last)).scalar_one()

    return {family: cards_of([k.name for k in kin.values()], orders, together) for family, kin in held.items()}


def names_of_card(card: ActorCard) -> tuple[str, ...]:
    """All names it goes by."""
    return (card.name, *(merge.name for merge in card.merges))


def _swap(conn: Connection, families: Sequence[int], new: dict[str, dict[str, Any]]) -> bool:
    """Put the new cards in the place of the old ones of these families; were or are any told by a list or a person?"""
    old = {row.id: row for row in conn.execute(sa.select(actor_cards).where(actor_cards.c.family.in_(families)))}
    same = {id for id, row in new.items() if id in old and all(getattr(old[id], k) == v for k, v in row.items())}
    gone = [row for id, row in old.items() if id not in same]
    fresh = [row for id, row in new.items() if id not in same]
    for part in some([row.id for row in gone]):
        conn.execute(sa.delete(actor_cards).where(actor_cards.c.id.in_(part)))
    put(conn, actor_cards, fresh)
    return any(row.told for row in gone) or any(row["told"] for row in fresh)


def enlist(conn: Connection) -> set[int]:
    """Note which names the list of people holds; keys of all that it holds, or held."""
    before = set(conn.scalars(sa.select(listed_names.c.folded)))
    conn.execute(sa.delete(listed_names))
    numbered = list(zip(conn.scalars(sa.select(people.c.key).order_by(people.c.key)), load_people(conn), strict=True))
    rows = {(short(fold_name(name)), key) for key, person in numbered for name in (person.name, *person.aliases)}
    put(conn, listed_names, [{"folded": folded, "person": key} for folded, key in sorted(rows)])
    new = {place_of_person(p): Name(place_of_person(p), p.name, p.kind) for _, p in reversed(numbered)}
    for place in load_places(conn, new):
        del new[place]
    put_names(conn, new)
    touched: set[int] = set()
    for part in some(sorted(before | {folded for folded, _ in rows})):
        touched |= set(conn.scalars(sa.select(actor_names.c.key).where(actor_names.c.folded.in_(part))))
    return touched


def keep_actors(conn: Connection) -> bool:
    """Put all actors together from the reports, unless they are by the rules of today already."""
    if fact(conn, ACTORS) == grouping_rules():
        return False
    for table in (actor_cards, actor_reports, actor_names, listed_names):
        conn.execute(sa.delete(table))
    keys = sorted(conn.scalars(sa.select(reports.c.key)))
    for part in some(keys, 20 * _MANY):
        count_in(conn, _casts(conn, part))
    enlist(conn)
    recast(conn, Touched(fresh=set(conn.scalars(sa.select(actor_names.c.key)))))
    set_fact(conn, ACTORS, grouping_rules())
    return True


def _casts(conn: Connection, keys: Sequence[int]) -> Iterator[Cast]:
    columns = (reports.c.key, reports.c.id, reports.c.known, reports.c.actors)
    for part in some(keys):
        yield from map(cast_from, conn.execute(sa.select(*columns).where(reports.c.key.in_(part))))
