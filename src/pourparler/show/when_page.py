"""An answer of `when` on one screen of a terminal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from pourparler.reason.answer import Answer, Belief, Bin, Counts, Outcome, Region, Weighed
from pourparler.reason.hedges import denies
from pourparler.reason.relation_types import Kind, Relation
from pourparler.reason.wording import days, share
from pourparler.show.columns import wrap
from pourparler.show.output import console
from pourparler.show.words import day, plain, quoted, window

_BARS = " ▁▂▃▄▅▆▇█"
_MONTHS = 24  # columns of the chart over time
_WIDEST = 100  # columns of running text
_MARKS = {
    Kind.CONTRADICTS: "≠ contradicts",
    Kind.TENSION: "↯ in tension",
    Kind.WITHDRAWS: "⊖ withdraws",
    Kind.REFINES: "⊂ refines",
    Kind.REPEATS: "= repeats",
}
_REPORTED = {"certain": "said plainly", "approximate": "said plainly, rounded", "promised": "promised"}


def show_answer(answer: Answer, others: Sequence[str], *, width: int | None) -> None:
    """Print an answer. others: titles of what the words found besides."""
    out = console(width)
    room = min(out.width, _WIDEST)
    _line(out, f"{answer.title}  [{answer.status}, as of {day(answer.asof)}]", room, style="bold")
    _line(out, answer.headline, room)
    for name, lines in _parts(answer, room):
        if lines:
            out.print()
            out.print(Text(name, style="bold"))
            for text in lines:
                out.print(Text(text))
    if others:
        out.print()
        _line(out, f"Found besides: {'; '.join(others[:4])}", room, style="dim")


def _parts(answer: Answer, room: int) -> Iterator[tuple[str, list[str]]]:
    yield "Why", [line for words in answer.because for line in _hung(words, room)]
    if answer.belief is not None and answer.outcome is not Outcome.HELD:
        yield "Probability by month (if hedge words are read low to high)", list(_months(answer, answer.belief))
        yield "Plausible", list(_regions(answer, room))
        yield "Belief after each claim", list(_chart(answer))
    yield "Who says what", [line for w in answer.claims for line in _claim(w, room)]
    if answer.moved_by is not None:
        yield "Moves most", _hung(answer.moved_by.words, room)
    yield "How they relate", [line for r in answer.relations for line in _relation(r, room)]
    yield "Changed by the last report", [line for words in answer.changed for line in _hung(words, room)]
    yield "Notes", [line for words in answer.notes for line in _hung(words, room)]


def _line(out: Console, words: str, room: int, *, style: str = "") -> None:
    for piece in wrap(plain(words), room):
        out.print(Text(piece, style=style))


def _hung(words: str, room: int, *, indent: int = 2) -> list[str]:
    """Wrapped, further lines two columns deeper."""
    pieces = wrap(plain(words), room - indent - 2)
    return [" " * (indent if n == 0 else indent + 2) + piece for n, piece in enumerate(pieces)]


def _months(answer: Answer, belief: Belief) -> Iterator[str]:
    """A row a month: share, its range, and the quantile dots that fall into it."""
    last = max((i for i, b in enumerate(belief.bins) if b.p >= 0.0005), default=-1)
    first = next((i for i, b in enumerate(belief.bins) if b.p >= 0.0005), 0)
    for b in belief.bins[first : last + 1]:
        dots = sum(d is not None and b.first <= d <= b.last for d in answer.dots)
        yield _row(f"{b.first:%b %Y}", b, "●" * dots)
    outside = Bin(first=belief.start, last=belief.horizon, p=belief.never, low=belief.never_low, high=belief.never_high)
    yield _row("later or never", outside, "○" * sum(d is None for d in answer.dots))


def _row(name: str, b: Bin, dots: str) -> str:
    spread = f"{round(b.low * 100)}–{round(b.high * 100)}"
    return f"  {name:<15}{share(b.p):>9}  {spread:>7}  {dots}".rstrip()


def _regions(answer: Answer, room: int) -> Iterator[str]:
    if answer.plausible is None:
        return
    for region in (answer.plausible.half, answer.plausible.most):
        yield from _hung(f"{share(region.share)}: {_stretches(region)}", room)


def _stretches(region: Region) -> str:
    words = "; ".join(days(w.min, w.max) for w in region.stretches) or "no day"
    return f"{words}, and later or never" if region.with_never else words


def _chart(answer: Answer) -> Iterator[str]:
    """A row a stage, a column a month: the higher the bar, the more belief lies there."""
    stages = answer.history
    if len(stages) < 2:
        return
    months = sorted({_month(b.first) for s in stages for b in s.belief.bins if b.p >= 0.005})[-_MONTHS:]
    if not months:
        return
    top = max(b.p for s in stages for b in s.belief.bins if _month(b.first) in months)
    yield f"  {'':<38}{' '.join('JFMAMJJASOND'[m % 12] for m in months)}  later or never"
    for stage in stages:
        shares = {_month(b.first): b.p for b in stage.belief.bins}
        bars = " ".join(_BARS[_height(shares.get(m, 0.0), top)] for m in months)
        who = plain(stage.claim.chain[0] if stage.claim.chain else "source not named")
        label = f"{day(stage.claim.said):<12} {who if len(who) < 24 else who[:22] + '…'}"
        yield f"  {label:<38}{bars}  {share(stage.belief.never):>5}"
    ends = [dt.date(m // 12, m % 12 + 1, 1) for m in (months[0], months[-1])]
    yield f"  {'':<38}{ends[0]:%b %Y} – {ends[1]:%b %Y}; █ = {share(top)}"


def _month(value: dt.date) -> int:
    return value.year * 12 + value.month - 1


def _height(p: float, top: float) -> int:
    return max(1, round(8 * p / top)) if top and p >= 0.005 else 0


def _claim(weighed: Weighed, room: int) -> Iterator[str]:
    claim, doubt = weighed.claim, weighed.doubt
    said = f"{'NOT ' if denies(claim) else ''}{quoted(claim.timing.evidence.exact)}"
    yield from _hung(f"{day(claim.said)}  {' → '.join(claim.chain) or 'source not named'}: {said}", room)
    rows = [window(claim.timing.window)]
    if weighed.closed and weighed.window and weighed.window.latest:
        rows.append(f"taken to end by {day(weighed.window.latest)}")
    word = _REPORTED.get(doubt.label, f"“{doubt.label}”")
    rows.append(f"{word}: {share(doubt.p)} ({round(doubt.low * 100)}–{round(doubt.high * 100)}, {doubt.scale})")
    if weighed.counts is not Counts.COUNTED:
        rows.append(f"does not count: {weighed.why}")
    elif weighed.shift >= 0.005:
        rows.append(f"moves {share(weighed.shift)}")
    yield from _hung("; ".join(rows), room, indent=6)


def _relation(relation: Relation, room: int) -> Iterator[str]:
    on = "" if relation.on == "date" else f" on {relation.on}"
    yield from _hung(f"{_MARKS[relation.kind]}{on}: {relation.words}", room)
    yield from _hung(relation.why, room, indent=6)
