"""E-mail (.eml) -> source: a statement sent round, a newsletter, a readout."""

from __future__ import annotations

import datetime as dt
import email
import re
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime

from pourparler.errors import ReadError
from pourparler.reading.compose import Source
from pourparler.reading.markup import paragraphs_of
from pourparler.reading.release import item_id

_SIGNATURE = re.compile(r"^-- $.*", re.MULTILINE | re.DOTALL)  # RFC 3676: what follows is the sender's card
_HEAD = re.compile(rb"\A(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}\r?\n")
_OURS = re.compile(rb"^(?:message-id|mime-version|received|return-path):", re.IGNORECASE | re.MULTILINE)


def looks_like_mail(data: bytes) -> bool:
    """Do the bytes begin with the header of a mail?"""
    head = _HEAD.match(data[:65_536])
    return head is not None and _OURS.search(head[0]) is not None


def read_mail(data: bytes) -> Source:
    """The text of a mail, its plain part rather than the marked up one; attachments are left out.

    published: its `Date`, a moment with zone. outlet: nobody; a sender is not always who publishes.

    Raises:
        ReadError: if it has no text.
    """
    message = email.message_from_bytes(data, policy=default)
    part = message.get_body(preferencelist=("plain", "html")) if isinstance(message, EmailMessage) else None
    if not isinstance(part, EmailMessage):
        raise ReadError("is a mail without a text")
    try:
        content = part.get_content()
    except (LookupError, UnicodeError, ValueError):
        raise ReadError("is a mail whose text cannot be decoded") from None
    text = (
        paragraphs_of(content)
        if part.get_content_subtype() == "html"
        else _SIGNATURE.sub("", content.replace("\r\n", "\n"))
    )
    if not text.strip():
        raise ReadError("is a mail without a text")
    return Source(
        text=text.strip(),
        id=item_id(_header(message, "Message-ID").strip("<> \r\n\t")),
        published=_date(message),
        title=" ".join(_header(message, "Subject").split()) or None,
        origin="metadata",
    )


def _header(message: EmailMessage | email.message.Message, name: str) -> str:
    try:
        return str(message[name] or "")
    except (ValueError, IndexError, AttributeError):  # broken headers break the parser of the standard library
        return ""


def _date(message: EmailMessage | email.message.Message) -> dt.datetime | dt.date | None:
    try:
        sent = parsedate_to_datetime(_header(message, "Date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return sent if sent.tzinfo is not None else sent.date()
