"""What is what in a report's text: title, dateline, credit, body. The text itself stays as it is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pourparler.model.text import Dateline, Layout, Span
from pourparler.reading.date_lines import DateLine, find_date_line
from pourparler.reading.datelines import Found, find_dateline
from pourparler.reading.furniture import byline, credit, furniture, signature
from pourparler.reading.paragraphs import paragraphs, trim

LONGEST_TITLE = 180  # characters
_HEAD, _FOOT = 8, 6  # paragraphs at either end in which date lines, bylines and credits are looked for
_SLUG = re.compile(r"[A-Za-z]*(?:[-–][\w.]+){2,}(?:,.{0,40})?|[A-Z]{2}-\S+.{0,60}")
_LABEL = re.compile(r"[A-Z]{3,20}\W?")
_ARTICLE = re.compile(r"\b(?:a|an|the)\b", re.IGNORECASE)
_DAY_WORD = re.compile(r"\b(?:said|today|yesterday|tomorrow|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A text laid out, with what it says of its own origin.

    day: the day that a full date in its dateline or date line proves, or None.
    """

    layout: Layout
    agency: str | None
    day: dt.date | None


@dataclass(slots=True)
class _Sheet:
    """The paragraphs of a text while they are sorted: `body` maps an index to what is left of that paragraph."""

    text: str
    all: tuple[Span, ...]
    body: dict[int, Span] = field(default_factory=dict)
    title: Span | None = None
    credit: Span | None = None
    agency: str | None = None
    dateline: tuple[Span, Found] | None = None
    date_line: tuple[Span, DateLine] | None = None

    def words(self, i: int) -> str:
        return self.text[self.all[i].start : self.all[i].end]


def lay_out(text: str, *, title: str | None = None, published: dt.date | None = None) -> Page:
    """Sort the paragraphs of a text.

    title: known headline; it is found in the text if it stands there first. published: the day of publication where it
    is known, for datelines without a year.
    """
    every = paragraphs(text)
    sheet = _Sheet(text, every, dict(enumerate(every)))
    _head(sheet, title)
    for i in furniture(text, every):
        if i in sheet.body and len(sheet.body) > 1:
            _credited(sheet, i)
            del sheet.body[i]
    _foot(sheet)
    _take_dateline(sheet)
    return _page(sheet, published)


def _head(sheet: _Sheet, known: str | None) -> None:
    """Take slug, title, date lines and bylines from the front."""
    for i in range(min(_HEAD, len(sheet.all) - 1)):
        words = sheet.words(i)
        if sheet.title is None and len(words) <= 90 and _SLUG.fullmatch(words):
            del sheet.body[i]
        elif line := find_date_line(words):
            if sheet.date_line is None or sheet.date_line[1].day is None:
                sheet.date_line = (sheet.all[i], line)
            del sheet.body[i]
        elif (agency := byline(words)) is not None:
            sheet.agency = sheet.agency or agency or None
            del sheet.body[i]
        elif sheet.title is None and i == min(sheet.body) and i < 3 and _is_title(sheet, i, known):
            sheet.title = _with_deck(sheet, i)
        elif len(words) > LONGEST_TITLE:
            break


def _with_deck(sheet: _Sheet, i: int) -> Span:
    """The title and, where it ends with a semicolon, the second headline under it."""
    del sheet.body[i]
    if not sheet.words(i).endswith(";") or i + 2 >= len(sheet.all) or len(sheet.words(i + 1)) > LONGEST_TITLE:
        return sheet.all[i]
    del sheet.body[i + 1]
    return Span(sheet.all[i].start, sheet.all[i + 1].end)


def _is_title(sheet: _Sheet, i: int, known: str | None) -> bool:
    words, following = sheet.words(i), sheet.words(i + 1)
    if known is not None and _plain(words) == _plain(known):
        return True
    if len(words) > LONGEST_TITLE or words.endswith((":", ",", '."', ".”", "”")) or find_dateline(words, 0, len(words)):
        return False
    longest = max(len(sheet.words(j)) for j in range(i + 1, len(sheet.all)))
    if longest <= len(words):
        return False
    if words.endswith((".", "!", "?", ".'", ".’")) and _DAY_WORD.search(words):
        return False
    if not words.endswith((".", "!", ".'", ".’")):
        return True
    if _has_dateline(following) or _LABEL.fullmatch(following):
        return True
    return len(sheet.all) - i > 2 and _in_headline_style(words, sheet.text, sheet.all[i + 1 :])


def _in_headline_style(words: str, text: str, rest: Sequence[Span]) -> bool:
    """A line with a full stop is a headline only if it has capitals throughout, or no article and nothing of its own.

    That is what headlines do: they repeat the first paragraphs. A first sentence that reports is kept.
    """
    found = _WORD.findall(words)
    long = [w for w in found if len(w) > 3]
    if not long or len(found) < 4:
        return False
    if sum(w[0].isupper() for w in long) >= 0.9 * len(long):
        return True
    if len(words) > 110 or _ARTICLE.search(words) or rest[0].end - rest[0].start < 1.3 * len(words):
        return False
    lead = text[rest[0].start : rest[min(3, len(rest) - 1)].end].casefold()
    return sum(w[:5].casefold() in lead for w in long) >= 0.5 * len(long)


def _has_dateline(words: str) -> bool:
    return find_dateline(words, 0, len(words)) is not None


def _plain(words: str) -> str:
    return " ".join(words.split()).rstrip(".").casefold()


def _credited(sheet: _Sheet, i: int) -> bool:
    """Note the agency if paragraph i is a credit line."""
    name = credit(sheet.words(i))
    if name is None:
        return False
    if sheet.credit is None:
        sheet.credit, sheet.agency = sheet.all[i], name
    return True


def _foot(sheet: _Sheet) -> None:
    """Take credit lines, date lines and signatures from the end."""
    for i in sorted(sheet.body)[-_FOOT:]:
        if len(sheet.body) == 1:
            break
        if _credited(sheet, i) or find_date_line(sheet.words(i)):
            del sheet.body[i]
    last = max(sheet.body, default=None)
    if last is not None and (signed := signature(sheet.text, sheet.body[last].start, sheet.body[last].end)):
        end, name = signed
        rest = trim(sheet.text, sheet.body[last].start, end)
        if rest is not None and sheet.credit is None:
            sheet.credit = trim(sheet.text, end, sheet.body[last].end)
            sheet.body[last], sheet.agency = rest, sheet.agency or name


def _take_dateline(sheet: _Sheet) -> None:
    """Take the dateline from the first paragraph of the body (or from the second, after an abstract)."""
    for n, i in enumerate(sorted(sheet.body)[:3]):
        span = sheet.body[i]
        found = find_dateline(sheet.text, span.start, span.end)
        if found is None:
            continue
        front, rest = trim(sheet.text, span.start, found.end), trim(sheet.text, found.end, span.end)
        if front is None or (rest is None and len(sheet.body) == 1):
            return
        sheet.dateline = (front, found)
        _take_headlines(sheet, sorted(sheet.body)[:n])
        sheet.agency = sheet.agency or found.agency
        if rest is None:
            del sheet.body[i]
        else:
            sheet.body[i] = rest
        return


def _take_headlines(sheet: _Sheet, before: list[int]) -> None:
    """What stands before a dateline and is short is headline, however it is written."""
    if before and all(len(sheet.words(i)) <= LONGEST_TITLE for i in before):
        sheet.title = sheet.title or sheet.all[before[0]]
        for i in before:
            del sheet.body[i]


def _page(sheet: _Sheet, published: dt.date | None) -> Page:
    day = sheet.date_line[1].day if sheet.date_line else None
    dateline = None
    if sheet.dateline:
        span, found = sheet.dateline
        if found.year is not None:
            day = day or found.on(None)
        dateline = Dateline(span=span, place=found.place, day=found.on(published or day))
    elif sheet.date_line:
        dateline = Dateline(span=sheet.date_line[0], day=day)
    body: Sequence[Span] = [sheet.body[i] for i in sorted(sheet.body)]
    layout = Layout(body=tuple(body), title=sheet.title, dateline=dateline, credit=sheet.credit)
    return Page(layout=layout, agency=sheet.agency, day=day)
