"""`pourparler plan`: dates, times and places for meetings; `pourparler plan round`: settle on one without meeting."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pourparler.settings import NARROWEST, WIDEST, load_settings
from pourparler.show.commands.options import Day, record_option

if TYPE_CHECKING:
    from pourparler.plan.answer import Answer
    from pourparler.plan.model import Known, Plan
    from pourparler.plan.repair import Kept
    from pourparler.plan.rounds import Log

_FORMATS = ("table", "json", "ics", "csv", "svg", "availability")
_FILE = click.Path(path_type=Path)


class PlanCommand(click.Command):
    """A command with one command below it: `plan round` is another than `plan FILE`."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> Any:
        """The context of `round` where that is the first word, else of the command itself."""
        if args[:1] == ["round"]:
            return rounds.make_context("plan round", args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)


@click.command(cls=PlanCommand, short_help="Find dates, times and places that work for each side.")
@click.argument("file", metavar="PLAN.toml", type=_FILE)
@record_option
@click.option("--no-record", is_flag=True, help="Plan from the file alone, whatever the record says.")
@click.option("--asof", type=Day(), help="What the record knew on that day.  [default: asof of the plan]")
@click.option("--for", "side", metavar="PARTY", help="Only what this party or side may see: options, its own journeys.")
@click.option(
    "--answers", multiple=True, type=_FILE, metavar="ICS", help="Answers to invitations: .ics file or folder."
)
@click.option(
    "--keep", type=_FILE, metavar="JSON", help="An earlier answer (--format json): change as little of it as can be."
)
@click.option("--option", "chosen", metavar="ID", help="Which option of --keep was agreed.  [default: its first]")
@click.option("--all", "every", is_flag=True, help="List all that fails, place by place and week by week.")
@click.option("--format", "form", type=click.Choice(_FORMATS), help="[default: table on a terminal, else json]")
@click.option("--width", type=click.IntRange(NARROWEST, WIDEST), help="Columns of the table.")
def plan(
    file: Path,
    record: str | None,
    no_record: bool,
    asof: dt.date | None,
    side: str | None,
    answers: Sequence[Path],
    keep: Path | None,
    chosen: str | None,
    every: bool,
    form: str | None,
    width: int | None,
) -> None:
    """Find dates, times and places for meetings: the best options, and why all else fails.

    PLAN.toml names meetings and their order, candidate places, and what each party can and would rather do. What the
    record says of the meetings comes in by itself. `pourparler plan round PLAN.toml` runs shuttle rounds.

    \b
    pourparler plan examples/plan.toml
    pourparler plan examples/plan.toml --for "North Korea" --format ics > options.ics
    pourparler plan examples/plan.toml --keep agreed.json
    pourparler plan round examples/plan.toml --log rounds.json --out ballots/
    """
    from pourparler.plan import load_plan, solve
    from pourparler.plan.replies import effects, read_replies
    from pourparler.plan.veil import parties_of, seen_by

    asked = load_plan(file)
    if side is not None:
        parties_of(asked, side)
    known = () if no_record else _known(asked, record, asof)
    heard = read_replies(asked, answers)
    answer = solve(asked, known=known, replies=effects(heard), keep=_kept(keep, chosen))
    _print(seen_by(answer, side) if side else answer, form=form, width=width, every=every)
    if not side:
        for h in heard:
            click.echo(f"pourparler: {h.party}: {h.answer} option {h.option}, {h.meeting}", err=True)


def _known(asked: Plan, record: str | None, asof: dt.date | None) -> tuple[Known, ...]:
    """What the record says; nothing where no record was named and none is there."""
    from pourparler.show.commands.options import opened
    from pourparler.show.commands.plan_known import known_of

    url = record or load_settings(os.environ).record
    if record is None and "://" not in url and not Path(url).exists():
        return ()
    with opened(record) as store:
        return known_of(asked, store, asof or asked.asof)


def _kept(path: Path | None, chosen: str | None) -> list[Kept]:
    """The meetings of the option that was agreed, out of an earlier answer."""
    from pourparler.plan.repair import read_kept

    if path is None and chosen is not None:
        raise click.UsageError("--option needs --keep: the answer that the option is in")
    return read_kept(path, chosen) if path else []


def _print(answer: Answer, *, form: str | None, width: int | None, every: bool) -> None:
    from pourparler.errors import PlanError
    from pourparler.plan.export import to_csv, to_dict
    from pourparler.plan.heat import svg
    from pourparler.plan.invitations import availability, events

    stamp = dt.datetime.combine(answer.plan.asof or answer.plan.first, dt.time(), dt.UTC)
    chosen = form or ("table" if sys.stdout.isatty() else "json")
    if chosen == "table":
        from pourparler.show.commands.plan_page import show

        show(answer, width=width or load_settings(os.environ).width, every=every)
    elif chosen == "json":
        _write(json.dumps(to_dict(answer), ensure_ascii=False, indent=1) + "\n")
    elif not answer.options and chosen in ("csv", "ics"):
        raise PlanError(f"plan {answer.plan.name!r}: {_nothing(answer)}")
    elif chosen == "csv":
        _write(to_csv(answer))
    elif chosen == "svg":
        _write(svg(answer))
    else:
        made = events if chosen == "ics" else availability
        sys.stdout.buffer.write(made(answer, stamp=stamp))


def _nothing(answer: Answer) -> str:
    """Why there is no option, in one line, for outputs that hold nothing else."""
    from pourparler.plan.veil import SEEN

    if answer.relax:
        return f"nothing works as it stands; it would work {answer.relax[0].words}"
    return next((note for note in answer.notes if note != SEEN), "nothing works as it stands")


def _write(text: str) -> None:
    sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))


@click.command(short_help="Run shuttle rounds over the options of a plan.")
@click.argument("file", metavar="PLAN.toml", type=_FILE)
@click.option(
    "--log", "path", required=True, type=_FILE, metavar="JSON", help="The log of the rounds; made by the first."
)
@click.option("--ballot", "ballots", multiple=True, type=_FILE, metavar="TOML", help="A ballot that a side sent back.")
@click.option("--out", type=_FILE, metavar="FOLDER", help="Where a ballot for each side is put when a round is opened.")
@record_option
@click.option("--no-record", is_flag=True, help="Plan from the file alone, whatever the record says.")
@click.option("--asof", type=Day(), help="What the record knew on that day.  [default: asof of the plan]")
def rounds(
    file: Path,
    path: Path,
    ballots: Sequence[Path],
    out: Path | None,
    record: str | None,
    no_record: bool,
    asof: dt.date | None,
) -> None:
    """Run shuttle rounds: sides rank or strike options offline, and a log counts what they learn of each other.

    Without --ballot a round is opened: its options go to --out, a file for each side. With --ballot the answers of the
    sides are counted. Once all have answered, the option they agree on is told, or the next round can be opened.

    \b
    pourparler plan round examples/plan.toml --log rounds.json --out ballots/
    pourparler plan round examples/plan.toml --log rounds.json --ballot ballots/round-1-north-korea.toml
    """
    from pourparler.plan import load_plan
    from pourparler.plan.ballots import read_ballot
    from pourparler.plan.rounds import begin, count, log_text, read_log, same_calendars

    asked = load_plan(file)
    log = read_log(path) or begin(asked)
    same_calendars(log, asked)
    if ballots:
        for ballot in ballots:
            log = count(log, read_ballot(ballot))
    else:
        log = _opened(log, asked, () if no_record else _known(asked, record, asof), out)
    _put(path, log_text(log))
    _tell(log)


def _opened(log: Log, asked: Plan, known: Sequence[Known], out: Path | None) -> Log:
    """The log with a new round, and a ballot for each side in the folder."""
    from pourparler.plan import solve
    from pourparler.plan.ballots import ballot_text
    from pourparler.plan.rounds import offer

    if out is None:
        raise click.UsageError("name a folder for the ballots with --out, or count ballots with --ballot")
    answer = solve(asked, known=known, without=log.struck)
    log = offer(log, answer)
    number = log.rounds[-1].number
    for side in log.sides:
        _put(out / f"round-{number}-{'-'.join(side.lower().split())}.toml", ballot_text(answer, side, number))
    return log


def _put(path: Path, text: str) -> None:
    from pourparler.errors import PlanError

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as why:
        raise PlanError(f"{path}: cannot be written: {why.strerror}") from None


def _tell(log: Log) -> None:
    """How the rounds stand, and what has been revealed."""
    last = log.rounds[-1]
    click.echo(f"Round {last.number}: {len(last.options)} options, {len(log.struck)} struck so far.")
    for party, slots in last.revealed.items():
        click.echo(f"  revealed of the calendar of {party}: {slots} slots are free")
    if log.waiting:
        click.echo(f"Waiting for {', '.join(log.waiting)}.")
    elif log.agreed:
        click.echo(f"Agreed: option {log.agreed}.")
    else:
        click.echo("Every option is struck: open the next round.")
