"""Time expressions: recognise, resolve, and keep the doubt.

`find_times` fills a draft; `times` reads plain text alone, without a parse. Both use the same tokens and rules.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from pourparler.annotate.draft import Draft
from pourparler.annotate.times.find import find
from pourparler.annotate.times.grammar import grammar
from pourparler.annotate.times.joined import join
from pourparler.annotate.times.lexer import Tokens
from pourparler.annotate.times.meaning import Meaning
from pourparler.annotate.times.phrase import phrase_window
from pourparler.annotate.times.resolve import Context, Resolved, resolve
from pourparler.annotate.times.speaking import Speaking
from pourparler.annotate.times.tense import direction
from pourparler.annotate.times.windows import period
from pourparler.model.findings import Timex, finding_id
from pourparler.model.text import Layout, Report, Span


def find_times(draft: Draft) -> None:
    """Fill `draft.timexes` with the times of title and body, in order."""
    layout = draft.report.layout
    zones = [z for z in (layout.title, *layout.body) if z is not None]
    for timex in _read(draft.report, zones):
        draft.timexes.append(timex)
        where = timex.evidence.span
        draft.tell(
            "times",
            timex.rule,
            where.start,
            where.end,
            f"{timex.type} {timex.value}" + (f" {timex.mod}" if timex.mod else ""),
        )


def times(text: str, *, published: dt.date | dt.datetime | None = None) -> tuple[Timex, ...]:
    """The time expressions of a plain text, in order.

    published: the day that "Friday" and "last week" are seen from. Without it relative times keep an underspecified
    value ("XXXX-WXX-5") and no window; it is never guessed.
    """
    report = Report(id="text", text=text, layout=Layout(body=()), published=published)
    return tuple(_read(report, [Span(0, len(text))] if text else []))


def _read(report: Report, zones: list[Span]) -> Iterator[Timex]:
    rules = grammar()
    context = Context(today=report.day)
    for zone in zones:
        tokens = rules.lex(report.text, zone.start, zone.end)
        meanings = list(find(tokens, rules))
        join(tokens, meanings)
        speaking = _days_of_speaking(tokens, meanings, report.day)
        for meaning in meanings:
            said = None
            if meaning.rule in _FROM_NOW:
                this = meaning.rule in _FROM_TODAY or meaning.get("rel") == 0
                said = speaking.day_for(meaning.first, only_quoted=this)
            found = resolve(meaning, _seen_from(context, tokens, meaning, said))
            if found is not None:
                _remember(context, meaning, found)
                yield _timex(report, tokens, meaning, found, said)


# Rules whose times are counted from the moment of speaking; named days are read from the day of publication.
_FROM_NOW = frozenset(
    "deictic day-around tonight part-of-day last-night relative-unit past-unit duration-relative duration-relative-one "
    "ago from-now future-noun soon some-day recently recent-units now current these-days first-of-year edge-in".split()
)
_FROM_TODAY = frozenset("deictic day-around tonight part-of-day last-night".split())


def _seen_from(context: Context, tokens: Tokens, meaning: Meaning, said: dt.date | None) -> Context:
    context.direction = lambda: direction(tokens, meaning.first, meaning.last)
    context.before, context.after = tokens.lower(meaning.first - 1), tokens.lower(meaning.last)
    return replace(context, today=said) if said is not None else context


def _days_of_speaking(tokens: Tokens, meanings: list[Meaning], today: dt.date | None) -> Speaking:
    """Days beside verbs of saying; found first, because "he said Friday" often stands behind what he said."""
    speaking = Speaking(tokens)
    if today is None:
        return speaking
    for m in meanings:
        if m.rule in ("weekday", "date", "deictic") and not m.get("part"):
            found = resolve(m, Context(today=today, direction=lambda: -1))
            if found is not None and found.window is not None and found.window.days == 1 and found.window.earliest:
                speaking.add(m.first, m.last, found.window.earliest, today)
    return speaking


def _end(tokens: Tokens, last: int) -> int:
    """End of an expression; a full stop behind a month that is written out belongs to the sentence."""
    month = tokens.lower(last - 2)
    if tokens.lower(last - 1) == "." and (len(month) > 4 or month in ("may", "june", "july")):
        return tokens.ends[last - 2]
    return tokens.ends[last - 1]


_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _remember(context: Context, meaning: Meaning, found: Resolved) -> None:
    if meaning.kind in ("point", "context", "shift") and period(found.value) is not None:
        context.last = found.value
        if _DAY.match(found.value):
            context.last_day = found.value[:10]
        if "-Q" in found.value and meaning.kind != "shift":
            context.quarter = found.value


def _timex(report: Report, tokens: Tokens, meaning: Meaning, found: Resolved, said: dt.date | None) -> Timex:
    span = Span(tokens.starts[meaning.first], _end(tokens, meaning.last))
    return Timex(
        id=finding_id("timex", report.id, meaning.rule, span),
        evidence=report.evidence(span.start, span.end),
        type=found.type,
        value=found.value,
        rule=meaning.rule,
        mod=found.mod,
        anchor=None if found.window is None or report.day is None else "said" if said else "published",
        window=found.window,
    )


__all__ = ["find_times", "phrase_window", "times"]
