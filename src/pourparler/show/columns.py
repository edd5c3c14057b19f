"""Hanging columns: a short name, a head with a note at the right edge, labelled rows under it, no trailing blanks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

NAME, LABEL = 5, 14  # columns for the short name and for the label of a row
_RULER = Console(width=80)  # rich wraps text only in company of a console; nothing is ever printed on it


def entry(name: str, head: str, note: str, rows: Iterable[tuple[str, str]], *, width: int) -> Text:
    """The whole entry as one text of several lines, none wider than `width` where words allow."""
    lines: list[Text] = []
    room = width - NAME - cell_len(note) - 2
    for n, piece in enumerate(wrap(head, room)):
        front = f"{name:<{NAME}}" if n == 0 else " " * NAME
        gap = " " * max(2, width - NAME - cell_len(piece) - cell_len(note))
        lines.append(Text.assemble(front, (piece, "bold"), gap + note if n == 0 and note else ""))
    for label, value in rows:
        lines += _row(label, value, width)
    return Text("\n").join(lines)


def _row(label: str, value: str, width: int) -> Iterator[Text]:
    """A labelled value; a long label gets a line of its own."""
    front = f"{label} " if cell_len(label) < LABEL else ""
    if not front:
        yield Text.assemble(" " * NAME, (label, "dim"))
    for n, piece in enumerate(wrap(value, width - NAME - LABEL)):
        yield Text.assemble(" " * NAME, (f"{front if n == 0 else '':<{LABEL}}", "dim"), piece)


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns of a terminal; a word that is longer is folded."""
    return [line.plain.rstrip() for line in Text(text).wrap(_RULER, max(20, width), overflow="fold")] or [""]
