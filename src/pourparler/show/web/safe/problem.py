"""The one shape of every error: RFC 9457 on the API, the same facts as a page for a browser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import msgspec

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):  # noqa: N818 - the name of the standard
    """What went wrong, for the client. detail: one line that says what to do; errors: where, for each bad parameter."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        errors: Sequence[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.errors, self.headers = status, detail, errors, dict(headers or {})

    @property
    def title(self) -> str:
        """The name of the status."""
        return HTTPStatus(self.status).phrase

    def shape(self, request: str) -> dict[str, Any]:
        """As the client gets it; request: its id, by which the server's log knows it."""
        return {
            "type": "about:blank",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "request": request,
            "errors": [dict(error) for error in self.errors],
        }

    def body(self, request: str) -> bytes:
        """The shape as JSON."""
        return msgspec.json.encode(self.shape(request))


def wants_json(path: str, accept: str) -> bool:
    """Does the client want JSON rather than a page?"""
    return path.startswith("/api/") or path.endswith(".json") or "text/html" not in accept
