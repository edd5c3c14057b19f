"""Bytes -> text. Every character of the file stays, so that offsets hold for whoever decodes the same bytes."""

from __future__ import annotations

import codecs
import re

from pourparler.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),  # the mark stays in the text, as U+FEFF: it is a character of the file
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"7z\xbc\xaf",
    b"{\\rtf",
)


_CHARSET = re.compile(rb"<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w-]{3,20})", re.IGNORECASE)


def decode(data: bytes) -> str:
    """The text of a file: by its byte order mark, else UTF-8, else Windows-1252 or what its bytes look like.

    Raises:
        ReadError: if the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding)
    if data.startswith(_MAGIC) or b"\0" in data[:8192]:
        raise ReadError("is a binary file, not text; save it as plain text or HTML first")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(data)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as why:
        raise ReadError(f"says that it is {encoding} and is not ({why.reason}); save it as UTF-8") from None


def _guess(data: bytes) -> str:
    """What a page says of itself, else Windows-1252 as nearly all English outside UTF-8, else what statistics say."""
    declared = _CHARSET.search(data, 0, 2048)
    if declared:
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass  # a page that does not know itself
    foreign = sum(byte > 0x7F for byte in data[:100_000])
    if foreign > 0.15 * min(len(data), 100_000):
        from charset_normalizer import from_bytes  # slow to load, seldom needed

        best = from_bytes(data[:100_000]).best()
        if best is not None:
            return data.decode(best.encoding, errors="replace")
    return data.decode("cp1252", errors="replace")
