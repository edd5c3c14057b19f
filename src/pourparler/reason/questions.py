"""Drafts of forecast questions that can be resolved: what, by when, by which criteria, on which dated evidence."""

from __future__ import annotations

import calendar
import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from pourparler.model.findings import MeetingForm, Status
from pourparler.model.groups import CommitmentGroup, MeetingGroup, Stand
from pourparler.reason.answer import DAY, Belief, Counts, Outcome
from pourparler.reason.assess import Assessed, assess_all
from pourparler.reason.headline import firm_words
from pourparler.reason.known import known_at
from pourparler.reason.relation_types import Side
from pourparler.reason.sides import of_claim, of_sighting
from pourparler.reason.standing import Group
from pourparler.reason.wording import day, listed

_DULL = 0.03  # a question answered with less doubt than this is none
_FURTHEST = 9  # months: later closing days draw no forecasters
_VERIFY = 7  # days after closing until reports of it must be there


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A yes-or-no question. opens, closes: days between which it must happen, both inclusive. resolves: day by which
    reports must say so. p, low, high: belief of the record now, None for commitments, on which it has none. evidence:
    what is said of it, with day, chain and exact words, in order.
    """

    id: str
    group: str
    text: str
    opens: dt.date
    closes: dt.date
    resolves: dt.date
    criteria: tuple[str, ...]
    background: str
    p: float | None
    low: float | None
    high: float | None
    evidence: tuple[Side, ...]


def questions(groups: Sequence[Group], *, asof: dt.date) -> tuple[Question, ...]:
    """Drafts for everything that is open on a day; the soonest to close first."""
    known = [g for group in groups if (g := known_at(group, asof))]
    meetings = [g for g in known if isinstance(g, MeetingGroup)]
    out = [q for now, g in zip(assess_all(meetings, asof=asof), meetings, strict=True) for q in _of_meeting(now, g)]
    out += [q for g in known if isinstance(g, CommitmentGroup) for q in _of_commitment(g, asof)]
    return tuple(sorted(out, key=lambda q: (q.closes, q.text)))


def _of_meeting(now: Assessed, group: MeetingGroup) -> list[Question]:
    belief = now.belief
    if now.outcome is not Outcome.OPEN or belief is None or group.status is Status.UNDER_WAY or not group.parties:
        return []
    opens = now.asof + DAY
    claims = [w.claim for w in now.weighed if w.counts in (Counts.COUNTED, Counts.ECHO)]
    evidence = tuple(of_claim(c) for c in claims) or tuple(of_sighting(s, group.status) for s in group.sightings[:1])
    out = []
    for closes in _closings(belief, now.asof):
        low, p, high = _by(belief, closes)
        if not _DULL <= p <= 1 - _DULL:
            continue
        between = f"between {day(opens)} and {day(closes)}"
        criteria = (
            f"Yes if reports of at least two outlets that do not copy each other say that it took place {between}, both"
            " days included, by the calendar of the place.",
            _which(group),
            f"No if no such report is published by {day(closes + DAY * _VERIFY)}, whether or not it was called off.",
        )
        out.append(
            Question(
                id=_id(group.id, closes),
                group=group.id,
                text=f"Will the {group.title} take place {between}?",
                opens=opens,
                closes=closes,
                resolves=closes + DAY * _VERIFY,
                criteria=criteria,
                background=f"{group.title}: {group.status}. {firm_words(now.firm) or 'No day named'}.",
                p=p,
                low=low,
                high=high,
                evidence=evidence,
            )
        )
    return out


def _which(group: MeetingGroup) -> str:
    """What counts as this meeting."""
    by = "by telephone or video" if group.form is MeetingForm.CALL else "in person"
    place = f" in {listed(group.place)}" if group.place else ""
    sure = [p for p in group.parties if p not in group.inferred]
    verb = "takes part" if len(sure) == 1 else "take part"
    return f"It counts if {listed(sure)} {verb} {by}{place}; deputies in their stead do not count, further parties may."


def _closings(belief: Belief, asof: dt.date) -> list[dt.date]:
    """The end of the year, and the end of the month by which the half of belief is reached."""
    out = {dt.date(asof.year, 12, 31)}
    middle = belief.quantile(0.5)
    if middle is not None and (middle - asof).days <= _FURTHEST * 30:
        out.add(middle.replace(day=calendar.monthrange(middle.year, middle.month)[1]))
    return sorted(d for d in out if asof < d <= belief.horizon)


def _by(belief: Belief, closes: dt.date) -> tuple[float, float, float]:
    """Belief that it comes by a day, a month's end: low, as mostly taken, high."""
    bins = [b for b in belief.bins if b.last <= closes]
    p = sum(b.p for b in bins)
    return min(p, sum(b.low for b in bins)), p, min(1.0, sum(b.high for b in bins))


def _of_commitment(group: CommitmentGroup, asof: dt.date) -> list[Question]:
    closes = group.due.latest if group.due else None
    if closes is None or closes <= asof or group.stand in (Stand.KEPT, Stand.BROKEN, Stand.WITHDRAWN) or not group.by:
        return []
    who, what = listed(group.by), " ".join(group.text.split())
    criteria = (
        f"Yes if reports of at least two outlets that do not copy each other say by {day(closes + DAY * _VERIFY)} that"
        f" {who} did so by {day(closes)}.",
        "An announcement that it will be done is not the deed.",
        *((f"The promise stands on a condition: “{group.condition}”.",) if group.condition else ()),
        "No otherwise.",
    )
    return [
        Question(
            id=_id(group.id, closes),
            group=group.id,
            text=f"Will {who} do by {day(closes)} what was promised: “{what}”?",
            opens=asof + DAY,
            closes=closes,
            resolves=closes + DAY * _VERIFY,
            criteria=criteria,
            background=f"{group.title}: {group.force}, {group.stand}.",
            p=None,
            low=None,
            high=None,
            evidence=tuple(of_sighting(s, group.force) for s in group.sightings),
        )
    ]


def _id(group: str, closes: dt.date) -> str:
    return "q" + hashlib.sha256(f"{group}|{closes}".encode()).hexdigest()[:12]
