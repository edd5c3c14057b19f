"""Entries of a record on a terminal or as JSON lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from pourparler.model.groups import MeetingGroup
from pourparler.show import words
from pourparler.show.jsonable import jsonable
from pourparler.show.output import console

if TYPE_CHECKING:
    from pourparler.show.commands.options import Output


def write_lines(items: Iterable[Any]) -> None:
    """One JSON object a line."""
    for item in items:
        sys.stdout.write(json.dumps(jsonable(item), ensure_ascii=False) + "\n")
    sys.stdout.flush()


def show_meetings(groups: Sequence[MeetingGroup], out: Output) -> None:
    """A table, or JSON lines."""
    if not out.table:
        write_lines(groups)
        return
    rows = [(g.id[:7], g.title, words.window(g.window), ", ".join(g.place), g.status, str(g.origins)) for g in groups]
    table(("id", "meeting", "when", "where", "status", "origins"), rows, out)


def show_meeting(group: MeetingGroup, out: Output) -> None:
    """One meeting whole."""
    write_lines([group])


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], out: Output) -> None:
    """Columns without lines between them; the last is set to the right."""
    from rich.table import Table

    made = Table(box=None, pad_edge=False, header_style="dim")
    for n, head in enumerate(heads):
        made.add_column(head, no_wrap=n == 0)
    for row in rows:
        made.add_row(*(words.plain(cell) for cell in row))
    console(out.width).print(made)
