"""Actors over all reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pourparler.errors import StoreError
from pourparler.model.groups import ActorCard, Correction, ReportCard
from pourparler.model.pack import pack, unpack
from pourparler.record.bulk import put
from pourparler.record.facts import ACTORS, fact, grouping_rules, set_fact
from pourparler.record.glance import stamp
from pourparler.record.grouping import unify_actors
from pourparler.record.matching import named
from pourparler.record.orders import all_corrections
from pourparler.record.people import load_people
from pourparler.record.query import Query
from pourparler.record.search import fold, holds
from pourparler.record.tables import actor_cards, reports
from pourparler.record.whole import NOBODY, actors_from

BIG = 2000  # reports: putting their actors together takes as long as one waits for a list


def list_actors(conn: Connection, query: Query, asof: dt.date | None) -> tuple[ActorCard, ...]:
    """Actors, those of most reports first."""
    made = _page_of_kept(conn, query) if _kept(conn, asof) else _behind(_in_order(conn, asof), query)
    names = ((card, _names(card)) for card in made)
    found = (card for card, told in names if named(query.party, told) and holds(query.text, "\n".join(told)))
    return tuple(islice(found, query.limit))


def _in_order(conn: Connection, asof: dt.date | None) -> list[ActorCard]:
    return sorted(all_actors(conn, asof), key=lambda card: (-card.reports, card.name, card.id))


def _behind(cards: list[ActorCard], query: Query) -> list[ActorCard]:
    if query.after is None:
        return cards
    ids = [card.id for card in cards]
    if query.after not in ids:
        raise StoreError(f"no actor {query.after} to go on behind")
    return cards[ids.index(query.after) + 1 :]


def _kept(conn: Connection, asof: dt.date | None) -> bool:
    return asof is None and fact(conn, ACTORS) == _state(conn)


def _page_of_kept(conn: Connection, query: Query) -> Iterator[ActorCard]:
    """Kept actors that may answer the query, in order, one by one."""
    chosen = sa.select(actor_cards.c.data).order_by(actor_cards.c.place)
    if query.party is not None:
        chosen = chosen.where(actor_cards.c.names.contains(fold(query.party), autoescape=True))
    if query.after is not None:
        at = conn.execute(sa.select(actor_cards.c.place).where(actor_cards.c.id == query.after)).scalar()
        if at is None:
            raise StoreError(f"no actor {query.after} to go on behind")
        chosen = chosen.where(actor_cards.c.place > at)
    if query.text is None:
        chosen = chosen.limit(query.limit)
    for data in conn.execute(chosen).scalars():
        yield unpack(ActorCard, data, NOBODY)


def all_actors(conn: Connection, asof: dt.date | None) -> tuple[ActorCard, ...]:
    """Actors by name: as kept where they still hold, else put together."""
    if not _kept(conn, asof):
        return _put_together(conn, asof)
    kept = [unpack(ActorCard, data, NOBODY) for data in conn.scalars(sa.select(actor_cards.c.data))]
    return tuple(sorted(kept, key=lambda card: (card.name, card.id)))


def actors_wanting(conn: Connection) -> bool:
    """Is the record so big that its actors should be kept, and are they not?"""
    if fact(conn, ACTORS) == _state(conn):
        return False
    return (conn.execute(sa.select(sa.func.count()).select_from(reports)).scalar() or 0) > BIG


def keep_actors(conn: Connection) -> None:
    """Keep the actors of the record as it is, unless that is done already."""
    if fact(conn, ACTORS) == (state := _state(conn)):
        return
    cards = _put_together(conn, None)
    conn.execute(sa.delete(actor_cards))
    ordered = sorted(cards, key=lambda card: (-card.reports, card.name, card.id))
    rows = [
        {"id": card.id, "place": n, "names": "\n".join(map(fold, _names(card))), "data": pack(card)}
        for n, card in enumerate(ordered)
    ]
    put(conn, actor_cards, rows)
    set_fact(conn, ACTORS, state)


def _state(conn: Connection) -> str:
    """A word that changes whenever the actors can."""
    return f"{stamp(conn)} {grouping_rules()}"


def _put_together(conn: Connection, asof: dt.date | None) -> tuple[ActorCard, ...]:
    chosen = sa.select(reports.c.id, reports.c.known, reports.c.added, reports.c.actors)
    if asof is not None:
        chosen = chosen.where(reports.c.known <= asof.isoformat())
    seen = []
    for row in conn.execute(chosen):
        card = _known(row)
        seen += [(actor, card) for actor in actors_from(row.actors)]
    return unify_actors(seen, load_people(conn), of_actors(all_corrections(conn)))


def _known(row: Any) -> ReportCard:
    """A report of which only the day it was known is of interest."""
    return ReportCard(
        id=row.id,
        url=None,
        title=None,
        outlet=None,
        agency=None,
        published=dt.date.fromisoformat(row.known),
        added=dt.datetime.fromisoformat(row.added),
        origin=row.id,
    )


def of_actors(corrections: tuple[Correction, ...]) -> tuple[Correction, ...]:
    """Those in force that speak of actors."""
    return tuple(c for c in corrections if c.target.startswith("a") and not c.reverted)


def one_actor(conn: Connection, id: str, asof: dt.date | None) -> ActorCard:
    """The actor of that id or name, or of the only id that begins so, or whose names hold these words.

    Raises:
        StoreError: if there is none, or more than one.
    """
    ways = _ways_to_kept(conn, id) if _kept(conn, asof) else _ways(all_actors(conn, asof), id)
    found = next((way for way in ways if way), []) if id.strip() else []
    if len(found) == 1:
        return found[0]
    if not found:
        raise StoreError(f"no actor {id}; `pourparler actors` lists them")
    told = ", ".join(f"{card.id} ({card.name})" for card in found[:5])
    raise StoreError(f"{id} may be any of {len(found)} actors: {told}")


def _ways(cards: tuple[ActorCard, ...], id: str) -> Iterator[list[ActorCard]]:
    """By id, by the begin of one, by the name, by words of any of its names."""
    yield [card for card in cards if card.id == id]
    yield [card for card in cards if card.id.startswith(id)]
    yield [card for card in cards if fold(card.name) == fold(id)]
    yield [card for card in cards if named(id, _names(card))]


def _ways_to_kept(conn: Connection, id: str) -> Iterator[list[ActorCard]]:
    """The same in the table."""
    names, folded = actor_cards.c.names, fold(id)
    for where in (
        actor_cards.c.id == id,
        (actor_cards.c.id >= id) & (actor_cards.c.id < id + "~"),
        (names == folded) | names.startswith(folded + "\n", autoescape=True),
        names.contains(folded, autoescape=True),
    ):
        chosen = sa.select(actor_cards.c.data).where(where).order_by(actor_cards.c.place).limit(100)
        yield [unpack(ActorCard, data, NOBODY) for data in conn.scalars(chosen)]


def _names(card: ActorCard) -> tuple[str, ...]:
    return (card.name, *(merge.name for merge in card.merges))
