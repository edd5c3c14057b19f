"""Pages saved from the web -> article text and metadata."""

from __future__ import annotations

import datetime as dt
import re

from pourparler.errors import ReadError
from pourparler.reading.compose import Source

FEWEST = 20  # words of an article; navigation and notices have fewer
LONGEST_PAGE = 20_000_000  # characters of markup
_SNIFF = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_SPAN = {"min_date": "1900-01-01", "max_date": "2199-12-31"}  # so that no date of a page is measured against today
_PUBLISHED = re.compile(r"publish|publication|issued|pubdate|created|<time\b", re.IGNORECASE)
_MODIFIED = re.compile(r"modified|updated", re.IGNORECASE)


def looks_like_html(text: str) -> bool:
    """Does the text begin as an HTML page does?"""
    return _SNIFF.match(text.lstrip("\ufeff")[:4000]) is not None


def read_page(markup: str) -> Source:
    """The article of a page: paragraphs parted by blank lines, title, outlet, day and address from its metadata.

    Raises:
        ReadError: if the page is too large or holds no article.
    """
    from trafilatura import bare_extraction  # these are slow to load and needed for pages only
    from trafilatura.settings import Document

    if len(markup) > LONGEST_PAGE:
        raise ReadError(f"is a page of {len(markup):,} characters; at most {LONGEST_PAGE:,} are read")
    found = bare_extraction(
        markup,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True, **_SPAN},
    )
    text = (found.text or "").strip() if isinstance(found, Document) else ""
    if not isinstance(found, Document) or len(text.split()) < FEWEST:
        raise ReadError("is a page without an article; save the article's own page")
    return Source(
        text=re.sub(r"\s*\n\s*", "\n\n", text),
        published=_day(found.date, markup),
        title=found.title or None,
        outlet=found.sitename or None,
        url=found.url or None,
        origin="metadata",
    )


def _day(value: str | None, markup: str) -> dt.date | None:
    """The day in the metadata, unless all that the page says is when it was last changed."""
    if not value or (_MODIFIED.search(markup) and not _PUBLISHED.search(markup)):
        return None
    return dt.date.fromisoformat(value)
