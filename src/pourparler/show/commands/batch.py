"""`pourparler batch`: archives into Parquet; `pourparler load`: from there into a record."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pourparler.errors import BatchError
from pourparler.settings import load_settings
from pourparler.show.cli import Published
from pourparler.show.commands.options import opened, record_option

if TYPE_CHECKING:
    from pourparler.batch.recipe import Recipe
    from pourparler.batch.run import Hire

_UNITS = {"": 1, "k": 1_000, "m": 1_000_000, "g": 1_000_000_000}
_PURE = ("inputs", "where", "about", "field", "published", "outlet", "pipeline")  # what --resume knows already
_FORMAT = click.option(
    "--format", "form", type=click.Choice(("table", "jsonl")), help="[default: table on a terminal, else jsonl]"
)


class Size(click.ParamType[int]):
    """A number of bytes, as 500kB, 2MB or 1GB."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number of bytes; click tells the user if it is none."""
        if isinstance(value, int):
            return value
        found = re.fullmatch(r"(\d+)\s*([kmg]?)b?", value.strip().lower())
        if not found or not int(found[1]):
            self.fail(f"{value} is no size; write 500kB or 2MB", param, ctx)
        return int(found[1]) * _UNITS[found[2]]


class Field(click.ParamType[tuple[str, str]]):
    """A field of a report and the name that it goes by in the rows."""

    name = "name=column"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """The pair; click tells the user if it is none."""
        if isinstance(value, tuple):
            return value
        name, equals, column = value.partition("=")
        if not equals or not name or not column:
            self.fail(f"{value}: write the field and its column: published=date", param, ctx)
        return name, column


@click.command(short_help="Read an archive into Parquet files.")
@click.argument("inputs", nargs=-1, metavar="INPUT...")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder for the output.")
@click.option("--engine", type=click.Choice(("local", "ray")), default="local", help="This machine, or a Ray cluster.")
@click.option("--workers", type=click.IntRange(1), help="Processes.  [default: as many as there are processors]")
@click.option("--address", metavar="HOST:PORT", help="The Ray cluster; without it a Ray is started here.")
@click.option("--where", metavar="REGEX", help="Only reports in whose title or text this is found (RE2).")
@click.option("--about", metavar="TERMS", multiple=True, help="Only reports with one of these words: Iran,talks")
@click.option("--keep-copies", is_flag=True, help="Read near-duplicates too, instead of linking them.")
@click.option("--field", type=Field(), multiple=True, help="A field that has another name: published=date")
@click.option("--published", type=Published(), help="Day of publication of reports that give none.")
@click.option("--outlet", metavar="NAME", help="Who published reports that do not say it.")
@click.option("--no-model", is_flag=True, help="Rules only: faster, finds fewer statements.")
@click.option("--pipeline", metavar="NAME", help="An installed spaCy pipeline for English.")
@click.option("--shard-size", type=Size(), default="2MB", help="How finely inputs are cut.  [default: 2MB]")
@click.option("--resume", is_flag=True, help="Go on with the last run of the folder; no INPUT is needed.")
@click.option("--metrics", type=click.Path(path_type=Path), help="Write progress to this file, for Prometheus.")
@_FORMAT
def batch(
    out: Path,
    *,
    engine: str,
    workers: int | None,
    address: str | None,
    metrics: Path | None,
    form: str | None,
    **shape: Any,
) -> None:
    """Read an archive into Parquet files, exactly once, on this machine or on many.

    INPUT is JSON lines, Parquet, WARC or WET, plain or compressed, a folder, a pattern, or an address that fsspec
    opens. Whatever happens, run the same again: what is done is not done twice, and nothing is lost.

    \b
    pourparler batch archive.jsonl --out findings
    pourparler batch 'crawl/*.warc.gz' --out findings --about "peace talks,ceasefire"
    pourparler batch --out findings --resume
    """
    from pourparler.batch.ledger import open_ledger
    from pourparler.batch.run import run_batch
    from pourparler.show.progress import told

    inputs, recipe = _resumed(out, shape) if shape["resume"] else _asked(shape)
    with told(metrics) as watch:
        hire = _hire(engine, workers, address)
        state = run_batch(inputs, out=out, recipe=recipe, hire=hire, watch=watch)
    with open_ledger(out) as ledger:
        summary = {"version": state.version, **ledger.totals(state.version)}
    _print(summary, form)
    if state.failed:
        some = "; ".join(list(state.failed.values())[:3])
        raise BatchError(f"{len(state.failed)} of {state.shards} shards could not be read ({some}); run it again")


def _asked(shape: dict[str, Any]) -> tuple[tuple[str, ...], Recipe]:
    """Inputs and recipe that the options name."""
    from pourparler.annotate import DEFAULTS, Options
    from pourparler.batch.recipe import recipe_for
    from pourparler.batch.relevance import relevance
    from pourparler.reading import Given

    if not shape["inputs"]:
        raise click.UsageError("name an INPUT, or --resume to go on with the last run")
    settings = load_settings(os.environ)
    about = tuple(term.strip() for terms in shape["about"] for term in terms.split(",") if term.strip())
    relevance(where=shape["where"], about=about)
    recipe = recipe_for(
        Options(
            pipeline=shape["pipeline"] or settings.pipeline or DEFAULTS.pipeline,
            model=settings.model and not shape["no_model"],
        ),
        where=shape["where"],
        about=about,
        copies=shape["keep_copies"],
        fields=shape["field"],
        given=Given(published=shape["published"], outlet=shape["outlet"]),
        shard_bytes=shape["shard_size"],
    )
    return shape["inputs"], recipe


def _resumed(out: Path, shape: dict[str, Any]) -> tuple[tuple[str, ...], Recipe]:
    """Inputs and recipe of the last run; what is installed now must be what was installed then."""
    from pourparler.batch.ledger import open_ledger
    from pourparler.batch.recipe import same_makers

    if given := [name for name in _PURE if shape[name]]:
        raise click.UsageError(f"--resume goes on with the last run as it was; leave {', '.join(given)} out")
    with open_ledger(out) as ledger:
        last = ledger.last()
    if last is None:
        raise BatchError(f"{out}: nothing to resume; name an INPUT")
    recipe, inputs = last
    if not same_makers(recipe):
        raise BatchError(
            f"{out}: begun with {recipe.software} or rules that are not installed now; name the INPUT anew"
        )
    return inputs, recipe


def _hire(engine: str, workers: int | None, address: str | None) -> Hire:
    if engine == "local":
        from pourparler.batch.local import Local

        if address:
            raise click.UsageError("--address is for --engine ray")
        return lambda job: Local(job, workers=workers or os.cpu_count() or 1)
    try:
        from pourparler.batch.ray import Ray
    except ImportError:
        raise BatchError("Ray is not installed; pip install 'pourparler[ray]', or use --engine local") from None
    return lambda job: Ray(job, workers=workers, address=address)


@click.command(short_help="Bring the output of batch into a record.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@record_option
@click.option("--version", metavar="DIGITS", help="Which version of the output.  [default: that of the last run]")
@_FORMAT
def load(folder: Path, record: str | None, version: str | None, form: str | None) -> None:
    """Bring the output of batch into a record: the same as adding the reports one by one, and many times as fast.

    Copies, which batch links instead of reading, are left out. Loading the same again changes nothing.

    \b
    pourparler load findings --record archive.db
    """
    from pourparler.batch.archive import annotated_reports, versions

    versions(folder)  # before a record is begun
    with opened(record, create=True) as kept:
        counts = kept.load(annotated_reports(folder, version=version), added=dt.datetime.now(dt.UTC))
    _print({str(name): count for name, count in counts.items()}, form)


def _print(summary: dict[str, Any], form: str | None) -> None:
    if (form or ("table" if sys.stdout.isatty() else "jsonl")) == "jsonl":
        click.echo(json.dumps(summary))
        return
    for name, value in summary.items():
        click.echo(f"{name:10} {value:>12,}" if isinstance(value, int) else f"{name:10} {value:>12}")
