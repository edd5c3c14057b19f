"""`pourparler meetings` and its sisters: what the record knows, as a list or one entry whole."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from pourparler.errors import StoreError
from pourparler.model.findings import Life, Status
from pourparler.model.groups import Stand
from pourparler.show.commands.options import (
    asof_option,
    filters,
    opened,
    output,
    output_options,
    paged,
    query,
    record_name,
    record_option,
)

_LIVES = tuple(dict.fromkeys(s.value for s in (*Life, *Stand)))
Asked = dict[str, Any]


@click.command(short_help="List meetings of the record, or show one whole.")
@click.argument("id", required=False)
@filters("party", "place", "between", "text", "independent", "limit", "after")
@click.option("--status", type=click.Choice([s.value for s in Status]), help="How real it is.")
@asof_option
@record_option
@output_options
def meetings(
    id: str | None, asof: dt.date | None, record: str | None, form: str | None, width: int | None, **asked: Any
) -> None:
    """List the meetings of the record by when they can be, or show the one with this id (or begin of an id) whole.

    \b
    pourparler meetings --party Pompeo --status held
    pourparler meetings --between 2018-10-01..2018-12-31 --asof 2018-10-20
    pourparler meetings m4f09
    """
    from pourparler.show import entries

    with opened(record) as kept:
        view, out = kept.view(asof), output(form, width)
        if id is not None:
            _whole(view, view.meeting(id), out)
        else:
            entries.list_meetings(paged(view.meetings, query(**asked), out), out)


@click.command(short_help="List commitments of the record, or show one whole.")
@click.argument("id", required=False)
@filters("party", "by", "to", "place", "between", "text", "independent", "limit", "after")
@click.option("--life", "--status", "life", type=click.Choice(_LIVES), help="Its life, or where it stands.")
@asof_option
@record_option
@output_options
def commitments(
    id: str | None, asof: dt.date | None, record: str | None, form: str | None, width: int | None, **asked: Any
) -> None:
    """List the commitments of the record by when they became known, or show the one with this id whole.

    --between asks for when they are due. Where a commitment stands is told as of --asof, or of the last report.

    \b
    pourparler commitments --by "North Korea" --status open
    pourparler commitments c81a
    """
    from pourparler.show import entries

    with opened(record) as kept:
        view, out = kept.view(asof), output(form, width)
        if id is not None:
            _whole(view, view.commitment(id), out)
        else:
            entries.list_commitments(paged(view.commitments, query(**asked), out), out)


def _whole(view: Any, group: Any, out: Any) -> None:
    """One meeting or commitment with all its evidence, and how it changed."""
    from pourparler.show.entries import write_lines
    from pourparler.show.entry_page import print_group

    if out.table:
        print_group(group, view.changes_of(group), out)
    else:
        write_lines([group])


@click.command(short_help="List statements of the record, or show one whole.")
@click.argument("id", required=False)
@filters("by", "between", "text", "limit", "after")
@asof_option
@record_option
@output_options
def statements(
    id: str | None, asof: dt.date | None, record: str | None, form: str | None, width: int | None, **asked: Any
) -> None:
    """List who said what, by the day it became known, or show the statement with this id whole.

    --by finds whoever says it or passes it on; --between asks for when it became known.

    \b
    pourparler statements --by Bolton --text "second summit"
    """
    from pourparler.show import entries
    from pourparler.show.entry_page import print_statement

    with opened(record) as kept:
        view, out = kept.view(asof), output(form, width)
        if id is None:
            entries.list_statements(paged(view.statements, query(**asked), out), out)
        elif out.table:
            print_statement(view.statement(id), out)
        else:
            entries.write_lines([view.statement(id)])


@click.command(short_help="List what is claimed about when, and by whom.")
@click.argument("id", required=False)
@filters("party", "by", "place", "between", "text", "independent", "limit", "after")
@asof_option
@record_option
@output_options
def timings(
    id: str | None, asof: dt.date | None, record: str | None, form: str | None, width: int | None, **asked: Any
) -> None:
    """List the claims about when a meeting or commitment is, by the day they became known.

    ID is a meeting or commitment: only what is said of it. --by asks who makes the claim, the other filters what it
    is about.

    \b
    pourparler timings --by Trump
    pourparler timings m4f09
    """
    from pourparler.show import entries

    with opened(record) as kept:
        view, out = kept.view(asof), output(form, width)
        if id is None:
            entries.list_claims(paged(view.claims, query(**asked), out), out)
        else:
            if id[:1] not in ("m", "c"):
                raise StoreError(f"{id}: no id of a meeting (m…) or commitment (c…); `pourparler meetings` lists them")
            group = view.commitment(id) if id.startswith("c") else view.meeting(id)
            entries.list_claims(group.claims, out)


@click.command(short_help="List actors of the record, show one, or import a list.")
@click.argument("id", required=False)
@click.argument("file", required=False, type=click.Path(dir_okay=False, exists=True))
@filters("party", "text", "limit", "after")
@asof_option
@record_option
@output_options
def actors(
    id: str | None,
    file: str | None,
    asof: dt.date | None,
    record: str | None,
    form: str | None,
    width: int | None,
    **asked: Any,
) -> None:
    """List the actors of the record, those of most reports first, or show one whole: its names, and why they are one.

    ID is an id, the begin of one, or a name. `actors import FILE.csv` takes over a list of people of your own with the
    columns name, aliases (with | between), kind, acts_for, office, of, since, until; it replaces the list before.

    \b
    pourparler actors --party Kim
    pourparler actors Pompeo
    pourparler actors import people.csv
    """
    from pourparler.show import entries
    from pourparler.show.entry_page import print_actor

    if id == "import" and file is not None:
        _import_people(record, Path(file))
        return
    if file is not None:
        raise click.UsageError(f"{file}: write `pourparler actors import FILE.csv`")
    with opened(record) as kept:
        view, out = kept.view(asof), output(form, width)
        if id is None:
            entries.list_actors(paged(view.actors, query(**asked), out), out)
        elif out.table:
            print_actor(view.actor(id), out)
        else:
            entries.write_lines([view.actor(id)])


def _import_people(record: str | None, file: Path) -> None:
    from pourparler.errors import StoreError
    from pourparler.record import read_people

    try:
        people = read_people(file.read_text(encoding="utf-8-sig"))
    except StoreError as why:
        raise StoreError(f"{file}: {why}") from None
    except (OSError, UnicodeDecodeError) as why:
        raise StoreError(f"{file}: cannot be read as text ({why})") from None
    with opened(record, create=True) as kept:
        kept.import_people(people)
        print(f"{record_name(kept)}: list of {len({p.name for p in people})} people")


@click.command(short_help="List reports of the record, or show one whole.")
@click.argument("id", required=False)
@filters("party", "by", "between", "text", "limit", "after")
@asof_option
@record_option
@output_options
def reports(
    id: str | None, asof: dt.date | None, record: str | None, form: str | None, width: int | None, **asked: Any
) -> None:
    """List the reports of the record by day, or show what the one with this id says, as `read` does.

    --by asks for the outlet or agency, --party for whoever occurs in it, --between for when it became known.

    \b
    pourparler reports --text denuclearization
    pourparler reports 2018-10-20-envoys
    """
    from pourparler.show import entries
    from pourparler.show.output import write

    with opened(record) as kept:
        view, out = kept.view(asof), output(form, width)
        if id is None:
            entries.list_reports(paged(view.reports, query(**asked), out), out)
        else:
            write([view.report(id)], form="table" if out.table else "jsonl", width=out.width)
