"""Stretches of time out of calendars, in UTC."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

Moments = tuple[dt.datetime, dt.datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Busy:
    """Somebody is taken from `begin` to `end` (UTC), and what by; file: the name of the calendar that says so."""

    begin: dt.datetime
    end: dt.datetime
    tentative: bool
    what: str
    file: str


def utc(moment: dt.date | dt.datetime, home: ZoneInfo) -> dt.datetime:
    """A moment in UTC. A day is its midnight at home, a time without a zone is home time."""
    if not isinstance(moment, dt.datetime):
        moment = dt.datetime.combine(moment, dt.time())
    return (moment if moment.tzinfo else moment.replace(tzinfo=home)).astimezone(dt.UTC)


def shown(text: str) -> str:
    """Words out of a file on one line, without characters that no terminal and no picture can show."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in " ".join(text.split()))


def merged(spans: Iterable[Moments]) -> list[Moments]:
    """The stretches as few that do not touch, in order."""
    out: list[Moments] = []
    for begin, end in sorted(s for s in spans if s[0] < s[1]):
        if out and begin <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((begin, end))
    return out


def minus(spans: Iterable[Moments], holes: Iterable[Moments]) -> list[Moments]:
    """The stretches without the holes."""
    out: list[Moments] = []
    gaps = merged(holes)
    for begin, end in merged(spans):
        at = begin
        for a, b in gaps:
            if b <= at or a >= end:
                continue
            if a > at:
                out.append((at, a))
            at = max(at, b)
        if at < end:
            out.append((at, end))
    return out
