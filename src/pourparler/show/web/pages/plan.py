"""Plan: what works, week by week and place by place, and why the rest does not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pourparler.plan.export import to_dict
from pourparler.plan.heat import heats
from pourparler.plan.words import moment, points
from pourparler.show.web.ask import Ask
from pourparler.show.web.desk import Desk
from pourparler.show.web.frame import Page
from pourparler.show.web.plans import Plans

_TOOLS = {"moment": moment, "points": points}


def make_plans(desk: Desk, ask: Ask, path: Mapping[str, str]) -> Page:
    """The page `/plan`: which plans there are."""
    names = Plans(desk).names()
    return Page(
        template="plans.html", title="Plans", here="plan", context={"names": names},
        data=lambda: {"plans": list(names)},
    )  # fmt: skip


def make_plan(desk: Desk, ask: Ask, path: Mapping[str, str]) -> Page:
    """The page `/plan/{name}`; with `side`, only what that party may see."""
    plans = Plans(desk)
    answer = plans.answer(path["name"], asof=ask.filters.asof, side=ask.filters.side)
    sides = dict.fromkeys(name for p in answer.plan.parties for name in (p.side, p.name))
    context: dict[str, Any] = {
        "answer": answer, "heats": heats(answer), "sides": sides, "name": path["name"], "side": ask.filters.side,
        "anchor": anchor, "day_of": dict(known_days(answer)), **_TOOLS,
    }  # fmt: skip
    return Page(
        template="plan.html", title=answer.plan.name, here="plan", context=context, data=lambda: to_dict(answer)
    )


def known_days(answer: Any) -> list[tuple[str, str]]:
    """What the record says of each meeting, in words."""
    return [
        (k.meeting, "; ".join(w for w in (k.not_before, k.not_after, k.plausible_because, k.places_because) if w))
        for k in answer.known
    ]


def anchor(*words: str) -> str:
    """A name for a place on the page."""
    return re.sub(r"\W+", "-", "-".join(words)).strip("-").lower()
