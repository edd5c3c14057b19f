"""What every answer says to the browser: nothing from elsewhere, nothing inline, nobody may frame or follow us."""

from __future__ import annotations

_OURS = ("script", "style", "img", "font", "connect")  # what may come from this server alone
_RULES = {f"{kind}-src": "'self'" for kind in _OURS} | {"form-action": "'self'"}
_NEVER = dict.fromkeys(("default-src", "base-uri", "frame-ancestors"), "'none'")
CSP = "; ".join(f"{rule} {where}" for rule, where in (_NEVER | _RULES).items())
HEADERS: tuple[tuple[bytes, bytes], ...] = tuple(
    (name.encode(), value.encode())
    for name, value in (
        ("content-security-policy", CSP),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", ", ".join(f"{device}=()" for device in ("geolocation", "microphone", "camera"))),
        ("x-content-type-options", "nosniff"),
        ("cross-origin-opener-policy", "same-origin"),
        ("referrer-policy", "same-origin"),  # with "no-referrer" browsers hide even from us where a form comes from
    )
)
PRIVATE = (b"cache-control", b"private, no-cache")
