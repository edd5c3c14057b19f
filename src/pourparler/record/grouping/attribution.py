"""Where words come from: keys of independent origins, who said it first, who only repeats it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from pourparler.model.findings import Statement
from pourparler.model.groups import ReportCard, StatementCard
from pourparler.record.grouping.names import fold
from pourparler.record.grouping.shingles import likeness

OCCASION = 4  # days: words of one speaker told within them by several reports count as said on one occasion
ALIKE = 0.5  # share of words of two contents, from which on the one repeats the other


def origin_of(statement: Statement | None, report: ReportCard) -> str:
    """Key of the origin of a statement, or of what a report says in its own voice (None).

    One speaker on one day is one origin, whoever reports it; the report's own voice is that of the first of its
    reprints. An unnamed source is one with itself only within the medium that quotes it.
    """
    speaker = statement.source if statement else None
    if statement is None or speaker is None:
        return f"report|{report.origin}"
    medium = ""
    if "unnamed" in speaker:
        links = statement.chain[1:2]
        medium = links[0] if links else report.agency or report.outlet or report.origin
    return f"{fold(speaker)}|{fold(medium)}|{_day(statement, report)}"


def _day(statement: Statement, report: ReportCard) -> str:
    """The day it was said where the words tell it, else about the day it became known ("~")."""
    window = statement.said
    if window and window.earliest and window.earliest == window.latest and not window.earliest_approximate:
        return window.earliest.isoformat()
    day = window.latest if window and window.latest else report.known
    return f"~{day.isoformat()}"


def count_origins(keys: Iterable[str]) -> int:
    """How many independent origins: of one speaker those of one occasion count once."""
    said: dict[str, list[tuple[dt.date, bool]]] = {}
    plain = set()
    for key in set(keys):
        who, _, day = key.rpartition("|")
        try:
            said.setdefault(who, []).append((dt.date.fromisoformat(day.removeprefix("~")), day.startswith("~")))
        except ValueError:
            plain.add(key)
    return len(plain) + sum(map(_occasions, said.values()))


def _occasions(days: list[tuple[dt.date, bool]]) -> int:
    """How many occasions, counting as few as the days allow: what is only about a day joins one that is near."""
    count, last, last_about = 0, dt.date.min, False
    for day, about in sorted(days):
        near = (day - last).days <= OCCASION if count else False
        if not (near and (about or last_about)):
            count += 1
        last, last_about = day, about
    return count


def repeats(cards: Sequence[StatementCard]) -> dict[str, str]:
    """Statement id -> id of the earlier statement it repeats: same speaker, same occasion, words much alike.

    The first is the one known first; among those of one day the one with the shorter chain.
    """
    ordered = sorted(cards, key=lambda c: (c.report.known, len(c.chain), c.report.id, c.statement.id))
    found: dict[str, str] = {}
    firsts: dict[str, list[StatementCard]] = {}
    for card in ordered:
        source = card.statement.source
        if source is None:
            continue
        earlier = firsts.setdefault(fold(source), [])
        first = next((e for e in earlier if _echo(e, card)), None)
        if first is None:
            earlier.append(card)
        else:
            found[card.statement.id] = first.statement.id
    return found


def _echo(first: StatementCard, later: StatementCard) -> bool:
    """Same occasion as far as told, another report, and at least half of the words."""
    if first.report.id == later.report.id or count_origins((first.origin, later.origin)) != 1:
        return False
    return likeness(content(first.statement), content(later.statement)) >= ALIKE


def content(statement: Statement) -> str:
    """The words said."""
    return " ".join(e.exact for e in statement.content_spans)
