"""`pourparler watch` and `pourparler changes`: what is new."""

from __future__ import annotations

import datetime as dt
import sys
from typing import Any

import click

from pourparler.model.findings import Status
from pourparler.settings import NARROWEST, WIDEST
from pourparler.show.commands.options import Day, asof_option, filters, opened, output, query, record_option


@click.command(short_help="Keep a query, to be told what is new.")
@click.argument("name", required=False)
@filters("party", "place", "by", "to", "between", "text", "independent")
@click.option("--status", type=click.Choice([s.value for s in Status]), help="Meetings that stand so.")
@click.option("--drop", is_flag=True, help="Forget the watch of this name.")
@record_option
def watch(name: str | None, drop: bool, record: str | None, **asked: Any) -> None:
    """Keep a query under a name; `pourparler changes --watch NAME` then tells what is new to it. Without a name: list.

    What is known when a watch is made counts as told.

    \b
    pourparler watch korea --party "North Korea"
    pourparler changes --watch korea
    """
    with opened(record) as kept:
        if name is None:
            for each in kept.watches():
                print(f"{each.name}: {_words(each.query)}; looks: {each.looks}")
        elif drop:
            kept.unwatch(name)
            print(f"forgotten: {name}")
        else:
            now = dt.datetime.now(dt.UTC)
            made = kept.watch(name, query(**asked), made=now, day=now.date())
            print(f"watching {name}: {_words(made.query)}; `pourparler changes --watch {name}` tells what is new")


def _words(asked: Any) -> str:
    """ "party North Korea, status planned"."""
    names = ("party", "place", "by", "to", "status", "text")
    parts = [f"{name} {value}" for name in names if (value := getattr(asked, name)) is not None]
    first, last = asked.between
    if first or last:
        parts.append(f"between {first or ''}..{last or ''}")
    if asked.independent:
        parts.append(f"at least {asked.independent} independent origins")
    return ", ".join(parts) or "everything"


@click.command(short_help="Tell what changed, and what is new to a watch.")
@click.option("--since", type=Day(), help="From this day on: 2018-10-01.")
@click.option("--until", type=Day(), help="Up to this day.")
@filters("party", "place", "text")
@click.option("--watch", "name", metavar="NAME", help="Only what is new to this watch since the last look.")
@asof_option
@record_option
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "jsonl", "atom", "rss")),
    help="[default: table on a terminal, else jsonl]",
)
@click.option("--width", type=click.IntRange(NARROWEST, WIDEST), help="Columns of the table.")
def changes(
    since: dt.date | None,
    until: dt.date | None,
    name: str | None,
    asof: dt.date | None,
    record: str | None,
    form: str | None,
    width: int | None,
    **asked: Any,
) -> None:
    """Tell what changed in substance, in the order in which it became known; mere repeats are no change.

    With --watch also what did not happen: meetings whose window has passed and that nobody tells as held, and
    commitments that are overdue, as of --asof or today. Looking counts: the next look tells only what is new by then.

    \b
    pourparler changes --since 2018-10-01 --until 2018-10-31
    pourparler changes --watch korea --format atom > korea.xml
    """
    if since is not None and until is not None and since > until:
        raise click.BadParameter(f"{since}..{until} ends before it begins", param_hint="'--since' and '--until'")
    from pourparler.show.entries import list_changes
    from pourparler.show.news import list_news, write_feed

    with opened(record) as kept:
        if name is not None:
            found = kept.look(name, day=asof or dt.datetime.now(dt.UTC).date(), asof=asof)
            told = tuple(n for n in found if (since is None or since <= n.day) and (until is None or n.day <= until))
            if form in ("atom", "rss"):
                write_feed(told, form, f"Pourparler: {name}", sys.stdout.buffer)
            else:
                list_news(told, output(form, width))
            return
        every = kept.view(asof).changes(since, until, query(**asked))
        if form in ("atom", "rss"):
            from pourparler.show.news import as_news

            write_feed(as_news(every), form, "Pourparler: changes", sys.stdout.buffer)
        else:
            list_changes(every, output(form, width))
