"""The calendar of known events: landmarks such as "the midterms" and the days they take."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from pathlib import Path

from pourparler.annotate.rules import load_table
from pourparler.annotate.times.calendar import us_election
from pourparler.annotate.times.lexer import lex
from pourparler.errors import RuleError
from pourparler.model.window import Window

_COLUMNS = ("words", "begin", "end", "source")
ALONE = "="  # before a day that the words mean whenever they are used: "9/11"
NEAR = 400  # days: a landmark further off than this is not what a report means without a year


@lru_cache(maxsize=4)
def _events(more: Path | None) -> dict[str, tuple[tuple[str, str], ...]]:
    out: dict[str, list[tuple[str, str]]] = {}
    for row in _rows(more):
        out.setdefault(row["words"], []).append((row["begin"], row["end"]))
    return {name: tuple(spans) for name, spans in out.items()}


def _rows(more: Path | None) -> tuple[dict[str, str], ...]:
    """The events that ship and the user's, their words cut as the text of a report is."""
    own = load_table("times/events.tsv", columns=_COLUMNS)
    rows = own + load_table(str(more.resolve()), columns=_COLUMNS) if more else own
    return tuple(row | {"words": _cut(row["words"])} for row in rows)


def _cut(words: str) -> str:
    """ "mid-term elections" → "mid - term elections"."""
    tokens = lex(words, 0, len(words), {}, {})
    return " ".join(tokens.lower(i) for i in range(len(tokens.starts)))


def event_pattern(more: Path | None = None, *, alone: bool = False) -> str:
    """A pattern (see patterns.py) of the names of all known events, the longer ones first.

    more: a file of the user's in the form of rules/times/events.tsv; its events are added to those that ship.
    alone: only of those that mean one day whenever they are used.
    """
    names = {row["words"] for row in _rows(more) if row["begin"].startswith(ALONE) or not alone}
    return " | ".join(sorted(names, key=lambda n: (-len(n.split()), n)))


def event(name: str, today: dt.date, way: int, more: Path | None = None) -> Window | None:
    """When the event of that name is: the next from today for way +1, the last for -1; None if none is near.

    Raises:
        RuleError: if the table holds a day that cannot be read.
    """
    known = _events(more)[name]
    spans = sorted(s for begin, end in known for s in _spans(name, begin, end, today.year))
    if len(known) == 1 and known[0][0].startswith(ALONE):
        return Window(earliest=spans[0][0], latest=spans[0][1])
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
        return [(dt.date.fromisoformat(begin.removeprefix(ALONE)), dt.date.fromisoformat(end))]
    except ValueError:
        raise RuleError(f"known events: {name}: not a day: {begin!r}, {end!r}; write days as 2018-11-06") from None


_RULES = {
    "us-midterms": lambda year: us_election(year) if year % 4 == 2 else None,
    "us-presidential": lambda year: us_election(year) if year % 4 == 0 else None,
    "us-inauguration": lambda year: dt.date(year, 1, 20) if year % 4 == 1 else None,
}
