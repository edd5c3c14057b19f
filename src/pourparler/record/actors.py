"""Actors over all reports."""

from __future__ import annotations

import datetime as dt
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
    cards = sorted(all_actors(conn, asof), key=lambda card: (-card.reports, card.name, card.id))
    found = [card for card in cards if named(query.party, _names(card)) and holds(query.text, "\n".join(_names(card)))]
    if query.after is not None:
        ids = [card.id for card in found]
        if query.after not in ids:
            raise StoreError(f"no actor {query.after} to go on behind")
        found = found[ids.index(query.after) + 1 :]
    return tuple(found[: query.limit])


def all_actors(conn: Connection, asof: dt.date | None) -> tuple[ActorCard, ...]:
    """Actors by name: as kept where they still hold, else put together."""
    if asof is None and fact(conn, ACTORS) == _state(conn):
        rows = conn.execute(sa.select(actor_cards.c.data))
        kept = [unpack(ActorCard, row.data, NOBODY) for row in rows]
        return tuple(sorted(kept, key=lambda card: (card.name, card.id)))
    return _put_together(conn, asof)


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
    put(conn, actor_cards, [{"id": card.id, "data": pack(card)} for card in cards])
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
    cards = all_actors(conn, asof) if id.strip() else ()
    ways = (
        [card for card in cards if card.id == id],
        [card for card in cards if card.id.startswith(id)],
        [card for card in cards if fold(card.name) == fold(id)],
        [card for card in cards if named(id, _names(card))],
    )
    found = next((way for way in ways if way), [])
    if len(found) == 1:
        return found[0]
    if not found:
        raise StoreError(f"no actor {id}; `pourparler actors` lists them")
    told = ", ".join(f"{card.id} ({card.name})" for card in found[:5])
    raise StoreError(f"{id} may be any of {len(found)} actors: {told}")


def _names(card: ActorCard) -> tuple[str, ...]:
    return (card.name, *(merge.name for merge in card.merges))
