"""Who was right: claims about when, held against what happened once their window is over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pourparler.model.groups import Claim
from pourparler.model.window import Answer, Window
from pourparler.reason.answer import DAY, Counts, Doubt, Outcome, Weighed
from pourparler.reason.assess import Assessed, assess_all
from pourparler.reason.data import constant
from pourparler.reason.hedges import denies
from pourparler.reason.known import known_at
from pourparler.reason.standing import GRACE, Group
from pourparler.reason.wording import window

_LABELS = {"certain": "said plainly", "approximate": "said plainly, rounded", "promised": "promised for a day"}
_FORECASTS = frozenset({Counts.COUNTED, Counts.SUPERSEDED, Counts.WITHDRAWN})


class Verdict(StrEnum):
    """What became of a claim."""

    RIGHT = "right"
    WRONG = "wrong"
    UNCLEAR = "unclear"  # it is over, but the record does not tell the day closely enough
    OPEN = "open"  # its window is not over


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A claim with its verdict. stated: probability that it is true, by its own hedge word. why: in one line."""

    group: str
    title: str
    claim: Claim
    doubt: Doubt
    stated: float
    verdict: Verdict
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How often claims of one kind came true. rate, brier: None under ten closed cases, where they would tell nothing.

    expected: how many of the closed cases would be right if the hedge words meant what the scale says.
    """

    name: str
    right: int
    wrong: int
    unclear: int
    open: int
    expected: float
    rate: float | None
    brier: float | None

    @property
    def cases(self) -> int:
        """Closed cases."""
        return self.right + self.wrong


def score(groups: Sequence[Group], *, asof: dt.date) -> tuple[Scored, ...]:
    """Every claim about something then to come, with its verdict on a day; echoes count once.

    A claim is right if it happened in its window, or if it said that it would not and it did not. "Soon" has the end
    that rules/reason/soon.tsv gives it. What no report tells of three days after its window did not happen in it.
    """
    known = [g for group in groups if (g := known_at(group, asof))]
    assessed = assess_all(known, asof=asof, believing=False)
    return tuple(s for now in assessed for w in now.weighed if w.counts in _FORECASTS and (s := _judge(now, w)))


def _judge(now: Assessed, weighed: Weighed) -> Scored | None:
    claim, said = weighed.claim, weighed.window
    happened = now.firm.window if now.outcome is Outcome.HELD else None
    if said is None or (said.latest is not None and said.latest <= claim.said):
        return None  # what is told of the past is no forecast
    if happened is not None and claim.said >= happened.min:
        return None
    verdict, why = _verdict(said, happened, denied=denies(claim), asof=now.asof)
    p = weighed.doubt.p
    return Scored(
        group=now.group.id,
        title=now.group.title,
        claim=claim,
        doubt=weighed.doubt,
        stated=1 - p if denies(claim) else p,
        verdict=verdict,
        why=why,
    )


def _verdict(said: Window, happened: Window | None, *, denied: bool, asof: dt.date) -> tuple[Verdict, str]:
    if happened is not None:
        inside = _inside(said, happened)
        why = f"took place {window(happened)}"
    elif said.max < asof - DAY * GRACE:
        inside, why = Answer.NO, f"{window(said)} passed, and no report says that it took place"
    else:
        return Verdict.OPEN, f"{window(said)} is not over"
    true = ~inside if denied else inside
    return {Answer.YES: Verdict.RIGHT, Answer.NO: Verdict.WRONG, Answer.MAYBE: Verdict.UNCLEAR}[true], why


def _inside(said: Window, happened: Window) -> Answer:
    """Maybe, if it only just missed an end that is approximate."""
    inside = said.contains(happened)
    early, late = said.min - happened.max, happened.min - said.max
    near = (said.earliest_approximate and DAY <= early <= DAY * GRACE) or (
        said.latest_approximate and DAY <= late <= DAY * GRACE
    )
    return Answer.MAYBE if inside is Answer.NO and near else inside


def by_source(scored: Iterable[Scored]) -> tuple[Tally, ...]:
    """Tallies by innermost speaker, or by outlet where a report says it in its own voice; best first."""
    return _tallies(scored, lambda s: s.claim.chain[0] if s.claim.chain else "source not named")


def by_outlet(scored: Iterable[Scored]) -> tuple[Tally, ...]:
    """Tallies by the outlet that carried the claim; best first."""
    return _tallies(scored, _outlet)


def by_hedge(scored: Iterable[Scored]) -> tuple[Tally, ...]:
    """Tallies by hedge word: does "likely" come true as often as the scale says? Best first."""
    return _tallies(scored, lambda s: _LABELS.get(s.doubt.label, s.doubt.label))


def _outlet(scored: Scored) -> str:
    report = scored.claim.report
    return report.outlet or report.agency or f"report {report.id}"


def _tallies(scored: Iterable[Scored], key: Callable[[Scored], str]) -> tuple[Tally, ...]:
    by_name: dict[str, list[Scored]] = {}
    for one in scored:
        by_name.setdefault(key(one), []).append(one)
    return tuple(sorted((_tally(name, own) for name, own in by_name.items()), key=_best_first))


def _tally(name: str, own: Sequence[Scored]) -> Tally:
    count = {verdict: sum(s.verdict is verdict for s in own) for verdict in Verdict}
    closed = [s for s in own if s.verdict in (Verdict.RIGHT, Verdict.WRONG)]
    enough = len(closed) >= constant("least")
    misses = [(s.stated - (s.verdict is Verdict.RIGHT)) ** 2 for s in closed]
    return Tally(
        name=name,
        right=count[Verdict.RIGHT],
        wrong=count[Verdict.WRONG],
        unclear=count[Verdict.UNCLEAR],
        open=count[Verdict.OPEN],
        expected=sum(s.stated for s in closed),
        rate=count[Verdict.RIGHT] / len(closed) if enough else None,
        brier=sum(misses) / len(closed) if enough else None,
    )


def _best_first(tally: Tally) -> tuple[float, int, str]:
    """By (right + 1)/(closed + 2), so that one lucky claim does not lead; more cases, then names, among equals."""
    return -(tally.right + 1) / (tally.cases + 2), -tally.cases, tally.name
