"""`pourparler when`: when a meeting takes place or a commitment is due, by everything that is said of it."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from pourparler.settings import NARROWEST, WIDEST
from pourparler.show.cli import Published
from pourparler.show.commands.options import asof_option, opened, output, record_option

if TYPE_CHECKING:
    from pourparler.model.groups import CommitmentGroup, MeetingGroup
    from pourparler.record import View


class Discount(click.ParamType[Any]):
    """A source and how far it is trusted: "Reuters=0.5"."""

    name = "source=share"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The pair; click tells the user if it is none."""
        source, _, share = str(value).rpartition("=")
        try:
            trust = float(share)
        except ValueError:
            trust = -1.0
        if not source.strip() or not 0 <= trust <= 1:
            self.fail(f"{value}: write SOURCE=0.5, from 0 (nothing) to 1 (as any other)", param, ctx)
        return source.strip(), trust


@click.command(short_help="When a meeting can be, by all that is said of it, and why.")
@click.argument("words", metavar="WORDS|ID")
@asof_option
@click.option("--without", multiple=True, metavar="SOURCE", help="Leave out a source, report or claim. Repeatable.")
@click.option(
    "--discount", multiple=True, type=Discount(), metavar="SOURCE=0.5", help="Trust a source less: 0 to 1. Repeatable."
)
@click.option("--in", "files", multiple=True, metavar="FILE", help="Answer from these reports, without a record.")
@click.option("--published", type=Published(), help="With --in: day of publication.")
@record_option
@click.option(
    "--format", "form", type=click.Choice(("table", "json")), help="[default: table on a terminal, else json]"
)
@click.option("--width", type=click.IntRange(NARROWEST, WIDEST), help="Columns of the page.")
def when(
    words: str,
    asof: dt.date | None,
    without: Sequence[str],
    discount: Sequence[tuple[str, float]],
    files: Sequence[str],
    published: dt.date | None,
    record: str | None,
    form: str | None,
    width: int | None,
) -> None:
    """Tell when a meeting can be, or a commitment is due: what is firm, what is likely, who says what, and why.

    WORDS find it by title, parties or other words of the record; an id or the begin of one is as good. Without --asof
    the answer is as of the day on which the last report was known.

    \b
    pourparler when "second summit"
    pourparler when "second summit" --asof 2018-10-20 --without Reuters
    pourparler when "Pompeo Ri" --discount Pompeo=0.5 --format json
    pourparler when "second summit" --in report.txt --published 2018-10-20
    """
    from pourparler.errors import StoreError
    from pourparler.reason import when as ask
    from pourparler.show.around import around

    with _viewed(record, files, published, asof) as view:
        found = view.find(words)
        if not found:
            raise StoreError(f"nothing in the record is found by {words!r}; `pourparler meetings` lists what it holds")
        best = _newest(found)
        day = view.last_day()
        answer = ask(best, among=around(view, best), asof=day, discounts=dict(discount), without=without)
    out = output(form, width)
    if out.table:
        from pourparler.show.when_page import show_answer

        show_answer(answer, [f"{g.title} ({g.id[:7]})" for g in found if g is not best], width=out.width)
        return
    from pourparler.reason.export import answer_dict

    sys.stdout.write(json.dumps(answer_dict(answer), ensure_ascii=False) + "\n")


def _newest(found: Sequence[MeetingGroup | CommitmentGroup]) -> MeetingGroup | CommitmentGroup:
    """The best, and of several with its title the one that was told of last."""
    same = [g for g in found if g.title == found[0].title]
    return max(same, key=lambda g: max(s.report.known for s in g.sightings))


@contextmanager
def _viewed(
    record: str | None, files: Sequence[str], published: dt.date | None, asof: dt.date | None
) -> Iterator[View]:
    """The record, or one that is made of files and forgotten afterwards."""
    if not files:
        with opened(record) as kept:
            yield kept.view(asof)
        return
    from tempfile import TemporaryDirectory

    from pourparler.model.text import Skipped
    from pourparler.pipeline import run
    from pourparler.reading import Given, read_sources
    from pourparler.show.output import tell_skipped

    with TemporaryDirectory() as folder, opened(f"{folder}/record.db", create=True) as made:
        skipped = []
        for item in run(read_sources(files, given=Given(published=published))):
            if isinstance(item, Skipped):
                skipped.append(item)
            else:
                made.add(item, added=dt.datetime.now(dt.UTC))
        tell_skipped(0, skipped)
        yield made.view(asof)
