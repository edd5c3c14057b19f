"""Transcripts ("MS. NAUERT: …"), and quotations signed behind a dash ("…" — Jane Doe)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pourparler.annotate.draft import Draft
from pourparler.annotate.statements.find import Find, trim
from pourparler.annotate.statements.quoted import Run, Tokens

_TAG = re.compile(
    r"(?m)^[ \t]*[\"“]?(Q(?=[ \t\xa0]+[\"“A-Z(])|(?:"
    r"(?:[A-Z][A-Z.'’\-]+(?:[ \xa0]+|(?=:)))(?:[A-Z][A-Z.'’\-]*[ \xa0]*){0,5}(?:\([^)\n]{1,60}\)[ ]?)?"
    r"|(?:Q|A|QUESTION|ANSWER)\.?[ ]?"
    r"|(?:[A-Z][\w.'’\-]+[ \xa0]){0,4}[A-Z][\w.'’\-]+(?:[ ]\([^)\n]{1,60}\))?)(?=:)):?[ \t\xa0]+(?=[\"“A-Z0-9\[(…])"
)
_PARAGRAPH = re.compile(r"\n\s*\n|\Z")
_SIGNED = re.compile(
    r"[ \t\xa0]*[—–―-]{1,2}[ \t\xa0]*"
    r"((?:[A-Z@][\w.'’\-]*[ \xa0]?|(?:of|de|von|van|al|bin)[ ]){1,6})[ .\xa0]*(?=\n|\Z)"
)
_LETTERS = re.compile(r"(?m)^[ \t]*(?:LETTERS?|TWITTER|FACEBOOK|COMMENTS|READERS|YOUR SAY)\b[^\n]{0,40}$")
_SIGNATURE = re.compile(
    r"(?m)^[ \t]*(@\w{2,30}|[A-Z][\w.'’\-]*(?:[ \xa0][A-Z][\w.'’\-]*){1,3}?)\.?[ \t]*(?=\n\s*\n|\n(?=[A-Z@“\"])|\s*\Z)"
)
_HEADING = re.compile(r"(?m)^[ \t]*(?:[A-Z][A-Z .:’'&-]+|[^\n]{1,90}[^\n.?!”\"’'])$\n*")
_PLACE_LINE = re.compile(r"(?:\s*\n[ \t]*[A-Z][\w.'’ \-]{1,30}(?:, [A-Z][\w.]{1,20})+[ \t]*(?=\n))?")
_LEAST = 3  # tags that make a report a transcript: one colon proves nothing


def tagged_finds(draft: Draft) -> Iterator[Find]:
    """What the speakers of a transcript say, one statement a turn."""
    text = draft.report.text
    tags = [m for m in _TAG.finditer(text) if _in_body(draft, m.start(1))]
    names = [m.group(1).partition(" (")[0].strip() for m in tags]
    upper = [(m, name) for m, name in zip(tags, names, strict=True) if name.isupper() or names.count(name) > 1]
    if len(upper) < _LEAST:
        return
    tokens = Tokens(draft.doc)
    for i, (tag, name) in enumerate(upper):
        following = upper[i + 1][0] if i + 1 < len(upper) else _PARAGRAPH.search(text, tag.end())
        stop = following.start() if following is not None else len(text)
        piece = trim(draft, tag.end(), stop)
        if piece is None or not any(c.isalpha() for c in text[slice(*piece)]):
            continue
        start, end = tag.start(1), tag.start(1) + len(name)
        yield Find(
            rule="speaker tag",
            stance="ask" if name.rstrip(".") in ("Q", "QUESTION") else "say",
            pieces=[piece],
            source=draft.doc[tokens.at(end - 1)],
            source_span=(start, end),
        )


def signed_finds(draft: Draft, runs: list[Run]) -> Iterator[Find]:
    """Quotations whose speaker stands behind a dash at the end of the paragraph."""
    text = draft.report.text
    tokens = Tokens(draft.doc)
    for run in runs:
        signed = _SIGNED.match(text, run.end)
        if signed is None or not run.free:
            continue
        pieces = [p for s in run.pieces if (p := trim(draft, *s))]
        name = signed.group(1).rstrip(" .\xa0")
        if pieces and name:
            start = signed.start(1)
            yield Find(
                rule="signed",
                stance="say",
                pieces=pieces,
                source=draft.doc[tokens.at(start + len(name) - 1)],
                source_span=(start, start + len(name)),
            )


def letter_finds(draft: Draft) -> Iterator[Find]:
    """Letters and comments of readers: on such a page, the paragraphs over a line that is nothing but a name."""
    text = draft.report.text
    if not _LETTERS.search(text):
        return
    tokens = Tokens(draft.doc)
    signed = [m for m in _SIGNATURE.finditer(text) if not m.group(1).isupper()]
    start = 0
    for line in signed:
        before = text[start : line.start()].rstrip()
        skipped = max((m.end() for m in _HEADING.finditer(before)), default=0)
        if line.group(1).startswith("@"):
            skipped = before.rfind("\n") + 1  # a post is one paragraph
        piece = trim(draft, start + skipped, line.start())
        start = _PLACE_LINE.match(text, line.end()).end()  # type: ignore[union-attr]  # it matches nothing at least
        if piece is None or len(text[slice(*piece)].split()) < _LEAST:
            continue
        source = draft.doc[tokens.at(line.end(1) - 1)]
        yield Find(rule="letter", stance="say", pieces=[piece], source=source, source_span=line.span(1))


def _in_body(draft: Draft, char: int) -> bool:
    return any(z.start <= char < z.end for z in draft.report.layout.body)
