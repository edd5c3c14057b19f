"""`pourparler explain`: step by step, which rule or model found what, and why."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.text import Text

from pourparler.annotate import STEPS, Explanation, Options, Word, explain
from pourparler.annotate.draft import Trace
from pourparler.errors import ReadError
from pourparler.model.text import Report, Skipped
from pourparler.reading import Given, read_sources, read_text
from pourparler.show.columns import NAME, entry
from pourparler.show.output import console
from pourparler.show.page import Page
from pourparler.show.words import plain, quoted


def explain_source(source: str, *, given: Given, options: Options, width: int | None, words: bool) -> None:
    """Print the explanation of a sentence, a file or standard input, then the record it led to.

    Raises:
        ReadError: if none of the source's reports can be read.
    """
    out = console(width)
    for report in _reports(source, given):
        told = explain(report, options)
        if words:
            for sentence in told.sentences:
                out.print(_grammar(sentence))
        for line in _steps(told, out.width):
            out.print(line)
        out.print()
        out.print(Page(told.annotated))


def _reports(source: str, given: Given) -> list[Report]:
    """What to explain: reports of a file if the source names one, else the words themselves."""
    if source != "-" and not _exists(source):
        return [read_text(source, given=given)]
    items = list(read_sources([source], given=given))
    for item in items:
        if isinstance(item, Skipped):
            print(f"pourparler: {plain(item.url)} {plain(item.why)}", file=sys.stderr)
    reports = [item for item in items if isinstance(item, Report)]
    if not reports:
        raise ReadError("nothing to explain")
    return reports


def _exists(source: str) -> bool:
    try:
        return len(source) < 1024 and "\n" not in source and Path(source).exists()
    except (OSError, ValueError):
        return False


def _steps(told: Explanation, width: int) -> Iterator[Text]:
    """One heading a step, under it what it found: the words, the rule, the reason."""
    found: dict[str, list[Trace]] = {name: [] for name, _ in STEPS}
    for trace in told.traces:
        found.setdefault(trace.step, []).append(trace)
    report = told.annotated.report
    for n, (name, traces) in enumerate(found.items(), 1):
        yield Text(f"{n} {name}" + ("" if traces else ": nothing found"), style="bold")
        for trace in traces:
            at = report.evidence(trace.start, trace.end)
            rows = [("rule", plain(trace.rule)), ("because", plain(trace.why))]
            yield entry("", quoted(at.exact, 160), f"line {at.line}", rows, width=width)


def _grammar(sentence: Sequence[Word]) -> Text:
    """A sentence's words, one a line: word, lemma, tag, role and the word it depends on."""
    long = min(24, max((len(w.text) for w in sentence), default=0))
    lines = [
        f"{'':{NAME}}{plain(w.text):<{long}}  {plain(w.lemma):<{long}}  {w.tag:<5}  {w.role:<10}  {plain(w.head)}"
        for w in sentence
    ]
    return Text("\n".join(lines) + "\n")
