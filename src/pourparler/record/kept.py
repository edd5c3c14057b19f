"""Groups as they are kept: written when their block changes, read without grouping again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pourparler.model.groups import Claim, CommitmentGroup, Correction, MeetingGroup, Sighting
from pourparler.model.pack import pack
from pourparler.model.window import Window
from pourparler.record import search
from pourparler.record.bulk import new_keys, put, some
from pourparler.record.grouping import Names, group_commitments, group_meetings, stand_of
from pourparler.record.labels import Label, drop_labels, keep_labels
from pourparler.record.loading import Evidenced, load_sightings
from pourparler.record.matching import words_of
from pourparler.record.orders import load_corrections
from pourparler.record.people import load_names
from pourparler.record.tables import findings, groups

Group = MeetingGroup | CommitmentGroup
_NEVER, _ALWAYS = dt.date.max.isoformat(), dt.date.min.isoformat()


def regroup(conn: Connection, blocks: Iterable[int]) -> list[Group]:
    """Group the findings of these blocks anew; groups that stay as they are are not touched."""
    return [group for part in some(sorted(set(blocks)), 200) for group in _regroup(conn, part)]


def _regroup(conn: Connection, blocks: Sequence[int]) -> list[Group]:
    rows = conn.execute(sa.select(findings.c.key, findings.c.block).where(findings.c.block.in_(blocks))).all()
    home = {row.key: row.block for row in rows}
    at = load_sightings(conn, home)
    new: dict[str, tuple[dict[str, Any], Group]] = {}
    for block, made in _grouped(conn, at, home):
        span = _span(at.sightings[key] for key, of in home.items() if of == block)
        new |= {group.id: (_row(group, block, span), group) for group in made}
    _swap(conn, blocks, new)
    groups_made = [group for _, group in new.values()]
    _settle(conn, at, groups_made)
    return groups_made


def _grouped(conn: Connection, at: Evidenced, home: Mapping[int, int]) -> Iterator[tuple[int, tuple[Group, ...]]]:
    """The groups of each block."""
    members: dict[int, list[int]] = {}
    for key in at.sightings:
        members.setdefault(home[key], []).append(key)
    orders, names = load_corrections(conn, home), load_names(conn)
    for block, held in sorted(members.items()):
        yield block, grouped(at, held, orders, names)


def grouped(at: Evidenced, keys: Sequence[int], orders: Sequence[Correction], names: Names) -> tuple[Group, ...]:
    """The groups of the findings of one block. names: see `load_names`."""
    sightings = [at.sightings[key] for key in keys]
    about = {(s.report.id, s.finding.id) for s in sightings}
    claims = sorted((c for c in at.claims if (c.report.id, c.timing.about) in about), key=claim_order)
    if at.kinds[keys[0]] == "m":
        return group_meetings(sightings, claims, orders, at.actors, names)
    return group_commitments(sightings, claims, orders, at.actors, names)


def claim_order(claim: Claim) -> tuple[dt.date, str, int, str]:
    """By day known, report, and place in the text."""
    return (claim.report.known, claim.report.id, claim.timing.evidence.span.start, claim.timing.id)


def _span(sightings: Iterable[Sighting]) -> tuple[str, str]:
    days = sorted(s.report.known for s in sightings)
    return days[0].isoformat(), days[-1].isoformat()


def _row(group: Group, block: int, span: tuple[str, str]) -> dict[str, Any]:
    """What is kept of a group."""
    meeting = isinstance(group, MeetingGroup)
    window = group.window if isinstance(group, MeetingGroup) else group.due
    bare: dict[str, Any] = {"sightings": (), "claims": (), "corrections": ()}
    if not meeting:
        bare |= {"events": (), "in_return_for": None}
    earliest, latest = bounds(window)
    return {
        "id": group.id,
        "kind": group.id[0],
        "block": block,
        "status": str(group.status if isinstance(group, MeetingGroup) else group.life),
        "stand": "" if meeting else str(stand_of(group.sightings, None, None)),
        "sort": sort_of(group),
        "earliest": earliest,
        "latest": latest,
        "origins": group.origins,
        "first": group.sightings[0].report.known.isoformat(),
        "block_first": span[0],
        "block_last": span[1],
        "words": search.clean(words_of(group)),
        "data": pack(replace(group, **bare)),
    }


def bounds(window: Window | None) -> tuple[str, str]:
    """First and last day that a window can touch; one that says nothing touches none."""
    if window is None or (window.earliest is None and window.latest is None):
        return _NEVER, _ALWAYS
    return window.min.isoformat(), window.max.isoformat()


def sort_of(group: Group) -> str:
    """Where it stands in a list: meetings by when they can begin, commitments by when they became known."""
    if isinstance(group, CommitmentGroup):
        return group.sightings[0].report.known.isoformat()
    window = group.window
    day = (window.earliest or window.latest) if window else None
    return day.isoformat() if day else _NEVER


def _swap(conn: Connection, blocks: Sequence[int], new: dict[str, tuple[dict[str, Any], Group]]) -> None:
    """Put the new groups in the place of the old ones of these blocks."""
    old = {row.id: row for row in conn.execute(sa.select(groups).where(groups.c.block.in_(blocks)))}
    same = {id for id, (row, _) in new.items() if id in old and all(getattr(old[id], k) == v for k, v in row.items())}
    gone = [row for id, row in old.items() if id not in same]
    search.unindex(conn, search.GROUPS, [(row.key, row.words) for row in gone])
    for kind in ("m", "c"):
        drop_labels(conn, kind, [row.key for row in gone if row.kind == kind])
    for part in some([row.key for row in gone]):
        conn.execute(sa.delete(groups).where(groups.c.key.in_(part)))
    numbers = new_keys(conn, groups)
    fresh = [({"key": next(numbers), **row}, group) for id, (row, group) in new.items() if id not in same]
    put(conn, groups, [row for row, _ in fresh])
    search.index(conn, search.GROUPS, [(row["key"], row["words"]) for row, _ in fresh])
    keep_labels(conn, (label for row, group in fresh for label in _labels(row["key"], group)))


def _labels(key: int, group: Group) -> Iterator[Label]:
    """Names that a group is found by."""
    if isinstance(group, MeetingGroup):
        yield from (("m", key, "party", name) for name in group.parties)
        yield from (("m", key, "place", name) for name in group.place)
        return
    yield from (("c", key, "by", name) for name in group.by)
    yield from (("c", key, "to", name) for name in group.to)
    if group.made_place:
        yield ("c", key, "place", group.made_place)


def _settle(conn: Connection, at: Evidenced, made: Sequence[Group]) -> None:
    """Note with each finding which group it is in, and why."""
    home = {(s.report.id, s.finding.id, g.id[0]): (g.id, search.clean(s.why)) for g in made for s in g.sightings}
    columns = sa.select(findings.c.key, findings.c.grp, findings.c.why)
    rows = [row for part in some(sorted(at.sightings)) for row in conn.execute(columns.where(findings.c.key.in_(part)))]
    moved = []
    for row in rows:
        s = at.sightings[row.key]
        now = home.get((s.report.id, s.finding.id, at.kinds[row.key]), (None, None))
        if now != (row.grp, row.why):
            moved.append({"at": row.key, "grp": now[0], "why": now[1]})
    if moved:
        values: dict[str, Any] = {"grp": sa.bindparam("grp"), "why": sa.bindparam("why")}
        conn.execute(sa.update(findings).where(findings.c.key == sa.bindparam("at")).values(values), moved)
