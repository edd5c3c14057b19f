"""Templates: everything is escaped, a missing name is an error, files carry the hash of their content."""

from __future__ import annotations

import datetime as dt
import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from pourparler import __version__
from pourparler.model.text import Evidence
from pourparler.model.window import Window
from pourparler.show import words

TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


@cache
def static_files() -> dict[str, tuple[bytes, str, str]]:
    """Name -> content, type and short hash of each file that browsers may load. Nothing else can be reached."""
    found = {}
    for entry in (files("pourparler.show.web") / "static").iterdir():
        kind = TYPES.get(entry.name.rpartition(".")[2])
        if kind:
            content = entry.read_bytes()
            found[entry.name] = (content, kind, hashlib.sha256(content).hexdigest()[:12])
    return found


def static_url(name: str) -> str:
    """Where a file of ours is; another content has another address."""
    return f"/static/{static_files()[name][2]}/{name}"


@cache
def environment() -> Environment:
    """The one environment of all pages."""
    made = Environment(
        loader=PackageLoader("pourparler.show.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "day": words.day,
        "window": words.window,
        "plain": words.plain,
        "iso": _iso,
        "percent": percent,
        "where": words.place,
        "around": around,
        "day_time": day_time,
        "sentence": sentence,
    }
    made.globals |= {"static": static_url, "version": __version__}
    return made


def render(template: str, context: dict[str, Any]) -> bytes:
    """A page as UTF-8; half a surrogate pair, which nothing can write, becomes a mark of its own."""
    return environment().get_template(template).render(context).encode("utf-8", "replace")


def percent(p: float) -> str:
    """ "28 %", never "0 %" or "100 %" for what is only nearly so."""
    if 0 < p < 0.005:
        return "under 1 %"
    if 0.995 < p < 1:
        return "over 99 %"
    return f"{p * 100:.0f} %"


def day_time(moment: dt.datetime) -> str:
    """ "1 Nov 2018, 09:00"."""
    return f"{words.day(moment.date())}, {moment:%H:%M}"


def around(evidence: Evidence, *, most: int = 260) -> tuple[str, str]:
    """The words of the same paragraph before and after, cut with "…" where they are many."""
    text, at = evidence.text, evidence.span
    start, end = text.rfind("\n", 0, at.start) + 1, text.find("\n", at.end)
    before, after = text[start : at.start], text[at.end : end if end >= 0 else len(text)]
    if len(before) > most:
        before = "… " + before[-most:].partition(" ")[2]
    if len(after) > most:
        after = after[:most].rpartition(" ")[0] + " …"
    return _flat(before), _flat(after)


def _flat(text: str) -> str:
    """One line, with the blanks at its ends."""
    lead, tail = " " * text[:1].isspace(), " " * text[-1:].isspace()
    return f"{lead}{words.plain(text)}{tail}"


def sentence(words: str) -> str:
    """The words with a capital letter in front."""
    return words[:1].upper() + words[1:]


def _iso(value: dt.date | Window | None) -> str:
    if isinstance(value, Window):
        return value.edtf
    return value.isoformat() if value else ""
