"""Meetings and commitments by words, best first."""

from __future__ import annotations

import datetime as dt
import re

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pourparler.record import search
from pourparler.record.entries import by_ids
from pourparler.record.kept import Group
from pourparler.record.tables import groups

BEST, LOOKED_AT = 50, 2000  # entries that are given, and that are compared
_ID = re.compile(r"[mc][0-9a-f]{2,12}")


def find(conn: Connection, words: str, day: dt.date, asof: dt.date | None) -> tuple[Group, ...]:
    """Entries that hold all the words, more of them in the title first; else those that hold most, at least half."""
    if _ID.fullmatch(id := words.strip()):
        at = sa.select(groups.c.id).where(groups.c.id >= id, groups.c.id < id + "~").order_by(groups.c.id).limit(BEST)
        if ids := list(conn.scalars(at)):
            return by_ids(conn, ids, day, asof)
    asked = search.stems(words)
    for any_of_them in (False, True):
        if found := _ranked(conn, asked, any_of_them, asof):
            return by_ids(conn, found, day, asof)
    return ()


def _ranked(conn: Connection, asked: list[str], any_of_them: bool, asof: dt.date | None) -> list[str]:
    look = search.entries_with_any if any_of_them else search.entries_with_all
    columns = (groups.c.id, groups.c.words, groups.c.origins)
    chosen = sa.select(*columns).where(groups.c.key.in_(look(conn.dialect.name, search.GROUPS, asked)))
    if asof is not None:
        chosen = chosen.where(groups.c.first <= asof.isoformat())
    scored = []
    for row in conn.execute(chosen.order_by(groups.c.first.desc(), groups.c.id).limit(LOOKED_AT)):
        title, told = (set(search.stems(text)) for text in (row.words.partition("\n")[0], row.words))
        hits = sum(word in told for word in asked)
        scored.append((-hits, -sum(word in title for word in asked), -row.origins, row.id))
    ranked = sorted(scored, key=lambda entry: entry[:3])  # of equals the one known last comes first
    best = [entry for entry in ranked if entry[0] == ranked[0][0] and 2 * -entry[0] >= len(asked)]
    return [entry[-1] for entry in best][:BEST]
