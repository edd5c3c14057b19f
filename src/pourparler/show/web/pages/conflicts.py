"""Where sources disagree: every saying at equal size, the earlier first, never right and wrong."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping

from pourparler.reason import Kind, Relation
from pourparler.reason.export import relation_dict
from pourparler.show.jsonable import jsonable
from pourparler.show.web.ask import Ask
from pourparler.show.web.days import shifted
from pourparler.show.web.desk import Desk
from pourparler.show.web.frame import Page
from pourparler.show.web.lanes import ClaimRow, row_of
from pourparler.show.web.svg.scale import Scale

SHOWN, GROUPS = 40, 60
_ORDER = [Kind.CONTRADICTS, Kind.TENSION, Kind.WITHDRAWS, Kind.REFINES, Kind.REPEATS]


def make_conflicts(desk: Desk, ask: Ask, path: Mapping[str, str]) -> Page:
    """The page `/conflicts`."""
    known = desk.known(ask.filters.asof)
    asked = ask.filters.query(limit=GROUPS)
    found = known.relations(asked) if known.day else ()
    counts = Counter(r.kind for r in found)
    shown = [r for r in found if ask.filters.all or r.kind in known.WORTH]
    if ask.filters.kind:
        shown = [r for r in found if r.kind == ask.filters.kind]
    shown = sorted(shown, key=lambda r: (_ORDER.index(r.kind), -r.independent))[:SHOWN]
    day = known.day or dt.date(2000, 1, 1)
    context = {
        "relations": [(r, *pictured(r, day)) for r in shown], "counts": counts, "day": day, "order": _ORDER,
        "hidden": len(found) - len(shown),
    }  # fmt: skip
    return Page(
        template="conflicts.html", title="Where sources disagree", here="conflicts", context=context,
        data=lambda: {"asof": jsonable(known.day), "relations": [relation_dict(r) for r in shown]},
    )  # fmt: skip


def pictured(relation: Relation, day: dt.date) -> tuple[Scale | None, dict[str, ClaimRow]]:
    """The sides of a relation on dates, drawn on one scale; nothing to draw for other relations."""
    claims = {s.id: s.claim for s in relation.sides if s.claim and s.claim.timing.window}
    days = [d for c in claims.values() if (w := c.timing.window) for d in (w.earliest, w.latest) if d]
    if not days:
        return None, {}
    scale = Scale(
        first=shifted(max(min([*days, day]), shifted(day, -800)), -14),
        last=shifted(min(max([*days, day]), shifted(day, 800)), 60),
    )
    return scale, {id: row_of(claim, claim.timing.window, scale) for id, claim in claims.items()}
