"""Reprints and versions: the first report of those with nearly the same text, and the first text of one article."""

from __future__ import annotations

import array
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pourparler.record.bulk import hash_of, put, some
from pourparler.record.grouping import same_origin, signature, signature_keys
from pourparler.record.tables import bands, reports


def signed(text: str) -> bytes:
    """The signature of a text, to keep."""
    return array.array("I", signature(text)).tobytes()


def _read(data: bytes) -> tuple[int, ...]:
    return tuple(array.array("I", data))


def keep_copies(conn: Connection, new: Sequence[int]) -> set[int]:
    """Give the new reports their origin, and older ones theirs where that changed; keys of the older ones."""
    rows = _rows(conn, reports.c.key.in_(new)) if new else []
    marks = {row.key: [hash_of("b", name) for name in signature_keys(_read(row.signature))] for row in rows}
    put(conn, bands, [{"hash": h, "report": key} for key, hashes in marks.items() for h in sorted(set(hashes))])
    clusters = _Clusters()
    near = _near(conn, marks)
    for row in rows:
        mine = _read(row.signature)
        for other in near.get(row.key, ()):
            days = abs((dt.date.fromisoformat(row.known) - dt.date.fromisoformat(other.known)).days)
            if other.origin != row.origin and same_origin(mine, _read(other.signature), days=days):
                clusters.unite(row, other)
    return clusters.settle(conn) - set(new)


def _rows(conn: Connection, where: Any) -> list[Any]:
    columns = (reports.c.key, reports.c.id, reports.c.known, reports.c.origin, reports.c.signature)
    return list(conn.execute(sa.select(*columns).where(where)))


def _near(conn: Connection, marks: dict[int, list[int]]) -> dict[int, list[Any]]:
    """For each new report those that share a band with it."""
    owners: dict[int, list[int]] = {}
    for key, hashes in marks.items():
        for h in hashes:
            owners.setdefault(h, []).append(key)
    pairs: dict[int, set[int]] = {}
    for part in some(owners):
        for row in conn.execute(sa.select(bands.c.hash, bands.c.report).where(bands.c.hash.in_(part))):
            for key in owners[row.hash]:
                if row.report != key:
                    pairs.setdefault(key, set()).add(row.report)
    wanted = sorted(set().union(*pairs.values()))
    found = {row.key: row for part in some(wanted) for row in _rows(conn, reports.c.key.in_(part))}
    return {key: [found[other] for other in sorted(others)] for key, others in pairs.items()}


class _Clusters:
    """Origins that turn out to be one."""

    def __init__(self) -> None:
        self._sets: dict[str, set[str]] = {}

    def unite(self, one: Any, other: Any) -> None:
        merged = self._sets.get(one.origin, {one.origin}) | self._sets.get(other.origin, {other.origin})
        for origin in merged:
            self._sets[origin] = merged

    def settle(self, conn: Connection) -> set[int]:
        """Write the first of each set as origin of all; keys of the reports for which it changed."""
        changed: set[int] = set()
        for origins in {id(merged): merged for merged in self._sets.values()}.values():
            members = [r for part in some(sorted(origins)) for r in _rows(conn, reports.c.origin.in_(part))]
            first = min(members, key=lambda r: (r.known, r.id)).id
            late = [r.key for r in members if r.origin != first]
            for part in some(late):
                conn.execute(sa.update(reports).where(reports.c.key.in_(part)).values(origin=first))
            changed.update(late)
        return changed


def mark_versions(conn: Connection, new: Iterable[Mapping[str, Any]]) -> None:
    """Note which reports are further texts of an article: `version_of` is the first known of its address.

    new: rows of what was added.
    """
    order = (reports.c.known, reports.c.id)
    added: dict[str, set[str]] = {}
    for row in new:
        if row["url"] is not None:
            added.setdefault(row["url"], set()).add(row["id"])
    for url, ids in added.items():
        here = reports.c.url == url
        first = conn.execute(sa.select(reports.c.id, reports.c.content).where(here).order_by(*order).limit(1)).one()
        if first.id not in ids:
            here = here & reports.c.id.in_(ids)
        other = sa.case((reports.c.content == first.content, None), else_=first.id)
        conn.execute(sa.update(reports).where(here).values(version_of=other))
    for row in new:
        plain, mark, _ = row["id"].partition("@")
        if mark and row["url"] is None and conn.scalar(sa.select(reports.c.key).where(reports.c.id == plain)):
            conn.execute(sa.update(reports).where(reports.c.id == row["id"]).values(version_of=plain))
