"""`pourparler export` and `pourparler import`: the whole record as one file, and back."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from pourparler.show.commands.options import opened, record_name, record_option


@click.command(short_help="Write the whole record to a file.")
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True))
@record_option
def export(file: str, record: str | None) -> None:
    """Write the whole record to FILE (or - for standard output) as JSON lines, complete and without loss.

    Reports with their text and findings, earlier readings, corrections, lists of people and watches; groups are left
    out, as they follow from the rest. The same record gives the same bytes, whatever database it lies in.

    \b
    pourparler export record.jsonl
    pourparler export - --record summit.db | gzip > summit.jsonl.gz
    """
    from pourparler.errors import StoreError

    with opened(record) as kept:
        if file == "-":
            for line in kept.export():
                sys.stdout.write(line + "\n")
            sys.stdout.flush()
            return
        part = Path(f"{file}.part")
        try:
            with part.open("w", encoding="ascii", newline="\n") as out:
                count = sum(bool(out.write(line + "\n")) for line in kept.export())
            part.replace(file)
        except OSError as why:
            part.unlink(missing_ok=True)
            raise StoreError(f"{file}: cannot be written ({os.strerror(why.errno or 0)})") from None
        print(f"{file}: {count} lines")


@click.command("import", short_help="Take over an exported record.")
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True))
@record_option
def import_(file: str, record: str | None) -> None:
    """Take over an exported record (FILE, or - for standard input) into this one, all of it or nothing.

    What is there already stays; so a record moves from SQLite to PostgreSQL and back, or two become one.

    \b
    pourparler import record.jsonl
    pourparler import record.jsonl --record postgresql://user@host/name
    """
    from pourparler.errors import StoreError

    try:
        with click.open_file(file, encoding="utf-8") as lines, opened(record, create=True) as kept:
            done = kept.import_lines(lines)
            told = ", ".join(f"{n} {kind}{'' if n == 1 else 's'}" for kind, n in sorted(done.items()) if n)
            print(f"{record_name(kept)}: {told or 'nothing new'}")
    except OSError as why:
        raise StoreError(f"{file}: cannot be read ({os.strerror(why.errno or 0)})") from None
    except UnicodeDecodeError:
        raise StoreError(f"{file}: no exported record (not UTF-8)") from None
