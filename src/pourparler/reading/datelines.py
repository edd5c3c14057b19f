"""Datelines: the place, the day and the agency in front of a report's first sentence, and lines that are a date."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from pourparler.reading.agencies import agency_name, is_agency
from pourparler.reading.dates import FIRST_YEAR, LAST_YEAR

_MONTHS = ("january february march april may june july august september october november december").split()
_SHORT = {m[:3]: n for n, m in enumerate(_MONTHS, 1)}
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?"
_DAY = (
    rf"(?:(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year>\d{{4}}))?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month2>{_MONTH})(?:,?\s+(?P<year2>\d{{4}}))?)"
)
_CAPS = r"(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+|[A-Z]\.)(?:[ /-](?:[A-ZÀ-Þ][A-ZÀ-Þ.'’-]*|al|of|the|and|de|es|di))*"
_NAME = r"[A-ZÀ-Þ][\w.'’-]*(?:[ /-](?:[A-ZÀ-Þ][\w.'’-]*|al|of|the|and|de|es|di|en|sur|la)){0,4}"
_REGION = rf"(?:,\s+(?!{_MONTH}\s+\d)(?!{_WEEKDAY}\b){_NAME}|\s+\[{_NAME}\])?"
_WHEN = rf"(?:[,.]?\s+(?:{_WEEKDAY},?\s+)?{_DAY}|,\s+{_WEEKDAY}(?=\s*[(/—–_-]))?"
_BY = r"\((?P<by>[A-Za-zÀ-ž][\w.&'’/ -]{1,40}?)\s*\)"
_STOP = r"\s*(?:—|–|―|‒|--?|_)(?=\s|$|[A-Z“\"])\s*"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<place>{_CAPS}){_REGION}{_WHEN}\.?(?:,?\s*{_BY})?{_STOP}",  # GENEVA, March 3 (Reuters) —
        rf"(?P<place>{_NAME}){_REGION}{_WHEN}\.?,?\s*{_BY}(?:{_STOP}|:\s+)",  # Macau (AP) –
        rf"(?P<place>{_NAME}){_REGION}{_WHEN}\.?,?\s*/(?P<by>[A-Za-z][\w ]{{1,25}})/\s*(?:(?:—|–|--?|\.)\s*)?",
        rf"(?P<place>{_NAME}){_REGION}{_WHEN},\s+(?P<agency>[A-Z]{{2,10}}){_STOP}",  # Tehran, July 2, IRNA –
        rf"\((?P<agency>[A-Za-z][\w -]{{1,30}})\){_STOP}|(?P<bare>[A-Z]{{2,10}}|Reuters|Xinhua|Yonhap)\s*(?:—|–|--)\s+",
    )
)
_DATE_LINE = re.compile(
    rf"(?:(?P<label>(?:First\s+)?(?:published|posted|issued|released|date)(?:\s+on)?)\s*:?\s+)?(?:{_WEEKDAY},?\s+)?"
    rf"(?:{_DAY}|(?P<iso>\d{{4}}-\d{{2}}-\d{{2}}))"
    r"(?:\s*(?:,|\||at|T|–|-|·)?\s*\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{1,4}T?)?)?\s*\.?",
    re.IGNORECASE,
)
_SLUG_WORDS = frozenset(
    "ANALYSIS BREAKING EXCLUSIVE EXPLAINER FACTBOX INTERVIEW LATEST LIVE OPINION POLL UPDATE UPDATED VIDEO WATCH NOTE "
    "CORRECTED REFILE RECAP REPORT SPECIAL TIMELINE URGENT WRAPUP BULLETIN ALERT Q A PHOTOS".split()
)
_SMALL = frozenset({"AL", "AND", "DE", "DI", "ES", "OF", "THE"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A dateline at the front of a paragraph: where it ends, what it tells."""

    end: int
    place: str | None = None
    month_day: tuple[int, int] | None = None
    year: int | None = None
    agency: str | None = None

    def on(self, published: dt.date | None) -> dt.date | None:
        """The day it names; a year it leaves out is that of publication, or the one before in the first days of one."""
        if self.month_day is None:
            return None
        if self.year is not None:
            return _day(self.year, *self.month_day)
        if published is None:
            return None
        day = _day(published.year, *self.month_day)
        if day and day > published + dt.timedelta(days=1):
            day = _day(published.year - 1, *self.month_day)
        return day if day and dt.timedelta(days=-1) <= published - day <= dt.timedelta(days=31) else None


def find_dateline(text: str, start: int, end: int) -> Found | None:
    """The dateline with which the paragraph [start, end) begins, or None."""
    for form in _FORMS:
        match = form.match(text, start, end)
        if match is not None and _holds(match, end):
            break
    else:
        return None
    groups = match.groupdict()
    by = _first(groups, "by", "agency", "bare")
    month_day, year = _parts(groups) if "month" in groups else (None, None)
    return Found(
        end=match.end(),
        place=_place(groups["place"]) if groups.get("place") else None,
        month_day=month_day,
        year=year,
        agency=agency_name(by) if by else None,
    )


def _holds(match: re.Match[str], end: int) -> bool:
    """Is it a dateline, and not a heading such as "PARLIAMENT - Second day" or "UPDATE - ..."?"""
    groups = match.groupdict()
    agency = _first(groups, "agency", "bare")
    if agency is not None:
        return is_agency(agency)
    if groups.get("by"):
        return True
    place = groups["place"]
    if _SLUG_WORDS & set(re.split(r"[ /-]", place)) or len(place) < 3:
        return False
    return not 0 < end - match.end() < 40


def find_date_line(line: str) -> dt.date | None:
    """The day that a line standing for itself names ("Wednesday, January 23, 2019"), or None."""
    match = _DATE_LINE.fullmatch(" ".join(line.split()))
    if match is None:
        return None
    groups = match.groupdict()
    if groups["iso"]:
        return _day(*(int(part) for part in groups["iso"].split("-")))
    month_day, year = _parts(groups)
    return _day(year, *month_day) if month_day and year else None


def _first(groups: dict[str, str | None], *names: str) -> str | None:
    return next((groups[name] for name in names if groups.get(name)), None)


def _parts(groups: dict[str, str | None]) -> tuple[tuple[int, int] | None, int | None]:
    month, day = _first(groups, "month", "month2"), _first(groups, "day", "day2")
    year = _first(groups, "year", "year2")
    if month is None or day is None:
        return None, None
    return (_SHORT[month[:3].lower()], int(day)), int(year) if year else None


def _day(year: int, month: int, day: int) -> dt.date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _place(name: str) -> str:
    """A place written in capitals as it is written in a sentence: "DAR ES SALAAM" -> "Dar es Salaam"."""
    if not name.isupper():
        return name
    words = name.split(" ")
    return " ".join(
        w.lower() if i and w in _SMALL else (w if "." in w else "-".join(p.capitalize() for p in w.split("-")))
        for i, w in enumerate(words)
    )
