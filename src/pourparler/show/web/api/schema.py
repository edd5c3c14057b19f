"""JSON schemas of what the API answers, made from the nouns themselves, so that they cannot tell anything else."""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from pourparler.model.text import Evidence, Span

Schema = dict[str, Any]
_PLAIN: dict[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    type(None): {"type": "null"},
    dt.date: {"type": "string", "format": "date"},
    dt.datetime: {"type": "string", "format": "date-time"},
    Span: {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2},
}
_EVIDENCE: Schema = {
    "type": "object",
    "description": "The exact words and where they stand: code points of the report's text, half-open.",
    "properties": {
        "report": {"type": "string"},
        "start": {"type": "integer"},
        "end": {"type": "integer"},
        "text": {"type": "string"},
    },
    "required": ["report", "start", "end", "text"],
}


class Schemas:
    """Schemas of nouns, each once, under its name."""

    def __init__(self) -> None:
        self.components: dict[str, Schema] = {}

    def of(self, kind: Any) -> Schema:
        """The schema of a type as `jsonable` writes it."""
        if kind in _PLAIN:
            return dict(_PLAIN[kind])
        origin, inner = get_origin(kind), get_args(kind)
        if origin in (Union, types.UnionType):
            return self._union(inner)
        if origin is tuple and len(inner) == 2 and inner[1] is ...:
            return {"type": "array", "items": self.of(inner[0])}
        if origin is tuple:
            return {"type": "array", "minItems": len(inner), "maxItems": len(inner)}
        if origin in (dict, Mapping):
            return {"type": "object"}
        return self._named(kind)

    def _union(self, inner: tuple[Any, ...]) -> Schema:
        if {dt.date, dt.datetime} <= set(inner):
            inner = tuple(i for i in inner if i is not dt.date)
            return {"anyOf": [{"type": "string", "format": "date"}, *(self.of(i) for i in inner)]}
        return {"anyOf": [self.of(i) for i in inner]}

    def _named(self, kind: Any) -> Schema:
        name = kind.__name__
        if name not in self.components:
            self.components[name] = {}  # a noun may hold itself
            self.components[name] = self._made(kind)
        return {"$ref": f"#/components/schemas/{name}"}

    def _made(self, kind: Any) -> Schema:
        if kind is Evidence:
            return _EVIDENCE
        if isinstance(kind, type) and issubclass(kind, Enum):
            return {"type": "string", "enum": [str(member) for member in kind]}
        if not is_dataclass(kind):
            raise TypeError(f"no schema for {kind}")
        hints = get_type_hints(kind)
        told = {f.name: self.of(hints[f.name]) for f in fields(kind)}
        return {"type": "object", "description": kind.__doc__ or "", "properties": told, "required": list(told)}
