"""One text read for times from left to right: what is found lends its day, quarter and direction to what follows."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pourparler.annotate.times.find import find
from pourparler.annotate.times.grammar import grammar
from pourparler.annotate.times.joined import join
from pourparler.annotate.times.lexer import Tokens
from pourparler.annotate.times.meaning import Meaning
from pourparler.annotate.times.resolve import Context, Resolved, resolve
from pourparler.annotate.times.sentences import sentence
from pourparler.annotate.times.speaking import Speaking
from pourparler.annotate.times.tense import direction
from pourparler.annotate.times.windows import period
from pourparler.model.findings import Timex, finding_id
from pourparler.model.text import Report, Span

# Rules whose times are counted from the moment of speaking; named days are read from the day of publication.
_FROM_NOW = frozenset(
    "this-day deictic day-around tonight part-of-day last-night relative-unit past-unit duration-relative "
    "duration-relative-one ago from-now future-noun soon some-day recently recent-units now current "
    "these-days first-of-year edge-in".split()
)
_FROM_TODAY = frozenset("this-day deictic day-around tonight part-of-day last-night".split())
_PART_YEARS = frozenset({6, 9})  # months
STORY = 4  # so many years named make a text a candidate for history
_COMPLETE = frozenset("date-written decade century year year-short year-bare year-beside year-bc fiscal-year".split())
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def read_times(report: Report, zones: list[Span], events: Path | None = None) -> Iterator[Timex]:
    """The times in some stretches of a report, in order. events: a file of more known events (see events.py)."""
    context = Context(today=report.day, events=events)
    read = [_Zone(report, grammar(events).lex(report.text, zone.start, zone.end), context) for zone in zones]
    found = [zone.meanings() for zone in read]
    context.story = _tells_the_past([m for meanings in found for m in meanings], report.day)
    for zone, meanings in zip(read, found, strict=True):
        yield from zone.timexes(meanings)


@dataclass(slots=True)
class _Zone:
    """One stretch of text while it is read. side: where the last time lay, -1 behind, +1 ahead; side_at: its token."""

    report: Report
    tokens: Tokens
    context: Context
    side: int = 0
    side_at: int = -1
    origin: str | None = None  # id of the time that `context.last` is from
    heads: tuple[int, int] = (-1, 0)  # first token of a sentence that begins "In 2011, …", and that year

    def meanings(self) -> list[Meaning]:
        found = list(find(self.tokens, grammar(self.context.events)))
        join(self.tokens, found)
        return found

    def timexes(self, meanings: list[Meaning]) -> Iterator[Timex]:
        speaking = self._days_of_speaking(meanings)
        for meaning in meanings:
            said = None
            self._lend_head_year(meaning)
            if meaning.rule in _FROM_NOW:
                this = meaning.rule in _FROM_TODAY or meaning.get("rel") == 0
                said = speaking.day_for(meaning.first, only_quoted=this)
            found = resolve(meaning, self._seen_from(meaning, said))
            if found is not None:
                timex = self._timex(meaning, found, said)
                self._remember(meaning, found, timex.id)
                yield timex

    def _seen_from(self, meaning: Meaning, said: dt.date | None) -> Context:
        context, tokens = self.context, self.tokens
        context.direction = lambda: self._way(meaning)
        context.before, context.after = tokens.lower(meaning.first - 1), tokens.lower(meaning.last)
        return replace(context, today=said) if said is not None else context

    def _lend_head_year(self, meaning: Meaning) -> None:
        """ "In 2011, he left in March": the year at the head of a sentence is that of its months."""
        bare = meaning.rule in ("month", "date") and "year" not in meaning.fields and meaning.get("rel") is None
        if bare and self.heads[1] and sentence(self.tokens, meaning.first)[0] == self.heads[0]:
            meaning.fields["year"] = self.heads[1]

    def _way(self, meaning: Meaning) -> int:
        """Where the words point; where they do not, the same way as the last time of the sentence."""
        way = direction(self.tokens, meaning.first, meaning.last)
        if not way and self.side and self.side_at >= sentence(self.tokens, meaning.first)[0]:
            return self.side
        return way

    def _days_of_speaking(self, meanings: list[Meaning]) -> Speaking:
        """Days beside verbs of saying; found first, because "he said Friday" often stands behind what he said."""
        speaking, today = Speaking(self.tokens), self.context.today
        if today is None:
            return speaking
        for m in meanings:
            if m.rule in ("weekday", "date", "deictic") and not m.get("part"):
                found = resolve(m, Context(today=today, direction=_back))
                if found is not None and found.window is not None and found.window.days == 1 and found.window.earliest:
                    speaking.add(m.first, m.last, found.window.earliest, today)
        return speaking

    def _remember(self, meaning: Meaning, found: Resolved, name: str) -> None:
        window, today = found.window, self.context.today
        if window is not None and today is not None:
            ahead, behind = window.min > today, window.max < today
            self.side, self.side_at = ahead - behind, meaning.first
        if meaning.kind == "span" and meaning.get("unit") == "M" and meaning.count.low in _PART_YEARS:
            self.context.quarter = ""  # "for the nine months": what follows is no longer told of a quarter
        if meaning.kind not in ("point", "context", "shift") or period(found.value) is None:
            return
        if _compares(meaning, found):
            return  # "up from $3 million a year earlier" compares; the story goes on where it was
        self.context.last, self.origin = found.value, name
        if meaning.rule == "year" and self.tokens.lower(meaning.first - 1) in ("in", "during"):
            begin = sentence(self.tokens, meaning.first)[0]
            self.heads = (begin, int(found.value)) if begin >= meaning.first - 1 else self.heads
        if _DAY.match(found.value):
            self.context.last_day = found.value[:10]
        if "-Q" in found.value and meaning.kind != "shift" and meaning.rule != "latest-period":
            self.context.quarter = found.value

    def _timex(self, meaning: Meaning, found: Resolved, said: dt.date | None) -> Timex:
        report = self.report
        bare = meaning.kind == "span" and self.tokens.lower(meaning.first) == "about"  # "about [five hours]"
        span = Span(self.tokens.starts[meaning.first + bare], _end(self.tokens, meaning.last))
        return Timex(
            id=finding_id("timex", report.id, meaning.rule, span),
            evidence=report.evidence(span.start, span.end),
            type=found.type,
            value=found.value,
            rule=meaning.rule,
            mod=found.mod,
            anchor=self._anchor(meaning, found, said),
            window=found.window,
        )

    def _anchor(self, meaning: Meaning, found: Resolved, said: dt.date | None) -> str | None:
        """What the value was counted from: nothing if it is complete in itself, an earlier time, or a day."""
        if found.window is None or meaning.rule in _COMPLETE or meaning.words.get("year"):
            return None
        if self.origin and (meaning.kind == "context" or meaning.get("from") == "context"):
            return self.origin
        if self.report.day is None:
            return None
        return "said" if said else "published"


def _compares(meaning: Meaning, found: Resolved) -> bool:
    """Does it only name the year that figures are compared with: "a year earlier", "the year-ago quarter"?"""
    if meaning.kind != "shift" or meaning.get("unit") != "Y" or meaning.count.low != 1:
        return False
    return meaning.rule != "ago" or "-Q" in found.value


def _tells_the_past(meanings: list[Meaning], today: dt.date | None) -> bool:
    """Is this history rather than news: years long past throughout, and hardly a "Friday" or "yesterday"?"""
    years = [m.get("year") for m in meanings if isinstance(m.get("year"), int)]
    if today is None or len(years) < STORY:
        return False
    if any(m.get("year") == today.year and m.get("month") == today.month for m in meanings):
        return False  # it names its own month: news that looks back
    old = sum(year < today.year - 1 for year in years)
    fresh = sum(m.rule in ("weekday", "deictic", "tonight", "last-night", "part-of-day") for m in meanings)
    return old >= 0.8 * len(years) and fresh <= len(years) / 5


def _back() -> int:
    return -1


def _end(tokens: Tokens, last: int) -> int:
    """End of an expression; a full stop behind a month that is written out belongs to the sentence."""
    month = tokens.lower(last - 2)
    if tokens.lower(last - 1) == "." and (len(month) > 4 or month in ("may", "june", "july")):
        return tokens.ends[last - 2]
    return tokens.ends[last - 1]
