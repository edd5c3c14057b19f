"""Commitments as a ledger with two sides: what one party owes stands beside what it gets in return."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pourparler.model.findings import Life
from pourparler.model.groups import CommitmentGroup, Stand
from pourparler.show.jsonable import jsonable
from pourparler.show.web.ask import Ask
from pourparler.show.web.desk import Desk
from pourparler.show.web.faces import group_face
from pourparler.show.web.frame import Page
from pourparler.show.web.svg.scale import Scale
from pourparler.show.web.svg.strip import Strip, draw_strip, strip_scale

_URGENT = {Stand.OVERDUE: 0, Stand.DISPUTED: 1, Stand.DUE: 2, Stand.OPEN: 3}
_LIVES = (*Life, Stand.DUE, Stand.OVERDUE, Stand.DISPUTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A commitment with its strip."""

    group: CommitmentGroup
    strip: Strip


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What is promised, and what is promised in return; more than one may hang on one."""

    left: Deed
    right: tuple[Deed, ...]


def make_commitments(desk: Desk, ask: Ask, path: Mapping[str, str]) -> Page:
    """The page `/commitments`."""
    known = desk.known(ask.filters.asof)
    day = known.day or dt.date(2000, 1, 1)
    groups = sorted(known.view.commitments(ask.filters.query()), key=urgency)
    scale = _scale(groups, day)
    deeds = {g.id: _deed(g, day, scale) for g in groups}
    pairs, alone = paired(deeds)
    context = {
        "pairs": pairs, "alone": alone, "day": day, "scale": scale, "count": len(groups),
        "lives": Counter(g.life for g in groups) + Counter(g.stand for g in groups), "order": _LIVES,
        "matrix": matrix(groups) if ask.filters.view == "matrix" else None,
        "next": ask.url(after=groups[-1].id) if len(groups) == ask.filters.limit else None,
    }  # fmt: skip
    return Page(
        template="commitments.html", title="Commitments", here="commitments", context=context,
        data=lambda: _data(known.day, pairs, alone),
    )  # fmt: skip


def make_commitment(desk: Desk, ask: Ask, path: Mapping[str, str]) -> Page:
    """The page `/commitments/{id}`."""
    known = desk.known(ask.filters.asof)
    group = known.commitment(path["id"])
    day = known.day or dt.date(2000, 1, 1)
    other = known.view.commitment(group.in_return_for) if group.in_return_for else None
    scale = _scale([group], day)
    context = {
        "group": group, "other": other, "day": day, "scale": scale, "deed": _deed(group, day, scale),
        "sightings": group.sightings[:200], "author": desk.config.author, "back": f"/commitments/{group.id}",
    }  # fmt: skip
    return Page(
        template="commitment.html", title=group.title, here="commitments", context=context,
        data=lambda: group_face(group),
    )  # fmt: skip


def _deed(group: CommitmentGroup, day: dt.date, scale: Scale) -> Deed:
    strip = draw_strip(group.events, made=group.made, due=group.due, stand=group.stand, asof=day, scale=scale)
    return Deed(group=group, strip=strip)


def _scale(groups: Sequence[CommitmentGroup], day: dt.date) -> Scale:
    return strip_scale([e for g in groups for e in g.events], due=[g.due for g in groups], asof=day)


def urgency(group: CommitmentGroup) -> tuple[int, dt.date, int]:
    """Overdue first, then what is due soonest, then what changed last."""
    changed = max((e.day for e in group.events), default=dt.date.min)
    due = group.due.latest if group.due and group.due.latest else dt.date.max
    return _URGENT.get(group.stand, 4), due, -changed.toordinal()


def paired(deeds: Mapping[str, Deed]) -> tuple[list[Pair], list[Deed]]:
    """Pairs by what is given in return for what, in the order given; then what stands alone."""
    answers: dict[str, list[Deed]] = {}
    for deed in deeds.values():
        if deed.group.in_return_for in deeds:
            answers.setdefault(str(deed.group.in_return_for), []).append(deed)
    pairs, placed = [], set[str]()
    for id, deed in deeds.items():
        right = [d for d in answers.get(id, ()) if d.group.id not in placed]
        if id in placed or not right:
            continue
        pairs.append(Pair(left=deed, right=tuple(right)))
        placed |= {id, *(d.group.id for d in right)}
    return pairs, [deed for id, deed in deeds.items() if id not in placed]


def matrix(groups: Sequence[CommitmentGroup]) -> tuple[list[str], list[str], Counter[tuple[str, str]]]:
    """Who is bound, to whom, and how often; "nobody named" where the words name nobody."""
    cells = Counter((by, to) for g in groups for by in g.by or ("nobody named",) for to in g.to or ("nobody named",))
    return sorted({by for by, _ in cells}), sorted({to for _, to in cells}), cells


def _data(day: dt.date | None, pairs: Sequence[Pair], alone: Sequence[Deed]) -> dict[str, Any]:
    rows = [{"left": group_face(p.left.group), "right": [group_face(d.group) for d in p.right]} for p in pairs]
    return {"asof": jsonable(day), "rows": rows, "alone": [group_face(d.group) for d in alone]}
