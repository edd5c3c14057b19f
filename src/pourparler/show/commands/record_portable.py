"""`pourparler import`: an exported record, taken over."""

from __future__ import annotations

import os

import click

from pourparler.show.commands.options import opened, record_name, record_option


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
