"""A belief as a chart of characters: a column a month; dots, shares, and a row of bars for each claim in turn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from pourparler.reason.answer import Answer, Belief, Stage
from pourparler.reason.wording import day, share
from pourparler.show.words import plain

_BARS = " ▁▂▃▄▅▆▇█"
_LABEL, _COLUMN, _OUTSIDE = 34, 3, 16
_TALLEST = 4  # dots that are stacked; more are given as a number
_SEEN = 0.005  # a month with less is left out at the ends


def chart(answer: Answer, belief: Belief, room: int) -> Iterator[str]:
    """The lines of the chart, none wider than `room`."""
    shown = (room - _LABEL - _OUTSIDE) // _COLUMN
    months = _months(answer.history, belief)[-shown:]
    if not months:
        return
    yield from _dots(answer, months)
    yield _row("", ["JFMAMJJASOND"[m % 12] for m in months], "later or never")
    shares = {_month(b.first): b for b in belief.bins}
    yield _row("now, in %", [_number(shares[m].p) if m in shares else "" for m in months], _number(belief.never))
    low = [_number(shares[m].low) if m in shares else "" for m in months]
    high = [_number(shares[m].high) if m in shares else "" for m in months]
    if low != high:
        yield _row("at least, by other readings", low, _number(belief.never_low))
        yield _row("at most, by other readings", high, _number(belief.never_high))
    if len(answer.history) > 1:
        yield from _stages(answer.history, months)


def _months(history: Sequence[Stage], belief: Belief) -> list[int]:
    """From the first month that holds anything now or at a stage to the last."""
    beliefs = [belief, *(s.belief for s in history if len(history) > 1)]
    held = [_month(b.first) for known in beliefs for b in known.bins if b.p >= _SEEN]
    return list(range(min(held), max(held) + 1)) if held else []


def _dots(answer: Answer, months: Sequence[int]) -> Iterator[str]:
    """Quantile dots, each one part in twenty, stacked in their months; hollow ones lie outside."""
    count = {m: sum(d is not None and _month(d) == m for d in answer.dots) for m in months}
    outside = sum(d is None for d in answer.dots)
    tallest = max([*count.values(), outside])
    if tallest > _TALLEST:
        cells = [f"{n}●" if n else "" for n in count.values()]
        yield _row("20 dots", cells, f"{outside}○" if outside else "")
        return
    for level in range(tallest, 0, -1):
        cells = ["●" if n >= level else "" for n in count.values()]
        yield _row("20 dots" if level == 1 else "", cells, "○" if outside >= level else "")


def _stages(history: Sequence[Stage], months: Sequence[int]) -> Iterator[str]:
    """A row a stage: the higher the bar, the more belief lay there."""
    top = max((b.p for s in history for b in s.belief.bins if _month(b.first) in months), default=0.0)
    for stage in history:
        shares = {_month(b.first): b.p for b in stage.belief.bins}
        who = plain(stage.claim.chain[0] if stage.claim.chain else "source not named")
        bars = [_BARS[_height(shares.get(m, 0.0), top)] for m in months]
        label = f"after {day(stage.claim.said)} {who}"
        yield _row(label if len(label) < _LABEL - 2 else label[: _LABEL - 4] + "…", bars, _number(stage.belief.never))
    first, last = (f"{dt.date(m // 12, m % 12 + 1, 1):%b %Y}" for m in (months[0], months[-1]))
    yield f"  {first} to {last}; █ is {share(top)}"


def _row(label: str, cells: Sequence[str], outside: str) -> str:
    return (f"  {label:<{_LABEL - 2}}" + "".join(f"{c:>{_COLUMN}}" for c in cells) + f"  {outside}").rstrip()


def _number(p: float) -> str:
    """Whole per cent; "·" for less than half of one."""
    return str(round(p * 100)) if p >= _SEEN else "·"


def _month(value: dt.date) -> int:
    return value.year * 12 + value.month - 1


def _height(p: float, top: float) -> int:
    return max(1, round(8 * p / top)) if top and p >= _SEEN else 0
