"""Shuttle rounds: each side ranks or strikes options offline, from a file; a log counts what the options reveal.

A round offers a few options to both sides. An option that no side strikes is agreed; of several the one with the best
worst rank wins. Else the next round offers options that nobody has struck. Every option offered shows each side that
the other is free then: the log counts these slots (steps of the plan), and holds the SHA-256 of every calendar, so that
nobody can change a calendar between two rounds without being seen. The log is for whoever runs the rounds, for no side.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pourparler.errors import PlanError
from pourparler.plan.answer import Answer, Option
from pourparler.plan.ballots import Ballot
from pourparler.plan.calendars import calendars_in
from pourparler.plan.model import Plan

FORMAT = "pourparler-rounds/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One round. options: ids offered, best first. struck: by side. ranks: ids in order of liking, by side.

    revealed: by party with a calendar, slots that the options of this and all earlier rounds show to be free.
    """

    number: int
    options: tuple[str, ...]
    struck: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ranks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    revealed: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """All rounds of a plan. calendars: SHA-256 by party. free: by party, moments (ISO) of slots told to be free."""

    plan: str
    sides: tuple[str, ...]
    calendars: Mapping[str, str]
    rounds: tuple[Round, ...] = ()
    free: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def struck(self) -> tuple[str, ...]:
        """Options that any side has struck in any round."""
        return tuple(dict.fromkeys(o for r in self.rounds for ids in r.struck.values() for o in ids))

    @property
    def waiting(self) -> tuple[str, ...]:
        """Sides that have not answered the last round."""
        return tuple(s for s in self.sides if self.rounds and s not in self.rounds[-1].ranks)

    @property
    def agreed(self) -> str | None:
        """The option of the last round that all sides can live with, by best worst rank; None while one is missing."""
        if not self.rounds or self.waiting:
            return None
        last = self.rounds[-1]
        left = [o for o in last.options if not any(o in ids for ids in last.struck.values())]
        return min(left, key=lambda o: (*self._standing(last, o), last.options.index(o)), default=None)

    def _standing(self, last: Round, option: str) -> tuple[int, int]:
        """Worst rank and sum of ranks; what a side does not rank comes after all that it ranks."""
        ranks = [ids.index(option) if option in ids else len(ids) for ids in last.ranks.values()]
        return max(ranks, default=0), sum(ranks)


def begin(plan: Plan) -> Log:
    """The log of a plan before its first round."""
    sides = tuple(dict.fromkeys(p.side for m in plan.meetings for p in plan.attending(m)))
    calendars = {p.name: _seal(p.calendars, p.name) for p in plan.parties if p.calendars}
    return Log(plan=plan.name, sides=sides, calendars=calendars)


def _seal(paths: Sequence[Path], whose: str) -> str:
    """SHA-256 over the files of a calendar in order."""
    digest = hashlib.sha256()
    for path, _ in calendars_in(paths, f"calendars of {whose}"):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def same_calendars(log: Log, plan: Plan) -> None:
    """See that the plan and its calendars are those that the rounds began with.

    Raises:
        PlanError: naming the party whose calendar has changed.
    """
    fresh = begin(plan)
    if (log.plan, log.sides) != (fresh.plan, fresh.sides):
        raise PlanError(f"the log is that of plan {log.plan!r} between {', '.join(log.sides)}: begin another log")
    for party in sorted({*log.calendars, *fresh.calendars}):
        if log.calendars.get(party) != fresh.calendars.get(party):
            raise PlanError(f"the calendar of {party} has changed since round 1: agree on that, and begin another log")


def offer(log: Log, answer: Answer) -> Log:
    """The log with one more round, which offers the options of an answer.

    Raises:
        PlanError: if a side has still to answer the last round, something is agreed, or no option is left.
    """
    if log.waiting:
        raise PlanError(f"round {len(log.rounds)}: no answer yet from {', '.join(log.waiting)}")
    if log.agreed:
        raise PlanError(f"round {len(log.rounds)}: {log.agreed} is agreed already")
    if not answer.options:
        raise PlanError(
            f"no option is left after {len(log.rounds)} rounds: sides must take back strikes, or the plan change"
        )
    free = {party: _freed(log, answer, party) for party in log.calendars}
    revealed = {party: len(slots) for party, slots in free.items()}
    fresh = Round(number=len(log.rounds) + 1, options=tuple(o.id for o in answer.options), revealed=revealed)
    return _with(log, (*log.rounds, fresh), free)


def _freed(log: Log, answer: Answer, party: str) -> tuple[str, ...]:
    """Slots of a party's calendar that the options show to be free, with those of earlier rounds."""
    told = dict.fromkeys(log.free.get(party, ()))
    for option in answer.options:
        told |= dict.fromkeys(_slots(option, party, answer.plan.step))
    return tuple(sorted(told))


def _slots(option: Option, party: str, step: int) -> Iterator[str]:
    """Begin of each slot from the party's departure from home to its return."""
    for sitting in option.sittings:
        if party in sitting.meeting.parties:
            way = next((j for j in sitting.journeys if j.party == party), None)
            at = (way.leave if way else sitting.begin).astimezone(dt.UTC)
            end = way.back if way else sitting.end
            while at < end:
                yield at.isoformat(timespec="minutes")
                at += dt.timedelta(minutes=step)


def count(log: Log, ballot: Ballot) -> Log:
    """The log with a side's ballot in its last round; a second ballot of the side replaces the first.

    Raises:
        PlanError: if the ballot is of another round or side, or names an option that was not offered.
    """
    if not log.rounds or ballot.round != log.rounds[-1].number:
        raise PlanError(f"{ballot.file}: a ballot of round {ballot.round}; the log is in round {len(log.rounds)}")
    if ballot.side not in log.sides:
        raise PlanError(f"{ballot.file}: no side {ballot.side!r} in this plan: {', '.join(log.sides)}")
    last = log.rounds[-1]
    if strange := [o for o in (*ballot.rank, *ballot.strike) if o not in last.options]:
        raise PlanError(f"{ballot.file}: option {strange[0]} was not offered in round {last.number}")
    if both := [o for o in ballot.rank if o in ballot.strike]:
        raise PlanError(f"{ballot.file}: option {both[0]} is both ranked and struck")
    struck, ranks = {**last.struck, ballot.side: ballot.strike}, {**last.ranks, ballot.side: ballot.rank}
    told = Round(number=last.number, options=last.options, struck=struck, ranks=ranks, revealed=last.revealed)
    return _with(log, (*log.rounds[:-1], told), log.free)


def _with(log: Log, rounds: tuple[Round, ...], free: Mapping[str, tuple[str, ...]]) -> Log:
    return Log(plan=log.plan, sides=log.sides, calendars=log.calendars, rounds=rounds, free=free)


def read_log(path: Path) -> Log | None:
    """The log in a file, None where there is no file yet.

    Raises:
        PlanError: if the file is no log of rounds.
    """
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8"))
        rounds = tuple(_round(r) for r in data["rounds"])
        if data["format"] != FORMAT:
            raise PlanError(f"{path}: not of format {FORMAT}")
        free = {party: tuple(slots) for party, slots in data["free"].items()}
        return Log(plan=data["plan"], sides=tuple(data["sides"]), calendars=data["calendars"], rounds=rounds, free=free)
    except FileNotFoundError:
        return None
    except OSError as why:
        raise PlanError(f"{path}: cannot be read: {why.strerror}") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise PlanError(f"{path}: no log of rounds: name another file for --log") from None


def _round(data: Mapping[str, Any]) -> Round:
    sides = {key: {side: tuple(ids) for side, ids in data[key].items()} for key in ("struck", "ranks")}
    return Round(number=data["round"], options=tuple(data["options"]), revealed=data["revealed"], **sides)


def log_text(log: Log) -> str:
    """The log as JSON text."""
    rounds = [
        {
            "round": r.number,
            "options": list(r.options),
            "struck": {side: list(ids) for side, ids in r.struck.items()},
            "ranks": {side: list(ids) for side, ids in r.ranks.items()},
            "revealed": dict(r.revealed),
        }
        for r in log.rounds
    ]
    whole = {
        "format": FORMAT,
        "plan": log.plan,
        "sides": list(log.sides),
        "calendars": dict(log.calendars),
        "rounds": rounds,
    }
    return json.dumps({**whole, "free": {k: list(v) for k, v in log.free.items()}}, ensure_ascii=False, indent=1) + "\n"
