"""What OpenAPI tells of each answer."""

from __future__ import annotations

from typing import Any

from pourparler.show.web.api.schema import Schema, Schemas

SCHEMAS = Schemas()
PROBLEM: Schema = {
    "type": "object",
    "description": "The one shape of every error (RFC 9457).",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What to do, in one line."},
        "request": {"type": "string", "description": "Id by which the server's log knows the request."},
        "errors": {"type": "array", "items": {"type": "object"}, "description": "Where parameters do not hold."},
    },
    "required": ["type", "title", "status", "detail", "request", "errors"],
}
Responses = dict[int | str, dict[str, Any]]


def _problems(*codes: int) -> Responses:
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {code: {"description": _SAID[code], "content": content} for code in codes}


_SAID = {
    301: "it is part of another entry now; `Location` leads there",
    400: "the request cannot be read",
    401: "a token is needed",
    403: "not allowed",
    404: "there is no such entry, or several that could be meant",
    409: "somebody else changed it meanwhile",
    410: "a person rejected the entry",
    413: "too large",
    415: "of a kind that is not read",
    422: "a parameter or a body does not hold",
    429: "too many requests",
    503: "the record cannot be read now",
}


def of_schema(schema: Schema, *codes: int, status: int = 200, said: str = "the answer") -> Responses:
    """An answer of that schema, and the errors that may come instead."""
    fine: Responses = {status: {"description": said, "content": {"application/json": {"schema": schema}}}}
    return fine | _problems(401, 404, 422, 429, 503, *codes)


def answers(kind: Any) -> Responses:
    """One noun."""
    return of_schema(SCHEMAS.of(kind), 301, 410)


def lists(kind: Any, *, paged: bool = True) -> Responses:
    """A list of nouns, with the address of the next page where there are pages."""
    told: dict[str, Schema] = {
        "asof": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
        "items": {"type": "array", "items": SCHEMAS.of(kind)},
    }
    if paged:
        told["next"] = {"anyOf": [{"type": "string"}, {"type": "null"}]}
    return of_schema({"type": "object", "properties": told, "required": list(told)})
