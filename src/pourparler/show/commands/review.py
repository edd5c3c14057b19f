"""`pourparler review`: the least certain entries one by one, and what to do with each."""

from __future__ import annotations

import datetime as dt
import getpass
from typing import TYPE_CHECKING, Any

import click

from pourparler.model.groups import CorrectionKind
from pourparler.show.commands.options import filters, opened, output, query, record_option

if TYPE_CHECKING:
    from pourparler.record import Record
    from pourparler.show.doubt import Doubtful

_KEYS = "[c]onfirm  [r]eject  [s]plit  [m]erge  [e]dit  [n]ext  [q]uit"


@click.command(short_help="Walk through the least certain entries.")
@filters("party", "place", "between", "limit")
@click.option("--author", metavar="NAME", help="Who corrects.  [default: your name on this machine]")
@click.option("--list", "only_list", is_flag=True, help="Only list them, with what is uncertain, and ask nothing.")
@record_option
def review(author: str | None, only_list: bool, record: str | None, **asked: Any) -> None:
    """Walk through the meetings and commitments that are least certain, and confirm, reject, split, merge or edit each.

    Uncertain is what rests on one origin or an unnamed source, was put together for weak reasons, has parties nobody
    names, or times that do not fit. What somebody has confirmed or corrected is not asked again.

    \b
    pourparler review --party Pompeo
    pourparler review --list --limit 10
    """
    from pourparler.show.doubt import doubtful

    with opened(record) as kept:
        limit = asked.pop("limit", None)
        view, wanted = kept.view(), query(**asked)
        every = doubtful((*view.meetings(wanted), *view.commitments(wanted)))[:limit]
        if only_list:
            for item in every:
                print(f"{item.group.id}  {item.group.title}: {'; '.join(item.doubts)}")
            return
        _walk(kept, every, author or getpass.getuser())


def _walk(kept: Record, every: list[Doubtful], author: str) -> None:
    from pourparler.errors import StoreError
    from pourparler.show.entry_page import print_group

    for n, item in enumerate(every, 1):
        print_group(item.group, (), output("table", None))
        click.echo(f"\n{n} of {len(every)}, uncertain: {'; '.join(item.doubts)}")
        while True:
            key = click.prompt(_KEYS, default="n", show_default=False).strip().lower()[:1]
            if key == "q":
                return
            try:
                if key == "n" or _done(kept, item.group.id, key, author):
                    break
            except StoreError as why:
                click.echo(str(why))
        click.echo("")


def _done(kept: Record, id: str, key: str, author: str) -> bool:
    """Do what was chosen; False if nothing of the kind can be done."""
    kinds = {
        "c": CorrectionKind.CONFIRM,
        "r": CorrectionKind.REJECT,
        "s": CorrectionKind.SPLIT,
        "m": CorrectionKind.MERGE,
        "e": CorrectionKind.SET,
    }
    kind = kinds.get(key)
    if kind is None:
        return False
    more: dict[str, Any] = {}
    if kind is CorrectionKind.SET:
        field, _, value = click.prompt("field=value").partition("=")
        more = {"field": field.strip(), "value": value}
    elif kind in (CorrectionKind.SPLIT, CorrectionKind.MERGE):
        asked = "findings or reports to take out" if kind is CorrectionKind.SPLIT else "ids of what is the same"
        more = {"others": click.prompt(asked).split()}
    why = click.prompt("why", default="", show_default=False)
    kept.correct(id, kind, author=author, at=dt.datetime.now(dt.UTC), why=why, **more)
    return True
