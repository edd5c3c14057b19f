"""What a report as a whole says of a day: the window it gives, and the tense in which it speaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pourparler.model.findings import Commitment, Life, Meeting, Sense, Status, TimingOf
from pourparler.model.groups import Claim, CommitmentGroup, Sighting
from pourparler.model.window import Window
from pourparler.reason.answer import DAY
from pourparler.reason.firm_posits import Edge, Point, Posit, not_after, not_before, weight, within
from pourparler.reason.firm_types import Cause, CauseKind
from pourparler.reason.firm_words import held_words, sighting_words, to_come_words
from pourparler.reason.standing import PLAIN, Group

_TO_COME = frozenset({Status.SCHEDULED, Status.PLANNED, Status.HOPED, Status.POSSIBLE, Status.UNLIKELY})
_OFF = frozenset({Status.CANCELLED, Status.REFUSED, Status.POSTPONED})


def is_past(sighting: Sighting | None, claim: Claim | None) -> bool:
    """Does the sighting, or the claim beside it, tell what has been?"""
    if sighting is None or not isinstance(sighting.finding, Meeting):
        return sighting is not None and not isinstance(sighting.finding, Meeting) and sighting.finding.life is Life.KEPT
    held = sighting.finding.status in (Status.HELD, Status.UNDER_WAY)
    day = claim.timing.window.latest if claim and claim.timing.window else None
    return held and (claim is None or (day is not None and day <= claim.report.known))


def sighting_posits(group: Group) -> Iterator[Posit]:
    """Windows that a report as a whole gives, where they say more than its plain claims and rest on no hedged one."""
    off = max((s.report.known for s in group.sightings if _status(s) in _OFF), default=None)
    for s in group.sightings:
        if _status(s) in _OFF or (off and s.report.known < off and not is_past(s, None)):
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
        weight=weight(CauseKind.SIGHTING, sighting.report.known, past=is_past(sighting, None)),
        sighting=sighting,
    )
    yield Posit(key=("sighting", group.id, sighting.finding.id, of or ""), cause=cause, ways=(edges,))


def tense_posits(group: Group) -> Iterator[Posit]:
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


def made_by(group: CommitmentGroup) -> Iterator[Posit]:
    """That a promise was made by the day a report first tells of it, where nobody says when."""
    dated = [s for s in group.sightings if s.report.published is not None]
    said = any(isinstance(s.finding, Commitment) and s.finding.made for s in group.sightings)
    if said or not dated or any(c.timing.of is TimingOf.MADE for c in group.claims):
        return
    first = min(dated, key=lambda s: s.report.known)
    kind, edge = CauseKind.HELD, not_after((group.id, Point.MADE), first.report.known)
    words = held_words(first, made=True)
    cause = Cause(kind=kind, about=group.id, words=words, weight=weight(kind, first.report.known), sighting=first)
    yield Posit(key=(kind, group.id, first.finding.id, "made"), cause=cause, ways=((edge,),))


def _by_tense(group: Group, kind: CauseKind, s: Sighting, edge: Edge) -> Posit:
    words = to_come_words(s) if kind is CauseKind.TO_COME else held_words(s)
    cause = Cause(kind=kind, about=group.id, words=words, weight=weight(kind, s.report.known), sighting=s)
    return Posit(key=(kind, group.id, s.finding.id), cause=cause, ways=((edge,),))


def _status(s: Sighting) -> Status | None:
    return s.finding.status if isinstance(s.finding, Meeting) else None
