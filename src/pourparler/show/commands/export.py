"""`pourparler export`: the record, or what is asked of it, in the formats of others."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from pourparler.show.commands.options import asof_option, filters, opened, query, record_option
from pourparler.show.exports import DOCUMENTS, FOLDERS, document, files

if TYPE_CHECKING:
    from pourparler.record import Record

_WHOLE = "record"  # the default: everything, without loss
_FORMATS = tuple(sorted((_WHOLE, *DOCUMENTS, *FOLDERS)))


@click.command(short_help="Write the record, whole or in another format.")
@click.argument("file", required=False, type=click.Path(allow_dash=True))
@click.option("--out", metavar="FILE", type=click.Path(allow_dash=True), help="The same as FILE.")
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), default=_WHOLE, show_default=True, help="In which format."
)
@filters("party", "between")
@asof_option
@record_option
def export(
    file: str | None, out: str | None, form: str, asof: dt.date | None, record: str | None, **asked: Any
) -> None:
    """Write the whole record to FILE (or - for standard output) as JSON lines, complete and without loss.

    Reports with their text and findings, earlier readings, corrections, lists of people and watches; groups are left
    out, as they follow from the rest. The same record gives the same bytes, whatever database it lies in.

    With --format what is asked for by --party, --between and --asof goes to a program of others: as one document, or
    (csv, parquet, arrow, timeml) as files in the folder FILE.

    \b
    pourparler export record.jsonl
    pourparler export - --record summit.db | gzip > summit.jsonl.gz
    pourparler export --format ical --party Pompeo --out meetings.ics
    pourparler export --format parquet --between 2018-10-01.. --out tables/
    """
    if file is not None and out is not None:
        raise click.UsageError("write FILE once, with or without --out")
    target, wanted = file or out or "-", query(**asked)
    with opened(record) as kept:
        if form == _WHOLE:
            if asof is not None or any(value is not None for value in asked.values()):
                raise click.UsageError("the whole record is exported as it is; filters need another --format")
            _write(target, (line + "\n" for line in kept.export()), counted=True)
        elif form in FOLDERS:
            _write_folder(target, form, kept, asof, wanted)
        else:
            from pourparler.show.exports.material import gather

            _write(target, document(form, gather(kept.view(asof), wanted)), counted=False)


def _write(target: str, pieces: Iterable[str], *, counted: bool) -> None:
    """To a file, whole or not at all, or to standard output as it comes."""
    if target == "-":
        sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="")  # type: ignore[union-attr]
        for piece in pieces:
            sys.stdout.write(piece)
        sys.stdout.flush()
        return
    with _whole(Path(target)) as file:
        lines = sum(bool(file.write(piece)) for piece in pieces)
    print(f"{target}: {lines} lines" if counted else f"{target} written")


@contextlib.contextmanager
def _whole(path: Path) -> Iterator[TextIO]:
    """A file that takes its place only once it is written to the end."""
    part = path.with_name(f"{path.name}.part")
    with _told(path):
        try:
            with part.open("w", encoding="utf-8", errors="replace", newline="") as file:
                yield file
            part.replace(path)
        finally:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """What the file system refuses, in one line."""
    from pourparler.errors import StoreError

    try:
        yield
    except OSError as why:
        raise StoreError(f"{path}: cannot be written ({os.strerror(why.errno or 0)})") from None


def _write_folder(target: str, form: str, kept: Record, asof: dt.date | None, wanted: Any) -> None:
    from pourparler.show.exports.material import gather

    if target == "-":
        raise click.UsageError(f"{form} is written as several files; name a folder with --out")
    folder, names = Path(target), []
    material = gather(kept.view(asof), wanted)
    with _told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files(form, material):
            part = folder / f"{name}.part"
            part.write_bytes(data)
            part.replace(folder / name)
            names.append(name)
    print(f"{target}: {len(names)} file{'' if len(names) == 1 else 's'}")
