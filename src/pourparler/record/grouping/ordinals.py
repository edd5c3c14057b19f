"""The how-manieth a meeting is by the words for it: "a second nuclear summit" -> 2."""

from __future__ import annotations

import re

from pourparler.model.findings import Meeting

_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_HEADLINE = 120  # characters
_HEADS = r"(?:summits?|meetings?|rounds?|talks|sessions?|visits?|trips?|conferences?|calls?|encounters?|debates?)"
_ORDINAL = re.compile(
    rf"\b(?P<nth>{'|'.join(_WORDS)}|\d{{1,2}}(?:st|nd|rd|th))"
    rf"(?P<between>(?:[ -][\w.'’-]+){{0,3}}?)[ -]{_HEADS}\b(?P<after>[^.]{{0,24}})",
    re.I,
)
_STRANGE = re.compile(r"\b(?:of|days?|half|phase|century|to|since|in|the|time|year|term|part)\b", re.I)
_SINCE = re.compile(
    r"^\s*(?:\w+\s+){0,4}?(?:since|in (?:\w+ ){0,3}(?:years|decades|months)|to\b|by an?\b|as (?:president|prime))", re.I
)


def ordinal_of(meeting: Meeting) -> int | None:
    """2 for "the second summit"; None where nobody counts, or mentions disagree. "First since 2015" counts nothing."""
    found = {nth for mention in meeting.mentions for nth in _ordinals(mention.exact)}
    return found.pop() if len(found) == 1 else None


def ordinal_ahead(meeting: Meeting) -> int | None:
    """The number that the headline gives a summit to come, where no mention counts: "sets date for second summit"."""
    headline = meeting.evidence.text.partition("\n")[0]
    found = _ordinals(headline) if len(headline) <= _HEADLINE and "summit" in headline.lower() else set()
    return found.pop() if len(found) == 1 else None


def _ordinals(words: str) -> set[int]:
    return {_number(hit["nth"]) for hit in _ORDINAL.finditer(words) if _counts(hit)}


def _counts(hit: re.Match[str]) -> bool:
    return not _STRANGE.search(hit["between"]) and not _SINCE.match(hit["after"])


def _number(word: str) -> int:
    word = word.lower()
    return _WORDS.index(word) + 1 if word in _WORDS else int(word[:-2])
