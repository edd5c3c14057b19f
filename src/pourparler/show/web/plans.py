"""Plans that a server was given, solved once for each state of plan and record."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from pathlib import Path
from threading import Lock

from pourparler.plan import Answer, load_plan, solve
from pourparler.plan.veil import parties_of, seen_by
from pourparler.show.commands.plan_known import known_of
from pourparler.show.web.desk import Desk
from pourparler.show.web.safe.problem import Problem

_KEPT = 16
_solved: OrderedDict[tuple[object, ...], Answer] = OrderedDict()
_one_at_a_time = Lock()


class Plans:
    """The plan files of a server."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def names(self) -> tuple[str, ...]:
        """The names under which they are asked for: those of the files."""
        return tuple(path.stem for path in self.desk.config.plans)

    def answer(self, name: str, *, asof: dt.date | None, side: str | None) -> Answer:
        """The answer to a plan, or as much of it as a side may see.

        Raises:
            Problem: if there is no plan of that name.
            PlanError: if the plan does not hold.
        """
        path = next((p for p in self.desk.config.plans if p.stem == name), None)
        if path is None:
            raise Problem(404, "no such plan; `pourparler serve --plan FILE` shows one")
        answer = self._solved(path, asof)
        if side is None:
            return answer
        parties_of(answer.plan, side)
        return seen_by(answer, side)

    def _solved(self, path: Path, asof: dt.date | None) -> Answer:
        key = (path, path.stat().st_mtime_ns, asof, self.desk.stamp())
        with _one_at_a_time:
            if key not in _solved:
                plan = load_plan(path)
                _solved[key] = solve(plan, known=known_of(plan, self.desk.record, asof or plan.asof))
            _solved.move_to_end(key)
            while len(_solved) > _KEPT:
                _solved.popitem(last=False)
            return _solved[key]
