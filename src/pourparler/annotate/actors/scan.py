"""Names and offices of the gazetteers in a report: longest match, on the report's own letters."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from pourparler.annotate.actors.lexicon import (
    Entry,
    Sort,
    Title,
    abbreviations,
    bodies,
    conditional,
    names,
    states,
    title_index,
)
from pourparler.annotate.draft import Draft

_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"[\s\xa0]")
_ARTICLE = frozenset({"the", "The"})
_NAME_GOES_ON = re.compile(r"[ -][A-Z]")
_AS_WRITTEN = frozenset({"mp", "pm", "fm", "ceo", "cfo", "coo", "miss", "sir", "lord", "dame"})
_AMERICAN = frozenset({"American", "Americans", "America"})
_ORGAN = re.compile(
    r" (?:Department|Ministry|Committee|Commission|Council|Office|Bureau|Court)\b"
)  # "Justice Ministry"
_CONTINENT = re.compile(r"\b(?:North|South|Central|Latin|African|Native)[ -]$")  # "North American leaders"


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens [start, end) that are a name of the gazetteers."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class TitleHit:
    """Tokens [start, end) that are an office."""

    start: int
    end: int
    title: Title


@dataclass(slots=True)
class Found:
    """What the gazetteers say of a report: name and title hits in order, and which tokens are the report proper.

    double: token -> names, where one token holds several ("U.S.-China").
    """

    hits: list[Hit]
    titles: list[TitleHit]
    inside: bytearray
    double: dict[int, tuple[str, ...]]


def scan(draft: Draft) -> Found:
    """All gazetteer names and offices in the sentences of the report proper."""
    inside = bytearray(len(draft.doc) + 1)
    for sent in draft.sents:
        inside[sent.start : sent.end] = b"\x01" * (sent.end - sent.start)
    text = _SPACE.sub(" ", draft.report.text).replace("’", "'").replace("‘", "'")
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    starts = draft.doc.to_array("IDX").tolist()
    index, offices, extra = names(), title_index(), _extra(text)
    hits: list[Hit] = []
    titles: list[TitleHit] = []
    double: dict[int, tuple[str, ...]] = {}
    name_end = title_end = 0
    for word in _WORD.finditer(text):
        at, first = word.start(), word.group()
        if at >= name_end and (bucket := index.get(first) or extra.get(first)):
            for surface, entry in (*extra.get(first, ()), *bucket) if first in extra else bucket:
                if text.startswith(surface, at) and _closed(text, at + len(surface)):
                    if first in _ARTICLE and _NAME_GOES_ON.match(text, at + len(surface)):
                        continue
                    if surface in _AMERICAN and _CONTINENT.search(text, max(0, at - 9), at):
                        continue
                    name_end = at + len(surface)
                    _add(hits, double, _tokens(starts, at, name_end), inside, entry)
                    break
        if at >= title_end and (found := offices.get(lower[at : word.end()])):
            for form, title in found:
                if (text if form in abbreviations() else lower).startswith(form, at) and _closed(text, at + len(form)):
                    title_end = at + len(form)
                    within = title_end < name_end  # "Justice Department"
                    if form not in _AS_WRITTEN and not within and not _ORGAN.match(text, title_end):
                        first_token, last_token = _tokens(starts, at, title_end)
                        if inside[first_token]:
                            titles.append(TitleHit(first_token, last_token, title))
                    break
    return Found(hits, titles, inside, double)


def _closed(text: str, end: int) -> bool:
    """Does the name end where a word ends?"""
    return end >= len(text) or not ((text[end].isalnum() and text[end - 1].isalnum()) or text[end] in "$€£")


def _extra(text: str) -> dict[str, list[tuple[str, Entry]]]:
    """Names that count only because the report also names something else; and those that therefore do not count."""
    out: dict[str, list[tuple[str, Entry]]] = {}
    for words, name, needs in conditional():
        if words.removeprefix("the ") not in text:
            continue
        if needs.search(text):
            entry = Entry(name, Sort.STATE) if name in states() else bodies()[name]
            for form in (words, words[0].upper() + words[1:]):
                out.setdefault(form.split()[0], []).append((form, entry))
        elif " " not in words:
            out.setdefault(words, []).append((words, Entry(words, Sort.PLACE, None, "region")))
    for bucket in out.values():
        bucket.sort(key=lambda pair: -len(pair[0]))
    return out


def _tokens(starts: list[int], start: int, end: int) -> tuple[int, int]:
    """Tokens that cover characters [start, end)."""
    return max(0, bisect_right(starts, start) - 1), bisect_left(starts, end)


def _add(
    hits: list[Hit], double: dict[int, tuple[str, ...]], tokens: tuple[int, int], inside: bytearray, entry: Entry
) -> None:
    first, last = tokens
    if not inside[first]:
        return
    if hits and first < hits[-1].end:  # "U.S.-North" is one token: the second name begins behind it
        if last <= hits[-1].end:
            double[first] = (*double.get(first, (hits[-1].entry.name,)), entry.name)
            return
        first = hits[-1].end
    hits.append(Hit(first, last, entry))
