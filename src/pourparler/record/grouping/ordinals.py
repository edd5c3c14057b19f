"""The how-manieth a meeting is by the words for it: "a second nuclear summit" -> 2."""

from __future__ import annotations

import re

from pourparler.model.findings import Meeting
from pourparler.model.text import Evidence
from pourparler.record.grouping.called import is_named, names_another

_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_HEADLINE = 120  # characters
_SEQUEL = 40  # characters
_HEADS = r"(?:summits?|meetings?|rounds?|talks|sessions?|visits?|trips?|conferences?|calls?|encounters?|debates?)"
_ORDINAL = re.compile(
    rf"\b(?P<nth>{'|'.join(_WORDS)}|\d{{1,2}}(?:st|nd|rd|th))"
    rf"(?P<between>(?:[ -][\w.'’-]+){{0,3}}?)[ -]{_HEADS}\b(?P<after>[^.]{{0,24}})",
    re.I,
)
_STRANGE = re.compile(r"\b(?:of|days?|half|phase|century|to|since|in|the|time|year|term|part|anniversary)\b", re.I)
_SINCE = re.compile(
    r"^\s*(?:\([^)]*\)\s*)?(?:[\w,]+\s+){0,4}?(?:since|this (?:year|month|week)"
    r"|in (?:\w+ ){0,3}(?:years|decades|months)|to\b|by an?\b|as (?:president|prime))",
    re.I,
)


def ordinal_of(meeting: Meeting) -> int | None:
    """2 for "the second summit"; None where nobody counts, or mentions disagree. "First since 2015" counts nothing.

    What is counted beside a meeting may be another occasion: "welcomes him ahead of the second Summit for Democracy".
    """
    own = meeting.evidence
    if found := set() if names_another(own.exact) else _counted(own):
        return found.pop() if len(found) == 1 else None
    found = {nth for m in meeting.mentions if m != own and not is_named(m.exact) for nth in _counted(m)}
    return found.pop() if len(found) == 1 else None


def _counted(mention: Evidence) -> set[int]:
    """The numbers in a mention; the words behind it may say since when it is counted."""
    sequel = mention.text[mention.span.end : mention.span.end + _SEQUEL].partition(".")[0].partition("\n\n")[0]
    end = len(mention.exact)
    return {
        _number(hit["nth"])
        for hit in _ORDINAL.finditer(mention.exact + sequel)
        if hit.start("after") <= end and _counts(hit)
    }


def ordinal_ahead(meeting: Meeting) -> int | None:
    """The number that the headline gives a summit to come, where no mention counts: "sets date for second summit"."""
    headline, _, rest = meeting.evidence.text.partition("\n")
    if is_named(f"{headline} {rest[:_SEQUEL]}"):
        return None  # that of another occasion, or a line broken within its name
    found = _ordinals(headline) if len(headline) <= _HEADLINE and "summit" in headline.lower() else set()
    return found.pop() if len(found) == 1 else None


def _ordinals(words: str) -> set[int]:
    return {_number(hit["nth"]) for hit in _ORDINAL.finditer(words) if _counts(hit)}


def _counts(hit: re.Match[str]) -> bool:
    return not _STRANGE.search(hit["between"]) and not _SINCE.match(hit["after"])


def _number(word: str) -> int:
    word = word.lower()
    return _WORDS.index(word) + 1 if word in _WORDS else int(word[:-2])
