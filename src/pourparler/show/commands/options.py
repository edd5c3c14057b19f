"""Options that the commands on a record share."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pourparler.settings import NARROWEST, WIDEST, load_settings

if TYPE_CHECKING:
    from pourparler.record import Query, Record
    from pourparler.show.entries import Output

Command = Callable[..., Any]
Item = TypeVar("Item")


class Day(click.ParamType[Any]):
    """A calendar day in ISO form."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The day; click tells the user if it is none."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value} is no day; write 2018-10-20", param, ctx)


class Between(click.ParamType[Any]):
    """Two days with two dots between them, either of which may be missing."""

    name = "day..day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """A pair of days or None; click tells the user if it is none."""
        first, dots, last = value.partition("..")
        try:
            days = tuple(dt.date.fromisoformat(day) if day else None for day in (first, last if dots else first))
        except ValueError:
            self.fail(f"{value}: write 2018-10-01..2018-12-31, or leave one side open", param, ctx)
        if days[0] and days[1] and days[1] < days[0]:
            self.fail(f"{value} ends before it begins", param, ctx)
        return days


def record_option(command: Command) -> Command:
    """`--record`."""
    return click.option(
        "--record", metavar="PATH|URL", help="The record: a file, or postgresql://…  [default: pourparler.db]"
    )(command)


def output_options(command: Command) -> Command:
    """`--format` and `--width`."""
    form = click.option(
        "--format", "form", type=click.Choice(("table", "jsonl")), help="[default: table on a terminal, else jsonl]"
    )
    return form(click.option("--width", type=click.IntRange(NARROWEST, WIDEST), help="Columns of the table.")(command))


def asof_option(command: Command) -> Command:
    """`--asof`."""
    return click.option("--asof", type=Day(), help="The record as it stood on that day: 2018-10-20.")(command)


def opened(record: str | None, *, create: bool = False) -> Record:
    """The record asked for, open."""
    from pourparler.record import open_record

    return open_record(record or load_settings(os.environ).record, create=create)


def record_name(record: Record) -> str:
    """How a record is called in a line about it: its file without folders, or its URL."""
    return record.where if "://" in record.where else record.where.replace("\\", "/").rpartition("/")[2]


def output(form: str | None, width: int | None) -> Output:
    """Table on a terminal, else JSON lines, unless asked otherwise."""
    from pourparler.show.entries import Output

    return Output(
        table=(form or ("table" if sys.stdout.isatty() else "jsonl")) == "table",
        width=width or load_settings(os.environ).width,
    )


_FILTERS: dict[str, Command] = {
    "party": click.option("--party", metavar="NAME", help="Who takes part, speaks or is bound: words of a name."),
    "place": click.option("--place", metavar="NAME", help="Where: words of a place."),
    "by": click.option("--by", metavar="NAME", help="Who speaks, or who binds himself."),
    "to": click.option("--to", metavar="NAME", help="To whom somebody binds himself."),
    "between": click.option("--between", type=Between(), help="Days the entry may touch: 2018-10-01..2018-12-31."),
    "text": click.option("--text", metavar="WORDS", help="Full text: entries whose words hold all of these."),
    "independent": click.option("--independent", type=click.IntRange(0), help="At least so many independent origins."),
    "limit": click.option("--limit", type=click.IntRange(1), help="At most so many."),
    "after": click.option("--after", metavar="ID", help="Go on behind this entry."),
}


def filters(*names: str) -> Callable[[Command], Command]:
    """The filters of these names, as options."""

    def add(command: Command) -> Command:
        for name in reversed(names):
            command = _FILTERS[name](command)
        return command

    return add


def query(**given: Any) -> Query:
    """The query that the filters make; what was not given asks nothing."""
    from pourparler.record import Query

    return Query(**{name: value for name, value in given.items() if value is not None})


PAGE = 100  # entries of a table, where nobody asks for more or fewer


def paged(ask: Callable[[Query], tuple[Item, ...]], wanted: Query, out: Output) -> tuple[Item, ...]:
    """What is asked for; of a table without a limit the first page, and on stderr how to go on."""
    if not out.table or wanted.limit is not None:
        return ask(wanted)
    found = ask(replace(wanted, limit=PAGE + 1))
    if len(found) > PAGE:
        last: Any = found[PAGE - 1]
        id = getattr(last, "id", None) or (last.statement.id if hasattr(last, "repeats") else last.timing.id)
        print(f"{PAGE} shown; go on with --after {id}, or set --limit", file=sys.stderr)
    return found[:PAGE]
