"""The name an occasion bears: "G20 summit", "North American Leaders' Summit", "Munich Security Conference"."""

from __future__ import annotations

import re

from pourparler.model.findings import Meeting
from pourparler.record.grouping.tables import plain_words

# An acronym before a common noun, or words before a noun that is part of a name itself.
_EVENT = re.compile(
    r"(?P<acronym>\b[A-Z]{2,}\d*|\b[A-Z]-?\d+)(?:\s+[\w’'-]+){0,2}\s+(?i:summit|meeting|conference|talks|forum)\b"
    r"|\bSummit\s+(?:for|of|on)\s+(?:the\s+)?(?P<after>[A-Z][\w-]*(?:\s+[A-Z][\w-]*)*)"
    r"|(?P<name>(?:\b[A-Z][\w’'-]*\s+)+)(?:Summit|Conference|Forum|Congress|Assembly|Talks|Dialogue)\b"
)
_BESIDE = re.compile(r"\b(?:margins?|sidelines?|fringes?|edges?|alongside)\b", re.I)  # a meeting of its own, beside it


def event_words(meeting: Meeting) -> frozenset[str]:
    """Words of the name: "G20 summit" -> {g20}. Names of its parties and places are no name of it."""
    found = {
        word for hit in _hits(meeting.evidence.exact) for word in _words(hit["acronym"] or hit["after"] or hit["name"])
    }
    taken = {word for name in (*meeting.parties, *meeting.place) for word in _words(name)}
    return frozenset(found - taken - plain_words("occasion"))


def event_name(meeting: Meeting) -> str:
    """The name as the best mention has it, without article, month or number: "Quad Leaders’ Summit"; "" for none."""
    if not event_words(meeting):
        return ""
    hit = next(iter(_hits(meeting.evidence.exact)), None)
    words = hit[0].split() if hit else []
    while words and not (set(_words(words[0])) - plain_words("occasion")):
        words = words[1:]
    return " ".join(words)


def _hits(words: str) -> list[re.Match[str]]:
    return [] if _BESIDE.search(words) else list(_EVENT.finditer(words))


def _words(text: str) -> list[str]:
    """Words in lower case, without the "s" of possession."""
    return [word.split("'")[0] for word in re.findall(r"[\w']+", text.casefold().replace("’", "'"))]
