"""The door: each request passes here before anything else looks at it, and each answer on its way out."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pourparler.show.web.config import WebConfig
from pourparler.show.web.safe.headers import HEADERS, PRIVATE
from pourparler.show.web.safe.problem import Problem, wants_json
from pourparler.show.web.safe.rates import Rates
from pourparler.show.web.safe.tokens import Right, right_of, session_right

COOKIE = "pourparler"
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_OPEN = ("/static/", "/login")  # what anybody may see, so that the page that asks for a token can be drawn
_LONGEST_PATH, _PATIENCE = 4096, 20.0  # characters of path and query; seconds for a body to arrive
Answer = Callable[[Problem, Scope], Response]


class Guard:
    """ASGI middleware. `answer` makes the response that tells a problem."""

    def __init__(self, app: ASGIApp, *, config: WebConfig, answer: Answer) -> None:
        self.app, self.config, self.answer = app, config, answer
        self._reads, self._writes = Rates(config.limits.reads), Rates(config.limits.writes)
        self._failures = Rates(0.2 if config.guarded else 0)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or tell why not."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        request = secrets.token_hex(6)
        scope.setdefault("state", {}).update(request=request, guard=self, session="", right=Right.NOTHING)
        send = _dressed(send, request)
        try:
            scope["state"] |= self.admit(scope)
            receive = await self.whole(scope, receive)
        except Problem as problem:
            await self.refusal(problem, scope)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def admit(self, scope: Scope) -> dict[str, Any]:
        """What the request may do, and the session it comes from.

        Raises:
            Problem: if it may not.
        """
        headers = Headers(scope=scope)
        if len(scope["path"]) + len(scope["query_string"]) > _LONGEST_PATH:
            raise Problem(414, f"ask with less than {_LONGEST_PATH} characters")
        self._host(headers)
        reading = scope["method"] in _READING
        if not reading:
            _origin(headers)
        client = scope["client"][0] if scope.get("client") else ""
        self._rate(client, self._reads if reading else self._writes)
        session = _session(headers.get("cookie", ""))
        right = self._right(headers, session, client)
        if right < (Right.READ if reading else Right.WRITE) and not scope["path"].startswith(_OPEN):
            raise _refused(right)
        return {"right": right, "session": session}

    def _host(self, headers: Headers) -> None:
        """A page elsewhere may point its own name at this machine: only our names are answered."""
        host = urlsplit(f"//{headers.get('host', '')}").hostname or ""
        if self.config.hosts is not None and host not in self.config.hosts:
            raise Problem(421, "this server does not go by that name; `pourparler serve --name NAME` adds one")

    def _rate(self, client: str, rates: Rates) -> None:
        if wait := rates.wait(client, time.monotonic()):
            raise Problem(429, "too many requests; wait a moment", headers={"retry-after": str(int(wait) + 1)})

    def _right(self, headers: Headers, session: str, client: str) -> Right:
        if not self.config.guarded:
            return Right.WRITE
        scheme, _, token = headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return session_right(self.config.secret, session, now=time.time())
        right = right_of(token.strip(), readers=self.config.readers, writers=self.config.writers)
        if right is Right.NOTHING:
            self.failed(client)
        return right

    def failed(self, client: str) -> None:
        """Count a wrong token. Raises Problem where there were too many."""
        self._rate(client, self._failures)

    async def whole(self, scope: Scope, receive: Receive) -> Receive:
        """The body, read to its end before anybody works on it, and no longer than is allowed."""
        if scope["method"] in _READING:
            return receive
        most = self.config.limits.body
        declared = Headers(scope=scope).get("content-length", "0")
        if not declared.isdigit() or int(declared) > most:
            raise Problem(413, f"send at most {most:,} bytes")
        body = bytearray()
        try:
            async with asyncio.timeout(_PATIENCE):
                while True:
                    message = await receive()
                    body += message.get("body", b"")
                    if len(body) > most:
                        raise Problem(413, f"send at most {most:,} bytes")
                    if not message.get("more_body"):
                        return _replay(bytes(body), receive)
        except TimeoutError:
            raise Problem(408, "the request did not arrive in time") from None

    def refusal(self, problem: Problem, scope: Scope) -> Response:
        """The answer to a refused request: for a browser without a session, the page that asks for a token."""
        accept = Headers(scope=scope).get("accept", "")
        if problem.status == 401 and scope["method"] == "GET" and not wants_json(scope["path"], accept):
            query = scope["query_string"].decode("latin-1")
            there = scope["path"] + (f"?{query}" if query else "")
            return RedirectResponse(f"/login?next={quote(there, safe='/')}", 303)
        return self.answer(problem, scope)


def _refused(right: Right) -> Problem:
    if right is Right.NOTHING:
        return Problem(401, "send a token: Authorization: Bearer TOKEN", headers={"www-authenticate": "Bearer"})
    return Problem(403, "this token may read only")


def _origin(headers: Headers) -> None:
    """Another site may make a browser post to us; a browser then says where it comes from."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site", "none")
    ours = origin is None or urlsplit(origin).netloc == headers.get("host")
    if not ours or site not in ("same-origin", "none"):
        raise Problem(403, "that form belongs to another site")


def _session(cookies: str) -> str:
    try:
        jar: SimpleCookie = SimpleCookie(cookies)
    except CookieError:
        return ""
    return jar[COOKIE].value if COOKIE in jar else ""


def _replay(body: bytes, receive: Receive) -> Receive:
    told = False

    async def again() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


def _dressed(send: Send, request: str) -> Send:
    """Every answer gets the headers of safety and the id of its request; what is private is not kept."""

    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = list(message.get("headers", ())) + list(HEADERS) + [(b"x-request-id", request.encode())]
            if not any(name == b"cache-control" for name, _ in headers):
                headers.append(PRIVATE)
            message = {**message, "headers": headers}
        await send(message)

    return dressed
