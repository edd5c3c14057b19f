"""An answer in one sentence, and what tells two beliefs apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from pourparler.model.groups import CommitmentGroup
from pourparler.model.window import Window
from pourparler.reason.answer import Belief, Outcome, Plausible
from pourparler.reason.assess import Assessed, plain
from pourparler.reason.firm_types import FirmWindow
from pourparler.reason.regions import fullest
from pourparler.reason.standing import PLAIN
from pourparler.reason.wording import day, days, months, share, window

_SHORT = 31  # days: a region no longer than this is told in days, not in months


def headline(now: Assessed, plausible: Plausible | None) -> str:
    """The answer in words: outcome, firm window, where belief lies, what it gives to this year and to never."""
    deed = isinstance(now.group, CommitmentGroup)
    stated = firm_words(now.firm, due=deed)
    if now.outcome is Outcome.HELD:
        known = now.firm.window.latest is not None
        done = "Kept" if deed else "Held"
        return f"{done} {_on(now.firm.window)}." if known else f"{done}; day not stated."
    parts = []
    if now.outcome is Outcome.OFF:
        status = now.group.stand if isinstance(now.group, CommitmentGroup) else now.group.status
        parts.append(f"{str(status).capitalize()}.")
    elif now.outcome is Outcome.LAPSED:
        parts.append(f"{lapsed(now)}.")
    elif stated:
        parts.append(f"{stated}.")
    if deed:
        return " ".join(parts) or "No day named."
    if now.belief is not None and plausible is not None:
        parts.append(_belief(now.belief, plausible, now.asof))
    return " ".join(parts)


def lapsed(now: Assessed) -> str:
    """ "28 Oct – 1 Nov 2018 passed, and no report says that they met"."""
    ends = [w.window for w in now.weighed if w.window and w.window.latest and w.window.latest < now.asof]
    last = max(ends, key=lambda w: w.max, default=now.firm.window)
    unmet = "it was done" if isinstance(now.group, CommitmentGroup) else "it took place"
    return f"Lapsed: {window(last)} passed, and no report says that {unmet}"


def firm_words(firm: FirmWindow, *, due: bool = False) -> str:
    """The firm window in words, with the hedge of bounds that rest on hedged words; "" where nothing is known."""
    known = firm.window
    if known.earliest is None and known.latest is None:
        return ""
    words = window(known)
    if due:
        words = f"Due {words}" if known.latest is None or known.earliest is not None else f"Due by {day(known.latest)}"
    hedges = [b.hedge for b in (firm.earliest, firm.latest) if b.day is not None and b.hedge not in PLAIN]
    if hedges and plain(firm) is None:
        words += f" ({hedges[-1]}; nothing firmer is said)"
    elif hedges:
        words += f" (one end only {hedges[-1]})"
    return words[0].upper() + words[1:]


def _on(known: Window) -> str:
    if known.earliest is None or known.latest is None:
        return window(known)
    words = window(known)
    return f"on {words}" if known.earliest == known.latest else words


def _belief(belief: Belief, plausible: Plausible, asof: dt.date) -> str:
    most = plausible.most
    parts = []
    if len(most.stretches) == 1 and (most.stretches[0].days or 0) <= _SHORT and not most.with_never:
        parts.append(f"Most likely {days(most.stretches[0].min, most.stretches[0].max)} ({share(most.p)})")
    elif plausible.months is not None and plausible.months.p > belief.never:
        pair = plausible.months
        parts.append(f"Most likely {months(pair.first, pair.last)} ({share(pair.p)})")
    year = in_year(belief, asof.year)
    if parts and 0.005 <= year < 0.995 and belief.horizon.year > asof.year:
        parts.append(f"in {asof.year} {share(year)}")
    parts.append(f"not by {day(belief.horizon)} {share(belief.never)}")
    words = "; ".join(parts)
    return f"{words[0].upper()}{words[1:]}."


def in_year(belief: Belief, year: int) -> float:
    """Probability that it falls in a calendar year."""
    return belief.between(dt.date(year, 1, 1), dt.date(year, 12, 31))


def difference(now: Belief, other: Belief, year: int) -> str:
    """What tells a belief most plainly from another one: "in 2018 15 % instead of 27 %"."""
    name, ours, theirs = max(_shares(now, other, year), key=lambda part: round(abs(part[1] - part[2]), 9))
    return f"{name} {share(ours)} instead of {share(theirs)}"


def _shares(now: Belief, other: Belief, year: int) -> Iterator[tuple[str, float, float]]:
    """This year first, then the fullest months of either, then never."""
    if now.horizon.year > year >= now.start.year:
        yield f"in {year}", in_year(now, year), in_year(other, year)
    for belief in (now, other):
        pair = fullest(belief)
        if pair is not None:
            first, last = pair.first, pair.last
            yield f"in {months(first, last)}", now.between(first, last), other.between(first, last)
    yield f"not by {day(now.horizon)}", now.never, other.never
