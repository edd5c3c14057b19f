"""Disagreement, scores and questions on a terminal or as JSON lines."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from pourparler.reason.export import pending_dict, question_dict, relation_dict, scored_dict, tally_dict
from pourparler.reason.lapse import Pending
from pourparler.reason.questions import Question
from pourparler.reason.relation_types import Relation, Side
from pourparler.reason.scores import Scored, Tally, by_hedge, by_outlet, by_source
from pourparler.reason.wording import share
from pourparler.show.columns import wrap
from pourparler.show.entries import table, write_lines
from pourparler.show.output import console
from pourparler.show.words import day, plain, quoted

if TYPE_CHECKING:
    from pourparler.show.entries import Output

_WIDEST = 100
_TALLIES = {"source": by_source, "outlet": by_outlet, "hedge": by_hedge}
_HEADS = {"source": "source", "outlet": "outlet", "hedge": "hedge word"}


def show_conflicts(found: Sequence[Relation], every: Sequence[Relation], asof: dt.date, out: Output) -> None:
    """Each with all its sides at equal size, earlier first. every: those not asked for too, to count them."""
    if not out.table:
        write_lines(relation_dict(r) for r in found)
        return
    page = console(out.width)
    counts = Counter(str(r.kind) for r in every)
    told = ", ".join(f"{n} {kind}" for kind, n in counts.most_common()) or "no two sayings relate"
    _print(page, f"As of {day(asof)}: {told}.", 0)
    for relation in found:
        page.print()
        head = f"{str(relation.kind).upper()} on {relation.on}: {relation.title}"
        _print(page, head, 0, style="bold")
        for side in relation.sides:
            _side(page, side)
        _print(page, f"why: {relation.why}", 2, style="dim")


def _side(page: Console, side: Side) -> None:
    denied = "NOT " if side.says.startswith("NOT ") else ""
    who = " → ".join(side.chain) or "source not named"
    says = f" = {side.says}" if side.says and side.says not in side.evidence.exact else ""
    hedge = "" if side.hedge == side.says else f"; {side.hedge}"
    _print(page, f"{day(side.said)}  {who}: {denied}{quoted(side.evidence.exact)}{says}{hedge}", 2)


def show_scores(scored: Sequence[Scored], by: str | None, asof: dt.date, out: Output) -> None:
    """One table for each way of counting; counts before rates."""
    ways = (by,) if by else ("source", "hedge")
    if not out.table:
        write_lines({"by": way, **tally_dict(t)} for way in ways for t in _TALLIES[way](scored))
        return
    page = console(out.width)
    closed = sum(s.verdict in ("right", "wrong") for s in scored)
    _print(page, f"As of {day(asof)}: {closed} claims about dates are closed, {len(scored) - closed} are not.", 0)
    for way in ways:
        page.print()
        table((_HEADS[way], "right", "wrong", "unclear", "open", "expected", "rate"), list(_tallies(way, scored)), out)
    page.print()
    for note in _notes(scored):
        _print(page, note, 0, style="dim")


def _tallies(way: str, scored: Sequence[Scored]) -> Iterator[tuple[str, ...]]:
    for t in _TALLIES[way](scored):
        counts = (t.right, t.wrong, t.unclear, t.open)
        expected = f"{t.expected:.1f} of {t.cases}" if t.cases else "–"
        yield t.name, *(str(n) if n else "–" for n in counts), expected, _rate(t)


def _rate(t: Tally) -> str:
    return "–" if t.rate is None else share(t.rate)


def _notes(scored: Sequence[Scored]) -> Iterator[str]:
    yield "expected: how many of the closed ones would be right if the hedge words meant what the scale says."
    yield "rate: only from ten closed claims on. Best first, by (right + 1)/(closed + 2)."
    if any("(unnamed)" in name for s in scored for name in s.claim.chain[:1]):
        yield "Unnamed sources of one description are counted together, though they may be several."


def show_claims(scored: Sequence[Scored], asof: dt.date, out: Output) -> None:
    """Every claim with what became of it."""
    if not out.table:
        write_lines(scored_dict(s) for s in scored)
        return
    page = console(out.width)
    for s in sorted(scored, key=lambda s: (str(s.verdict) == "open", s.claim.said)):
        denied = "NOT " if s.claim.timing.sense == "outside" else ""
        who = " → ".join(s.claim.chain) or "source not named"
        words = f"{denied}{quoted(s.claim.timing.evidence.exact)}"
        _print(page, f"{str(s.verdict).upper()}: {day(s.claim.said)} {who}: {words}", 0)
        _print(page, f"{s.title}: {s.why}; stated {share(s.stated)}", 4, style="dim")


def show_due(found: Sequence[Pending], asof: dt.date, out: Output) -> None:
    """A line each with its window; the most urgent first."""
    if not out.table:
        write_lines(pending_dict(p) for p in found)
        return
    page = console(out.width)
    counts = Counter(str(p.pace) for p in found)
    told = ", ".join(f"{n} {pace}" for pace, n in counts.most_common()) or "nothing is pending"
    _print(page, f"As of {day(asof)}: {told}.", 0)
    for p in found:
        page.print()
        _print(page, p.words, 0)


def show_questions(drafts: Sequence[Question], asof: dt.date, out: Output) -> None:
    """Each with its criteria and its dated evidence."""
    if not out.table:
        write_lines(question_dict(q) for q in drafts)
        return
    page = console(out.width)
    _print(page, f"As of {day(asof)}: {len(drafts)} question{'' if len(drafts) == 1 else 's'}.", 0)
    for q in drafts:
        page.print()
        _print(page, q.text, 0, style="bold")
        if q.p is not None and q.low is not None and q.high is not None:
            _print(page, f"belief now {share(q.p)} ({round(q.low * 100)}–{round(q.high * 100)})", 2)
        for rule in q.criteria:
            _print(page, f"- {rule}", 2)
        _print(page, q.background, 2, style="dim")
        for side in q.evidence:
            _side(page, side)


def _print(page: Console, words: str, indent: int, *, style: str = "") -> None:
    room = min(page.width, _WIDEST) - indent - 2
    for n, piece in enumerate(wrap(plain(words), room)):
        page.print(Text(" " * (indent if n == 0 else indent + 2) + piece, style=style))
