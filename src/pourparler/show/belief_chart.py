"""A belief as a chart of characters: a column a month; dots, shares, and a row of bars for each claim in turn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pourparler.reason.answer import Answer, Belief, Stage
from pourparler.reason.wording import day, share
from pourparler.show.words import plain

_BARS = " ▁▂▃▄▅▆▇█"
_COLUMN, _OUTSIDE = 3, 16
_NARROW, _BROAD = 22, 34  # columns of the labels
_TALLEST = 4  # dots that are stacked; more are given as a number
_SEEN = 0.005  # a month with less is left out at the ends


def chart(answer: Answer, belief: Belief, room: int) -> Iterator[str]:
    """The lines of the chart, none wider than `room`."""
    shares = {_month(b.first): b for b in belief.bins}
    months = _months(answer.history, belief)
    fit = (room - _OUTSIDE - _NARROW) // _COLUMN
    shown = _fullest(months, {m: b.p for m, b in shares.items()}, fit)
    if not shown:
        return
    rows = _Rows(min(_BROAD, room - _OUTSIDE - _COLUMN * len(shown)), shown)
    yield from _dots(answer, rows)
    yield rows.row("", ["JFMAMJJASOND"[m % 12] for m in shown], "later or never")
    yield rows.row("now, in %", [_number(shares[m].p) if m in shares else "" for m in shown], _number(belief.never))
    low = [_number(shares[m].low) if m in shares else "" for m in shown]
    high = [_number(shares[m].high) if m in shares else "" for m in shown]
    if low != high:
        yield rows.row("at least", low, _number(belief.never_low))
        yield rows.row("at most", high, _number(belief.never_high))
    if len(answer.history) > 1:
        yield from _stages(answer.history, rows)
    if len(shown) < len(months):
        yield f"  {len(months) - len(shown)} months left out for want of room"


@dataclass(frozen=True, slots=True)
class _Rows:
    """How wide the labels are, and which months have a column."""

    label: int
    months: Sequence[int]

    def row(self, label: str, cells: Sequence[str], outside: str) -> str:
        """One line; a label that is too long is cut."""
        room = self.label - 2
        name = label if len(label) < room else label[: room - 2] + "…"
        return (f"  {name:<{room}}" + "".join(f"{c:>{_COLUMN}}" for c in cells) + f"  {outside}").rstrip()


def _months(history: Sequence[Stage], belief: Belief) -> list[int]:
    """From the first month that holds anything now or at a stage to the last."""
    beliefs = [belief, *(s.belief for s in history if len(history) > 1)]
    held = [_month(b.first) for known in beliefs for b in known.bins if b.p >= _SEEN]
    return list(range(min(held), max(held) + 1)) if held else []


def _fullest(months: list[int], shares: dict[int, float], fit: int) -> list[int]:
    """The stretch of so many months that holds most, the earliest of equals; all of them if they fit."""
    starts = range(max(1, len(months) - fit + 1))
    best = max(starts, key=lambda i: (round(sum(shares.get(m, 0.0) for m in months[i : i + fit]), 9), -i))
    return months[best : best + fit]


def _dots(answer: Answer, rows: _Rows) -> Iterator[str]:
    """Quantile dots, each one part in twenty, stacked in their months; hollow ones lie outside."""
    count = {m: sum(d is not None and _month(d) == m for d in answer.dots) for m in rows.months}
    outside = sum(d is None for d in answer.dots)
    tallest = max([*count.values(), outside])
    if tallest > _TALLEST:
        cells = [f"{n}●" if n else "" for n in count.values()]
        yield rows.row("20 dots", cells, f"{outside}○" if outside else "")
        return
    for level in range(tallest, 0, -1):
        cells = ["●" if n >= level else "" for n in count.values()]
        yield rows.row("20 dots" if level == 1 else "", cells, "○" if outside >= level else "")


def _stages(history: Sequence[Stage], rows: _Rows) -> Iterator[str]:
    """A row a stage: the higher the bar, the more belief lay there."""
    months = rows.months
    top = max((b.p for s in history for b in s.belief.bins if _month(b.first) in months), default=0.0)
    for stage in history:
        shares = {_month(b.first): b.p for b in stage.belief.bins}
        who = plain(stage.claim.chain[0] if stage.claim.chain else "source not named")
        bars = [_BARS[_height(shares.get(m, 0.0), top)] for m in months]
        yield rows.row(f"{day(stage.claim.said)} {who}", bars, _number(stage.belief.never))
    first, last = (f"{dt.date(m // 12, m % 12 + 1, 1):%b %Y}" for m in (months[0], months[-1]))
    yield f"  bars: belief after each claim in turn, {first} to {last}; █ is {share(top)}"


def _number(p: float) -> str:
    """Whole per cent; "·" for less than half of one."""
    return str(round(p * 100)) if p >= _SEEN else "·"


def _month(value: dt.date) -> int:
    return value.year * 12 + value.month - 1


def _height(p: float, top: float) -> int:
    return max(1, round(8 * p / top)) if top and p >= _SEEN else 0
