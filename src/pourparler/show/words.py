"""Dates, windows, chains and doubt in words. Nothing here decides anything; it only says what the record says."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Sequence

from pourparler.model.findings import Hedge, Meeting, PlaceOptions, Statement, Timing
from pourparler.model.text import Evidence, Report
from pourparler.model.window import Window

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_THAT = re.compile(r"^that\s+(?=\S)", re.IGNORECASE)
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\ufeff"))
_HEDGES = {
    Hedge.CERTAIN: "said plainly",
    Hedge.LIKELY: "called likely",
    Hedge.HOPED: "hoped for",
    Hedge.POSSIBLE: "called possible",
    Hedge.APPROXIMATE: "roughly",
}
_FROM = {
    "given": "as given",
    "metadata": "by the page's metadata",
    "dateline": "by the report's own dateline",
}


def plain(text: str) -> str:
    """A text on one line and safe on any terminal: no control characters, no marks that turn the writing direction."""
    kept = " ".join(text.translate(_INVISIBLE).split())
    return "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co") else c for c in kept)


def quoted(text: str, longest: int = 320) -> str:
    """The exact words between quotation marks, cut with "…" where they are very long."""
    words = plain(text)
    if len(words) > longest:
        words = words[:longest].rsplit(" ", 1)[0] + " …"
    return f"“{words}”"


def content(pieces: Iterable[Evidence], longest: int = 320) -> str:
    """The words of a statement, each piece between quotation marks, without a "that" at their head."""
    return " … ".join(quoted(_THAT.sub("", e.exact), longest) for e in pieces)


def day(value: dt.date, *, year: bool = True) -> str:
    """ "7 Nov 2018"."""
    return f"{value.day} {_MONTHS[value.month - 1]}" + (f" {value.year}" if year else "")


def window(value: Window | None, *, unknown: str = "date not stated") -> str:
    """When, with its doubt: "12 Jun 2018", "19 Oct – about 30 Oct 2018", "not before 7 Nov 2018, end open"."""
    if value is None or (value.earliest is None and value.latest is None):
        return unknown
    first, last = value.earliest, value.latest
    about = ("about " if value.earliest_approximate else "", "about " if value.latest_approximate else "")
    if last is None and first is not None:
        return f"not before {about[0]}{day(first)}, end open"
    if first is None and last is not None:
        return f"not after {about[1]}{day(last)}, start open"
    if first is None or last is None:
        return unknown
    if first == last:
        return (about[0] or about[1]) + day(first)
    if not any(about) and (period := _period(first, last)):
        return period
    if not any(about) and (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    return f"{about[0]}{day(first, year=first.year != last.year)} – {about[1]}{day(last)}"


def _period(first: dt.date, last: dt.date) -> str | None:
    """ "Jun 2018" or "2018" for a whole month or year."""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} – {last.year}"
    whole = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    if whole and (first.year, first.month) == (last.year, last.month):
        return f"{_MONTHS[first.month - 1]} {first.year}"
    return None


def parties(names: Sequence[str], inferred: Sequence[str] = (), *, unknown: str = "not named") -> str:
    """ "Mike Pompeo – Ri Yong-ho? (inferred)"."""
    marked = [f"{plain(n)}? (inferred)" if n in inferred else plain(n) for n in names]
    return " – ".join(marked) or unknown


def chain(statement: Statement) -> str:
    """Through whom the words came, innermost first: "Kim Jong-un → Mike Pompeo → Voice of America"."""
    links = statement.chain or ((statement.source,) if statement.source else ())
    return " → ".join(plain(name) for name in links) or "source not named"


def place(meeting: Meeting) -> str:
    """Where, or what choice of places, or that no place is stated."""
    return place_of(meeting.place, meeting.place_options)


def place_of(names: Sequence[str], options: PlaceOptions | None) -> str:
    """Where, or what choice of places, or that no place is stated."""
    known = ", ".join(plain(p) for p in names)
    if options is None:
        return known or "place not stated"
    return f"{known}; {_options(options)}" if known else _options(options)


def _options(options: PlaceOptions) -> str:
    least, most = options.least, options.most
    if least is not None and most is not None:
        count = str(least) if least == most else f"{least} to {most}"
    else:
        count = f"at least {least}" if least is not None else f"at most {most}" if most is not None else "several"
    if options.named and len(options.named) == least == most:
        return " or ".join(plain(n) for n in options.named)
    named = ", ".join(plain(n) for n in options.named)
    return f"one of {count} places, " + (f"among them {named}" if named else "none named")


def hedge(timing: Timing) -> str:
    """How sure the words are."""
    return _HEDGES[timing.hedge]


def published(report: Report) -> str:
    """When the report was published and how that is known."""
    if report.published is None:
        return "publication date unknown"
    known = _FROM.get(report.published_from or "", "")
    moment = report.published
    time = f", {moment:%H:%M %Z}".rstrip() if isinstance(moment, dt.datetime) else ""
    return f"published {day(moment)}{time}" + (f" ({known})" if known else "")
