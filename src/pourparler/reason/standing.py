"""Which claims count on a day, and which do not: echoes, words taken back, sources left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pourparler.model.findings import Hedge, Meeting, Sense, Status, TimingOf
from pourparler.model.groups import Claim, CommitmentGroup, MeetingGroup, Sighting
from pourparler.model.window import Window
from pourparler.reason.answer import DAY, Counts, Discounts, Weighed
from pourparler.reason.data import constant, soon
from pourparler.reason.hedges import denies, doubt
from pourparler.reason.sides import quoted

Group = MeetingGroup | CommitmentGroup
GRACE = 3  # days by which an approximate end, or silence after the end of a window, is stretched
PLAIN = frozenset({Hedge.CERTAIN, Hedge.APPROXIMATE})
OFF = frozenset({Status.CANCELLED, Status.REFUSED, Status.POSTPONED})
_ONE_OCCASION = 14  # days within which two reports of "soon" by one speaker are taken to be the same "soon"
_NEW_DATE = ("to ", "until ", "till ", "from ")  # "postponed to March 3": the date that holds now


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Whom the reader leaves out, and whom he trusts less: names, 0 to 1."""

    without: frozenset[str] = frozenset()
    discounts: Discounts | None = None

    def drops(self, claim: Claim) -> str | None:
        """The source for which the claim is left out, or None."""
        return next((s for s in sorted(self.without) if _comes_from(claim, s)), None)

    def factor(self, claim: Claim) -> float:
        """What the reader's discounts leave of it, 0 to 1."""
        left = 1.0
        for source, share in sorted((self.discounts or {}).items()):
            left *= share if _comes_from(claim, source) else 1.0
        return left


TRUSTING = Trust()


def named(source: str, name: str) -> bool:
    """Is `source` the name, or some whole words of it ("Pompeo" for "Mike Pompeo")?"""
    asked, full = source.casefold().split(), name.casefold().split()
    return asked == full or (bool(asked) and set(asked) <= set(full))


def _comes_from(claim: Claim, source: str) -> bool:
    if source in (claim.timing.id, claim.report.id, claim.origin):
        return True
    names = (*claim.chain, claim.report.outlet or "", claim.report.agency or "")
    return any(named(source, name) for name in names if name)


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
    """Who takes a position: a named speaker wherever he speaks, an unnamed one within one report and its reprints."""
    own = speaker(claim)
    return (own,) if own is not None else (claim.report.origin, claim.chain[0] if claim.chain else "")


def weigh(group: Group, *, trust: Trust = TRUSTING) -> tuple[Weighed, ...]:
    """Every claim of a group in order, and how it counts."""
    claims = order(group.claims)
    barred = {c.timing.id: why for c in claims if (why := _barred(c, group, trust)) is not None}
    free = [c for c in claims if c.timing.id not in barred]
    place = {c.timing.id: i for i, c in enumerate(free)}
    out: list[Weighed] = []
    for claim in claims:
        counts, reason, by = barred.get(claim.timing.id) or _among(free, place[claim.timing.id])
        window, closed = taken(claim)
        left = trust.factor(claim)
        stands = counts in (Counts.COUNTED, Counts.ECHO)
        out.append(
            Weighed(
                claim=claim,
                counts=counts,
                why=reason,
                doubt=doubt(claim),
                window=window,
                reliability=constant("reliability") / 100 * left,
                firm=claim.timing.hedge in PLAIN and left == 1.0 and stands,
                closed=closed,
                by=by,
            )
        )
    return tuple(out)


_Verdict = tuple[Counts, str, Claim | None]


def _barred(claim: Claim, group: Group, trust: Trust) -> _Verdict | None:
    """Why a claim does not count whatever others say, or None."""
    if claim.timing.window is None:
        return Counts.MUTE, "names no day", None
    if claim.timing.of is TimingOf.MADE:
        return Counts.MUTE, "dates the promise, not the deed", None
    if (source := trust.drops(claim)) is not None:
        return Counts.LEFT_OUT, f"left out: without {source}", None
    off = _off(claim, group, trust)
    if off is None:
        return None
    if off.report.id == claim.report.id:
        return Counts.OLD_DATE, f"the day of what was {_status(off)}", None
    return Counts.WITHDRAWN, f"it was {_status(off)} afterwards", None


def _among(free: Sequence[Claim], i: int) -> _Verdict:
    """How claim `i` counts beside those said before and after it."""
    claim, own = free[i], speaker(free[i])
    if (first := next((c for c in free[:i] if _echoes(claim, c)), None)) is not None:
        return Counts.ECHO, "the same claim of the same origin counts once", first
    if own is None:
        return Counts.COUNTED, "", None
    for other in free[i + 1 :]:
        if speaker(other) == own and other.said > claim.said and not (_within(claim, other) or _echoes(other, claim)):
            return Counts.SUPERSEDED, f"{own} said otherwise later: {quoted(other)}", other
    closer = next((c for c in free[:i] if speaker(c) == own and _within(c, claim) and c.said < claim.said), None)
    return (Counts.COUNTED, "", None) if closer is None else (Counts.ECHO, f"{own} has said it more closely", closer)


def content(claim: Claim) -> tuple[dt.date | None, dt.date | None, Sense]:
    """What two claims share that say the same."""
    window, _ = taken(claim)
    return (window.earliest, window.latest, claim.timing.sense) if window else (None, None, claim.timing.sense)


def _echoes(claim: Claim, earlier: Claim) -> bool:
    """Is it the earlier claim again: same words' worth, and same origin or same named speaker?"""
    own = speaker(claim)
    same_speaker = own is not None and own == speaker(earlier)
    if content(claim) != content(earlier):
        near = abs((claim.said - earlier.said).days) <= _ONE_OCCASION
        return same_speaker and near and taken(claim)[1] is not None and _pace(claim) == _pace(earlier)
    return same_speaker or claim.origin == earlier.origin


def _pace(claim: Claim) -> int | None:
    """Days within which a "soon" is taken to lie."""
    window, closed = taken(claim)
    return window.days if window and closed else None


def _within(inner: Claim, outer: Claim) -> bool:
    """Does a later, vaguer claim of a speaker leave his earlier one standing, since it holds all its days?"""
    a, b = taken(inner)[0], taken(outer)[0]
    if a is None or b is None or inner.timing.sense is not outer.timing.sense:
        return False
    return b.min <= a.min and a.max <= b.max


def _off(claim: Claim, group: Group, trust: Trust) -> Sighting | None:
    """The sighting that called it off or put it off after the claim, or with it as the old date; or None."""
    if not isinstance(group, MeetingGroup):
        return None
    for sighting in group.sightings:
        if _status(sighting) not in OFF or left_out(sighting, trust):
            continue
        same = sighting.report.id == claim.report.id
        old = claim.timing.hedge in PLAIN and claim.timing.sense is Sense.INSIDE
        new = _status(sighting) is Status.POSTPONED and claim.timing.evidence.exact.lower().startswith(_NEW_DATE)
        if (same and old and not new) or (not same and claim.report.known < sighting.report.known):
            return sighting
    return None


def left_out(sighting: Sighting, trust: Trust) -> bool:
    """Does the sighting rest on nothing but sources that are left out?"""
    names = [{*chain, sighting.report.id} for chain in sighting.chains]
    return bool(names) and all(any(named(s, n) for s in trust.without for n in chain) for chain in names)


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
