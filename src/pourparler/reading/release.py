"""May an item of a news service be read yet, and is it still good? Version, status and embargo, as IPTC has them."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass

from pourparler.errors import ReadError
from pourparler.reading.dates import parse_published

_PLAIN = re.compile(r"[\w.:,;@+=~!$'()*-]{1,200}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What an item says of its own release. status: "usable", "withheld" or "canceled"; version: 1, 2, …"""

    status: str = "usable"
    embargo: dt.date | dt.datetime | None = None
    version: str | None = None
    made: dt.date | dt.datetime | None = None


def released(release: Release, now: dt.datetime | None) -> dt.date | dt.datetime | None:
    """When the item became public: when it was made, or its embargo ended, whichever is later.

    now: the moment of reading; without one no embargo is taken to be over.

    Raises:
        ReadError: if it is canceled, withheld or under embargo at that moment; says so in words.
    """
    which = f" (version {release.version})" if release.version else ""
    status = release.status.rpartition(":")[2].rpartition("/")[2].lower()
    if status in ("canceled", "cancelled"):
        raise ReadError(f"is canceled by its publisher{which}: what was read of it before is no longer vouched for")
    if status != "usable":
        raise ReadError(f"is {'withheld' if status == 'withheld' else f'of status {status}'} by its publisher{which}")
    end = release.embargo
    if end is None:
        return release.made
    if now is None or now < _begin(end):
        raise ReadError(f"is under embargo until {end.isoformat()}{which}")
    return end if release.made is None or _begin(release.made) < _begin(end) else release.made


def _begin(day: dt.date) -> dt.datetime:
    """The moment; of a day the begin of the next one in UTC, so that no embargo is broken for want of a zone."""
    if isinstance(day, dt.datetime):
        return day if day.tzinfo else day.replace(tzinfo=dt.UTC)
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC) + dt.timedelta(days=1)


def moment_of(value: object, name: str) -> dt.date | dt.datetime | None:
    """A moment of an item, None where it is not given.

    Raises:
        ReadError: if there is a value that is no date: an embargo must not be lost by a slip of the pen.
    """
    try:
        return parse_published(value)
    except ReadError:
        raise ReadError(f"{name} {value!r} is no date") from None


def item_id(name: str | None) -> str | None:
    """The id of a report by the name its service gives it: the same for all versions of an item.

    A name that would not do as part of an address is replaced by its hash.
    """
    if not name or _PLAIN.fullmatch(name):
        return name or None
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]
