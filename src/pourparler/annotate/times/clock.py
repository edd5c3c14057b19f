"""TIMEX3 values of clock times: which hour and minute of a day."""

from __future__ import annotations

from pourparler.annotate.times.meaning import Meaning
from pourparler.annotate.times.numbers import count

_NAMED = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}


def clock_value(m: Meaning, base: str) -> str | None:
    """Value of a clock time on a day; Z marks universal time, other zones are left out as TimeML does."""
    text = m.get("clock")
    if text in _NAMED:
        return f"{base}T{_NAMED[text]}"
    half = "".join(c for c in "".join(m.words.get("ap", ())).lower() if c in "ap")[:1]
    if not half and m.get("part"):
        half = "a" if m.get("part") == "MO" else "p"
    if ":" in text or "." in text:
        hour, minute = (int(x) for x in text.replace(".", ":").split(":")[:2])
    elif len(text) == 4 and text.isdigit():
        hour, minute = int(text[:2]), int(text[2:])
    else:
        number = count(text.split()).low
        if number is None or number != int(number):
            return None
        hour, minute = int(number), 0
    if hour > 24 or (half and hour > 12):
        return None
    hour = hour + 12 if half == "p" and hour < 12 else 0 if half == "a" and hour == 12 else hour
    universal = any(zone in ("gmt", "utc") for zone in m.words.get("zone", ()))
    return f"{base}T{hour:02d}:{minute:02d}{'Z' if universal else ''}"
