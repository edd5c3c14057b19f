"""The command line: `pourparler read`, `times`, `explain`, and where the other commands are found."""

from __future__ import annotations

import datetime as dt
import importlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pourparler import __version__
from pourparler.errors import UserError
from pourparler.settings import NARROWEST, WIDEST, load_settings

if TYPE_CHECKING:
    from pourparler.annotate import Options
    from pourparler.model.findings import AnnotatedReport
    from pourparler.model.text import Skipped
    from pourparler.reading import Given

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
READER_GONE, INTERRUPTED = 1, 130  # exit statuses of the two quiet ends


class Published(click.ParamType[Any]):
    """A day, or a moment with zone."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The value as date or moment; click tells the user if it is none."""
        from pourparler.reading import parse_published

        try:
            return parse_published(value)
        except UserError as why:
            self.fail(str(why), param, ctx)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the options common to the commands say."""

    given: Given
    options: Options
    width: int | None


_CALENDAR = click.option(
    "--calendar",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of dated events of your own, for times such as “after the congress”.",
)


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say what is known of the reports and how to annotate them."""
    options = (
        click.option("--published", type=Published(), help="Day of publication: 2018-10-20. Relative times need it."),
        click.option("--outlet", metavar="NAME", help="Who published it."),
        click.option("--title", metavar="WORDS", help="Its headline."),
        click.option("--url", metavar="URL", help="Where it was published."),
        click.option("--no-model", is_flag=True, help="Rules only: faster, finds fewer statements."),
        click.option("--pipeline", metavar="NAME", help="An installed spaCy pipeline for English."),
        _CALENDAR,
        click.option("--width", type=click.IntRange(NARROWEST, WIDEST), help="Columns of the page."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def asked(
    *,
    published: dt.date | None,
    outlet: str | None,
    title: str | None,
    url: str | None,
    no_model: bool,
    pipeline: str | None,
    calendar: Path | None,
    width: int | None,
) -> Asked:
    """The common options, completed from the environment."""
    from pourparler.annotate import DEFAULTS, Options
    from pourparler.reading import Given

    settings = load_settings(os.environ)
    return Asked(
        given=Given(published=published, outlet=outlet, title=title, url=url, now=dt.datetime.now(dt.UTC)),
        options=Options(
            pipeline=pipeline or settings.pipeline or DEFAULTS.pipeline,
            model=settings.model and not no_model,
            calendar=calendar or settings.calendar,
        ),
        width=width or settings.width,
    )


# Commands that live in files of their own, imported only when asked for: start-up stays short.
LATER: dict[str, tuple[str, str]] = {
    "actors": ("pourparler.show.commands.record_lists:actors", "List actors, show one, or import a list of your own."),
    "add": ("pourparler.show.commands.record:add", "Read reports and keep them in the record."),
    "audit": ("pourparler.show.commands.audit:audit", "Who corrected what; verify that nobody tampered with it."),
    "batch": ("pourparler.show.commands.batch:batch", "Read an archive into Parquet files."),
    "changes": ("pourparler.show.commands.watch:changes", "Tell what changed, and what is new to a watch."),
    "commitments": ("pourparler.show.commands.record_lists:commitments", "List commitments, or show one whole."),
    "confirm": ("pourparler.show.commands.corrections:confirm", "Say that an entry is right."),
    "conflicts": ("pourparler.show.commands.judged:conflicts", "Where sources disagree, with both sides' words."),
    "correct": ("pourparler.show.commands.corrections:correct", "Set fields of a meeting or commitment."),
    "corrections": ("pourparler.show.commands.corrections:corrections", "List what people corrected."),
    "export": ("pourparler.show.commands.export:export", "Write the record, whole or in another format."),
    "follow": ("pourparler.show.commands.follow:follow", "Read what is new in RSS and Atom feeds."),
    "import": ("pourparler.show.commands.record_portable:import_", "Take over an exported record."),
    "due": ("pourparler.show.commands.judged:due", "What is due, overdue or has lapsed."),
    "load": ("pourparler.show.commands.batch:load", "Bring the output of batch into a record."),
    "meetings": ("pourparler.show.commands.record_lists:meetings", "List meetings, or show one whole."),
    "merge": ("pourparler.show.commands.corrections:merge", "Put entries together that are one."),
    "plan": ("pourparler.show.commands.plan:plan", "Find dates, times and places that work for each side."),
    "questions": ("pourparler.show.commands.judged:questions", "Draft forecast questions that can be resolved."),
    "reject": ("pourparler.show.commands.corrections:reject", "Say that there is no such meeting or commitment."),
    "reports": ("pourparler.show.commands.record_lists:reports", "List reports, or show one whole."),
    "revert": ("pourparler.show.commands.corrections:revert", "Take a correction back."),
    "review": ("pourparler.show.commands.review:review", "Walk through the least certain entries."),
    "scores": ("pourparler.show.commands.judged:scores", "Who was right about dates, and how often."),
    "serve": ("pourparler.show.commands.serve:serve", "Serve pages and API over the record."),
    "split": ("pourparler.show.commands.corrections:split", "Take apart an entry that is two."),
    "statements": ("pourparler.show.commands.record_lists:statements", "List statements, or show one whole."),
    "timings": ("pourparler.show.commands.record_lists:timings", "List what is claimed about when, and by whom."),
    "watch": ("pourparler.show.commands.watch:watch", "Keep a query, to be told what is new."),
    "when": ("pourparler.show.commands.when:when", "When a meeting can be, by all that is said, and why."),
}


class Commands(click.Group):
    """The commands above and those of `LATER`: name -> (module:attribute, one line of help)."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in order of the alphabet."""
        return sorted({*super().list_commands(ctx), *LATER})

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of that name, imported if need be."""
        if name not in LATER:
            return super().get_command(ctx, name)
        module, _, attribute = LATER[name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing those of `LATER`."""
        here = {name: command.get_short_help_str(60) for name, command in self.commands.items()}
        later = {name: line for name, (_, line) in LATER.items()}
        rows = sorted((here | later).items())
        with formatter.section("Commands"):
            formatter.write_dl(rows)


@click.group(cls=Commands, context_settings=CONTEXT)
@click.version_option(__version__, prog_name="pourparler", message="%(prog)s %(version)s")
def cli() -> None:
    """Keep the record of a negotiation from the reporting about it.

    \b
    pourparler read report.txt --published 2018-10-20
    pourparler explain "Pompeo said he hopes to meet Kim next week." --published 2018-10-20

    More on each command: pourparler COMMAND --help
    """


@cli.command(short_help="Read reports and print what they say.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@common
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "jsonl", "json", "plover")),
    help="A page to read, one JSON object a line, one JSON array, or events as PLOVER records, one a line.  "
    "[default: table on a terminal, else jsonl]",
)
def read(files: Sequence[str], form: str | None, **common_options: Any) -> None:
    """Read reports and print what they say: statements, meetings, commitments, timings.

    FILE is plain text, a page saved from the web, JSON lines, a folder of these, or - for standard input. Options
    such as --published hold where a report says nothing itself. Output is a page on a terminal, else JSON lines.

    \b
    pourparler read report.txt --published 2018-10-20
    pourparler read saved-page.html another.html
    pourparler read dossier/ --format jsonl > record.jsonl
    curl -s https://example.org/article | pourparler read -
    """
    from pourparler.pipeline import run
    from pourparler.reading import read_sources

    ask = asked(**common_options)
    options = replace(ask.options, events=form == "plover")
    _print(run(read_sources(files, given=ask.given), options), form=form, width=ask.width, times=False)


@cli.command(short_help="Find only the times of reports.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--published", type=Published(), help="Day of publication: 2018-10-20. Relative times need it.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "jsonl", "json", "timeml")),
    help="As for read, or the text with its times marked (TimeML).",
)
@_CALENDAR
@click.option("--width", type=click.IntRange(NARROWEST, WIDEST), help="Columns of the page.")
def times(
    files: Sequence[str], published: dt.date | None, form: str | None, calendar: Path | None, width: int | None
) -> None:
    """Find only the times of reports: what is said of when, as TIMEX3 and as windows. Needs no language pipeline.

    \b
    pourparler times report.txt --published 2018-10-20
    pourparler times report.txt --published 2018-10-20 --format timeml > report.tml
    """
    from pourparler.pipeline import run_times
    from pourparler.reading import Given, read_sources

    settings = load_settings(os.environ)
    given = Given(published=published, now=dt.datetime.now(dt.UTC))
    found = run_times(read_sources(files, given=given), calendar or settings.calendar)
    _print(found, form=form, width=width or settings.width, times=True)


def _print(found: Iterator[AnnotatedReport | Skipped], *, form: str | None, width: int | None, times: bool) -> None:
    """Write records, tell what was skipped, and end with status 2 if nothing was read."""
    from pourparler.show.output import progress, tell_skipped, write

    chosen = form or ("table" if sys.stdout.isatty() else "jsonl")
    with progress(found, quiet=chosen == "table") as items:
        count, skipped = write(items, form=chosen, width=width, times=times)
    sys.stdout.flush()
    tell_skipped(count, skipped)
    if not count:
        sys.exit(2)


@cli.command(short_help="Tell which rule or model found what, and why.")
@click.argument("source", metavar="SENTENCE|FILE")
@common
@click.option("--words", is_flag=True, help="Also list every word with its grammar.")
def explain(source: str, words: bool, **common_options: Any) -> None:
    """Tell step by step which rule or model found what in a sentence or report, and why.

    \b
    pourparler explain "The envoys will meet in Oslo on Friday." --published 2018-10-20
    pourparler explain report.txt --words
    """
    from pourparler.show.explain import explain_source

    ask = asked(**common_options)
    explain_source(source, given=ask.given, options=ask.options, width=ask.width, words=words)


def main() -> None:
    """Run the command line; every error that a user can mend is one line on stderr and exit status 2."""
    try:
        code = cli.main(prog_name="pourparler", standalone_mode=False)
    except click.ClickException as why:
        code = _fail(why.format_message().replace("\n", " "), why)
    except UserError as why:
        code = _fail(str(why))
    except (KeyboardInterrupt, click.Abort):
        code = INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that closing stdout does not fail again
        code = READER_GONE
    sys.exit(code if isinstance(code, int) else 0)


def _fail(message: str, why: click.ClickException | None = None) -> int:
    command = why.ctx.command_path if isinstance(why, click.UsageError) and why.ctx else "pourparler"
    lost = isinstance(why, click.MissingParameter | click.NoSuchOption) or message.startswith("No such command")
    if lost and not message.endswith("?"):
        message = f"{message.removesuffix('.')}; see `{command} --help`"
    print(f"{command}: {message}", file=sys.stderr)
    return 2
