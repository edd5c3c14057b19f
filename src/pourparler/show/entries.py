"""Entries of a record, listed: a table on a terminal, JSON lines elsewhere."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pourparler.model.findings import Sense
from pourparler.model.groups import (
    ActorCard,
    Change,
    Claim,
    CommitmentGroup,
    Correction,
    MeetingGroup,
    ReportCard,
    StatementCard,
)
from pourparler.show import words
from pourparler.show.jsonable import jsonable
from pourparler.show.output import console

SHORT = 7  # characters of an id that a table shows: enough to name an entry by


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """How to print: a table or JSON lines, and how wide a table."""

    table: bool
    width: int | None


def write_lines(items: Iterable[Any]) -> None:
    """One JSON object a line."""
    for item in items:
        sys.stdout.write(json.dumps(jsonable(item), ensure_ascii=False) + "\n")
    sys.stdout.flush()


_WIDE = 34  # letters of a first column that is never broken


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], out: Output) -> None:
    """Columns with blanks between them; heads are never broken, nor is the first column unless it is very wide."""
    from rich.table import Table

    rows = [[words.plain(cell) for cell in row] for row in rows]
    whole = max((len(row[0]) for row in rows), default=0) <= _WIDE
    made = Table(box=None, pad_edge=False, header_style="dim")
    for n, head in enumerate(heads):
        made.add_column(head, no_wrap=n == 0 and whole, min_width=len(head))
    for row in rows:
        made.add_row(*row)
    to = console(out.width)
    with to.capture() as told:
        to.print(made)
    print("\n".join(line.rstrip() for line in told.get().splitlines()))


def _list(items: Sequence[Any], heads: Sequence[str], rows: Iterable[Sequence[str]], out: Output, none: str) -> None:
    if not out.table:
        write_lines(items)
    elif items:
        table(heads, rows, out)
    else:
        print(none)


def list_meetings(groups: Sequence[MeetingGroup], out: Output) -> None:
    """Meetings: when, where, how real, from how many independent origins."""
    rows = (
        (g.id[:SHORT], g.title, words.window(g.window), ", ".join(g.place), g.status, str(g.origins)) for g in groups
    )
    _list(groups, ("id", "meeting", "when", "where", "status", "origins"), rows, out, "No such meeting.")


def list_commitments(groups: Sequence[CommitmentGroup], out: Output) -> None:
    """Commitments: who, to whom, what, due when, where it stands."""
    rows = (
        (
            g.id[:SHORT],
            ", ".join(g.by) + (f" → {', '.join(g.to)}" if g.to else ""),
            words.quoted(g.text, 90),
            words.window(g.due, unknown=""),
            f"{g.force}, {g.stand}",
            str(g.origins),
        )
        for g in groups
    )
    heads = ("id", "who", "what", "due", "force, stand", "origins")
    _list(groups, heads, rows, out, "No such commitment.")


def list_statements(cards: Sequence[StatementCard], out: Output) -> None:
    """Statements: through whom they came, the words, when they were known, and what they repeat."""
    rows = (
        (
            c.statement.id[:SHORT],
            words.day(c.report.known),
            links(c.chain),
            words.content(c.statement.content_spans, 120),
            f"repeats {c.repeats[:SHORT]}" if c.repeats else "",
        )
        for c in cards
    )
    _list(cards, ("id", "known", "who", "words", ""), rows, out, "No such statement.")


def list_claims(claims: Sequence[Claim], out: Output) -> None:
    """Claims about when: who makes them, of what, how surely."""
    rows = (
        (
            c.timing.id[:SHORT],
            words.day(c.report.known),
            links(c.chain),
            claimed(c),
            words.quoted(c.timing.evidence.exact),
        )
        for c in claims
    )
    _list(claims, ("id", "known", "who", "when", "words"), rows, out, "No such claim.")


def claimed(claim: Claim) -> str:
    """ "not in Nov 2018, said plainly"."""
    window = words.window(claim.timing.window, unknown="not on the calendar")
    return ("not " if claim.timing.sense is Sense.OUTSIDE else "") + f"{window}, {words.hedge(claim.timing)}"


def links(chain: Sequence[str]) -> str:
    """A chain in words, innermost first."""
    return " → ".join(words.plain(name) for name in chain) or "source not named"


def list_actors(cards: Sequence[ActorCard], out: Output) -> None:
    """Actors: kind, offices, for whom they act, in how many reports."""
    rows = (
        (
            c.id[:SHORT],
            c.name,
            c.kind,
            "; ".join(dict.fromkeys(t.office.title for t in c.tenures)),
            c.acts_for or "",
            str(c.reports),
        )
        for c in cards
    )
    _list(cards, ("id", "name", "kind", "offices", "acts for", "reports"), rows, out, "No such actor.")


def list_reports(cards: Sequence[ReportCard], out: Output) -> None:
    """Reports: when published, by whom, and what they are a copy or version of."""
    rows = ((c.id, words.day(c.known), c.outlet or c.agency or "", c.title or c.url or "", _first(c)) for c in cards)
    _list(cards, ("id", "known", "outlet", "title", ""), rows, out, "No such report.")


def _first(card: ReportCard) -> str:
    if card.version_of:
        return f"version of {card.version_of}"
    return f"copy of {card.origin}" if card.origin != card.id else ""


def list_changes(changes: Sequence[Change], out: Output) -> None:
    """Changes, each in one line of words, under the day on which it became known."""
    if not out.table:
        write_lines(changes)
        return
    rows = ((words.day(c.day), c.group[:SHORT], c.text) for c in changes)
    _list(changes, ("known", "id", "change"), rows, out, "Nothing has changed.")


def list_corrections(corrections: Sequence[Correction], out: Output) -> None:
    """Corrections: by whom, when, of what, why, and whether taken back."""
    rows = (
        (c.id[:SHORT], f"{c.at:%Y-%m-%d %H:%M}", c.author, done(c), c.why, "taken back" if c.reverted else "")
        for c in corrections
    )
    _list(corrections, ("id", "at (UTC)", "by", "what", "why", ""), rows, out, "No corrections.")


def done(correction: Correction) -> str:
    """ "set m12ab34 place=Oslo"."""
    told = f"{correction.kind} {correction.target[:SHORT]}"
    if correction.field is not None:
        return f"{told} {correction.field}={correction.value}"
    return " ".join((told, *(other[:SHORT] for other in correction.others)))
