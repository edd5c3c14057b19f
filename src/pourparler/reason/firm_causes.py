"""From groups to constraints: what each claim, sighting and fact says about begin and end, with who says it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pourparler.model.findings import Hedge, Life, Meeting, MeetingForm, Sense, Status, TimingOf
from pourparler.model.groups import Claim, CommitmentGroup, MeetingGroup, Sighting
from pourparler.model.window import Window
from pourparler.reason.firm_types import Cause, CauseKind, Fact
from pourparler.reason.firm_words import claim_words, held_words, sighting_words, to_come_words

Group = MeetingGroup | CommitmentGroup
DAY = dt.timedelta(days=1)
PLAIN = frozenset({Hedge.CERTAIN, Hedge.APPROXIMATE})
_TO_COME = frozenset({Status.SCHEDULED, Status.PLANNED, Status.HOPED, Status.POSSIBLE, Status.UNLIKELY})
_OFF = frozenset({Status.CANCELLED, Status.REFUSED, Status.POSTPONED})
_DAY_LONG = frozenset({MeetingForm.SUMMIT, MeetingForm.MINISTERIAL, MeetingForm.VISIT, MeetingForm.CONFERENCE})
_WEIGHT = {  # what gives way to what; among equals, what was known earlier gives way
    CauseKind.CORRECTION: 9.0,
    CauseKind.FACT: 8.0,
    CauseKind.HELD: 6.0,
    CauseKind.MADE: 5.0,
    CauseKind.COUNT: 5.0,
    CauseKind.SIGHTING: 3.0,
    CauseKind.CLAIM: 3.0,
    CauseKind.ORDER: 2.0,
    CauseKind.TO_COME: 1.0,
}
_NOT_PUT_FORWARD = frozenset({"ask", "call for", "deny", "doubt", "fear", "hope", "refuse", "reject", "want", "wonder"})
_PAST = 4.0  # added to what tells of the past


class Point(StrEnum):
    """The points in time of a meeting (begin, end) or a commitment (made; begin and end of the deed)."""

    BEGIN = "begin"
    END = "end"
    MADE = "made"


Node = tuple[str, Point] | None  # a point of a group; None is the calendar
Edge = tuple[Node, Node, int]  # second minus first is at most so many days


@dataclass(frozen=True, slots=True, kw_only=True)
class Posit:
    """One statement for the network: its cause (None for what is plain: nothing ends before it begins), its ways."""

    key: tuple[str, ...]
    cause: Cause | None
    ways: tuple[tuple[Edge, ...], ...]


def not_before(node: Node, day: dt.date) -> Edge:
    """The point is on that day or later."""
    return node, None, -day.toordinal()


def not_after(node: Node, day: dt.date) -> Edge:
    """The point is on that day or earlier."""
    return None, node, day.toordinal()


def later(second: Node, first: Node, days: int) -> Edge:
    """The second point is so many days after the first at least."""
    return second, first, -days


def within(group: str, window: Window) -> tuple[Edge, ...]:
    """It begins and ends in the window."""
    begin = (not_before((group, Point.BEGIN), window.earliest),) if window.earliest else ()
    end = (not_after((group, Point.END), window.latest),) if window.latest else ()
    return begin + end


def without(group: str, window: Window) -> tuple[tuple[Edge, ...], ...]:
    """It ends before the window or begins after it."""
    early = (not_after((group, Point.END), window.earliest - DAY),) if window.earliest else None
    late = (not_before((group, Point.BEGIN), window.latest + DAY),) if window.latest else None
    return tuple(way for way in (early, late) if way)


def weight(kind: CauseKind, known: dt.date | None, *, past: bool = False) -> float:
    """How much a cause counts when not all can hold: by kind, the past before plans, the newer before the older."""
    return _WEIGHT[kind] + (_PAST if past else 0.0) + (known.toordinal() / 1e7 if known else 0.0)


def own_posits(group: Group) -> Iterator[Posit]:
    """Everything that the record says of a group by itself."""
    begin, end = (group.id, Point.BEGIN), (group.id, Point.END)
    yield Posit(key=("span", group.id), cause=None, ways=((later(end, begin, 0),),))
    if isinstance(group, CommitmentGroup):
        yield _made_first(group)
    yield from _claims(group)
    yield from _sightings(group)
    yield from _tense(group)


def _made_first(group: CommitmentGroup) -> Posit:
    words = "a promise is made before it is kept"
    cause = Cause(kind=CauseKind.MADE, about=group.id, words=words, weight=weight(CauseKind.MADE, None))
    edge = later((group.id, Point.BEGIN), (group.id, Point.MADE), 0)
    return Posit(key=("made", group.id), cause=cause, ways=((edge,),))


def firm_claims(group: Group) -> list[Claim]:
    """The claims that are plain, name days and are put forward by who makes them."""
    plain = (c for c in group.claims if c.timing.hedge in PLAIN and c.timing.window is not None)
    return [c for c in plain if c.statement is None or c.statement.stance not in _NOT_PUT_FORWARD]


def _claims(group: Group) -> Iterator[Posit]:
    told = {s.finding.id: s for s in group.sightings}
    for together in _alternatives(firm_claims(group)):
        first = together[0]
        ways = tuple(way for c in together for way in _ways(group.id, c))
        if not any(ways):
            continue
        past = _is_past(told.get(first.timing.about), first)
        cause = Cause(
            kind=CauseKind.CLAIM,
            about=group.id,
            words=claim_words(together),
            weight=weight(CauseKind.CLAIM, first.said, past=past),
            claim=first,
            alternatives=len(ways),
        )
        yield Posit(key=("claim", group.id, *(c.timing.id for c in together)), cause=cause, ways=ways)


def _ways(group: str, claim: Claim) -> tuple[tuple[Edge, ...], ...]:
    window = claim.timing.window or Window(earliest=None, latest=None)
    if claim.timing.of is TimingOf.MADE:
        point = (group, Point.MADE)
        edges = [not_before(point, window.earliest)] if window.earliest else []
        edges += [not_after(point, window.latest)] if window.latest else []
        return (tuple(edges),) if claim.timing.sense is Sense.INSIDE else ()
    return (within(group, window),) if claim.timing.sense is Sense.INSIDE else without(group, window)


def _alternatives(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Claims one by one; but those of one statement that exclude each other are alternatives: "either … or …"."""
    out: list[list[Claim]] = []
    for claim in claims:
        home = next((t for t in out if _either_or(t, claim)), None)
        if home is None:
            out.append([claim])
        else:
            home.append(claim)
    return out


def _either_or(together: Sequence[Claim], claim: Claim) -> bool:
    other, window = together[0], claim.timing.window
    same = claim.statement is not None and other.statement is not None and claim.statement.id == other.statement.id
    inside = claim.timing.sense is other.timing.sense is Sense.INSIDE and claim.timing.of is other.timing.of
    if not (same and inside and window):
        return False
    return all(c.timing.window is not None and c.timing.window.intersect(window) is None for c in together)


def _is_past(sighting: Sighting | None, claim: Claim | None) -> bool:
    if sighting is None or not isinstance(sighting.finding, Meeting):
        return sighting is not None and not isinstance(sighting.finding, Meeting) and sighting.finding.life is Life.KEPT
    held = sighting.finding.status in (Status.HELD, Status.UNDER_WAY)
    day = claim.timing.window.latest if claim and claim.timing.window else None
    return held and (claim is None or (day is not None and day <= claim.report.known))


def _sightings(group: Group) -> Iterator[Posit]:
    """Windows that a report as a whole gives, where they say more than its plain claims and rest on no hedged one."""
    off = max((s.report.known for s in group.sightings if _status(s) in _OFF), default=None)
    for s in group.sightings:
        if _status(s) in _OFF or (off and s.report.known < off and not _is_past(s, None)):
            continue
        for window, of in _windows(s):
            if window is not None and _says_more(window, [c for c in group.claims if _of(c) == (s.finding.id, of)]):
                yield from _sighting(group, s, window, of)


def _of(claim: Claim) -> tuple[str, TimingOf | None]:
    return claim.timing.about, claim.timing.of


def _says_more(window: Window, claims: Sequence[Claim]) -> bool:
    """Is the window narrower than what its own report's claims come to, none of them hedged or turned round?"""
    room = Window(earliest=None, latest=None)
    for c in claims:
        if c.timing.hedge not in PLAIN or c.timing.sense is not Sense.INSIDE or c.timing.window is None:
            return False
        both = room.intersect(c.timing.window)
        if both is None:
            return False
        room = both
    return room.min <= window.min and window.max <= room.max and (room.min, room.max) != (window.min, window.max)


def _windows(sighting: Sighting) -> tuple[tuple[Window | None, TimingOf | None], ...]:
    finding = sighting.finding
    if isinstance(finding, Meeting):
        return ((finding.window, None),)
    return (finding.made, TimingOf.MADE), (finding.due, TimingOf.DUE)


def _sighting(group: Group, sighting: Sighting, window: Window, of: TimingOf | None) -> Iterator[Posit]:
    if of is TimingOf.MADE:
        point = (group.id, Point.MADE)
        early = (not_before(point, window.earliest),) if window.earliest else ()
        edges = early + ((not_after(point, window.latest),) if window.latest else ())
    else:
        edges = within(group.id, window)
    if not edges:
        return
    cause = Cause(
        kind=CauseKind.SIGHTING,
        about=group.id,
        words=sighting_words(sighting, window),
        weight=weight(CauseKind.SIGHTING, sighting.report.known, past=_is_past(sighting, None)),
        sighting=sighting,
    )
    yield Posit(key=("sighting", group.id, sighting.finding.id, of or ""), cause=cause, ways=(edges,))


def _tense(group: Group) -> Iterator[Posit]:
    """What the tense of a dated report tells: by then it was over; by then it was still to come."""
    dated = [s for s in group.sightings if s.report.published is not None]
    over = min((s for s in dated if _over(s)), key=lambda s: s.report.known, default=None)
    if over is not None:
        yield _by_tense(group, CauseKind.HELD, over, not_after((group.id, Point.END), over.report.known))
    ahead = [s for s in dated if _ahead(s) and (over is None or s.report.known < over.report.known)]
    if ahead:
        last = max(ahead, key=lambda s: s.report.known)
        day = last.report.known - DAY  # a morning paper prints what was said the evening before
        yield _by_tense(group, CauseKind.TO_COME, last, not_before((group.id, Point.BEGIN), day))


def _over(s: Sighting) -> bool:
    return _status(s) is Status.HELD if isinstance(s.finding, Meeting) else s.finding.life is Life.KEPT


def _ahead(s: Sighting) -> bool:
    if not isinstance(s.finding, Meeting) or s.finding.status not in _TO_COME:
        return False
    window = s.finding.window
    return window is None or window.max >= s.report.known - DAY


def _by_tense(group: Group, kind: CauseKind, s: Sighting, edge: Edge) -> Posit:
    words = held_words(s) if kind is CauseKind.HELD else to_come_words(s)
    cause = Cause(kind=kind, about=group.id, words=words, weight=weight(kind, s.report.known), sighting=s)
    return Posit(key=(kind, group.id, s.finding.id), cause=cause, ways=((edge,),))


def _status(s: Sighting) -> Status | None:
    return s.finding.status if isinstance(s.finding, Meeting) else None


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
