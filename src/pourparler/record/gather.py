"""Kept groups whole again: with their sightings, claims, corrections, and what follows from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pourparler.model.groups import CommitmentGroup, MeetingGroup, Sighting
from pourparler.model.pack import unpack
from pourparler.record.bulk import some
from pourparler.record.grouping import group_id, stand_of
from pourparler.record.grouping.commitments import counterpart
from pourparler.record.grouping.life import events_of
from pourparler.record.kept import Group, claim_order, grouped
from pourparler.record.loading import load_sightings
from pourparler.record.orders import load_corrections
from pourparler.record.people import load_names
from pourparler.record.tables import findings, groups, reports
from pourparler.record.whole import NOBODY


def load_groups(conn: Connection, ids: Sequence[str], day: dt.date) -> dict[str, Group]:
    """Kept groups by id. day: on which the stand of commitments is asked for."""
    data: dict[str, bytes] = {}
    for part in some(ids):
        data.update(
            (r.id, r.data) for r in conn.execute(sa.select(groups.c.id, groups.c.data).where(groups.c.id.in_(part)))
        )
    members: dict[str, list[int]] = {}
    for part in some(sorted(data)):
        for row in conn.execute(sa.select(findings.c.key, findings.c.grp).where(findings.c.grp.in_(part))):
            members.setdefault(row.grp, []).append(row.key)
    keys = [key for held in members.values() for key in held]
    at, orders = load_sightings(conn, keys), load_corrections(conn, keys)
    made: dict[str, Group] = {}
    for id, held in members.items():
        sightings = tuple(sorted((at.sightings[key] for key in held), key=_order))
        about = {(s.report.id, s.finding.id) for s in sightings}
        own = {group_id(s) for s in sightings} | {s.finding.id for s in sightings}
        parts: dict[str, Any] = {
            "sightings": sightings,
            "claims": tuple(sorted((c for c in at.claims if (c.report.id, c.timing.about) in about), key=claim_order)),
            "corrections": tuple(o for o in orders if o.target in own),
        }
        made[id] = _whole(id, data[id], parts, day)
    return made


def _order(sighting: Sighting) -> tuple[dt.date, str, int]:
    return (sighting.report.known, sighting.report.id, sighting.finding.evidence.span.start)


def _whole(id: str, data: bytes, parts: Mapping[str, Any], day: dt.date) -> Group:
    if id.startswith("m"):
        return replace(unpack(MeetingGroup, data, NOBODY), **parts)
    group = replace(unpack(CommitmentGroup, data, NOBODY), **parts)
    return on_day(replace(group, events=events_of(group.sightings)), day)


def on_day(group: CommitmentGroup, day: dt.date) -> CommitmentGroup:
    """The commitment with its stand on a day."""
    return replace(group, stand=stand_of(group.sightings, group.due, day))


def with_counterparts(
    conn: Connection, made: Iterable[Group], regrouped: Mapping[tuple[str, str], str]
) -> tuple[Group, ...]:
    """The groups, commitments with what is promised in return. regrouped: groups of findings where not as kept."""
    made = tuple(made)
    wanted = {
        (s.report.id, other)
        for group in made
        for s in group.sightings
        if (other := getattr(s.finding, "in_return_for", None))
    }
    home: dict[tuple[str, str], str] = {}
    columns = sa.select(reports.c.id.label("report"), findings.c.id, findings.c.grp).join(reports)
    for part in some(sorted({id for _, id in wanted})):
        rows = conn.execute(columns.where(findings.c.id.in_(part), findings.c.kind == "c", findings.c.grp.is_not(None)))
        home.update(((row.report, row.id), row.grp) for row in rows)
    home |= {key: id for key, id in regrouped.items() if key in wanted}
    return tuple(
        replace(g, in_return_for=counterpart(g, home)) if wanted and isinstance(g, CommitmentGroup) else g for g in made
    )


@dataclass(frozen=True, slots=True)
class Earlier:
    """Groups as they were on a day, of the blocks that have changed since; which group each finding was in."""

    groups: tuple[Group, ...]
    home: Mapping[tuple[str, str], str]


def regroup_as_of(conn: Connection, kind: str, day: dt.date, ids: Sequence[str] | None = None) -> Earlier:
    """Group again what was known on a day, where more has become known since. ids: only the blocks of these groups."""
    mixed = sa.select(groups.c.block).where(
        groups.c.kind == kind, groups.c.block_first <= day.isoformat(), groups.c.block_last > day.isoformat()
    )
    if ids is not None:
        mixed = mixed.where(groups.c.id.in_(ids))
    blocks = sorted(set(conn.scalars(mixed)))
    made: list[Group] = []
    names = load_names(conn)
    for part in some(blocks, 200):
        chosen = sa.select(findings.c.key, findings.c.block).where(findings.c.block.in_(part))
        home = {row.key: row.block for row in conn.execute(chosen.where(findings.c.known <= day.isoformat()))}
        at, orders = load_sightings(conn, home), load_corrections(conn, home)
        members: dict[int, list[int]] = {}
        for key in at.sightings:
            members.setdefault(home[key], []).append(key)
        for held in members.values():
            made += grouped(at, held, orders, names)
    whole = tuple(on_day(g, day) if isinstance(g, CommitmentGroup) else g for g in made)
    return Earlier(whole, {(s.report.id, s.finding.id): g.id for g in whole for s in g.sightings})
