"""`pourparler audit`: who corrected what, and whether anybody tampered with it."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from pourparler.show.commands.options import opened, output, output_options, record_option

if TYPE_CHECKING:
    from pourparler.record.audit import AuditEntry


@click.group(short_help="Who corrected what; verify that nobody tampered with it.")
def audit() -> None:
    """The log of all corrections, each entry chained to the one before by its hash.

    \b
    pourparler audit log
    pourparler audit verify
    pourparler audit verify --head 5b1c…
    """


@audit.command(name="log", short_help="List what was corrected, by whom and when.")
@record_option
@output_options
def log_(record: str | None, form: str | None, width: int | None) -> None:
    """List what was corrected, by whom and when.

    \b
    pourparler audit log
    """
    from pourparler.show.entries import table
    from pourparler.show.jsonable import jsonable

    with opened(record) as kept:
        entries = kept.audit_log()
    out = output(form, width)
    if out.table:
        table(("n", "at", "who", "deed", "what", "hash"), [_row(e) for e in entries], out)
        return
    for entry in entries:
        told = jsonable(entry) | {"what": json.loads(entry.what)}
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")


def _row(entry: AuditEntry) -> tuple[str, ...]:
    what = json.loads(entry.what)
    field = f" {what['field']}={what['value']}" if what["field"] else ""
    return (
        str(entry.n),
        entry.at[:16],
        entry.who,
        entry.deed,
        f"{what['kind']} {what['target']}{field}",
        entry.hash[:12],
    )


@audit.command(short_help="Check that the log is whole and the corrections are as logged.")
@record_option
@click.option("--head", metavar="HASH", help="A hash that was the head once: shows whether entries were cut off.")
def verify(record: str | None, head: str | None) -> None:
    """Check that the log is whole and the corrections are as logged; status 1 if not.

    Keep the head that it tells somewhere else: with --head it shows later whether entries were cut off at the end.

    \b
    pourparler audit verify
    """
    with opened(record) as kept:
        found = kept.verify(head=head)
    for fault in found.faults:
        print(fault, file=sys.stderr)
    print(f"{found.entries} entries, head {found.head or 'none'}: {'TAMPERED WITH' if found.faults else 'sound'}")
    if found.faults:
        sys.exit(1)
