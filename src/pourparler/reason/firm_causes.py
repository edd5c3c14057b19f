"""From groups to constraints: what each claim, sighting and fact says about begin and end, with who says it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pourparler.model.findings import MeetingForm, Sense, TimingOf
from pourparler.model.groups import Claim, CommitmentGroup, CorrectionKind, MeetingGroup
from pourparler.model.window import Grain, Window
from pourparler.reason.firm_deadlines import deadline_posits
from pourparler.reason.firm_posits import (
    Edge,
    Point,
    Posit,
    later,
    not_after,
    not_before,
    touching,
    weight,
    within,
    without,
)
from pourparler.reason.firm_sightings import is_past, sighting_posits, tense_posits
from pourparler.reason.firm_types import Cause, CauseKind, Fact
from pourparler.reason.firm_words import claim_words, correction_words
from pourparler.reason.standing import PLAIN, Group, order

_DAY_LONG = frozenset({MeetingForm.SUMMIT, MeetingForm.MINISTERIAL, MeetingForm.VISIT, MeetingForm.CONFERENCE})
_LONGEST = 14  # days that a meeting takes at most
_TWO_DAYS = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\s*(?:and|to|through|-|–|/)\s*(?:[A-Z][a-z]+\.?\s+)?\d{1,2}\b")
_NOT_PUT_FORWARD = frozenset({"ask", "call for", "deny", "doubt", "fear", "hope", "refuse", "reject", "want", "wonder"})


def own_posits(group: Group) -> Iterator[Posit]:
    """Everything that the record says of a group by itself."""
    begin, end = (group.id, Point.BEGIN), (group.id, Point.END)
    yield Posit(key=("span", group.id), cause=None, ways=((later(end, begin, 0),),))
    if isinstance(group, CommitmentGroup):
        yield _made_first(group)
        yield from deadline_posits(group)
    yield from _corrected(group)
    yield from _claims(group)
    yield from sighting_posits(group)
    yield from tense_posits(group)


def _made_first(group: CommitmentGroup) -> Posit:
    words = "a promise is made before it is kept"
    cause = Cause(kind=CauseKind.MADE, about=group.id, words=words, weight=weight(CauseKind.MADE, None))
    edge = later((group.id, Point.BEGIN), (group.id, Point.MADE), 0)
    return Posit(key=("made", group.id), cause=cause, ways=((edge,),))


def _corrected(group: Group) -> Iterator[Posit]:
    """Days that a person set."""
    field = "window" if isinstance(group, MeetingGroup) else "due"
    own = [c for c in group.corrections if c.kind is CorrectionKind.SET and c.field == field and not c.reverted]
    window = group.window if isinstance(group, MeetingGroup) else group.due
    if not own or window is None:
        return
    last = max(own, key=lambda c: c.at)
    kind = CauseKind.CORRECTION
    words = correction_words(last, window)
    cause = Cause(kind=kind, about=group.id, words=words, weight=weight(kind, last.at.date()))
    yield Posit(key=(kind, group.id, last.id), cause=cause, ways=(within(group.id, window),))


def firm_claims(group: Group) -> list[Claim]:
    """The claims that are plain, name days and are put forward by who makes them, in order of report and text."""
    plain = (c for c in group.claims if c.timing.hedge in PLAIN and c.timing.window is not None)
    return order([c for c in plain if c.statement is None or c.statement.stance not in _NOT_PUT_FORWARD])


def _claims(group: Group) -> Iterator[Posit]:
    told = {s.finding.id: s for s in group.sightings}
    plain = firm_claims(group)
    several = [c.timing.window for c in plain if lists_days(c)]
    for together in _alternatives(plain):
        first = together[0]
        ways = tuple(way for c in together for way in _ways(group.id, c, several))
        if not any(ways):
            continue
        past = is_past(told.get(first.timing.about), first)
        cause = Cause(
            kind=CauseKind.CLAIM,
            about=group.id,
            words=claim_words(together),
            weight=weight(CauseKind.CLAIM, first.said, past=past),
            claim=first,
            alternatives=len(ways),
        )
        yield Posit(key=("claim", group.id, *(c.timing.id for c in together)), cause=cause, ways=ways)


def lists_days(claim: Claim) -> bool:
    """Does it name several days that the meeting takes: "February 27 and 28", "March 3-5"?"""
    window = claim.timing.window
    if window is None or window.days is None or not 1 < window.days <= _LONGEST or window.grain is not Grain.DAY:
        return False
    return claim.timing.sense is Sense.INSIDE and _TWO_DAYS.search(claim.timing.evidence.exact) is not None


def _part_of(window: Window, several: Sequence[Window | None]) -> bool:
    """Is it one of the days of a meeting that takes several?"""
    return any(s is not None and s != window and s.min <= window.min and window.max <= s.max for s in several)


def _ways(group: str, claim: Claim, several: Sequence[Window | None]) -> tuple[tuple[Edge, ...], ...]:
    window = claim.timing.window or Window(earliest=None, latest=None)
    if claim.timing.of is TimingOf.MADE:
        point = (group, Point.MADE)
        edges = [not_before(point, window.earliest)] if window.earliest else []
        edges += [not_after(point, window.latest)] if window.latest else []
        return (tuple(edges),) if claim.timing.sense is Sense.INSIDE else ()
    if claim.timing.sense is Sense.INSIDE:
        return (touching(group, window) if _part_of(window, several) else within(group, window),)
    if window.min <= claim.said <= window.max:
        window = replace(window, earliest=None)  # "not this year": who speaks of what is to come means no day before
    return without(group, window)


def _alternatives(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Claims one by one; but those of one statement that exclude each other are alternatives: "either … or …"."""
    out: list[list[Claim]] = []
    homes: dict[object, list[list[Claim]]] = {}
    for claim in claims:
        if claim.statement is None or claim.timing.sense is not Sense.INSIDE:
            out.append([claim])
            continue
        same = homes.setdefault((claim.statement.id, claim.timing.of), [])
        home = next((t for t in same if _excludes(t, claim)), None)
        if home is None:
            out.append([claim])
            same.append(out[-1])
        else:
            home.append(claim)
    return out


def _excludes(together: Sequence[Claim], claim: Claim) -> bool:
    window = claim.timing.window
    days = [c.timing.window for c in together]
    return window is not None and all(w is not None and w.intersect(window) is None for w in days)


def counted(first: MeetingGroup, second: MeetingGroup) -> Posit:
    """The second comes after the first; no two on one day where they are no mere talks."""
    days = 1 if second.form in _DAY_LONG else 0
    words = f"{second.title} comes after {first.title}"
    kind = CauseKind.COUNT
    cause = Cause(kind=kind, about=second.id, than=first.id, words=words, weight=weight(kind, None))
    edge = later((second.id, Point.BEGIN), (first.id, Point.END), days)
    return Posit(key=("count", second.id, first.id), cause=cause, ways=((edge,),))


def posit_of(fact: Fact) -> Posit:
    """A fact that the caller brings."""
    begin, end = (fact.about, Point.BEGIN), (fact.about, Point.END)
    edges: list[Edge] = list(within(fact.about, fact.window)) if fact.window else []
    if fact.after is not None:
        edges.append(later(begin, (fact.after, Point.END), fact.least_lag))
        if fact.most_lag is not None:
            edges.append(((fact.after, Point.END), begin, fact.most_lag))
    if fact.least_days is not None:
        edges.append(later(end, begin, fact.least_days - 1))
    if fact.most_days is not None:
        edges.append((begin, end, fact.most_days - 1))
    kind = CauseKind.FACT
    cause = Cause(kind=kind, about=fact.about, than=fact.after, words=fact.words, weight=weight(kind, None))
    return Posit(key=("fact", fact.about, fact.after or "", fact.words), cause=cause, ways=(tuple(edges),))
