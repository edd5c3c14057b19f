"""Corrections in the tables: what people did, and for which entries it holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pourparler.model.groups import Correction, CorrectionKind
from pourparler.model.pack import unpack
from pourparler.record.bulk import some
from pourparler.record.tables import corrections, findings, moved, named
from pourparler.record.whole import NOBODY


def load_corrections(conn: Connection, keys: Iterable[int]) -> tuple[Correction, ...]:
    """Those in force that name one of these findings, in order of time; ids as they are now."""
    alias = sa.func.coalesce(moved.c.new, named.c.gid)
    joined = named.outerjoin(moved, moved.c.old == named.c.gid).join(findings, findings.c.gid == alias)
    ids: set[str] = set()
    for part in some(sorted(set(keys))):
        ids.update(conn.scalars(sa.select(named.c.correction).select_from(joined).where(findings.c.key.in_(part))))
    if not ids:
        return ()
    aliases = {row.old: row.new for row in conn.execute(sa.select(moved))}
    found = [c for c in all_corrections(conn) if c.id in ids and not c.reverted]
    return tuple(_today(c, aliases) for c in found)


def all_corrections(conn: Connection) -> tuple[Correction, ...]:
    """All, reverted ones too, in order of time."""
    rows = conn.execute(sa.select(corrections).order_by(corrections.c.at, corrections.c.id))
    return tuple(replace(unpack(Correction, row.data, NOBODY), reverted=bool(row.reverted)) for row in rows)


def _today(correction: Correction, aliases: dict[str, str]) -> Correction:
    """With the ids that its entries have now."""
    value = correction.value
    if correction.kind is CorrectionKind.SPLIT and value:
        value = " ".join(aliases.get(id, id) for id in value.split())
    return replace(
        correction,
        value=value,
        target=aliases.get(correction.target, correction.target),
        others=tuple(aliases.get(other, other) for other in correction.others),
    )
