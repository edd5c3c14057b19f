"""A plan's answer on a terminal: options with all clocks, heat map with reasons by letter, what would have to give."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pourparler.plan.answer import Answer, Excluded, Option, Sitting
from pourparler.plan.heat import Heat, heats
from pourparler.plan.words import days, hours, moment, points
from pourparler.show.output import console
from pourparler.show.words import plain

_SHADES = ("", "on grey93", "on light_cyan1", "on sky_blue2", "on steel_blue1", "bold on dodger_blue2")
_WEEK = 4  # columns of a week in the heat map
_REASONS = 3  # told for each letter before they are cut


def show(answer: Answer, *, width: int | None, every: bool) -> None:
    """Print the whole answer. every: all that fails, instead of the letters of the heat map only."""
    page = console(width)
    page.print(Text(plain(f"{answer.plan.name}, {days(answer.plan.first, answer.plan.last)}"), style="bold"))
    for known in answer.known:
        told = "; ".join(x for x in (known.title, known.not_before, known.plausible_because) if x)
        _indented(page, f"Record: {told}", 0, style="dim")
    if not answer.options:
        _nothing(page, answer)
    for line in _moves(answer):
        _indented(page, line, 0, style="bold")
    for rank, option in enumerate(answer.options, 1):
        page.print()
        _option(page, rank, option)
    for heat in heats(answer):
        page.print()
        _heat(page, heat)
    if every:
        page.print()
        _every(page, answer)
    for note in answer.notes:
        _indented(page, note, 0, style="dim")


def _nothing(page: Console, answer: Answer) -> None:
    """What to relax comes first where nothing is possible."""
    page.print(Text("Nothing works as the plan stands.", style="bold"))
    for way in answer.relax:
        _indented(page, f"It would work {way.words}.", 2)


def _moves(answer: Answer) -> Iterator[str]:
    for m in answer.moved:
        why = f" ({'; '.join(m.why)})" if m.why else ""
        yield f"{m.meeting} moves: {m.before} → {m.after}{why}." if m.changed else f"{m.meeting} stays: {m.before}."


def _option(page: Console, rank: int, option: Option) -> None:
    page.print(Text(f"{rank}. {option.id}, {points(option.points)} points", style="bold"))
    for sitting in option.sittings:
        _indented(page, _where(sitting), 3)
        for line in _details(sitting):
            _indented(page, line, 5, style="dim")


def _where(s: Sitting) -> str:
    """Where and when, on all clocks."""
    clocks = " = ".join(f"{moment(m, beside=s.begin.date())} {name}" for name, m in s.clocks)
    last = f" to {s.end:%a} {s.end.day} {s.end:%b}" if s.end.date() != s.begin.date() else ""
    here = "" if s.place.remote else f" {s.begin:%H:%M} ="
    return f"{s.meeting.id}: {s.place.name}, {s.begin:%a} {s.begin.day} {s.begin:%b %Y}{last},{here} {clocks}"


def _details(s: Sitting) -> Iterator[str]:
    for j in s.journeys:
        flight = f"{hours(j.air)} in the air" if j.air else "by road"
        yield f"{j.party}: {flight}, leaves {j.leave:%d %b %H:%M}, back {j.back:%d %b %H:%M}"
    if s.meets:
        yield "for it: " + "; ".join(s.meets)
    if s.charges:
        yield "costs: " + "; ".join(f"{c.party or 'all'} {points(c.points)} ({c.words})" for c in s.charges)
    if s.known:
        yield "known: " + "; ".join(
            f"{k.party} {'public facts only' if k.share is None else f'calendar {k.share:.0%}'}" for k in s.known
        )


def _heat(page: Console, heat: Heat) -> None:
    """The map in as many bands as the page needs, then the letters."""
    names = max(len(line.place) for line in heat.lines)
    room = max(1, (page.width - names - 2) // (_WEEK + 1))
    weeks = len(heat.lines[0].cells)
    page.print(Text(f"{heat.meeting}: usable starts by week", style="bold"))
    for first in range(0, weeks, room):
        page.print(_band(heat, first, min(first + room, weeks), names))
    for mark, fails in heat.reasons:
        _indented(page, f"{mark}  {_told(fails)}", 2, style="dim")


def _band(heat: Heat, first: int, last: int, names: int) -> Table:
    table = Table(box=None, padding=(0, 0, 0, 1), show_edge=False, pad_edge=False)
    table.add_column("", min_width=names)
    months = ""
    for cell in heat.lines[0].cells[first:last]:
        name = f"{cell.week:%b}"
        table.add_column(
            f"{name if name != months else ''}\n{cell.week.day}", justify="right", min_width=_WEEK, header_style=""
        )
        months = name
    for line in heat.lines:
        cells = line.cells[first:last]
        table.add_row(
            plain(line.place), *(Text(c.text if c.shade else f"✕{c.text}", style=_SHADES[c.shade]) for c in cells)
        )
    return table


def _indented(page: Console, words: str, columns: int, *, style: str = "") -> None:
    """A paragraph, each of its lines indented, and none filled up with blanks."""
    for line in textwrap.wrap(plain(words), max(20, page.width - columns)):
        page.print(Text(" " * columns + line, style=style), soft_wrap=True)


def _told(fails: Excluded) -> str:
    reasons = [r.words for r in fails.reasons]
    more = f"; and {len(reasons) - _REASONS} more" if len(reasons) > _REASONS else ""
    return f"{'; '.join(reasons[:_REASONS])}{more} → would work {fails.change}"


def _every(page: Console, answer: Answer) -> None:
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
    for head in ("meeting", "place", "days", "why not, and what would help"):
        table.add_column(head)
    for e in answer.excluded:
        table.add_row(plain(e.meeting), plain(e.place), days(e.first, e.last), Text(plain(_told(e))))
    page.print(table)
