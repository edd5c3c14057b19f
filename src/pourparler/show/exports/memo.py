"""A memo for a brief, in Markdown: what is to come, is owed, is disputed, with the exact words as footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pourparler.model.findings import Status
from pourparler.model.groups import CommitmentGroup, MeetingGroup, ReportCard, Sighting, Stand
from pourparler.model.text import Evidence
from pourparler.reason.answer import Outcome
from pourparler.reason.assess import Assessed, assess_all, believed
from pourparler.reason.conflicts import all_relations
from pourparler.reason.headline import headline
from pourparler.reason.regions import plausible
from pourparler.reason.relation_types import Kind, Relation
from pourparler.show import words
from pourparler.show.exports.material import Material, source_of, web_address

_OVER = frozenset({Status.HELD, Status.UNDER_WAY})
_OFF = frozenset({Status.CANCELLED, Status.REFUSED, Status.POSTPONED})
_OWED = frozenset({Stand.OPEN, Stand.DUE, Stand.OVERDUE, Stand.DISPUTED})
_TOLD = (Kind.CONTRADICTS, Kind.TENSION, Kind.WITHDRAWS)
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~!&])")
_LEAST = 3  # notes to a line: the first and the two last that told of it


@dataclass(slots=True)
class _Notes:
    """Footnotes, numbered as they come; the same words of the same report are one."""

    number: dict[tuple[str, int, int], int] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)

    def to(self, evidence: Evidence, chain: Sequence[str], report: ReportCard) -> str:
        """The mark of the footnote that quotes these words."""
        key = (report.id, evidence.span.start, evidence.span.end)
        if key not in self.number:
            self.number[key] = len(self.lines) + 1
            self.lines.append(_note(evidence, chain, report))
        return f"[^{self.number[key]}]"


def memo(material: Material) -> Iterator[str]:
    """The memo. What was held or called off comes after what is to come; nothing is left out for want of a date."""
    notes = _Notes()
    yield f"# {_heading(material)}\n\nAs the reports known by {words.day(material.day)} have it; {_counts(material)}.\n"
    solved = assess_all(material.meetings, asof=material.day, believing=False)  # once for all; belief only where told
    ahead = [(m, now) for m, now in zip(material.meetings, solved, strict=True) if m.status not in _OVER | _OFF]
    yield from _section("To come", [_ahead(m, now, notes) for m, now in ahead if now.outcome is not Outcome.LAPSED])
    owed = [c for c in material.commitments if c.stand in _OWED]
    yield from _section("Owed", [_commitment(c, notes) for c in owed])
    relations = [r for r in all_relations(material.groups) if r.kind in _TOLD]
    yield from _section("Where sources disagree", [_relation(r, notes) for r in relations])
    yield from _section("Lapsed", [_ahead(m, now, notes) for m, now in ahead if now.outcome is Outcome.LAPSED])
    yield from _section("Held", [_meeting(m, notes) for m in material.meetings if m.status in _OVER])
    yield from _section("Off or put off", [_meeting(m, notes) for m in material.meetings if m.status in _OFF])
    settled = [c for c in material.commitments if c.stand not in _OWED]
    yield from _section("Kept, broken, withdrawn", [_commitment(c, notes) for c in settled])
    yield "".join(f"\n[^{n}]: {line}" for n, line in enumerate(notes.lines, 1)) + ("\n" if notes.lines else "")


def _heading(material: Material) -> str:
    who = material.asked.party
    return f"Memo: {escape(who)}" if who else "Memo: the record"


def _counts(material: Material) -> str:
    of = ((material.meetings, "meeting"), (material.commitments, "commitment"), (material.reports, "report"))
    return ", ".join(f"{len(items)} {name}{'' if len(items) == 1 else 's'}" for items, name in of)


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"\n## {title}\n\n" + "".join(f"- {line}\n" for line in lines)


def _ahead(group: MeetingGroup, now: Assessed, notes: _Notes) -> str:
    """The meeting, and when it can be by all that is said: the same words as `pourparler when`."""
    belief = believed(now, now.weighed)
    told = headline(replace(now, belief=belief), plausible(belief) if belief else None)
    return f"{_meeting(group, notes)}  \n  {escape(told)}"


def _meeting(group: MeetingGroup, notes: _Notes) -> str:
    where = words.place_of(group.place, group.place_options)
    told = f"**{escape(group.title)}**, {group.status}: {escape(words.window(group.window))}; {escape(where)}."
    return f"{told} {_origins(group.origins)}{_marks(group.sightings, notes)}"


def _commitment(group: CommitmentGroup, notes: _Notes) -> str:
    to = f" to {escape(words.parties(group.to))}" if group.to else ""
    due = f"; due {escape(words.window(group.due))}" if group.due else ""
    told = f"**{escape(words.parties(group.by))}**{to}, {group.force}, {group.stand}{due}: {_quoted(group.text)}."
    return f"{told} {_origins(group.origins)}{_marks(group.sightings, notes)}"


def _relation(relation: Relation, notes: _Notes) -> str:
    marks = "".join(notes.to(side.evidence, side.chain, side.report) for side in relation.sides)
    return f"**{escape(relation.title)}**, {relation.kind} on {relation.on}: {escape(relation.words)}.{marks}"


def _origins(count: int) -> str:
    return f"{count} independent origin{'' if count == 1 else 's'}."


def _marks(sightings: Sequence[Sighting], notes: _Notes) -> str:
    chosen = sightings if len(sightings) <= _LEAST else (sightings[0], *sightings[1 - _LEAST :])
    return "".join(notes.to(s.finding.evidence, s.chains[0] if s.chains else (), s.report) for s in chosen)


def _note(evidence: Evidence, chain: Sequence[str], report: ReportCard) -> str:
    through = " → ".join(escape(name) for name in chain) or "source not named"
    title = f", {escape(report.title)}" if report.title else ""
    address = f", <{source_of(report)}>" if web_address(report) else ""
    day = words.day(report.known) if report.published else "day unknown"
    return f"{_quoted(evidence.exact)} ({through}{title}, {day}, line {evidence.line}{address})"


def _quoted(text: str) -> str:
    return escape(words.quoted(text))


def escape(text: str) -> str:
    """A text as Markdown shows it, whatever stands in it: words of reports are written by others."""
    return _MARKUP.sub(r"\\\1", words.plain(text))
