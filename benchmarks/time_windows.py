"""Windows of times against gold: how often both bounds are right, and what ours hold of the gold's days, by width.

usage: python benchmarks/time_windows.py CORPUS.jsonl [--errors] [--floor PERCENT]

CORPUS has `text`, `date` and `spans` a line; spans of type DATE or TIME carry `at_when`, or `at_notBefore` and
`at_notAfter`, as TEI has them: days, months or years. Spans without any of these say nothing of days and are left out.
Where one expression of ours takes in two spans of the corpus ("March 11 this year", in the corpus a day and a year), it
says what they say together and is compared with the days that they have in common.
Ends with status 1 if fewer have both bounds right than --floor says.
"""

from __future__ import annotations

import argparse
import calendar
import datetime as dt
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pourparler
from pourparler import Timex, Window

WIDTHS = (1, 7, 31, 366, 10**7)  # days: upper ends of the classes of width
Days = tuple[dt.date | None, dt.date | None]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--errors", action="store_true", help="list what differs")
    parser.add_argument("--floor", type=float, default=0.0, metavar="PERCENT", help="least share that is right")
    asked = parser.parse_args()
    told: Counter[str] = Counter()
    held: dict[str, Counter[str]] = defaultdict(Counter)
    for row in map(json.loads, asked.corpus.read_text(encoding="utf-8").splitlines()):
        for span, gold, ours in pairs(row):
            kind = verdict(gold, ours)
            told[kind] += 1
            if ours is not None:
                held[width(ours)]["holds" if holds(ours, gold) else "does not"] += 1
            if asked.errors and kind != "right":
                print(f"{kind}: {span['text']!r} of {row['date']}: gold {gold}, ours {ours and ours.edtf}")
    every = sum(told.values())
    print(f"{every} times with gold days: " + ", ".join(f"{n} {kind}" for kind, n in told.most_common()))
    right = 100 * told["right"] / every
    print(f"both bounds right: {right:.1f} %, floor {asked.floor:.1f}")
    for label, count in sorted(held.items()):
        share = 100 * count["holds"] / sum(count.values())
        print(f"ours {label:14} {sum(count.values()):4}, of these hold all the gold's days {share:.1f} %")
    sys.exit(right < asked.floor)


def pairs(row: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Days, Window | None]]:
    """Each span with days, and the window of the expression of ours that shares most with it."""
    found = pourparler.times(row["text"], published=row["date"])
    dated = [
        (span, days)
        for span in row["spans"]
        if span["type"] in ("DATE", "TIME") and (days := gold_days(span)) is not None
    ]
    for span, days in dated:
        best = max(found, key=lambda x: shared(x, span), default=None)
        if best is None or shared(best, span) <= 0:
            yield span, days, None
            continue
        within = [d for s, d in dated if shared(best, s) == s["end"] - s["start"]]
        yield span, common(within) or days, best.window


def common(days: list[Days]) -> Days | None:
    """The days that all of some stretches have in common; None if there are none."""
    firsts, lasts = [f for f, _ in days if f], [last for _, last in days if last]
    first, last = max(firsts, default=None), min(lasts, default=None)
    return None if not days or (first and last and last < first) else (first, last)


def gold_days(span: dict[str, Any]) -> Days | None:
    when = span.get("at_when") or span.get("at_when-iso")
    first, last = (when, when) if when else (span.get("at_notBefore"), span.get("at_notAfter"))
    days = (day(first, last=False), day(last, last=True))
    return None if days == (None, None) else days


def day(value: str | None, *, last: bool) -> dt.date | None:
    """First or last day of a day, month or year; None for anything else."""
    try:
        parts = [int(part) for part in (value or "").split("-")]
        year, month = parts[0], parts[1] if len(parts) > 1 else (12 if last else 1)
        end = calendar.monthrange(year, month)[1] if last else 1
        return dt.date(year, month, parts[2] if len(parts) > 2 else end)
    except (ValueError, IndexError, calendar.IllegalMonthError):
        return None


def shared(timex: Timex, span: dict[str, Any]) -> int:
    return min(timex.evidence.span.end, span["end"]) - max(timex.evidence.span.start, span["start"])


def verdict(gold: Days, ours: Window | None) -> str:
    if ours is None:
        return "without a window"
    return "right" if (ours.earliest, ours.latest) == gold else "wrong"


def holds(ours: Window, gold: Days) -> bool:
    return ours.min <= (gold[0] or gold[1] or ours.min) and (gold[1] or gold[0] or ours.max) <= ours.max


def width(window: Window) -> str:
    if window.days is None:
        return "with open end"
    return f"to {next(w for w in WIDTHS if window.days <= w)} days" if window.days <= WIDTHS[-2] else "wider"


if __name__ == "__main__":
    main()
