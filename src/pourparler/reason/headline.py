"""An answer in one sentence, and what tells two beliefs apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from pourparler.model.groups import CommitmentGroup
from pourparler.model.window import Window
from pourparler.reason.answer import Belief, Outcome, Plausible
from pourparler.reason.assess import Assessed, clip, doubters, plain
from pourparler.reason.firm_types import FirmWindow
from pourparler.reason.regions import fullest, region
from pourparler.reason.standing import PLAIN
from pourparler.reason.wording import day, days, months, share, window

_LEAST, _MOST = 0.005, 0.9  # shares of this year worth telling
_FEW = 4  # days that one meeting may last; in a longer window its day is not known
_SHORT = 31  # days: a region no longer than this is told in days, not in months


def rest_words(now: Assessed) -> str:
    """What the atom of belief outside all days is: "later or never" behind a firm end, else "not by" the horizon."""
    window = clip(now)
    if window is not None and window.latest is not None:
        return "later or never"
    return f"not by {day(now.belief.horizon)}" if now.belief else "never"


def headline(now: Assessed, plausible: Plausible | None) -> str:
    """The answer in words: outcome, firm window, where belief lies, what it gives to this year and to never."""
    deed = isinstance(now.group, CommitmentGroup)
    stated = firm_words(now.firm, due=deed)
    if now.outcome is Outcome.HELD:
        return f"{'Kept' if deed else 'Held'} {_held(now.firm.window)}."
    parts = []
    if now.outcome is Outcome.OFF:
        status = now.group.stand if isinstance(now.group, CommitmentGroup) else now.group.status
        parts.append(f"{str(status).capitalize()}.")
    elif now.outcome is Outcome.LAPSED:
        parts.append(f"{lapsed(now)}.")
    elif stated:
        doubt = any(doubters(now.weighed, now.firm, lower=lower) for lower in (True, False))
        parts.append(f"{stated}{' by plain words, doubted since' if doubt else ''}.")
    if deed:
        return " ".join(parts) or "No day named."
    if now.belief is not None and plausible is not None:
        said = _belief(now, now.belief, plausible, told=stated)
        parts = [said] if said.startswith(f"{stated}: ") else [*parts, said]
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
        words = _due(known)
    hedges = [b.hedge for b in (firm.earliest, firm.latest) if b.day is not None and b.hedge not in PLAIN]
    if hedges and plain(firm) is None:
        words += f" ({hedges[-1]}; nothing firmer is said)"
    elif hedges:
        words += f" (one end only {hedges[-1]})"
    return words[0].upper() + words[1:]


def _due(known: Window) -> str:
    if known.earliest is not None and known.latest is None:
        return f"due from {day(known.earliest)} on"
    return f"due by {day(known.latest)}" if known.earliest is None and known.latest else f"due {window(known)}"


def _held(known: Window) -> str:
    words = window(known)
    if known.earliest is None and known.latest is None:
        return "on a day not stated"
    if known.earliest is None or known.latest is None:
        return f"{words}; day not stated"
    if known.earliest == known.latest:
        return f"on {words}"
    return words if (known.days or 0) <= _FEW else f"{words}; day not stated"


def _belief(now: Assessed, belief: Belief, plausible: Plausible, *, told: str) -> str:
    """Where belief lies. told: the firm window, if it stands before these words already."""
    name, most = _where(belief, plausible)
    parts = [f"most likely {name} ({share(most)})"] if name else []
    if name and name[0].upper() + name[1:] == told:
        parts = [f"{told}: {share(most)}"]
    year = in_year(belief, now.asof.year)
    apart = belief.horizon.year > now.asof.year and year + belief.never < 1 - _LEAST and abs(year - most) > _LEAST
    if name and apart and _LEAST <= year <= _MOST:
        parts.append(f"in {now.asof.year} {share(year)}")
    parts.append(f"{rest_words(now)} {share(belief.never)}")
    words = "; ".join(parts)
    return f"{words[0].upper()}{words[1:]}."


def _where(belief: Belief, plausible: Plausible) -> tuple[str, float]:
    """The days or months to name, and their share; no name where most belief lies outside all days."""
    region, pair = plausible.most, plausible.months
    if len(region.stretches) == 1 and (region.stretches[0].days or 0) <= _SHORT and not region.with_never:
        return days(region.stretches[0].min, region.stretches[0].max), region.p
    if pair is not None and (pair.p > belief.never or belief.never < 0.5):
        return months(pair.first, pair.last), pair.p
    return "", 0.0


def in_year(belief: Belief, year: int) -> float:
    """Probability that it falls in a calendar year."""
    return belief.between(dt.date(year, 1, 1), dt.date(year, 12, 31))


def difference(now: Belief, other: Belief, year: int) -> str:
    """What tells a belief most plainly from another one: "in 2018 15 % instead of 27 %"."""
    name, ours, theirs = max(_shares(now, other, year), key=lambda part: round(abs(part[1] - part[2]), 9))
    return f"{name} {share(ours)} instead of {share(theirs)}"


def _shares(now: Belief, other: Belief, year: int) -> Iterator[tuple[str, float, float]]:
    """This year first, then a narrow 80 % region, then the fullest months of either, then what lies outside."""
    if now.horizon.year > year >= now.start.year:
        yield f"in {year}", in_year(now, year), in_year(other, year)
    narrow = region(now, 0.8).stretches
    if len(narrow) == 1 and (narrow[0].days or 0) <= _SHORT:
        first, last = narrow[0].min, narrow[0].max
        yield f"on {days(first, last)}", now.between(first, last), other.between(first, last)
    for belief in (now, other):
        pair = fullest(belief)
        if pair is not None:
            first, last = pair.first, pair.last
            yield f"in {months(first, last)}", now.between(first, last), other.between(first, last)
    yield "later or never", now.never, other.never
