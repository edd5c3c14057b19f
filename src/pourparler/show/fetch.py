"""Fetching politely: who asks is named, robots.txt holds, one request at a time, a pause between those to a host."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from pourparler import __version__
from pourparler.errors import ReadError

AGENT = f"Pourparler/{__version__}"
LARGEST = 20_000_000  # bytes of one answer
_REDIRECTS = 5
_TIMEOUT = 30.0  # seconds
_MOVED = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 503})
_SERVER = 500


class LaterError(ReadError):
    """It cannot be had now; another time it may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer. data: None where nothing has changed since (304). etag, modified: to ask by the next time."""

    url: str
    data: bytes | None
    etag: str | None = None
    modified: str | None = None


@dataclass(slots=True, kw_only=True)
class Fetcher:
    """Fetches what robots.txt allows. wait: called before each request but the first to a host, to make the pause.

    A host that answers that it is busy (429, 503) is not asked again.
    """

    client: httpx.Client
    wait: Callable[[], None]
    robots: dict[str, RobotFileParser | None] = field(default_factory=dict)
    busy: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)

    def get(
        self, url: str, *, near: str | None = None, etag: str | None = None, modified: str | None = None
    ) -> Fetched:
        """What lies at an address, redirects followed.

        near: the address that led here; one in a private network is followed only from the same host, so that no feed
        can make us ask what only this machine can see.

        Raises:
            LaterError: if it cannot be had now.
            ReadError: if it cannot be had at all, may not be, or is too large.
        """
        known = {"if-none-match": etag, "if-modified-since": modified}
        for _ in range(_REDIRECTS + 1):
            self._allowed(url, near)
            answer, data = self._ask(url, {name: value for name, value in known.items() if value})
            if answer.status_code == 304:
                return Fetched(url=url, data=None, etag=etag, modified=modified)
            if answer.status_code in _MOVED and "location" in answer.headers:
                near, url = near or url, urljoin(url, answer.headers["location"])
                continue
            if answer.status_code != 200:
                kind = LaterError if answer.status_code in _BUSY or answer.status_code >= _SERVER else ReadError
                raise kind(f"answers {answer.status_code} {answer.reason_phrase}".rstrip())
            told = answer.headers
            return Fetched(url=url, data=data, etag=told.get("etag"), modified=told.get("last-modified"))
        raise ReadError(f"leads on more than {_REDIRECTS} times")

    def _allowed(self, url: str, near: str | None) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ReadError(f"{url} is no web address")
        if near is not None and _private(parts.hostname) and urlsplit(near).hostname != parts.hostname:
            raise ReadError(f"leads into a private network ({parts.hostname})")
        rules = self._rules(f"{parts.scheme}://{parts.netloc}")
        if rules is not None and not rules.can_fetch(AGENT, url):
            raise ReadError("may not be fetched by programs (robots.txt)")

    def _rules(self, host: str) -> RobotFileParser | None:
        """What robots.txt of the host says; none that can be had forbids nothing."""
        if host not in self.robots:
            self.robots[host] = None
            answer, data = self._ask(f"{host}/robots.txt", {})
            if answer.status_code == 200:
                rules = RobotFileParser()
                rules.parse(data.decode("utf-8", "replace").splitlines())
                self.robots[host] = rules
        return self.robots[host]

    def _ask(self, url: str, headers: dict[str, str]) -> tuple[httpx.Response, bytes]:
        host = urlsplit(url).netloc
        if host in self.busy:
            raise LaterError(f"{host} is busy; it is asked again the next time")
        if host in self.asked:
            self.wait()
        self.asked.add(host)
        try:
            with self.client.stream("GET", url, headers=headers) as answer:
                data = _body(answer)
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as why:
            raise LaterError(f"cannot be fetched ({str(why) or type(why).__name__})") from None
        if answer.status_code in _BUSY:
            self.busy.add(host)
        return answer, data


def new_client() -> httpx.Client:
    """A client that says who asks, and gives up in time."""
    return httpx.Client(headers={"user-agent": AGENT}, timeout=_TIMEOUT, follow_redirects=False)


def _body(answer: httpx.Response) -> bytes:
    data = bytearray()
    for piece in answer.iter_bytes():
        data += piece
        if len(data) > LARGEST:
            raise ReadError(f"is larger than {LARGEST:,} bytes")
    return bytes(data)


def _private(host: str) -> bool:
    """Is this, as it is written, a machine of this network or this machine itself?"""
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return "." not in host or host.lower().endswith((".local", ".localhost", ".internal"))
    return not address.is_global
