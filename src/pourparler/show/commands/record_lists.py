"""`pourparler meetings` and its sisters: what the record knows, as a list or one entry whole."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click

from pourparler.model.findings import Status
from pourparler.show.commands.options import (
    asof_option,
    filters,
    opened,
    output,
    output_options,
    query,
    record_option,
)


@click.command(short_help="List the meetings of the record, or show one whole.")
@click.argument("id", required=False)
@filters("party", "place", "between", "text", "independent", "limit", "after")
@click.option("--status", type=click.Choice(tuple(Status)), help="How real it is.")
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
    from pourparler.show.entries import show_meeting, show_meetings

    with opened(record) as kept:
        view, out = kept.view(asof), output(form, width)
        if id is not None:
            show_meeting(view.meeting(id), out)
        else:
            show_meetings(view.meetings(query(**asked)), out)
