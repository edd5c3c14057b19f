"""One entry of a record whole, on a terminal: what is known, from whom, how it changed, with the exact words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.text import Text

from pourparler.model.groups import (
    ActorCard,
    Change,
    Claim,
    CommitmentGroup,
    Correction,
    MeetingGroup,
    Sighting,
    StatementCard,
)
from pourparler.show import words
from pourparler.show.columns import entry
from pourparler.show.entries import Output, claimed, done, links
from pourparler.show.output import console

Row = tuple[str, str]
Group = MeetingGroup | CommitmentGroup


def print_group(group: Group, changes: Sequence[Change], out: Output) -> None:
    """A meeting or commitment. changes: its own."""
    to = console(out.width)
    rows = list(_meeting(group) if isinstance(group, MeetingGroup) else _commitment(group))
    rows += [
        ("corrected", f"{done(c)}, by {c.author}, {c.at:%Y-%m-%d}" + (f": {c.why}" if c.why else ""))
        for c in group.corrections
    ]
    state = group.status if isinstance(group, MeetingGroup) else f"{group.force}, {group.stand}"
    to.print(_entry(f"{words.plain(group.title)}  [{state}]", group.id, rows, to.width))
    _section(to, f"Seen in ({len(group.sightings)})", (_sighting(s, to.width) for s in group.sightings))
    _section(to, f"Said of when ({len(group.claims)})", (_claim(c, to.width) for c in group.claims))
    _section(to, f"Changes ({len(changes)})", (_change(c, to.width) for c in changes))


def _corrected(c: Correction) -> str:
    why = f": {words.plain(c.why)}" if c.why else ""
    return f"{words.plain(done(c))}, by {words.plain(c.author)}, {c.at:%Y-%m-%d}{why}"


def _entry(head: str, note: str, rows: Iterable[Row], width: int) -> Text:
    return entry("", head, note, rows, width=width)


def _section(to: Console, title: str, entries: Iterable[Text]) -> None:
    made = list(entries)
    if made:
        to.print(Text(f"\n{title}", style="bold underline"))
        for one in made:
            to.print(one)


def _meeting(group: MeetingGroup) -> Iterator[Row]:
    yield "when", words.window(group.window)
    yield "where", words.place_of(group.place, group.place_options)
    yield "parties", words.parties(group.parties, group.inferred)
    if group.purpose:
        yield "purpose", words.quoted(group.purpose)
    yield "origins", _origins(group)


def _commitment(group: CommitmentGroup) -> Iterator[Row]:
    yield "what", words.quoted(group.text)
    yield (
        "who",
        ", ".join(map(words.plain, group.by)) + (f" → {', '.join(map(words.plain, group.to))}" if group.to else ""),
    )
    if group.condition:
        yield "on condition", words.quoted(group.condition)
    if group.in_return_for:
        yield "in return for", group.in_return_for
    if group.made or group.made_place:
        yield "made", words.window(group.made) + (f", {words.plain(group.made_place)}" if group.made_place else "")
    yield "due", words.window(group.due, unknown="not stated")
    yield "life", " · ".join(f"{e.life} {words.day(e.day)} ({e.sighting.report.id})" for e in group.events)
    yield "origins", _origins(group)


def _origins(group: Group) -> str:
    reports = len({s.report.id for s in group.sightings})
    first = group.sightings[0]
    told = f"in {reports} report{'' if reports == 1 else 's'}"
    return f"{group.origins} independent, {told}; first by {links(first.chains[0])}"


def _sighting(s: Sighting, width: int) -> Text:
    rows = [("words", words.quoted(s.finding.evidence.exact)), *(("says", links(chain)) for chain in s.chains)]
    rows += [("finding", s.finding.id), ("here because", words.plain(s.why))]
    return _entry(
        f"{words.plain(s.report.id)}, {words.day(s.report.known)}", f"line {s.finding.evidence.line}", rows, width
    )


def _claim(c: Claim, width: int) -> Text:
    rows = [("words", words.quoted(c.timing.evidence.exact)), ("says", links(c.chain))]
    return _entry(claimed(c), f"{words.plain(c.report.id)}, line {c.timing.evidence.line}", rows, width)


def _change(c: Change, width: int) -> Text:
    return _entry(words.plain(c.text), words.day(c.day), (), width)


def print_statement(card: StatementCard, out: Output) -> None:
    """A statement with its words, chain and origin."""
    s, to = card.statement, console(out.width)
    rows = [
        ("words", words.content(s.content_spans, 2000)),
        ("cue", words.plain(" … ".join(e.exact for e in s.cue_spans))),
        ("form", s.form),
    ]
    if s.said:
        rows.append(("when", words.window(s.said)))
    if s.occasion:
        rows.append(("occasion", words.quoted(s.occasion.exact)))
    if card.repeats:
        rows.append(("repeats", card.repeats))
    rows.append(("report", f"{words.plain(card.report.id)}, {words.day(card.report.known)}"))
    to.print(_entry(f"{links(card.chain)}  [{s.stance}]", s.id, rows, to.width))


def print_actor(card: ActorCard, out: Output) -> None:
    """An actor with every name it goes by, and why."""
    to = console(out.width)
    rows = [("acts for", words.plain(card.acts_for))] if card.acts_for else []
    for tenure in card.tenures:
        of = f" of {words.plain(tenure.office.of)}" if tenure.office.of else ""
        rows.append(
            (
                "office",
                f"{words.plain(tenure.office.title)}{of}, {words.window(tenure.window, unknown='dates not known')}",
            )
        )
    rows += [("also called", f"{words.plain(m.name)} ({words.plain(m.why)})") for m in card.merges]
    rows.append(("reports", str(card.reports)))
    to.print(_entry(f"{words.plain(card.name)}  [{card.kind}]", card.id, rows, to.width))
