"""What every answer says to the browser: nothing from elsewhere, nothing inline, nobody may frame or follow us."""

from __future__ import annotations

_OURS = ("script", "style", "img", "font", "connect")  # kinds of things that may come from this server, and only from it
_RULES = {f"{kind}-src": "'self'" for kind in _OURS} | {"form-action": "'self'"}
_NEVER = dict.fromkeys(("default-src", "base-uri", "frame-ancestors"), "'none'")
CSP = "; ".join(f"{rule} {where}" for rule, where in (_NEVER | _RULES).items())
HEADERS: tuple[tuple[bytes, bytes], ...] = tuple(
    (name.encode(), value.encode())
    for name, value in (
        ("content-security-policy", CSP),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),  # with "no-referrer" browsers hide even from us where a form comes from
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
    )
)
PRIVATE = (b"cache-control", b"private, no-cache")
