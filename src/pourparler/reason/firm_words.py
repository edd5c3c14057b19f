"""Causes as words: who says what, where and when we know it from."""

from __future__ import annotations

from collections.abc import Sequence

from pourparler.model.findings import Commitment, Hedge, Sense
from pourparler.model.groups import Claim, Correction, ReportCard, Sighting
from pourparler.model.window import Window
from pourparler.reason.wording import day, window

_SAYS = {
    Hedge.CERTAIN: "says",
    Hedge.APPROXIMATE: "says",
    Hedge.LIKELY: "thinks it likely",
    Hedge.HOPED: "hopes for",
    Hedge.POSSIBLE: "thinks it possible",
}


def quoted(text: str) -> str:
    """The words on one line, between quotation marks."""
    return f"“{' '.join(text.split())}”"


def claim_words(claims: Sequence[Claim]) -> str:
    """ "Donald Trump says “after the elections” (Pacific Wire, 20 Oct 2018)"; several claims are alternatives."""
    first = claims[0]
    what = " or ".join(quoted(c.timing.evidence.exact) for c in claims)
    outside = first.timing.sense is Sense.OUTSIDE
    if first.statement is None:
        verb = "rules out" if outside else "reports"
        return f"{_outlet(first.report)} {verb} {what} ({day(first.report.known)})"
    verb = "rules out" if outside else _SAYS[first.timing.hedge]
    speaker = first.chain[0] if first.chain else _outlet(first.report)
    return f"{speaker} {verb} {what} ({', '.join((*first.chain[1:], day(first.report.known)))})"


def sighting_words(sighting: Sighting, dated: Window) -> str:
    """ "Pacific Wire dates “their first summit” to 12 Jun 2018 (20 Oct 2018)"."""
    what = quoted(sighting.finding.evidence.exact)
    days = f"to {window(dated)}" if dated.earliest and dated.latest else window(dated)
    return f"{_outlet(sighting.report)} dates {what} {days} ({day(sighting.report.known)})"


def held_words(sighting: Sighting, *, made: bool = False) -> str:
    """ "by 1 Mar 2019 Pacific Wire tells of it as held", of a commitment as kept or, `made`, as made."""
    over = "held" if not isinstance(sighting.finding, Commitment) else "made" if made else "kept"
    return f"by {day(sighting.report.known)} {_outlet(sighting.report)} tells of it as {over}"


def to_come_words(sighting: Sighting) -> str:
    """ "on 20 Oct 2018 Pacific Wire speaks of it as still to come"."""
    return f"on {day(sighting.report.known)} {_outlet(sighting.report)} speaks of it as still to come"


def deadline_words(quote: str, report: ReportCard) -> str:
    """ "the agreement says “within 90 days of signing” (Pacific Wire, 20 Oct 2018)"."""
    return f"the agreement says {quoted(quote)} ({_outlet(report)}, {day(report.known)})"


def correction_words(correction: Correction, dated: Window) -> str:
    """ "R. Roe set it to 27–28 Feb 2019 (5 Mar 2019: the hotel confirms)"."""
    when = ": ".join(x for x in (day(correction.at.date()), correction.why) if x)
    return f"{correction.author} set it to {window(dated)} ({when})"


def order_words(quote: str, report: ReportCard, first: str, second: str) -> str:
    """ "talks of A and B come before the summit: “to prepare the summit” (Pacific Wire, 20 Oct 2018)"."""
    return f"{second} comes after {first}: {quoted(quote)} ({_outlet(report)}, {day(report.known)})"


def _outlet(report: ReportCard) -> str:
    return report.outlet or report.agency or f"report {report.id}"
