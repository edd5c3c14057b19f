"""`pourparler add`: read reports into the record."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

import click

from pourparler.show.cli import asked, common
from pourparler.show.commands.options import opened, record_name, record_option


@click.command(short_help="Read reports and keep them in the record.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@record_option
@common
def add(files: Sequence[str], record: str | None, **common_options: Any) -> None:
    """Read reports and keep what they say in the record; begins one where there is none.

    FILE is as for read. Adding the same again changes nothing. One report is one transaction: whatever happens, a
    report is kept whole or not at all.

    \b
    pourparler add dossier/
    pourparler add report.txt --published 2018-10-20 --record summit.db
    pourparler add dossier/ --record postgresql://user@host/name
    """
    from pourparler.model.text import Skipped
    from pourparler.pipeline import run
    from pourparler.reading import read_sources
    from pourparler.show.output import progress, tell_skipped

    ask = asked(**common_options)
    skipped: list[Skipped] = []
    done: Counter[str] = Counter()
    with (
        opened(record, create=True) as kept,
        progress(run(read_sources(files, given=ask.given), ask.options), quiet=False, always=True) as items,
    ):
        for item in items:
            if isinstance(item, Skipped):
                skipped.append(item)
            else:
                done[kept.add(item, added=dt.datetime.now(dt.UTC))] += 1
        name = record_name(kept)
    tell_skipped(done.total(), skipped)
    print(f"{name}: {told_of(done)}")
    if not done:
        sys.exit(2)


_WORDS = {
    "new": "added",
    "version": "added as a further version",
    "anew": "read anew",
    "same": "there already",
}


def told_of(done: Counter[str]) -> str:
    """ "12 reports added, 2 there already"."""
    first, *rest = [f"{done[kind]} {words}" for kind, words in _WORDS.items() if done[kind]] or ["no report"]
    count, _, words = first.partition(" ")
    noun = "report" if count == "1" else "reports"
    return ", ".join((f"{count} {noun} {words}" if done else first, *rest))
