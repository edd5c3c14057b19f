"""Tokens, kept only as hashes; sessions and form tokens, signed with a key of the process.

A token is a long random word, so one round of SHA-256 is enough; a short one is refused.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from enum import IntEnum

from pourparler.errors import SettingsError

Hashes = frozenset[bytes]
SHORTEST = 20  # characters of a token
SESSION = 12 * 3600  # seconds
_HASHED = re.compile(r"sha256:([0-9a-f]{64})\Z")


class Right(IntEnum):
    """What somebody may do; each includes the ones before."""

    NOTHING = 0
    READ = 1
    WRITE = 2


def hashed(token: str) -> bytes:
    """The hash of a token given plainly or, so that no list of processes shows it, as "sha256:" and 64 hex digits.

    Raises:
        SettingsError: if it is too short to keep anybody out.
    """
    if given := _HASHED.match(token):
        return bytes.fromhex(given[1])
    if len(token) < SHORTEST:
        raise SettingsError(f"a token needs at least {SHORTEST} characters; a good one is {secrets.token_urlsafe(24)}")
    return digest(token)


def digest(token: str) -> bytes:
    """SHA-256 of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def right_of(token: str, *, readers: Hashes, writers: Hashes) -> Right:
    """What the token allows. Every hash is compared, in constant time."""
    given = digest(token)
    found = Right.NOTHING
    for right, hashes in ((Right.READ, readers), (Right.WRITE, writers)):
        for known in hashes:
            if hmac.compare_digest(given, known):
                found = max(found, right)
    return found


def sign(secret: bytes, *words: str) -> str:
    """A signature over words, in hex."""
    return hmac.new(secret, "\0".join(words).encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def open_session(secret: bytes, right: Right, *, now: float) -> str:
    """What the cookie holds: the right, until when, something random, the signature."""
    words = (str(int(right)), str(int(now) + SESSION), secrets.token_hex(8))
    return ".".join((*words, sign(secret, "session", *words)))


def session_right(secret: bytes, cookie: str, *, now: float) -> Right:
    """The right of a session; NOTHING where it is forged or over."""
    *words, signature = cookie.split(".")
    if len(words) != 3 or not hmac.compare_digest(signature.encode(), sign(secret, "session", *words).encode()):
        return Right.NOTHING
    return Right(int(words[0])) if now < int(words[1]) else Right.NOTHING


def form_token(secret: bytes, session: str) -> str:
    """What a form of that session must bring back."""
    return sign(secret, "form", session)
