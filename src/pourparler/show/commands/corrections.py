"""`pourparler correct` and its sisters: what a person does to entries. Findings are never changed."""

from __future__ import annotations

import datetime as dt
import getpass
from collections.abc import Callable, Sequence
from typing import Any

import click

from pourparler.model.groups import CorrectionKind
from pourparler.show.commands.options import opened, output, output_options, record_option

Command = Callable[..., Any]


def signed(command: Command) -> Command:
    """`--why`, `--author` and `--record`."""
    why = click.option("--why", default="", metavar="WORDS", help="The reason; it is shown with the correction.")
    by = click.option("--author", metavar="NAME", help="Who corrects.  [default: your name on this machine]")
    return why(by(record_option(command)))


@click.command(short_help="Set fields of a meeting or commitment.")
@click.argument("id")
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE...")
@signed
def correct(id: str, fields: Sequence[str], why: str, author: str | None, record: str | None) -> None:
    """Set fields of a meeting (title, form, parties, status, place, window, purpose, ordinal) or of a commitment
    (title, text, by, to, force, life, condition, made, made_place, due).

    Lists have ; between their parts, windows are written 2019-02-27/2019-02-28 or 2018-11-07/.. and an empty value
    says that it is not known.

    \b
    pourparler correct m4f09 place=Hanoi --why "the page says so"
    pourparler correct c81a due=2019-12-31
    """
    pairs = [field.partition("=") for field in fields]
    if wrong := next((name for name, mark, _ in pairs if not mark or not name), None):
        raise click.UsageError(f"{wrong}: write FIELD=VALUE")
    for name, _, value in pairs:
        _do(CorrectionKind.SET, id, why, author, record, field=name.strip(), value=value)


@click.command(short_help="Put entries together that are one.")
@click.argument("id")
@click.argument("others", nargs=-1, required=True, metavar="ID...")
@signed
def merge(id: str, others: Sequence[str], why: str, author: str | None, record: str | None) -> None:
    """Put meetings, commitments or actors together that are one and the same.

    \b
    pourparler merge m4f09 m77c1 --why "both speak of the Hanoi summit"
    """
    _do(CorrectionKind.MERGE, id, why, author, record, others=others)


@click.command(short_help="Take apart an entry that is two.")
@click.argument("id")
@click.argument("others", nargs=-1, required=True, metavar="FINDING|REPORT...")
@signed
def split(id: str, others: Sequence[str], why: str, author: str | None, record: str | None) -> None:
    """Take some findings out of a meeting or commitment; they become an entry of their own.

    Name findings by their ids, or by the reports in which they are: `pourparler meetings ID` shows both. Of an actor
    name other names it goes by, or the ids of actors that are to stay apart from it.

    \b
    pourparler split m4f09 2018-10-24-strait --why "that is the ministers' meeting"
    """
    _do(CorrectionKind.SPLIT, id, why, author, record, others=others)


@click.command(short_help="Say that there is no such meeting or commitment.")
@click.argument("id")
@signed
def reject(id: str, why: str, author: str | None, record: str | None) -> None:
    """Say that there is no such meeting or commitment: it is no longer listed.

    \b
    pourparler reject m4f09 --why "a figure of speech"
    """
    _do(CorrectionKind.REJECT, id, why, author, record)


@click.command(short_help="Say that an entry is right.")
@click.argument("id")
@signed
def confirm(id: str, why: str, author: str | None, record: str | None) -> None:
    """Say that somebody has looked at a meeting or commitment, and that it is right; `review` no longer asks.

    \b
    pourparler confirm m4f09
    """
    _do(CorrectionKind.CONFIRM, id, why, author, record)


def _do(kind: CorrectionKind, id: str, why: str, author: str | None, record: str | None, **more: Any) -> None:
    from pourparler.show.entries import done

    with opened(record) as kept:
        name = author or getpass.getuser()
        made = kept.correct(id, kind, author=name, at=dt.datetime.now(dt.UTC), why=why, **more)
        print(f"{done(made)}  ({made.id}; `pourparler revert {made.id}` takes it back)")


@click.command(short_help="Take a correction back.")
@click.argument("id")
@click.option("--author", metavar="NAME", help="Who takes it back.  [default: your name on this machine]")
@record_option
def revert(id: str, author: str | None, record: str | None) -> None:
    """Take a correction back. It stays in the list, marked so.

    \b
    pourparler revert k81fa
    """
    from pourparler.show.entries import done

    with opened(record) as kept:
        gone = kept.revert(id, author=author or getpass.getuser(), at=dt.datetime.now(dt.UTC))
        print(f"taken back: {done(gone)}")


@click.command(short_help="List what people corrected.")
@record_option
@output_options
def corrections(record: str | None, form: str | None, width: int | None) -> None:
    """List all corrections in order of time, those taken back too.

    \b
    pourparler corrections
    """
    from pourparler.show.entries import list_corrections

    with opened(record) as kept:
        list_corrections(kept.corrections(), output(form, width))
