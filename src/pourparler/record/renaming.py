"""A report under another id: the same findings, with ids that no other report's findings have."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import msgspec

from pourparler.model.findings import AnnotatedReport
from pourparler.model.pack import pack, unpack


def renamed(annotated: AnnotatedReport, id: str) -> AnnotatedReport:
    """The report with another id; ids of findings follow from it and from those they had."""
    named = ("timexes", "actors", "statements", "meetings", "commitments", "timings", "events")
    new = {item.id: _id(id, item.id) for name in named for item in getattr(annotated, name)}
    report = replace(annotated.report, id=id)
    data = msgspec.msgpack.decode(pack(replace(annotated, report=report)))
    for part in named:
        data[part] = [_swapped(item, new) for item in data.get(part, [])]
    return unpack(AnnotatedReport, msgspec.msgpack.encode(data), report)


def _id(report: str, old: str) -> str:
    return hashlib.sha256(f"{report}|{old}".encode()).hexdigest()[:16]


_HOLD_IDS = ("id", "anchor", "about", "grounds", "in_return_for", "of")


def _swapped(item: dict[str, Any], new: dict[str, str]) -> dict[str, Any]:
    return {key: _new(value, new) if key in _HOLD_IDS else value for key, value in item.items()}


def _new(value: Any, new: dict[str, str]) -> Any:
    return [new.get(v, v) for v in value] if isinstance(value, list) else new.get(value, value)
