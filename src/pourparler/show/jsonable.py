"""Any noun of the model as what JSON knows: evidence as report, offsets and words; days in ISO 8601."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, is_dataclass
from typing import Any

from pourparler.model.text import Evidence, Span


def jsonable(value: Any) -> Any:
    """The value as dicts, lists, strings and numbers. Fields keep their names and order."""
    if isinstance(value, Evidence):
        at = value.span
        return {"report": value.report_id, "start": at.start, "end": at.end, "text": value.exact}
    if isinstance(value, Span):
        return [value.start, value.end]
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: jsonable(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, dict):
        return {str(key): jsonable(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [jsonable(item) for item in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int | float) else str(value)
