"""PDF -> source: readouts and communiqués as ministries publish them."""

from __future__ import annotations

import io
import logging
import re

from pourparler.errors import ReadError
from pourparler.reading.compose import Source

MOST_PAGES = 300
_BROKEN = (  # what pypdf lets through where a file is broken
    *(ValueError, KeyError, TypeError, IndexError, AttributeError),
    *(RecursionError, OSError, AssertionError, ArithmeticError, NotImplementedError),
)
_TITLE = re.compile(
    r"\.(?:docx?|pdf|odt|rtf|indd|pages)$|^(?:microsoft word|untitled|document\d*|powerpoint)", re.IGNORECASE
)
_SPACES = re.compile(r"[^\S\n]+")


def read_pdf(data: bytes) -> Source:
    """The text of a PDF, page by page; the title of its metadata unless that is a file's name.

    The day on which the file was made is not the day of publication, so that the text itself or the user has to tell.

    Raises:
        ReadError: if it is broken, locked by a password, too long, or holds pictures of text only.
    """
    pages, title = _pages(data)
    text = join_pages(pages)
    if not text:
        raise ReadError("is a PDF without text (pictures of pages?); run text recognition on it first")
    return Source(text=text, title=None if _TITLE.search(title) else title or None)


def _pages(data: bytes) -> tuple[list[str], str]:
    """The text of each page, and the title of the metadata, "" if there is none."""
    from pypdf import PdfReader  # slow to load, seldom needed
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it mends in passing is no news to the user
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError("is a PDF locked by a password")
        if len(reader.pages) > MOST_PAGES:
            raise ReadError(f"is a PDF of {len(reader.pages)} pages; at most {MOST_PAGES} are read as one report")
        title = reader.metadata.title if reader.metadata else None
        return [page.extract_text() for page in reader.pages], title.strip() if isinstance(title, str) else ""
    except (PyPdfError, *_BROKEN):
        raise ReadError("is a PDF that cannot be read: broken, or of a kind that is not known") from None


def join_pages(pages: list[str]) -> str:
    """One text: a paragraph that goes on behind a page break goes on; page numbers alone on a line are dropped."""
    text = ""
    for page in pages:
        lines = [_SPACES.sub(" ", line).strip() for line in page.replace("\u00ad\n", "").splitlines()]
        while lines and (not lines[-1] or lines[-1].isdigit()):
            lines.pop()
        told = "\n".join(lines).strip()
        if told:
            goes_on = bool(text) and text[-1] not in '.!?:"”’'
            text += ("\n" if goes_on else "\n\n" if text else "") + told
    return text
