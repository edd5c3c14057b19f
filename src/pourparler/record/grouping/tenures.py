"""Offices with their dates: from a list, from the well-known holders, else from the reports that name somebody so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache

from pourparler.model.findings import Office
from pourparler.model.groups import Tenure
from pourparler.model.window import Window
from pourparler.record.grouping.names import fold
from pourparler.record.grouping.people import parse_day
from pourparler.record.grouping.tables import rows

NEAR = 366  # days around a known term within which a report may still call somebody by the office


def tenures_of(
    names: Sequence[str], seen: Mapping[tuple[str, str | None], Sequence[dt.date]], listed: Sequence[Tenure]
) -> tuple[Tenure, ...]:
    """The offices, in order of their first days. seen: office -> days of the reports that name somebody by it."""
    told = list(listed)
    known = [t for name in names for t in _holders().get(fold(name), ())]
    for (title, of), days in sorted(seen.items(), key=lambda item: (item[0][0], item[0][1] or "")):
        office = Office(title=title, of=of)
        if any(_same(t.office, office) for t in listed):
            continue
        terms = [t for t in known if _same(t.office, office) and t.window and _touches(t.window, days)]
        told += terms or [Tenure(office=office, window=Window(earliest=min(days), latest=max(days)))]
    return tuple(sorted(dict.fromkeys(told), key=lambda t: (t.window.min if t.window else dt.date.max, t.office.title)))


def _same(one: Office, other: Office) -> bool:
    return fold(one.title) == fold(other.title) and (one.of is None or other.of is None or one.of == other.of)


def _touches(term: Window, days: Sequence[dt.date]) -> bool:
    slack = dt.timedelta(NEAR)
    first = (term.earliest or dt.date.min + slack) - slack
    last = (term.latest or dt.date.max - slack) + slack
    return any(first <= day <= last for day in days)


@cache
def _holders() -> Mapping[str, tuple[Tenure, ...]]:
    """Well-known people, by folded name, with the offices they held."""
    found: dict[str, list[Tenure]] = {}
    for row in rows("actors/holders.tsv"):
        first = parse_day(row["since"]) if row["since"] else None
        last = parse_day(row["until"], end=True) if row["until"] else None
        window = Window(earliest=first, latest=last) if first or last else None
        tenure = Tenure(office=Office(title=row["office"], of=row["of"] or None), window=window)
        found.setdefault(fold(row["name"]), []).append(tenure)
    return {name: tuple(terms) for name, terms in found.items()}
