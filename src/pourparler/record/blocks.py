"""Blocks: findings that could be one thing, directly or through others. A group never reaches over a block."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pourparler.record.bulk import hash_of, put, some
from pourparler.record.grouping import Names, commitment_keys, meeting_keys
from pourparler.record.grouping.judge import judge
from pourparler.record.grouping.pledges import judge_pledges, pledge_of
from pourparler.record.grouping.traits import traits_of
from pourparler.record.loading import Evidenced, load_sightings
from pourparler.record.people import load_names
from pourparler.record.tables import corrections, findings, keys, moved, named

_PROFILE: Mapping[str, tuple[Callable[..., Any], Callable[..., Sequence[str]], Callable[..., Any]]] = {
    "m": (traits_of, meeting_keys, judge),
    "c": (pledge_of, commitment_keys, judge_pledges),
}


def link(conn: Connection, *, reports: Iterable[int] = (), torn: Iterable[int] = ()) -> set[int]:
    """Find the blocks of the meetings and commitments of some reports, and of all that are in torn blocks.

    Returns the blocks that are to be grouped, gone ones included.
    """
    wanted = _loose(conn, reports, torn)
    if not wanted:
        return set(torn)
    blocks = _Blocks(_set_apart(conn, wanted))
    at, names = load_sightings(conn, wanted, claims=False), load_names(conn)
    for kind in ("m", "c"):
        _link_kind(conn, kind, at, names, blocks)
    _join_corrected(conn, wanted, blocks)
    return blocks.settle(conn) | set(torn)


def _loose(conn: Connection, reports: Iterable[int], torn: Iterable[int]) -> list[int]:
    """Keys of the findings to be linked anew: a block is taken apart whole."""
    found: dict[int, int | None] = {}
    columns = sa.select(findings.c.key, findings.c.block).where(findings.c.kind.in_(("m", "c")))
    for part in some(sorted(set(reports))):
        found.update((row.key, row.block) for row in conn.execute(columns.where(findings.c.report.in_(part))))
    old = {block for block in found.values() if block is not None} | set(torn)
    for part in some(sorted(old)):
        found.update((row.key, row.block) for row in conn.execute(columns.where(findings.c.block.in_(part))))
    return sorted(found)


def _set_apart(conn: Connection, wanted: Sequence[int]) -> dict[int, int]:
    """Each in a block of its own, without keys to look by."""
    for part in some(wanted):
        conn.execute(sa.delete(keys).where(keys.c.finding.in_(part)))
        conn.execute(sa.update(findings).where(findings.c.key.in_(part)).values(block=findings.c.key))
    return {key: key for key in wanted}


def _link_kind(conn: Connection, kind: str, at: Evidenced, names: Names, blocks: _Blocks) -> None:
    profile, keys_of, compare = _PROFILE[kind]
    mine = {key: profile(s, at.actors, names) for key, s in at.sightings.items() if at.kinds[key] == kind}
    marks = {key: {hash_of(kind, name) for name in keys_of(at.sightings[key], at.actors, names)} for key in mine}
    put(conn, keys, [{"hash": h, "finding": key} for key, hashes in marks.items() for h in sorted(hashes)])
    pairs = _pairs(conn, marks)
    others = load_sightings(conn, sorted({b for _, b in pairs} - set(mine)), claims=False)
    every = mine | {key: profile(s, others.actors, names) for key, s in others.sightings.items()}
    blocks.know(conn, others.sightings)
    for a, b in pairs:
        if compare(every[a], every[b]).strength > 0:
            blocks.join(a, b)


def _pairs(conn: Connection, marks: Mapping[int, set[int]]) -> list[tuple[int, int]]:
    """Loose findings, each with those it shares a key with; two loose ones once."""
    owners: dict[int, list[int]] = {}
    for key, hashes in marks.items():
        for h in hashes:
            owners.setdefault(h, []).append(key)
    found = set()
    for part in some(sorted(owners)):
        for row in conn.execute(sa.select(keys.c.hash, keys.c.finding).where(keys.c.hash.in_(part))):
            for key in owners[row.hash]:
                if row.finding not in marks or key < row.finding:
                    found.add((key, row.finding))
    return sorted(found)


def _join_corrected(conn: Connection, wanted: Sequence[int], blocks: _Blocks) -> None:
    """What one correction in force names is in one block."""
    gids = [g for part in some(wanted) for g in conn.scalars(sa.select(findings.c.gid).where(findings.c.key.in_(part)))]
    for members in corrected_together(conn, gids):
        blocks.know(conn, members)
        for other in members[1:]:
            blocks.join(members[0], other)


def corrected_together(conn: Connection, gids: Iterable[str | None]) -> list[list[int]]:
    """Keys of findings that corrections in force name together, for those that name one of these ids."""
    sets: dict[str, list[int]] = {}
    alias = sa.func.coalesce(moved.c.new, named.c.gid)
    joined = named.outerjoin(moved, moved.c.old == named.c.gid)
    for part in some(sorted({g for g in gids if g})):
        touched = sa.select(named.c.correction).select_from(joined).where(alias.in_(part))
        rows = conn.execute(
            sa.select(named.c.correction, findings.c.key)
            .select_from(joined.join(findings, findings.c.gid == alias))
            .join(corrections, corrections.c.id == named.c.correction)
            .where(named.c.correction.in_(touched), corrections.c.reverted == 0)
            .order_by(findings.c.key)
        )
        for row in rows:
            members = sets.setdefault(row.correction, [])
            if row.key not in members:
                members.append(row.key)
    return list(sets.values())


class _Blocks:
    """Which block each finding is in, while blocks are joined."""

    def __init__(self, block: dict[int, int]) -> None:
        self._block = block
        self._up: dict[int, int] = {}
        self._touched = set(block.values())

    def know(self, conn: Connection, members: Iterable[int]) -> None:
        """Look up the blocks of further findings."""
        for part in some(sorted(set(members) - set(self._block))):
            chosen = sa.select(findings.c.key, findings.c.block).where(findings.c.key.in_(part))
            self._block.update((row.key, row.block) for row in conn.execute(chosen))

    def join(self, a: int, b: int) -> None:
        """The two are in one block from now on."""
        one, other = self._top(self._block[a]), self._top(self._block[b])
        self._touched |= {one, other}
        if one != other:
            self._up[max(one, other)] = min(one, other)

    def settle(self, conn: Connection) -> set[int]:
        """Write it down; every block that was touched."""
        for gone in self._up:
            conn.execute(sa.update(findings).where(findings.c.block == gone).values(block=self._top(gone)))
        return self._touched | set(self._up) | {self._top(gone) for gone in self._up}

    def _top(self, block: int) -> int:
        while block in self._up:
            block = self._up[block]
        return block
