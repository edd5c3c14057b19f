"""What people do to entries: kept apart from findings, checked, applied by grouping anew, revertible."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pourparler.errors import StoreError
from pourparler.model.groups import ActorCard, Correction, CorrectionKind
from pourparler.model.pack import pack
from pourparler.record.actors import one_actor, told_together
from pourparler.record.bulk import put, some
from pourparler.record.casting import short
from pourparler.record.entries import one
from pourparler.record.grouping import check_field, group_id, same_names
from pourparler.record.grouping.names import fold
from pourparler.record.kept import Group
from pourparler.record.labels import entries_named
from pourparler.record.orders import all_corrections
from pourparler.record.people import keep_names
from pourparler.record.tables import actor_cards, actor_names, corrections, findings, moved, named

_NEVER = dt.date.min
_Ids = tuple[str, tuple[str, ...], str | None]  # target, others, value of a correction


def prepared(conn: Connection, asked: Correction) -> Correction:
    """The correction with whole ids, and an id of its own.

    Raises:
        StoreError: if it names no entry, or asks what cannot be done to it.
    """
    kind = asked.target[:1]
    if kind not in ("m", "c", "a"):
        raise StoreError(f"{asked.target}: no id of a meeting (m…), commitment (c…) or actor (a…)")
    if kind == "a":
        target, others, value = _of_actors(conn, asked)
    else:
        target, others, value = _of_groups(conn, asked, one(conn, kind, asked.target, _NEVER, None))
    if asked.field is not None:
        check_field(kind, asked.field, asked.value or "")
    if asked.kind in (CorrectionKind.MERGE, CorrectionKind.SPLIT) and not others:
        raise StoreError(f"{asked.kind} {asked.target}: nothing named that is another")
    parts = (target, asked.kind, asked.author, asked.at.isoformat(), asked.field, value, *others)
    id = "k" + hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:12]
    return Correction(
        id=id,
        target=target,
        kind=asked.kind,
        author=asked.author,
        at=asked.at,
        why=asked.why,
        field=asked.field,
        value=value,
        others=others,
    )


def _of_groups(conn: Connection, asked: Correction, group: Group) -> _Ids:
    """Ids of sightings that stand for the group and for the others named; for a split also of those that stay."""
    if asked.kind is CorrectionKind.MERGE:
        others = [one(conn, asked.target[:1], other, _NEVER, None).id for other in asked.others]
        return group.id, tuple(dict.fromkeys(o for o in others if o != group.id)), None
    if asked.kind is not CorrectionKind.SPLIT:
        return group.id, (), asked.value
    ids = {group_id(s): (group_id(s), s.finding.id, s.report.id) for s in group.sightings}
    out = [next((gid for gid, names in ids.items() if other in names), None) for other in asked.others]
    if None in out:
        missing = asked.others[out.index(None)]
        shown = f"pourparler {'meetings' if group.id.startswith('m') else 'commitments'} {group.id}"
        raise StoreError(f"{missing}: neither a finding nor a report of {group.id}; see `{shown}`")
    taken = tuple(dict.fromkeys(gid for gid in out if gid is not None))
    stay = [gid for gid in ids if gid not in taken]
    if not stay:
        raise StoreError(f"split {group.id}: leaves nothing of it; name some of its findings only")
    return stay[0], taken, " ".join(stay)


def _of_actors(conn: Connection, asked: Correction) -> _Ids:
    if asked.kind not in (CorrectionKind.MERGE, CorrectionKind.SPLIT):
        raise StoreError(f"{asked.kind} {asked.target}: actors can only be merged and split")
    target = one_actor(conn, asked.target, None)
    if asked.kind is CorrectionKind.MERGE:
        others = [one_actor(conn, other, None).id for other in asked.others]
        return target.id, tuple(dict.fromkeys(o for o in others if o != target.id)), None
    return target.id, tuple(id for other in asked.others for id in _ids_of_name(conn, target, other)), None


def _ids_of_name(conn: Connection, actor: ActorCard, asked: str) -> list[str]:
    """Ids that another name of an actor has by itself, one a side. asked: the name, or the id of whoever is another."""
    names, folded = actor_names.c, short(fold(asked))
    chosen = sa.select(names.own).where(names.own == asked)
    if folded in {short(fold(merge.name)) for merge in actor.merges}:
        home = sa.select(actor_cards.c.family).where(actor_cards.c.id == actor.id)
        chosen = sa.select(names.own).where(names.family.in_(home), names.folded == folded)
    found = list(conn.scalars(chosen.where(names.own != actor.id).order_by(names.key)))
    if not found:
        raise StoreError(f"{asked}: no name of {actor.name} that can be another; see `pourparler actors {actor.id}`")
    return list(dict.fromkeys(found))


def keep(conn: Connection, correction: Correction) -> bool:
    """Write it down; False if it is there already."""
    there = sa.select(corrections.c.id).where(corrections.c.id == correction.id)
    if conn.execute(there).first() is not None:
        return False
    row = {"id": correction.id, "at": correction.at.isoformat(), "reverted": 0, "data": pack(correction)}
    put(conn, corrections, [{**row, "reverted": int(correction.reverted)}])
    put(conn, named, [{"correction": correction.id, "gid": gid} for gid in _named(correction)])
    return True


def _named(correction: Correction) -> list[str]:
    """Ids of all sightings that it speaks of."""
    staying = (correction.value or "").split() if correction.kind is CorrectionKind.SPLIT else ()
    return list(dict.fromkeys((correction.target, *correction.others, *staying)))


def revert(conn: Connection, id: str) -> Correction:
    """It no longer holds.

    Raises:
        StoreError: if there is none of that id, or more than one.
    """
    found = [c for c in all_corrections(conn) if id and c.id.startswith(id)]
    if len(found) != 1:
        told = f"no correction {id}" if not found else f"{id} begins {len(found)} ids of corrections"
        raise StoreError(f"{told}; `pourparler corrections` lists them")
    conn.execute(sa.update(corrections).where(corrections.c.id == found[0].id).values(reverted=1))
    return found[0]


def torn_by(conn: Connection, changed: Sequence[Correction]) -> set[int]:
    """Blocks that are to be grouped again after corrections came or went."""
    gids = {gid for c in changed for gid in _named(c)}
    aliases = {row.old: row.new for row in conn.execute(sa.select(moved))}
    blocks: set[int] = set()
    for part in some(sorted({aliases.get(gid, gid) for gid in gids})):
        blocks |= set(conn.scalars(sa.select(findings.c.block).where(findings.c.gid.in_(part))))
    return {block for block in blocks if block is not None}


def renew_names(conn: Connection) -> set[int]:
    """Note the names that lists and people merged; keys of the reports whose entries that may change."""
    return _reports_of(conn, keep_names(conn, same_names(told_together(conn))))


def named_by(conn: Connection, changed: Iterable[Correction]) -> set[int]:
    """Keys of the names of actors that corrections which came or went speak of."""
    found: set[int] = set()
    for part in some(sorted({gid for c in changed if c.target.startswith("a") for gid in _named(c)})):
        found |= set(conn.scalars(sa.select(actor_names.c.key).where(actor_names.c.own.in_(part))))
    return found


def _reports_of(conn: Connection, folded: Iterable[str]) -> set[int]:
    """Keys of reports in which somebody of these names occurs."""
    return {key for name in folded for key in conn.scalars(entries_named("r", ("party",), name))}
