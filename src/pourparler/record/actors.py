"""Actors over all reports, as they are kept: lists of them, one of them, and how they were on a day."""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pourparler.errors import StoreError
from pourparler.model.groups import ActorCard, Correction, ReportCard
from pourparler.model.pack import unpack
from pourparler.record import search
from pourparler.record.bulk import some
from pourparler.record.casting import cast_from
from pourparler.record.facts import ACTORS, fact, grouping_rules
from pourparler.record.families import mates
from pourparler.record.grouping import unify_actors
from pourparler.record.matching import named
from pourparler.record.orders import all_corrections
from pourparler.record.people import load_people
from pourparler.record.query import Query
from pourparler.record.recasting import made_of, names_of_card
from pourparler.record.search import clean, fold, holds
from pourparler.record.tables import actor_cards, actor_names, reports
from pourparler.record.whole import NOBODY

BIG = 2000  # reports: putting their actors together takes as long as one waits for a list
_MOST = 100  # actors among whom one is looked for
_AT_ONCE, _FEW = 50, 500  # families put together as of a day at once, and looked up at first


def list_actors(conn: Connection, query: Query, asof: dt.date | None) -> tuple[ActorCard, ...]:
    """Actors, those of most reports first."""
    if not _kept(conn):
        made = _behind(iter(sorted(_put_together(conn, asof), key=_order)), query)
    elif asof is None:
        made = _page_of_kept(conn, query)
    else:
        words = [] if query.party is None else [fold(query.party)]
        made = _behind(_earlier(conn, asof, [actor_names.c.words.contains(w, autoescape=True) for w in words]), query)
    names = ((card, names_of_card(card)) for card in made)
    found = (card for card, told in names if named(query.party, told) and holds(query.text, "\n".join(told)))
    return tuple(islice(found, query.limit))


def _order(card: ActorCard) -> tuple[int, str, str]:
    """As the table orders them."""
    return (-card.reports, clean(card.name), card.id)


def _behind(cards: Iterator[ActorCard], query: Query) -> Iterator[ActorCard]:
    if query.after is not None and all(card.id != query.after for card in cards):
        raise StoreError(f"no actor {query.after} to go on behind")
    return cards


def _kept(conn: Connection) -> bool:
    """Are there actors that were put together by the rules of today?"""
    return fact(conn, ACTORS) == grouping_rules()


def _page_of_kept(conn: Connection, query: Query) -> Iterator[ActorCard]:
    """Kept actors that may answer the query, in order, one by one."""
    order = (actor_cards.c.fewer, actor_cards.c.name, actor_cards.c.id)
    chosen = sa.select(actor_cards.c.data).order_by(*order)
    held = [] if query.party is None else [fold(query.party)]
    held += [stem.removesuffix("y") for stem in search.stems(query.text or "")]  # "party" is the stem of "parties"
    if held:  # in a query of its own, as going through all rows is faster in their own order
        inner = actor_cards.alias()
        asked = (inner.c.names.contains(words, autoescape=True) for words in held)
        chosen = chosen.where(actor_cards.c.id.in_(sa.select(inner.c.id).where(*asked)))
    if query.after is not None:
        at = conn.execute(sa.select(*order).where(actor_cards.c.id == query.after)).one_or_none()
        if at is None:
            raise StoreError(f"no actor {query.after} to go on behind")
        chosen = chosen.where(sa.tuple_(*order) > sa.tuple_(*at))
    if query.text is None:
        chosen = chosen.limit(query.limit)
    for data in conn.execute(chosen).scalars():
        yield unpack(ActorCard, data, NOBODY)


def _earlier(conn: Connection, day: dt.date, asked: Sequence[Any]) -> Iterator[ActorCard]:
    """The actors as they were on a day, in order. asked: each of it some name of their family has to answer.

    Families come by how many reports name them by now; an actor is told once no family to come can have more.
    """
    names = actor_names.c
    total = sa.func.sum(names.reports).label("total")
    chosen = sa.select(names.family, total, sa.func.max(names.last).label("last")).group_by(names.family)
    chosen = chosen.having(sa.func.min(names.first) <= day.isoformat()).order_by(total.desc(), names.family)
    for condition in asked:
        chosen = chosen.where(names.family.in_(sa.select(names.family).where(condition)))
    ready: list[tuple[tuple[int, str, str], ActorCard]] = []
    for part in some(_bit_by_bit(conn, chosen), _AT_ONCE):
        while ready and -ready[0][0][0] > part[0].total:
            yield heapq.heappop(ready)[1]
        for card in _of_families(conn, part, day):
            heapq.heappush(ready, (_order(card), card))
    while ready:
        yield heapq.heappop(ready)[1]


def _bit_by_bit(conn: Connection, chosen: sa.Select[Any]) -> Iterator[Any]:
    """The rows, of which mostly the first few are wanted."""
    yield from conn.execute(chosen.limit(_FEW)).all()
    yield from conn.execute(chosen.offset(_FEW)).all()


def _of_families(conn: Connection, rows: list[Any], day: dt.date) -> Iterator[ActorCard]:
    """As they are kept, where nothing has become known since, else put together again."""
    same = [row.family for row in rows if row.last <= day.isoformat()]
    for data in conn.scalars(sa.select(actor_cards.c.data).where(actor_cards.c.family.in_(same))):
        yield unpack(ActorCard, data, NOBODY)
    held = mates(conn, [row.family for row in rows if row.last > day.isoformat()], until=day)
    for cards in made_of(conn, held, day.toordinal()).values():
        yield from cards


def told_together(conn: Connection) -> tuple[ActorCard, ...]:
    """Kept actors of which a list or a person put names together, by name."""
    chosen = sa.select(actor_cards.c.data).where(actor_cards.c.told == 1).order_by(actor_cards.c.name, actor_cards.c.id)
    return tuple(unpack(ActorCard, data, NOBODY) for data in conn.scalars(chosen))


def actors_wanting(conn: Connection) -> bool:
    """Is the record so big that its actors should be kept, and are they not?"""
    return not _kept(conn) and (conn.execute(sa.select(sa.func.count()).select_from(reports)).scalar() or 0) > BIG


def _put_together(conn: Connection, asof: dt.date | None) -> tuple[ActorCard, ...]:
    """From all reports, for a record whose actors are not kept."""
    chosen = sa.select(reports.c.key, reports.c.id, reports.c.known, reports.c.actors)
    if asof is not None:
        chosen = chosen.where(reports.c.known <= asof.isoformat())
    casts = map(cast_from, conn.execute(chosen))
    seen = ((actor, _card(cast.id, cast.known)) for cast in casts for actor in cast.actors)
    return unify_actors(seen, load_people(conn), _of_actors(conn))


def _of_actors(conn: Connection) -> list[Correction]:
    """Corrections in force that speak of actors."""
    return [c for c in all_corrections(conn) if c.target.startswith("a") and not c.reverted]


def _card(id: str, known: dt.date) -> ReportCard:
    """A report of which only the day it was known is of interest."""
    moment = dt.datetime.combine(known, dt.time(), dt.UTC)
    return ReportCard(id=id, url=None, title=None, outlet=None, agency=None, published=known, added=moment, origin=id)


def one_actor(conn: Connection, id: str, asof: dt.date | None) -> ActorCard:
    """The actor of that id or name, or of the only id that begins so, or whose names hold these words.

    Raises:
        StoreError: if there is none, or more than one.
    """
    if not _kept(conn):
        ways = _ways(_put_together(conn, asof), id)
    elif asof is None:
        ways = _ways_to_kept(conn, id)
    else:
        names = actor_names.c
        asked = ((names.own >= id) & (names.own < id + "~")) | names.words.contains(fold(id), autoescape=True)
        ways = _ways(tuple(_earlier(conn, asof, [asked])), id)
    found = next((way for way in ways if way), []) if id.strip() else []
    if len(found) == 1:
        return found[0]
    if not found:
        raise StoreError(f"no actor {id}; `pourparler actors` lists them")
    told = ", ".join(f"{card.id} ({card.name})" for card in found[:5])
    raise StoreError(f"{id} may be any of {len(found)} actors: {told}")


def _ways(cards: tuple[ActorCard, ...], id: str) -> Iterator[list[ActorCard]]:
    """By id, by the begin of one, by the name, by words of any of its names."""
    ordered = sorted(cards, key=_order)
    yield [card for card in ordered if card.id == id]
    yield [card for card in ordered if card.id.startswith(id)]
    yield [card for card in ordered if fold(card.name) == fold(id)]
    yield [card for card in ordered if named(id, names_of_card(card))]


def _ways_to_kept(conn: Connection, id: str) -> Iterator[list[ActorCard]]:
    """The same in the table."""
    names, folded = actor_cards.c.names, fold(id)
    order = (actor_cards.c.fewer, actor_cards.c.name, actor_cards.c.id)
    for where in (
        actor_cards.c.id == id,
        (actor_cards.c.id >= id) & (actor_cards.c.id < id + "~"),
    ):
        chosen = sa.select(actor_cards.c.data).where(where).order_by(*order).limit(_MOST)
        yield [unpack(ActorCard, data, NOBODY) for data in conn.scalars(chosen)]
    exact = (names == folded) | names.startswith(folded + "\n", autoescape=True)
    chosen = sa.select(actor_cards.c.data, exact.label("exact")).where(names.contains(folded, autoescape=True))
    found = conn.execute(chosen.order_by(exact.desc(), *order).limit(_MOST)).all()
    yield [unpack(ActorCard, row.data, NOBODY) for row in found if row.exact]
    yield [unpack(ActorCard, row.data, NOBODY) for row in found]
