"""Fields of a group as a person sets them: words -> values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any, TypeVar

from pourparler.errors import StoreError
from pourparler.model.findings import Force, Life, MeetingForm, Status
from pourparler.model.groups import CommitmentGroup, MeetingGroup
from pourparler.model.window import Window

Group = TypeVar("Group", MeetingGroup, CommitmentGroup)


def _list(words: str) -> tuple[str, ...]:
    return tuple(part for word in words.split(";") if (part := word.strip()))


def read_window(words: str) -> Window | None:
    """ "2019-02-27", "2019-02-27/2019-02-28", "2018-11-07/.." as a window; "" or "../.." as none.

    Raises:
        ValueError: if it is none of these.
    """
    first, _, last = words.strip().partition("/")
    ends = [None if end.strip() in ("", "..") else dt.date.fromisoformat(end.strip()) for end in (first, last or first)]
    return Window(earliest=ends[0], latest=ends[1]) if any(ends) else None


def _words(words: str) -> str | None:
    return words.strip() or None


MEETING: Mapping[str, Callable[[str], Any]] = {
    "title": str.strip,
    "form": MeetingForm,
    "parties": _list,
    "status": Status,
    "place": _list,
    "window": read_window,
    "purpose": _words,
    "ordinal": lambda words: int(words) if words.strip() else None,
}
COMMITMENT: Mapping[str, Callable[[str], Any]] = {
    "title": str.strip,
    "text": str.strip,
    "by": _list,
    "to": _list,
    "force": Force,
    "life": Life,
    "condition": _words,
    "made": read_window,
    "made_place": _words,
    "due": read_window,
}


def check_field(kind: str, field: str, value: str) -> None:
    """Can this field of a meeting ("m") or commitment ("c") be set to that?

    Raises:
        StoreError: if there is no such field, or the value is none for it.
    """
    fields = MEETING if kind == "m" else COMMITMENT
    if field not in fields:
        raise StoreError(f"{field}: no field to set; there are {', '.join(fields)}")
    try:
        fields[field](value)
    except ValueError:
        raise StoreError(f"{field}={value}: not a value for it; write {_form_of(fields[field])}") from None


def _form_of(read: Callable[[str], Any]) -> str:
    """What a value looks like, in words."""
    if isinstance(read, type) and issubclass(read, StrEnum):
        return ", ".join(read)
    return "2019-02-27, 2019-02-27/2019-02-28, 2018-11-07/.. or ../2018-12-31" if read is read_window else "a number"


def with_fields(group: Group, values: Mapping[str, str]) -> Group:
    """The group with the fields a person set."""
    fields = MEETING if isinstance(group, MeetingGroup) else COMMITMENT
    return replace(group, **{name: fields[name](value) for name, value in values.items()}) if values else group
