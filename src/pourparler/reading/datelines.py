"""Datelines: place, day and agency in front of a report's first sentence."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from pourparler.reading.agencies import agency_name, is_agency
from pourparler.reading.datewords import DAY, MONTH, WEEKDAY, calendar_day, parts

_CAPS = r"(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+|[A-Z]\.)(?:[ /-](?:[A-ZÀ-Þ][A-ZÀ-Þ.'’-]*|al|of|the|and|de|es|di))*"
_NAME = r"[A-ZÀ-Þ][\w.'’-]*(?:[ /-](?:[A-ZÀ-Þ][\w.'’-]*|al|of|the|and|de|es|di|en|sur|la)){0,4}"
_REGION = rf"(?:,\s+(?!{MONTH}\s+\d)(?!{WEEKDAY}\b){_NAME}|\s+\[{_NAME}\])?"
_WHEN = rf"(?:[,.]?\s+(?:{WEEKDAY},?\s+)?{DAY}|,\s+{WEEKDAY}(?=\s*[(/—–_-]))?"
_BY = r"\((?P<by>[A-Za-zÀ-ž][\w.&'’/ -]{1,40}?)\s*\)"
_STOP = r"(?:\s*(?:—|–|―|‒|_)|(?<=[\s)])--?|\s+--?)(?=\s|$|[A-Z“\"])\s*"
# Where the local press sets the place off by a colon; elsewhere capitals and a colon are a label or a speaker.
_COLON_CITIES = "|".join(
    "ISLAMABAD,KARACHI,LAHORE,RAWALPINDI,PESHAWAR,QUETTA,NEW DELHI,MUMBAI,KOLKATA,CHENNAI,BENGALURU,HYDERABAD,"
    "SRINAGAR,JAMMU,LUCKNOW,CHANDIGARH,DHAKA,COLOMBO,KATHMANDU,THIMPHU,KABUL,TEHRAN,DUBAI,ABU DHABI,DOHA,RIYADH,"
    "JEDDAH,KUALA LUMPUR,SINGAPORE,JAKARTA,MANILA,BANGKOK,HANOI,BEIJING,TOKYO,SEOUL,WASHINGTON,NEW YORK,UNITED NATIONS,"
    "LONDON,PARIS,BRUSSELS,GENEVA,MOSCOW,ANKARA,CAIRO,NAIROBI,ADDIS ABABA,ABUJA".split(",")
)
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<place>{_CAPS}){_REGION}{_WHEN}\.?(?:,?\s*{_BY})?{_STOP}",  # GENEVA, March 3 (Reuters) —
        rf"(?P<place>{_NAME}){_REGION}{_WHEN}\.?,?\s*{_BY}(?:{_STOP}|:\s+)",  # Macau (AP) –
        rf"(?P<place>{_NAME}){_REGION}{_WHEN}\.?,?\s*/(?P<by>[A-Za-z][\w ]{{1,25}})/\s*(?:(?:—|–|--?|\.)\s*)?",
        rf"(?P<place>{_NAME}){_REGION}{_WHEN},\s+(?P<agency>[A-Z]{{2,10}}){_STOP}",  # Tehran, July 2, IRNA –
        rf"(?P<place>{_COLON_CITIES}):\s+(?=[A-Z“\"])",
        rf"(?:(?P<place>{_NAME}){_REGION}\s+)?(?P<outlet>CNN\s*(?:—|–|--)\s*|\(CNN\)(?:{_STOP})?)",
        rf"\((?P<agency>[A-Za-z][\w -]{{1,30}})\){_STOP}|(?P<bare>[A-Z]{{2,10}}|Reuters|Xinhua|Yonhap)\s*(?:—|–|--)\s+",
    )
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
            return calendar_day(self.year, *self.month_day)
        if published is None:
            return None
        day = calendar_day(published.year, *self.month_day)
        if day and day > published + dt.timedelta(days=1):
            day = calendar_day(published.year - 1, *self.month_day)
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
    month_day, year = parts(groups) if "month" in groups else (None, None)
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
    if groups.get("by") or groups.get("outlet"):
        return True
    place = groups["place"]
    if _SLUG_WORDS & set(re.split(r"[ /-]", place)) or len(place) < 3:
        return False
    return not 0 < end - match.end() < 40


def _first(groups: dict[str, str | None], *names: str) -> str | None:
    return next((groups[name] for name in names if groups.get(name)), None)


def _place(name: str) -> str:
    """A place written in capitals as it is written in a sentence: "DAR ES SALAAM" -> "Dar es Salaam"."""
    name = name.rstrip(".") if name.count(".") == 1 else name
    if not name.isupper():
        return name
    return re.sub(r"[^\s/-]+", _in_sentence_case, name)


def _in_sentence_case(word: re.Match[str]) -> str:
    if word.start() and word.group() in _SMALL:
        return word.group().lower()
    return word.group() if "." in word.group()[:-1] else word.group().capitalize()
