"""Why a bound stands where it does, and why statements clash: as steps and in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from pourparler.model.findings import Commitment, Hedge
from pourparler.model.window import Window
from pourparler.reason.firm_posits import Point
from pourparler.reason.firm_types import Bound, Cause, CauseKind, Clash, Step
from pourparler.reason.ways_bounds import Why
from pourparler.reason.wording import day, listed

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_GIVES_WAY = {
    CauseKind.TO_COME: "how a report speaks gives way to what is said",
    CauseKind.ORDER: "an order gives way to stated days",
    CauseKind.HELD: "what a report takes for granted gives way to a stated day",
    CauseKind.COUNT: "a count gives way to what is told of the past",
    CauseKind.MADE: "order gives way to what is told of the past",
}


_OUTWEIGHS = {
    CauseKind.CORRECTION: "a person has set it otherwise",
    CauseKind.FACT: "what is known for certain stands",
    CauseKind.COUNT: "a plan gives way to the order of events",
    CauseKind.MADE: "a plan gives way to the order of events",
}
_ORDERS = frozenset({CauseKind.ORDER, CauseKind.COUNT, CauseKind.MADE, CauseKind.DEADLINE})


def steps_of(
    why: Why, *, lower: bool, cause_of: Callable[[int], Cause | None], node_of: Callable[[int], tuple[str, Point]]
) -> tuple[Step, ...]:
    """The links of a path as steps, each with the day that it takes its group to; then what only closes other ways."""
    out, reached = [], 0
    for link in why.links:
        reached += link.bound
        cause = cause_of(link.statement)
        if cause is not None:
            group, point = node_of(link.tail if lower else link.head)
            day_reached = to_day(-reached if lower else reached)
            out.append(Step(cause=cause, group=group, day=day_reached, made=point is Point.MADE))
    closing = (cause_of(s) for s in why.others)
    out += [Step(cause=c, group=c.about, day=None) for c in closing if c is not None]
    return tuple(out)


def to_day(value: int | None) -> dt.date | None:
    """A day of the calendar, None where open or beyond it."""
    return None if value is None or not 1 <= value <= dt.date.max.toordinal() else dt.date.fromordinal(value)


def bound(value: int | None, steps: tuple[Step, ...], *, lower: bool, titles: Callable[[str], str]) -> Bound:
    """One end of a firm window with its reason."""
    when = to_day(value)
    if when is None:
        return Bound(day=None)
    about = any(_approximate(s, lower) for s in steps)
    hedge = Hedge.APPROXIMATE if about or any(_hedge(s) is Hedge.APPROXIMATE for s in steps) else Hedge.CERTAIN
    words = _reason(when, about, steps, lower, titles)
    return Bound(day=when, approximate=about, hedge=hedge, steps=steps, words=words)


def _hedge(step: Step) -> Hedge:
    return step.cause.claim.timing.hedge if step.cause.claim else Hedge.CERTAIN


def _approximate(step: Step, lower: bool) -> bool:
    """Does the step take its day from words that say "about"?"""
    window = _window(step.cause)
    if window is None or step.day is None:
        return False
    if lower:
        return window.earliest_approximate and window.earliest == step.day
    return window.latest_approximate and window.latest == step.day


def _window(cause: Cause) -> Window | None:
    if cause.claim is not None:
        return cause.claim.timing.window
    if cause.kind is not CauseKind.SIGHTING or cause.sighting is None:
        return None
    finding = cause.sighting.finding
    return finding.due if isinstance(finding, Commitment) else finding.window


def side(when: dt.date, *, lower: bool, about: bool = False) -> str:
    """ "not before about 7 Nov 2018"."""
    return f"not {'before' if lower else 'after'} {'about ' if about else ''}{day(when)}"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _reason(when: dt.date, about: bool, steps: Sequence[Step], lower: bool, titles: Callable[[str], str]) -> str:
    path = [s for s in steps if s.day is not None]
    closing = [s.cause.words for s in steps if s.day is None]
    head = _sentence(side(when, lower=lower, about=about))
    if len(path) == 1:
        text = f"{head}, since {path[0].cause.words}"
    else:
        clauses = (_clause(s, first=i == 0, lower=lower, titles=titles) for i, s in enumerate(path))
        text = ". ".join((head, *map(_sentence, clauses)))
    if closing:
        text += f"; nothing {'earlier' if lower else 'later'} is left, since {listed(closing)}"
    return text + "."


def _clause(step: Step, *, first: bool, lower: bool, titles: Callable[[str], str]) -> str:
    if step.day is None or (step.cause.kind in _ORDERS and not first):
        return step.cause.words
    if step.made:
        return f"it was made {side(step.day, lower=lower)}, since {step.cause.words}"
    return f"{titles(step.group)}: {side(step.day, lower=lower)}, since {step.cause.words}"


def clash(causes: Sequence[Cause], aside: Cause, *, exact: bool = False) -> Clash:
    """What cannot all hold, and what the windows are worked out without.

    exact: it was chosen so that as little as can be is set aside in all.
    """
    ordered = tuple(sorted(causes, key=lambda c: -c.weight))
    numbered = "; ".join(f"({i}) {c.words}" for i, c in enumerate(ordered, 1))
    why = "then least has to be set aside in all" if exact else _because(ordered, aside)
    choice = f"Set aside: ({ordered.index(aside) + 1}), because {why}."
    return Clash(causes=ordered, aside=(aside,), words=f"{_head(len(ordered))}: {numbered}. {choice}")


def _head(count: int) -> str:
    number = (_NUMBERS[count] if count < len(_NUMBERS) else str(count)).capitalize()
    if count == 1:
        return "A statement that cannot hold by itself"
    if count == 2:
        return "Two statements that cannot both hold"
    fewer = _NUMBERS[count - 1] if count <= len(_NUMBERS) else str(count - 1)
    return f"{number} statements that cannot all hold, though any {fewer} of them can"


def _because(causes: Sequence[Cause], aside: Cause) -> str:
    if aside.kind in _GIVES_WAY:
        return _GIVES_WAY[aside.kind]
    other = min((c for c in causes if c is not aside), key=lambda c: c.weight, default=None)
    if other is None:
        return "it contradicts itself"
    if int(other.weight) > int(aside.weight):
        return _OUTWEIGHS.get(other.kind, "what is planned gives way to what is told of the past")
    return "what is older gives way to what is newer"


def fallback_words(when: dt.date, about: bool, words: str, *, lower: bool) -> str:
    """The reason of a bound that rests on a hedged claim."""
    return f"{_sentence(side(when, lower=lower, about=about))}, at its word for want of anything firmer: {words}."
