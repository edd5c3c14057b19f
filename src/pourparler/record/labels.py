"""Names by which entries are filtered: who takes part, speaks, binds himself, to whom, and where."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pourparler.record.bulk import new_keys, put, some
from pourparler.record.search import fold
from pourparler.record.tables import labelled, labels

Label = tuple[str, int, str, str]  # kind of entry, its key, role, name


def keep_labels(conn: Connection, wanted: Iterable[Label]) -> None:
    """Make entries findable by names."""
    rows = {(kind, entry, role, folded) for kind, entry, role, name in wanted if (folded := fold(name)).strip()}
    known = _known(conn, {folded for *_, folded in rows})
    put(
        conn,
        labelled,
        [
            {"label": known[folded], "kind": kind, "role": role, "entry": entry}
            for kind, entry, role, folded in sorted(rows)
        ],
    )


def drop_labels(conn: Connection, kind: str, entries: Iterable[int]) -> None:
    """Take entries out again."""
    for part in some(entries):
        conn.execute(sa.delete(labelled).where(labelled.c.kind == kind, labelled.c.entry.in_(part)))


def entries_named(kind: str, roles: Iterable[str], words: str) -> Any:
    """A subquery of the keys of entries that have a name with these words, side by side, in one of the roles."""
    matching = sa.select(labels.c.key).where(labels.c.folded.contains(fold(words), autoescape=True))
    chosen = sa.select(labelled.c.entry).where(labelled.c.kind == kind, labelled.c.role.in_(list(roles)))
    return chosen.where(labelled.c.label.in_(matching))


def _known(conn: Connection, folded: set[str]) -> dict[str, int]:
    """Keys of these labels; new ones are made."""
    found: dict[str, int] = {}
    for part in some(sorted(folded)):
        rows = conn.execute(sa.select(labels.c.folded, labels.c.key).where(labels.c.folded.in_(part)))
        found.update((row.folded, row.key) for row in rows)
    missing = sorted(folded - set(found))
    if missing:
        made = dict(zip(missing, new_keys(conn, labels), strict=False))
        put(conn, labels, [{"key": key, "folded": name} for name, key in made.items()])
        found |= made
    return found
