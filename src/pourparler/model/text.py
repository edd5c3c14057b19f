"""Reports and the exact words in them.

Offsets everywhere are Unicode code points of `Report.text`, half-open: `text[start:end]`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch `[start, end)` of a report's text, in code points.

    Raises:
        ValueError: if the stretch is empty, negative or reversed.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Do the two share at least one character?"""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Where and on which day a report says it was written: "GENEVA, March 3 (Reuters) —".

    `day` is None unless the dateline names a full date or its year is known from elsewhere.
    """

    span: Span
    place: str | None = None
    day: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What is what in a report's text: only `body` is searched for findings; the text itself stays whole.

    title: span of a first line that serves as headline, or None.
    dateline: place and day in front of the first sentence, or None.
    credit: line that names the agency the text comes from, or None.
    body: the stretches that are the report proper, in order, without overlaps. The title is not among them.
    """

    body: tuple[Span, ...]
    title: Span | None = None
    dateline: Dateline | None = None
    credit: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report, read once, never changed.

    id: given by the input, or derived from the text's SHA-256.
    text: the canonical text; for plain-text input it is the input, unchanged.
    published: day (or moment with zone) of publication; None where nobody gave it and the text does not prove it.
    published_from: "given" (option or field), "metadata" (of the page), "dateline" (proven by the text) or None.
    outlet: who published it; agency: the news agency the text comes from, as its credit line or dateline says.
    language: ISO 639-1 code.
    """

    id: str
    text: str
    layout: Layout
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    agency: str | None = None
    published: dt.date | dt.datetime | None = None
    published_from: str | None = None
    language: str = "en"

    @property
    def day(self) -> dt.date | None:
        """Day of publication, or None: never a default."""
        if isinstance(self.published, dt.datetime):
            return self.published.date()
        return self.published

    def evidence(self, start: int, end: int) -> Evidence:
        """The words `[start, end)` of this report as evidence.

        Raises:
            ValueError: if the span does not lie inside the text.
        """
        if end > len(self.text):
            raise ValueError(f"span [{start}, {end}) lies outside a text of {len(self.text)} characters")
        return Evidence(report_id=self.id, span=Span(start, end), exact=self.text[start:end], text=self.text)


CONTEXT = 32  # characters of prefix and suffix: what Web Annotation clients commonly keep


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The exact words a finding rests on, with the two selectors of the W3C Web Annotation model.

    `exact` equals the report's text over `span`; `prefix` and `suffix` are the words around it.
    """

    report_id: str
    span: Span
    exact: str
    text: str = field(repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.text[self.span.start : self.span.end] != self.exact:
            raise ValueError(f"evidence does not hold at [{self.span.start}, {self.span.end}): {self.exact!r}")

    @property
    def prefix(self) -> str:
        """Up to 32 characters before the words."""
        return self.text[max(0, self.span.start - CONTEXT) : self.span.start]

    @property
    def suffix(self) -> str:
        """Up to 32 characters after the words."""
        return self.text[self.span.end : self.span.end + CONTEXT]

    @property
    def line(self) -> int:
        """Line of the report on which the words begin, counted from 1."""
        return self.text.count("\n", 0, self.span.start) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A report that could not be read, as data: where it stood, at which stage, and why in one line."""

    url: str
    stage: str
    why: str
