"""What stands around a report and is not of it: credits, bylines, captions, invitations to read on, tails."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pourparler.model.text import Span
from pourparler.reading.agencies import agency_name, is_agency

LONGEST = 220  # characters; a longer paragraph is prose, whatever it begins with
_CREDIT = re.compile(r"\W*(?:source|sources|credit|agency|text)\s*:\s*(?P<name>[^\n:]{2,70}?)\s*\W*", re.IGNORECASE)
_BYLINE = re.compile(r"(?:by|BY|By)\s+[A-Z][^.!?;]{2,90}(?:[A-Z]\.[^.!?;]*)?")
_SIGNED = re.compile(r"\s*(?:\((?P<a>[A-Za-z][\w -]{1,30})\)|[—–-]\s?(?P<b>[A-Z][\w-]{1,30}))\s*$")

# Headings under which other reports are offered; each stands alone on its line.
_TAILS = (
    r"you (?:may|might|could) (?:also )?(?:like|enjoy|want to read|be interested in)",
    r"(?:related|recommended|suggested|popular|trending|more)(?: (?:stories|articles|news|posts|topics|links))?",
    r"more (?:coverage|reading|for you)|most (?:read|popular|viewed)|more (?:from|on|in)(?: [\w.’' -]{1,40})?",
    r"read (?:more|next|also|on)(?: [\w.’' -]{1,40})?|see also|also read|further reading|up next|what to read next",
    r"editors?['’]?s? (?:picks?|choice)|top stories|latest (?:news|stories)|don['’]?t miss|around the web|sponsored",
    r"comments?|leave a (?:comment|reply)|show comments|join the (?:conversation|discussion)",
)
# Lines that are never prose, wherever they stand.
_LINES = (
    r"(?:related|read more|read also|see also|also read|more|watch|listen|recommended)\s*:\s.*",
    r"share (?:this|on|via)\b.*|(?:like|follow) (?:us|me|him|her|@).*|sign up\b.*|subscribe\b.*",
    r"already a subscriber\b.*|advertisement\b.*|click here\b.*|download (?:our|the) app\b.*",
    r"support (?:our|independent) journalism\b.*",
    r"read (?:it|the (?:rest|full|whole))\b.*|print this\b.*|email this\b.*|(?:tags?|topics?)\s*:.*",
    r"(?:filed|posted) (?:under|in)\b.*",
    r"this (?:article|story|report|post) (?:was (?:originally|first)|has been (?:updated|corrected|amended)|first)\b.*",
    r"all rights reserved.*|copyright (?=©|\(c\)|\d{4}).*|©.*|\(c\)\s.*",
    r"(?:photo(?:graph)?s?|image|picture)\s*(?:by|:).*|file photo\b.*|getty(?: images|/).*|h/t\b.*",
    r".{0,160}\b(?:image|photo|picture)\s*: [^.]{2,40}(?:\([^)]*\))?\W*",
    r"(?:editor['’]?s['’]? note|correction)\s*:.*|abstract\W?|https?://\S+",
    r"(?:on twitter,? )?follow .{3,60} (?:on|@).*|twitter\s*: @.*|\d+ (?:comments?|shares?|min(?:ute)?s? read)\W*",
    r"(?:with )?(?:additional )?(?:reporting|writing|editing|compiled) by .*|contributing\s*: .*",
    r"additional reporting .*",
    r".{0,140} contributed (?:reporting|to this (?:report|story|article))\W*|[#*_=~·•\-\s]{2,}",
)
_TAIL = re.compile(rf"\W*(?:{'|'.join(_TAILS)})\W*", re.IGNORECASE)
_LINE_ONLY = re.compile(rf"\W*(?:{'|'.join(_LINES)})", re.IGNORECASE | re.DOTALL)


def credit(line: str) -> str | None:
    """The agency that a credit line names ("Source: Yonhap News Agency", "(Reuters)", "© AFP"), or None."""
    if len(line) > 90:
        return None
    match = _CREDIT.fullmatch(line)
    if match and (is_agency(match["name"]) or match["name"][0].isupper()):
        return agency_name(match["name"])
    bare = re.sub(r"©|\(c\)|copyright|\d{4}|[()\[\]—–\-.]", " ", line, flags=re.IGNORECASE)
    return agency_name(bare) if bare.strip() and is_agency(bare) else None


def byline(line: str) -> str | None:
    """The agency a byline names, "" for a byline without one, None if the line is no byline."""
    if not _BYLINE.fullmatch(line) or len(line) > 110:
        return None
    parts = re.split(r"[,|/]|\s{2,}| of | for ", line)
    return next((agency_name(p) for p in parts[1:] if is_agency(p)), "")


def signature(text: str, start: int, end: int) -> tuple[int, str] | None:
    """Where a paragraph that is signed with an agency's name ("… he said. (Reuters)") ends without it, and the name."""
    match = _SIGNED.search(text, max(start, end - 40), end)
    name = match and (match["a"] or match["b"])
    if match is None or name is None or not is_agency(name) or match.start() <= start:
        return None
    return match.start(), agency_name(name)


def furniture(text: str, paragraphs: Sequence[Span]) -> frozenset[int]:
    """Indexes of the paragraphs that are no part of the report proper.

    A heading such as "You may also like" ends the report if it stands in its second half or no prose follows it.
    """
    out: set[int] = set()
    last_prose = max((i for i, p in enumerate(paragraphs) if _is_prose(text, p)), default=-1)
    for i, span in enumerate(paragraphs):
        line = text[span.start : span.end]
        if len(line) > LONGEST:
            continue
        if i and _TAIL.fullmatch(line):
            if i > last_prose or span.start > len(text) // 2:
                return frozenset(out | set(range(i, len(paragraphs))))
            out.add(i)
        elif _LINE_ONLY.fullmatch(line):
            out.add(i)
            if i > last_prose >= 0:
                return frozenset(out | set(range(i, len(paragraphs))))
    return frozenset(out)


def _is_prose(text: str, span: Span) -> bool:
    line = text[span.start : span.end]
    return line.count(" ") >= 12 and line.rstrip("\"”’')]").endswith((".", "!", "?", ","))
