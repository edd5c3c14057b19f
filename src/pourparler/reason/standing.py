"""Which claims count on a day, and which do not: echoes, words taken back, sources left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pourparler.model.findings import Hedge, Meeting, Sense, Status, TimingOf
from pourparler.model.groups import Claim, CommitmentGroup, MeetingGroup, Sighting
from pourparler.model.window import Window
from pourparler.reason.answer import DAY, Counts, Weighed
from pourparler.reason.data import constant, soon
from pourparler.reason.hedges import denies, doubt, wished
from pourparler.reason.sides import quoted
from pourparler.reason.trust import TRUSTING, Trust, left_out

Group = MeetingGroup | CommitmentGroup
GRACE = 3  # days by which an approximate end, or silence after the end of a window, is stretched
PLAIN = frozenset({Hedge.CERTAIN, Hedge.APPROXIMATE})
OFF = frozenset({Status.CANCELLED, Status.REFUSED, Status.POSTPONED})
_Verdict = tuple[Counts, str, Claim | None]
_NOT_HELD = frozenset({"ask", "deny", "doubt", "fear", "refuse", "reject", "wonder"})
_ONE_OCCASION = 14  # days within which two reports of "soon" by one speaker are taken to be the same "soon"
_NEW_DATE = ("to ", "until ", "till ", "from ")  # "postponed to March 3": the date that holds now


def order(claims: Sequence[Claim]) -> list[Claim]:
    """By the day they were said, then known, then report and place in the text."""
    return sorted(claims, key=lambda c: (c.said, c.report.known, c.report.id, c.timing.evidence.span.start))


def taken(claim: Claim) -> tuple[Window | None, str | None]:
    """The window as belief takes it, and the words that close it: "soon" has an end here."""
    window = claim.timing.window
    if window is None or window.latest is not None or window.earliest is None or denies(claim):
        return window, None
    words = claim.timing.evidence.exact.casefold()
    for phrase, days in soon():
        if phrase in words:
            return replace(window, latest=window.earliest + DAY * days, latest_approximate=True), phrase
    return window, None


def speaker(claim: Claim) -> str | None:
    """The innermost speaker if he is named: nobody knows whether two unnamed officials are one man."""
    name = claim.chain[0] if claim.chain else None
    return None if name is None or "(unnamed)" in name else name


def party(claim: Claim) -> tuple[str, ...]:
    """Who takes a position: a named speaker wherever he speaks; an unnamed one, or a report in its own voice, within
    one report and its reprints.
    """
    own = speaker(claim) if claim.statement is not None else None
    if own is not None:
        return (own,)
    return claim.report.origin, claim.chain[0] if claim.statement is not None and claim.chain else ""


def weigh(group: Group, *, trust: Trust = TRUSTING) -> tuple[Weighed, ...]:
    """Every claim of a group in order, and how it counts."""
    claims = order(group.claims)
    off = [s for s in group.sightings if _status(s) in OFF and not left_out(s, trust)]
    barred = {c.timing.id: why for c in claims if (why := _barred(c, off, trust)) is not None}
    free = _Free([_read(c) for c in claims if c.timing.id not in barred])
    return tuple(_weighed(c, barred.get(c.timing.id) or free.verdict(c.timing.id), trust) for c in claims)


def _weighed(claim: Claim, verdict: _Verdict, trust: Trust) -> Weighed:
    counts, why, by = verdict
    window, closed = taken(claim)
    left = trust.factor(claim)
    return Weighed(
        claim=claim,
        counts=counts,
        why=why,
        doubt=doubt(claim),
        window=window,
        reliability=constant("reliability") / 100 * left,
        firm=claim.timing.hedge in PLAIN
        and not wished(claim)
        and left == 1.0
        and counts in (Counts.COUNTED, Counts.ECHO),
        closed=closed,
        by=by,
    )


def _barred(claim: Claim, called_off: Sequence[Sighting], trust: Trust) -> _Verdict | None:
    """Why a claim does not count whatever others say, or None."""
    if claim.timing.window is None:
        return Counts.MUTE, "names no day", None
    if claim.timing.of is TimingOf.MADE:
        return Counts.MUTE, "dates the promise, not the deed", None
    if claim.statement is not None and claim.statement.stance in _NOT_HELD and claim.timing.hedge in PLAIN:
        return Counts.MUTE, f"the speaker does not put it forward ({claim.statement.stance})", None
    if (source := trust.drops(claim)) is not None:
        return Counts.LEFT_OUT, f"left out: without {source}", None
    off = _off(claim, called_off)
    if off is None:
        return None
    if off.report.id == claim.report.id:
        return Counts.OLD_DATE, f"the day of what was {_status(off)}", None
    return Counts.WITHDRAWN, f"it was {_status(off)} afterwards", None


@dataclass(frozen=True, slots=True)
class _Read:
    """What is asked of a claim again and again. pace: days within which its "soon" is taken to lie."""

    claim: Claim
    said: dt.date
    speaker: str | None
    window: Window | None
    pace: int | None


def _read(claim: Claim) -> _Read:
    window, closed = taken(claim)
    return _Read(claim, claim.said, speaker(claim), window, window.days if window and closed else None)


class _Free:
    """The claims that nothing bars, in order; what each counts beside the others."""

    def __init__(self, reads: Sequence[_Read]) -> None:
        self._at = {r.claim.timing.id: (i, r) for i, r in enumerate(reads)}
        self._by_speaker: dict[str, list[tuple[int, _Read]]] = {}
        self._same: dict[object, _Read] = {}  # the first of its origin that says so
        for i, r in enumerate(reads):
            if r.speaker is not None:
                self._by_speaker.setdefault(r.speaker, []).append((i, r))
            self._same.setdefault((r.claim.origin, content(r.claim)), r)

    def verdict(self, id: str) -> _Verdict:
        """How the claim counts beside those said before and after it."""
        i, read = self._at[id]
        own = self._by_speaker.get(read.speaker, []) if read.speaker is not None else []
        first = self._same[read.claim.origin, content(read.claim)]
        echoed = next((r for at, r in own if at < i and _echoes(read, r)), None) or (
            first if first is not read else None
        )
        if echoed is not None:
            return Counts.ECHO, "the same claim of the same origin counts once", echoed.claim
        for at, other in own:
            if at > i and other.said > read.said and not (_within(read, other) or _echoes(other, read)):
                return Counts.SUPERSEDED, f"{read.speaker} said otherwise later: {quoted(other.claim)}", other.claim
        closer = next((r for at, r in own if at < i and r.said < read.said and _within(r, read)), None)
        if closer is not None:
            return Counts.ECHO, f"{read.speaker} has said it more closely", closer.claim
        return Counts.COUNTED, "", None


def content(claim: Claim) -> tuple[dt.date | None, dt.date | None, Sense]:
    """What two claims share that say the same."""
    window, _ = taken(claim)
    return (window.earliest, window.latest, claim.timing.sense) if window else (None, None, claim.timing.sense)


def _echoes(read: _Read, earlier: _Read) -> bool:
    """Is it what the same speaker said before, or the same "soon" told of again?"""
    if content(read.claim) == content(earlier.claim):
        return True
    near = abs((read.said - earlier.said).days) <= _ONE_OCCASION
    return near and read.pace is not None and read.pace == earlier.pace


def _within(inner: _Read, outer: _Read) -> bool:
    """Does a later, vaguer claim of a speaker leave his earlier one standing, since it holds all its days?"""
    a, b = inner.window, outer.window
    if a is None or b is None or inner.claim.timing.sense is not outer.claim.timing.sense:
        return False
    return b.min <= a.min and a.max <= b.max


def _off(claim: Claim, called_off: Sequence[Sighting]) -> Sighting | None:
    """The sighting that called it off or put it off after the claim, or with it as the old date; or None."""
    for sighting in called_off:
        same = sighting.report.id == claim.report.id
        old = claim.timing.hedge in PLAIN and claim.timing.sense is Sense.INSIDE
        new = _status(sighting) is Status.POSTPONED and claim.timing.evidence.exact.lower().startswith(_NEW_DATE)
        if (same and old and not new) or (not same and claim.report.known < sighting.report.known):
            return sighting
    return None


def _status(sighting: Sighting) -> Status | None:
    return sighting.finding.status if isinstance(sighting.finding, Meeting) else None


def firm_part(group: Group, weighed: Sequence[Weighed], trust: Trust) -> Group:
    """The group as the firm layer is to see it: without claims that do not stand or are trusted less.

    A report's own window for the meeting rests on its claims: where one of them is gone, it says nothing firm.
    """
    gone = {w.claim.timing.id for w in weighed if not _firm(w)}
    if not gone and not trust.without:
        return group
    spoilt = {w.claim.report.id for w in weighed if w.claim.timing.id in gone}
    sightings = tuple(undated(s) if s.report.id in spoilt else s for s in group.sightings if not left_out(s, trust))
    claims = tuple(c for c in group.claims if c.timing.id not in gone)
    if isinstance(group, MeetingGroup):
        return replace(group, claims=claims, sightings=sightings)
    return replace(group, claims=claims, sightings=sightings)


def _firm(weighed: Weighed) -> bool:
    stands = weighed.counts in (Counts.COUNTED, Counts.ECHO, Counts.MUTE)
    discounted = weighed.reliability < constant("reliability") / 100
    return stands and not (discounted and weighed.claim.timing.hedge in PLAIN)


def undated(sighting: Sighting) -> Sighting:
    """The sighting without the window that its report as a whole gives the meeting."""
    if not isinstance(sighting.finding, Meeting):
        return replace(sighting, finding=replace(sighting.finding, due=None))
    return replace(sighting, finding=replace(sighting.finding, window=None))
