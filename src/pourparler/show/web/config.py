"""What a server is told when it starts. Frozen; nothing else is read from the environment."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from pathlib import Path

from pourparler.show.web.safe.tokens import Hashes

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one client may ask. body: bytes; reads, writes: requests a second, with ten times as many at once."""

    body: int = 2_000_000
    reads: float = 60.0
    writes: float = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WebConfig:
    """One server: which record, for whom.

    record: file or URL. hosts: names by which it may be called (Host header), None for any: only with tokens. readers,
    writers: hashes of the tokens that open it for reading, and for reading and writing; both empty for the person at
    this machine alone. author: who corrects unless a form says otherwise. plans: plan files that may be looked at.
    secret: key of this process for sessions and forms.
    """

    record: str
    hosts: frozenset[str] | None = LOOPBACK
    readers: Hashes = frozenset()
    writers: Hashes = frozenset()
    author: str = ""
    plans: tuple[Path, ...] = ()
    limits: Limits = field(default_factory=Limits)
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    @property
    def guarded(self) -> bool:
        """Does it ask for a token?"""
        return bool(self.readers or self.writers)
