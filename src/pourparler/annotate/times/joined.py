"""Times that stand side by side lend each other what they lack: year, month, day.

"May 12 and 13", "between May and July 2019", "10:35 a.m. (0735 GMT) Friday": looked at once, before resolving.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pourparler.annotate.times.lexer import Tokens
from pourparler.annotate.times.meaning import Meaning

JOINERS = frozenset("and or to until till through - – —".split())
_DAYS = frozenset({"weekday", "weekday-relative", "date", "date-written", "deictic"})
_CLOCK_GAP = 5  # tokens between a clock time and its day: "at 10:35 a.m. (0735 GMT) on Friday"


def join(tokens: Tokens, meanings: Sequence[Meaning]) -> None:
    """Complete meanings in place from their right neighbours; mark those that follow on from the left one."""
    for left, right in pairwise(meanings):
        if right.first - left.last == 1 and tokens.lower(left.last) in JOINERS:
            _lend_year(left, right)
    for i, clock in enumerate(meanings):
        if clock.rule in ("clock", "clock-military") and not _has_day(clock):
            clock.day_from = next((m for m in meanings[i + 1 : i + 3] if _near(tokens, clock, m)), None)


def _lend_year(left: Meaning, right: Meaning) -> None:
    """The year behind a range is that of its begin too; without one the end is the next such day after the begin."""
    if left.rule == "day-ahead":
        left.fields.update({k: right.get(k) for k in ("month", "year") if right.get(k) is not None})
        right.follows = right.get("year") is None
        return
    if left.get("month") is None or left.get("year") is not None or left.get("rel") is not None:
        return
    month, year = right.get("month"), right.get("year")
    if year is not None and (month is not None or right.rule == "day-only"):
        left.fields["year"] = year - (month is not None and left.get("month") > month)
    elif month is not None and right.get("rel") is None:
        right.follows = True


def _has_day(clock: Meaning) -> bool:
    return any(clock.get(name) is not None for name in ("wd", "day", "deictic", "rel"))


def _near(tokens: Tokens, clock: Meaning, other: Meaning) -> bool:
    if other.rule not in _DAYS or other.first - clock.last > _CLOCK_GAP:
        return False
    return not any(tokens.lower(i) in (".", ";") or tokens.lower(i).isspace() for i in range(clock.last, other.first))
