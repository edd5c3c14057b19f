"""A list of people of one's own, as CSV: names, other names, offices and their dates."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass

from pourparler.errors import StoreError
from pourparler.model.findings import ActorKind, Office
from pourparler.model.groups import Tenure
from pourparler.model.window import Grain, Window

_COLUMNS = ("name", "aliases", "kind", "acts_for", "office", "of", "since", "until")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One line of the list. aliases: other names that stand for it. tenure: an office, with its days if given."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: ActorKind = ActorKind.PERSON
    acts_for: str | None = None
    tenure: Tenure | None = None


def read_people(text: str) -> tuple[Person, ...]:
    """The people of a CSV file with a header line: name, and any of aliases ("|" between), kind, acts_for, office, of,
    since, until (YYYY, YYYY-MM or YYYY-MM-DD). Several lines may name one person, each with another office.

    Raises:
        StoreError: if there is no column `name`, an unknown column, or a line that is wrong; it says which.
    """
    table = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    columns = [name.strip() for name in table.fieldnames or ()]
    if "name" not in columns:
        raise StoreError('the list has no column "name" in its first line')
    if unknown := [name for name in columns if name not in _COLUMNS]:
        raise StoreError(f"unknown column {', '.join(unknown)}; there are {', '.join(_COLUMNS)}")
    return tuple(_person(row, table.line_num) for row in table)


def _person(row: dict[str, str | None], line: int) -> Person:
    cells = {key.strip(): (value or "").strip() for key, value in row.items() if key and isinstance(value, str | None)}
    if not cells.get("name"):
        raise StoreError(f"line {line}: no name")
    try:
        kind = ActorKind(cells.get("kind") or ActorKind.PERSON)
    except ValueError:
        raise StoreError(f"line {line}: {cells['kind']} is no kind; there are {', '.join(ActorKind)}") from None
    office = cells.get("office")
    held = Office(title=office, of=cells.get("of") or None) if office else None
    return Person(
        name=cells["name"],
        aliases=tuple(part for alias in cells.get("aliases", "").split("|") if (part := alias.strip())),
        kind=kind,
        acts_for=cells.get("acts_for") or None,
        tenure=Tenure(office=held, window=_span(cells, line)) if held else None,
    )


def _span(cells: dict[str, str], line: int) -> Window | None:
    since, until = cells.get("since", ""), cells.get("until", "")
    try:
        first = parse_day(since) if since else None
        last = parse_day(until, end=True) if until else None
        return Window(earliest=first, latest=last, grain=Grain.DAY) if first or last else None
    except ValueError:
        raise StoreError(f"line {line}: {since or '…'} to {until or '…'} is no time in office") from None


def parse_day(words: str, *, end: bool = False) -> dt.date:
    """YYYY, YYYY-MM or YYYY-MM-DD as its first day, or its last.

    Raises:
        ValueError: if it is none of these.
    """
    parts = [int(part) for part in words.split("-")]
    if len(parts) == 3:
        return dt.date(*parts)
    if len(parts) > 3 or len(parts) == 0:
        raise ValueError(words)
    year, month = (*parts, 12 if end else 1)[:2]
    first = dt.date(year, month, 1)
    return first if not end else (first.replace(day=28) + dt.timedelta(4)).replace(day=1) - dt.timedelta(1)
