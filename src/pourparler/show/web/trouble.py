"""From what went wrong inside to what a client may know of it."""

from __future__ import annotations

import re

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from pourparler.errors import PlanError, ReadError, StoreError, UserError
from pourparler.show.web.safe.problem import Problem

_NO_SUCH, _SEVERAL, _REJECTED = re.compile(r"(?:^|: )(no \w+ .*)"), " begins ", " was rejected by "


def problem_of(why: Exception) -> Problem:
    """The problem to tell. What is a bug of ours is told without any detail."""
    if isinstance(why, Problem):
        return why
    if isinstance(why, StoreError):
        return _store(str(why))
    if isinstance(why, ReadError | PlanError):
        return Problem(422, str(why))
    if isinstance(why, UserError):
        return Problem(400, str(why))
    if isinstance(why, RequestValidationError):
        errors = [{"where": ".".join(map(str, e["loc"])), "why": str(e["msg"])} for e in why.errors()]
        return Problem(422, "the request does not hold", errors=errors)
    if isinstance(why, HTTPException):
        return Problem(why.status_code, _TOLD.get(why.status_code, str(why.detail)), headers=dict(why.headers or {}))
    return Problem(500, "a bug of Pourparler; the server's log tells more under this request's id")


_TOLD = {404: "nothing is at this address", 405: "this address does not answer that method"}


def _store(why: str) -> Problem:
    """Entries that are not there, or several that could be meant, are questions of the client; the rest is ours."""
    if (missing := _NO_SUCH.search(why)) and "no record there" not in why:
        return Problem(404, missing[1])
    if _REJECTED in why:
        return Problem(410, why)
    if _SEVERAL in why:
        return Problem(404, why)
    return Problem(503, "the record cannot be read or written now; the server's log tells more")
