"""Nouns as bytes and back, exactly: what a record and an archive keep of a report and its findings.

Every frozen dataclass becomes a map of its fields; fields at their default are left out, so that bytes written before
a field was there still read. Evidence is kept as its two offsets and gets its words back from the report's text.
"""

from __future__ import annotations

import datetime as dt
import types
import typing
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeVar

import msgspec

from pourparler.model.text import Evidence, Report, Span

Made = TypeVar("Made")
Down = Callable[[Any], Any]  # a value -> what msgpack knows
Up = Callable[[Any, Report], Any]  # and back, given the report whose text evidence lies in
_packer, _unpacker = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder()


def pack(value: object) -> bytes:
    """A dataclass of the model as bytes."""
    kind: Any = type(value)
    return _packer.encode(_codec(kind)[0](value))


def unpack(kind: type[Made], data: bytes, report: Report) -> Made:
    """The value that `pack` was given; its evidence lies in the text of `report`."""
    wanted: Any = kind
    made: Made = _codec(wanted)[1](_unpacker.decode(data), report)
    return made


@lru_cache(maxsize=256)
def _codec(kind: Any) -> tuple[Down, Up]:
    """How values of a type go down and up. Types are those that the model's annotations use."""
    if kind is Evidence:
        return _evidence_down, _evidence_up
    if kind is Span:
        return (lambda span: [span.start, span.end]), (lambda data, _: Span(*data))
    if isinstance(kind, type) and is_dataclass(kind):
        return _dataclass(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return str, lambda data, _: kind(data)
    if kind is dt.date or kind is dt.datetime:
        return (lambda moment: moment.isoformat()), _moment
    arguments = typing.get_args(kind)
    if typing.get_origin(kind) is tuple:
        return _tuple(arguments[0])
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        return _optional([a for a in arguments if a is not type(None)])
    return _same, _same_up


def _same(value: Any) -> Any:
    return value


def _same_up(data: Any, _: Report) -> Any:
    return data


def _moment(data: str, _: Report) -> dt.date:
    return dt.datetime.fromisoformat(data) if "T" in data else dt.date.fromisoformat(data)


def _evidence_down(evidence: Evidence) -> list[int]:
    return [evidence.span.start, evidence.span.end]


def _evidence_up(data: list[int], report: Report) -> Evidence:
    return report.evidence(*data)


def _tuple(item: Any) -> tuple[Down, Up]:
    down, up = _codec(item)
    return (lambda value: [down(v) for v in value]), (lambda data, report: tuple([up(d, report) for d in data]))


def _optional(kinds: list[Any]) -> tuple[Down, Up]:
    """`X | None`, or `date | datetime | None`, which reads by its form."""
    down, up = _codec(kinds[0])
    return (
        lambda value: None if value is None else down(value),
        lambda data, report: None if data is None else up(data, report),
    )


def _dataclass(kind: type[Any]) -> tuple[Down, Up]:
    hints = typing.get_type_hints(kind)
    plan = [(f.name, f.default, *_codec(hints[f.name])) for f in fields(kind) if f.init]
    ups = {name: up for name, _, _, up in plan}

    def down(value: Any) -> dict[str, Any]:
        made = {}
        for name, default, lower, _ in plan:
            part = getattr(value, name)
            if default is MISSING or part != default:
                made[name] = lower(part)
        return made

    def up(data: dict[str, Any], report: Report) -> Any:
        return kind(**{name: ups[name](part, report) for name, part in data.items() if name in ups})

    return down, up
