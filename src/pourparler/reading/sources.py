"""Files, folders and standard input -> reports, lazily and in order; what cannot be read comes out as `Skipped`."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from pourparler.errors import ReadError
from pourparler.model.text import Report, Skipped
from pourparler.reading.compose import NOTHING, Given, Source, compose
from pourparler.reading.decode import decode
from pourparler.reading.html import looks_like_html, read_page
from pourparler.reading.mail import looks_like_mail, read_mail
from pourparler.reading.newsml import looks_like_newsml, newsml_items, newsml_source
from pourparler.reading.pdf import read_pdf
from pourparler.reading.rows import parse, read_row, row_source

LARGEST = 64_000_000  # bytes of one file that has to be held whole
_PAGES = frozenset({".html", ".htm", ".xhtml"})
_LINES = frozenset({".jsonl", ".ndjson"})
KINDS = frozenset({".txt", ".text", ".json", ".xml", ".eml", ".pdf", *_PAGES, *_LINES})
Item = Report | Skipped


def read_sources(sources: Iterable[str | Path], *, given: Given = NOTHING) -> Iterator[Item]:
    """Every report of the sources, each a file, a folder or "-" for standard input.

    A folder is read with all below it, in order of path: files of the known kinds that are not hidden.
    """
    for source in sources:
        if str(source) == "-":
            yield from read_bytes(sys.stdin.buffer.read(), "standard input", "", given)
        else:
            yield from _read_path(Path(source), given)


def read_text(text: str, *, given: Given = NOTHING) -> Report:
    """The report a plain text is.

    Raises:
        ReadError: if it is empty, too long or not English.
    """
    return compose(Source(text=text), given)


def _read_path(path: Path, given: Given) -> Iterator[Item]:
    try:
        if path.is_dir():
            yield from _read_folder(path, given)
        elif path.suffix.lower() in _LINES:
            yield from _read_lines(path, given)
        elif path.stat().st_size > LARGEST:
            yield _skip(path, f"is larger than {LARGEST:,} bytes; split it, or write it as JSON lines")
        else:
            yield from read_bytes(path.read_bytes(), str(path), path.suffix.lower(), given)
    except OSError as why:
        yield _skip(path, _reason(why))


def _read_folder(folder: Path, given: Given) -> Iterator[Item]:
    unread: list[OSError] = []
    found = 0
    for here, folders, names in os.walk(folder, onerror=unread.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(here, name)
            if not name.startswith(".") and path.suffix.lower() in KINDS:
                found += 1
                yield from _read_path(path, given)
    for error in unread:
        yield _skip(error.filename, _reason(error))
    if not found and not unread:
        yield _skip(folder, f"is a folder without reports ({', '.join(sorted(KINDS))})")


def _read_lines(path: Path, given: Given) -> Iterator[Item]:
    """JSON lines, one after the other: the file may be larger than memory."""
    empty = True
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            data = line.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else line.strip()
            if data:
                empty = False
                yield _row(data, f"{path}:{number}", given)
    if empty:
        yield _skip(path, "is empty")


def read_bytes(data: bytes, where: str, suffix: str, given: Given) -> Iterator[Item]:
    """What the bytes of one file are, by the ending of its name ("" where there is none) and by their looks."""
    if not data.strip():
        yield _skip(where, "is empty")
        return
    try:
        if suffix == ".pdf" or data.startswith(b"%PDF-"):
            yield compose(read_pdf(data), given)
            return
        if suffix == ".eml" or (not suffix and looks_like_mail(data)):
            yield compose(read_mail(data), given)
            return
        text = decode(data)
        bare = text.lstrip("\ufeff \t\r\n")
        if suffix in _PAGES or looks_like_html(text):
            yield compose(read_page(text), given)
        elif suffix == ".xml" or (not suffix and looks_like_newsml(text)):
            yield from _read_xml(text, where, given)
        elif suffix == ".json":
            yield from _read_json(bare, where, given)
        elif not suffix and bare.startswith(("{", "[{")):
            yield from _sniff_json(bare, where, given)
        else:
            yield compose(Source(text=text), given)
    except ReadError as why:
        yield _skip(where, str(why))


def _read_json(text: str, where: str, given: Given) -> Iterator[Item]:
    value = parse(text)
    rows = value if isinstance(value, list) else [value]
    for number, row in enumerate(rows, 1):
        place = f"{where}[{number}]" if isinstance(value, list) else where
        try:
            yield compose(row_source(row, given.now), given)
        except ReadError as why:
            yield _skip(place, str(why))


def _read_xml(text: str, where: str, given: Given) -> Iterator[Item]:
    """The items of a NewsML-G2 document."""
    if not looks_like_newsml(text):
        feed = re.search(r"<(?:rss|feed|rdf:RDF)\b", text[:2000])
        hint = "a feed; `pourparler follow` reads it from its address" if feed else "XML that is no NewsML-G2"
        raise ReadError(f"is {hint}")
    for number, item in enumerate(newsml_items(text), 1):
        try:
            yield compose(newsml_source(item, given.now), given)
        except ReadError as why:
            yield _skip(f"{where}[{number}]", str(why))


def _sniff_json(text: str, where: str, given: Given) -> Iterator[Item]:
    """One JSON value, or one a line."""
    try:
        parse(text)
    except ReadError:
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                yield _row(line.strip(), f"{where}:{number}", given)
    else:
        yield from _read_json(text, where, given)


def _row(data: str | bytes, where: str, given: Given) -> Item:
    try:
        return compose(read_row(data, given.now), given)
    except ReadError as why:
        return _skip(where, str(why))


def _skip(where: object, why: str) -> Skipped:
    return Skipped(url=str(where), stage="read", why=why)


def _reason(why: OSError) -> str:
    if isinstance(why, FileNotFoundError):
        return "does not exist"
    if isinstance(why, PermissionError):
        return "may not be read (permission denied)"
    return f"cannot be read ({(why.strerror or str(why)).lower()})"
