"""Corrections outlive a new reading: each goes on to the finding that now stands where the old one stood."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pourparler.model.findings import AnnotatedReport, Commitment, Meeting
from pourparler.record.bulk import put, some
from pourparler.record.tables import findings, moved, named

Entry = Meeting | Commitment


def corrected(conn: Connection, gids: Iterable[str]) -> set[str]:
    """Those of the ids that some correction names."""
    found: set[str] = set()
    for part in some(sorted(set(gids))):
        found |= set(conn.scalars(sa.select(named.c.gid).where(named.c.gid.in_(part))))
        found |= set(conn.scalars(sa.select(moved.c.new).where(moved.c.new.in_(part))))
    return found


def follow(conn: Connection, report: int, old: dict[str, Entry], new: AnnotatedReport) -> None:
    """Note what became of corrected findings. old: by id; report: key under which the new reading is kept."""
    rows = conn.execute(sa.select(findings.c.gid, findings.c.id).where(findings.c.report == report)).all()
    gids = {row.id: row.gid for row in rows if row.gid is not None}
    for gid in sorted(corrected(conn, old)):
        if gid in gids.values():
            continue
        heir = _heir(old[gid], new)
        if heir is None:
            continue
        conn.execute(sa.update(moved).where(moved.c.new == gid).values(new=gids[heir.id]))
        conn.execute(sa.delete(moved).where(moved.c.old == gid))
        put(conn, moved, [{"old": gid, "new": gids[heir.id]}])


def _heir(old: Entry, new: AnnotatedReport) -> Entry | None:
    """The finding of the same kind whose words overlap most with the old one's."""
    found: tuple[Entry, ...] = new.meetings if isinstance(old, Meeting) else new.commitments
    near = [entry for entry in found if entry.evidence.span.overlaps(old.evidence.span)]
    return max(near, key=lambda entry: _common(entry, old), default=None)


def _common(one: Entry, other: Entry) -> int:
    a, b = one.evidence.span, other.evidence.span
    return min(a.end, b.end) - max(a.start, b.start)
