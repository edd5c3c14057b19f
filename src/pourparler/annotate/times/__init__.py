"""Time expressions: recognise, resolve, and keep the doubt.

`find_times` fills a draft; `times` reads plain text alone, without a parse. Both use the same tokens and rules.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pourparler.annotate.draft import Draft
from pourparler.annotate.times.phrase import phrase_window
from pourparler.annotate.times.reader import read_times
from pourparler.model.findings import Timex
from pourparler.model.text import Layout, Report, Span


def find_times(draft: Draft) -> None:
    """Fill `draft.timexes` with the times of title, dateline and body, in order."""
    layout = draft.report.layout
    dateline = layout.dateline.span if layout.dateline else None
    zones = [z for z in (layout.title, dateline, *layout.body) if z is not None]
    for timex in read_times(draft.report, sorted(zones), draft.calendar):
        draft.timexes.append(timex)
        where = timex.evidence.span
        draft.tell("times", timex.rule, where.start, where.end, _told(timex))


def _told(timex: Timex) -> str:
    window = f", {timex.window.edtf} seen from {timex.anchor}" if timex.window and timex.anchor else ""
    return f"{timex.type} {timex.value}" + (f" {timex.mod}" if timex.mod else "") + window


def times(
    text: str, *, published: dt.date | dt.datetime | None = None, events: Path | None = None
) -> tuple[Timex, ...]:
    """The time expressions of a plain text, in order.

    published: the day that "Friday" and "last week" are seen from. Without it relative times keep an underspecified
    value ("XXXX-WXX-5") and no window; it is never guessed.
    events: a file of more known events ("after the midterms"): tab-separated words, begin, end, source.

    Raises:
        RuleError: if that file cannot be read or holds something that is no day.
    """
    report = Report(id="text", text=text, layout=Layout(body=()), published=published)
    return tuple(read_times(report, [Span(0, len(text))] if text else [], events))


__all__ = ["find_times", "phrase_window", "times"]
