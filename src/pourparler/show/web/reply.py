"""Answers that a client may keep: with a tag of their content, and nothing sent twice."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

JSON, HTML = "application/json", "text/html; charset=utf-8"


def reply(request: Request, body: bytes, kind: str, headers: Mapping[str, str] | None = None) -> Response:
    """The body, or 304 where the client has it already."""
    tag = f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    told = {**(headers or {}), "etag": tag}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=told)
    return Response(body, media_type=kind, headers=told)


def reply_json(request: Request, data: Any, headers: Mapping[str, str] | None = None) -> Response:
    """Data as JSON."""
    return reply(request, msgspec.json.encode(data), JSON, headers)
