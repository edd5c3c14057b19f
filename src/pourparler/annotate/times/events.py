"""The calendar of known events: landmarks such as "the midterms" and the days they take."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from pathlib import Path

from pourparler.annotate.rules import load_table
from pourparler.annotate.times.calendar import us_election
from pourparler.errors import RuleError
from pourparler.model.window import Window

_COLUMNS = ("words", "begin", "end", "source")
NEAR = 400  # days: a landmark further off than this is not what a report means without a year


@lru_cache(maxsize=4)
def _events(more: Path | None) -> dict[str, tuple[tuple[str, str], ...]]:
    out: dict[str, list[tuple[str, str]]] = {}
    for row in _rows(more):
        out.setdefault(row["words"].lower(), []).append((row["begin"], row["end"]))
    return {name: tuple(spans) for name, spans in out.items()}


def _rows(more: Path | None) -> tuple[dict[str, str], ...]:
    own = load_table("times/events.tsv", columns=_COLUMNS)
    return own + load_table(str(more.resolve()), columns=_COLUMNS) if more else own


def event_pattern(more: Path | None = None) -> str:
    """A pattern (see patterns.py) of the names of all known events, the longer ones first.

    more: a file of the user's in the form of rules/times/events.tsv; its events are added to those that ship.
    """
    names = {row["words"].lower() for row in _rows(more)}
    return " | ".join(sorted(names, key=lambda n: (-len(n.split()), n)))


def event(name: str, today: dt.date, way: int, more: Path | None = None) -> Window | None:
    """When the event of that name is: the next from today for way +1, the last for -1; None if none is near.

    Raises:
        RuleError: if the table holds a day that cannot be read.
    """
    spans = sorted(s for begin, end in _events(more)[name] for s in _spans(name, begin, end, today.year))
    ahead = [s for s in spans if s[1] >= today]
    behind = [s for s in spans if s[0] <= today]
    chosen = (ahead[0] if ahead else None) if way > 0 else (behind[-1] if behind else None)
    if chosen is None or abs((chosen[0] - today).days) > NEAR:
        return None
    return Window(earliest=chosen[0], latest=chosen[1])


def _spans(name: str, begin: str, end: str, year: int) -> list[tuple[dt.date, dt.date]]:
    if begin in _RULES:
        days = [d for y in range(max(1789, year - 4), min(9990, year + 5)) if (d := _RULES[begin](y)) is not None]
        return [(d, d) for d in days]
    try:
        return [(dt.date.fromisoformat(begin), dt.date.fromisoformat(end))]
    except ValueError:
        raise RuleError(f"times/events.tsv: {name}: not a day: {begin!r}, {end!r}") from None


_RULES = {
    "us-midterms": lambda year: us_election(year) if year % 4 == 2 else None,
    "us-presidential": lambda year: us_election(year) if year % 4 == 0 else None,
    "us-inauguration": lambda year: dt.date(year, 1, 20) if year % 4 == 1 else None,
}
