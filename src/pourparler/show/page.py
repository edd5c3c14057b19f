"""The page of one report on a terminal: what it says, each with its exact words and the line they stand on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from pourparler.model.findings import AnnotatedReport, Commitment, Meeting, Sense, Statement, Timex, Timing
from pourparler.model.text import Evidence
from pourparler.show import words
from pourparler.show.columns import entry, wrap

UNKNOWN_DAY = "publication date unknown: relative times are open; pass --published"
Row = tuple[str, str]


class Page:
    """A report's record, ready to be printed by rich at any width; `times` adds every expression of time."""

    def __init__(self, annotated: AnnotatedReport, *, times: bool = False) -> None:
        self.annotated = annotated
        self.times = times
        self.names = _names(annotated)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from self.head(options.max_width)
        width = options.max_width
        found = self.annotated
        sections: tuple[tuple[str, list[Text]], ...] = (
            ("Statements", [self.statement(s, width) for s in found.statements]),
            ("Meetings", [self.meeting(m, width) for m in found.meetings]),
            ("Commitments", [self.commitment(c, width) for c in found.commitments]),
            ("Timings", [self.timing(t, width) for t in found.timings]),
            ("Times", [self.time(x, width) for x in found.timexes] if self.times else []),
        )
        for title, entries in sections:
            if entries:
                yield Text(f"\n{title} ({len(entries)})", style="bold underline")
                yield from entries
        if not any(entries for _, entries in sections):
            yield Text("\nNothing found here; `pourparler explain` tells what each step saw.")

    def head(self, width: int) -> Iterator[Text]:
        """Title, origin and, where it matters, what is not known of it."""
        report = self.annotated.report
        title = words.plain(report.title or report.url or f"Report {report.id}")
        yield from (Text(line, style="bold") for line in wrap(title, width))
        origin = [words.plain(name) for name in (report.outlet, report.agency) if name]
        dateline = report.layout.dateline
        if dateline and dateline.place:
            origin.append(f"from {words.plain(dateline.place)}")
        if report.published is not None:
            origin.append(words.published(report))
        if origin:
            yield from (Text(line) for line in wrap(" · ".join(origin), width))
        if report.published is None:
            yield Text(UNKNOWN_DAY, style="italic")
        for note in self.annotated.notes:
            yield Text(words.plain(note), style="italic")

    def statement(self, s: Statement, width: int) -> Text:
        """Who said it, through whom, the words."""
        cue = words.plain(" … ".join(e.exact for e in s.cue_spans))
        rows: list[Row] = [(cue or "words", words.content(s.content_spans))]
        if s.said:
            rows.append(("when", words.window(s.said)))
        if s.occasion:
            rows.append(("occasion", words.quoted(s.occasion.exact)))
        return self._entry(width, s.id, words.chain(s), s.stance if s.stance != "say" else "", s.content_spans, rows)

    def meeting(self, m: Meeting, width: int) -> Text:
        """Form, parties, when, where, how real."""
        undated = "held; day not stated" if m.status == "held" else "date not stated"
        rows: list[Row] = [
            ("when", words.window(m.window, unknown=undated)),
            ("where", words.place(m)),
            ("words", words.quoted(m.evidence.exact)),
        ]
        if m.purpose:
            rows.append(("purpose", words.quoted(m.purpose.exact)))
        rows += self._grounds(m.grounds)
        head = f"{m.form}: {words.parties(m.parties, m.inferred, unknown='parties not named')}"
        return self._entry(width, m.id, head, m.status, [m.evidence], rows)

    def commitment(self, c: Commitment, width: int) -> Text:
        """Who is bound to whom, to what, on what terms."""
        by = ", ".join(words.plain(n) for n in c.by) or "party not named"
        to = ", ".join(words.plain(n) for n in c.to)
        rows: list[Row] = [("what", words.quoted(c.evidence.exact))]
        if c.condition:
            rows.append(("on condition", words.quoted(c.condition.exact)))
        if c.in_return_for:
            other = next(x for x in self.annotated.commitments if x.id == c.in_return_for)
            rows.append(("in return for", f"{self.names[other.id]} {words.quoted(other.evidence.exact, 80)}"))
        if c.made or c.made_place:
            where = f", {words.plain(c.made_place)}" if c.made_place else ""
            rows.append(("made", words.window(c.made) + where))
        rows.append(("due", words.window(c.due, unknown="not stated")))
        rows += self._grounds(c.grounds)
        return self._entry(width, c.id, f"{by} → {to}" if to else by, f"{c.force}, {c.life}", [c.evidence], rows)

    def timing(self, t: Timing, width: int) -> Text:
        """What is claimed about when, how surely and by whom."""
        of = {"made": "made", "due": "to be done"}.get(t.of or "", "")
        kind = "NOT in" if t.sense is Sense.OUTSIDE else "when"
        rows: list[Row] = [
            ("words", words.quoted(t.evidence.exact)),
            (kind, words.window(t.window, unknown="not on the calendar")),
        ]
        rows += self._grounds((t.grounds,) if t.grounds else ())
        about = f"{self.names[t.about]} {self._title(t.about)}" + (f" ({of})" if of else "")
        sure = ("NOT then, " if t.sense is Sense.OUTSIDE else "") + words.hedge(t)
        return self._entry(width, t.id, about, sure, [t.evidence], rows)

    def time(self, x: Timex, width: int) -> Text:
        """What an expression of time denotes, as TIMEX3 and as a window."""
        value = f"{x.type} {x.value}" + (f" {x.mod}" if x.mod else "")
        rows: list[Row] = [("value", value), ("when", words.window(x.window, unknown="not on the calendar"))]
        return self._entry(width, x.id, words.quoted(x.evidence.exact), "", [x.evidence], rows)

    def _title(self, finding: str) -> str:
        """A few words for the meeting or commitment that a timing is about."""
        every: tuple[Meeting | Commitment, ...] = (*self.annotated.meetings, *self.annotated.commitments)
        return next(words.quoted(x.evidence.exact, 60) for x in every if x.id == finding)

    def _grounds(self, ids: Sequence[str]) -> list[Row]:
        """The statements a finding rests on, by who says so: "s1, s3 Mike Pompeo → Voice of America"."""
        by_id = {s.id: s for s in self.annotated.statements}
        told: dict[str, list[str]] = {}
        for i in ids:
            if i in by_id:
                told.setdefault(words.chain(by_id[i]), []).append(self.names[i])
        return [("says", "; ".join(f"{', '.join(names)} {chain}" for chain, names in told.items()))] if told else []

    def _entry(
        self, width: int, finding: str, head: str, tag: str, evidence: Sequence[Evidence], rows: Sequence[Row]
    ) -> Text:
        """One finding: short name, head, line of the report, and under it its rows."""
        line = f"line {evidence[0].line}" if evidence else ""
        return entry(self.names[finding], f"{head}  [{tag}]" if tag else head, line, rows, width=width)


def _names(annotated: AnnotatedReport) -> Mapping[str, str]:
    """Short names of the findings, as JSON output has them: s1, m1, c1, t1."""
    kinds: tuple[tuple[str, tuple[Any, ...]], ...] = (
        ("s", annotated.statements),
        ("m", annotated.meetings),
        ("c", annotated.commitments),
        ("t", annotated.timings),
        ("x", annotated.timexes),
    )
    return {item.id: f"{letter}{n}" for letter, items in kinds for n, item in enumerate(items, 1)}
