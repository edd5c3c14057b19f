"""A group as a story: what changed, when it became known, and by whose words; silent on mere repeats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pourparler.model.findings import Commitment, Hedge, Life, Meeting, Sense, Status, TimingOf
from pourparler.model.groups import Change, Claim, CommitmentGroup, MeetingGroup, Sighting
from pourparler.model.window import Answer, Window
from pourparler.record.chains import chain_of
from pourparler.record.grouping.life import events_of
from pourparler.record.grouping.places import Where, compare_places, finest
from pourparler.record.grouping.settle import settle
from pourparler.record.grouping.timewords import claim_words, said_by, window_words
from pourparler.record.grouping.titles import join
from pourparler.record.grouping.traits import PAST, is_firm

_OPINIONS = frozenset({Status.POSSIBLE, Status.HOPED, Status.UNLIKELY})
_SURE = frozenset({Hedge.CERTAIN, Hedge.APPROXIMATE})


@dataclass(frozen=True, slots=True)
class _Time:
    """What is said of the time, and by whom. verbatim: the words themselves, for what only begins on the day said."""

    window: Window
    sense: Sense
    hedge: Hedge
    chain: tuple[str, ...]
    verbatim: str = ""

    @property
    def words(self) -> str:
        return f"“{self.verbatim}”" if self.verbatim else claim_words(self.window, self.sense, self.hedge)


def changes(group: MeetingGroup | CommitmentGroup) -> tuple[Change, ...]:
    """The changes in substance, in the order in which they became known; the first is that there is such a thing."""
    told = _meeting(group) if isinstance(group, MeetingGroup) else _commitment(group)
    return tuple(told)


def _meeting(group: MeetingGroup) -> Iterator[Change]:
    status: Status | None = None
    place: tuple[str, ...] = ()
    seen: list[str] = []
    most = 0  # parties that one report names: a person for his state is no new one
    time: _Time | None = None
    for sighting in group.sightings:
        meeting = sighting.finding
        if not isinstance(meeting, Meeting):
            continue
        times = _times(sighting, group.claims, meeting.window)
        chain = _teller(sighting, meeting.status, times)
        names = [name for name in group.parties if name in meeting.parties]
        if status is None:
            first = times[0] if times and _goes_back(times[0].chain, chain) else None
            yield _change(group, sighting, "new", None, _first(meeting, first), chain)
            status, place, time = meeting.status, meeting.place, first
            seen, most = names, len(meeting.parties)
            times = times[1:] if first else times
        else:
            settled = settle(status, meeting.status)
            if settled is not status:
                yield _change(group, sighting, "status", status, settled, chain)
                status = settled
            if (added := [name for name in names if name not in seen]) and len(meeting.parties) > most:
                yield _change(group, sighting, "parties", join(seen), join([*seen, *added]), chain)
            seen, most = [*seen, *added], max(most, len(meeting.parties))
            if _elsewhere(place, meeting.place):
                yield _change(group, sighting, "place", join(place) or None, join(meeting.place), chain)
                place = meeting.place
        for new in times:
            if _news(time, new):
                yield _change(group, sighting, "window", time.words if time else None, new.words, new.chain)
                time = new


def _teller(sighting: Sighting, status: Status, times: Sequence[_Time]) -> tuple[str, ...]:
    """Who says how it stands. That it was held a report says itself if it says when; that it may be, who says when."""
    own = chain_of(None, sighting.report)
    if status in PAST and any(t.chain == own for t in times):
        return own
    if status in _OPINIONS and times and sighting.chains == (own,):
        return times[0].chain
    return sighting.chains[0]


def _goes_back(chain: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Did the words come through those of the other chain?"""
    return chain[-len(other) :] == other


def _first(meeting: Meeting, time: _Time | None) -> str:
    where = f"in {join(meeting.place)}" if meeting.place else ""
    when = (
        time.words.removeprefix("hoped for ") if time and meeting.status is Status.HOPED else time.words if time else ""
    )
    return ", ".join(filter(None, (meeting.status.value, where, when)))


def _elsewhere(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """Another place, a first one, or a finer one."""
    if not new or set(new) <= set(old):
        return False
    if not old or compare_places(old, new) is Where.ELSEWHERE:
        return True
    return set(finest((*old, *new))) != set(finest(old))


def _commitment(group: CommitmentGroup) -> Iterator[Change]:
    steps = {event.sighting.finding.id: event for event in events_of(group.sightings)}
    life: Life | None = None
    time: _Time | None = None
    for sighting in group.sightings:
        commitment = sighting.finding
        if not isinstance(commitment, Commitment):
            continue
        chain, times = sighting.chains[0], _times(sighting, group.claims, commitment.due)
        if life is None:
            first = times[0] if times else None
            yield _change(group, sighting, "new", None, _bound(commitment, first), chain)
            life, time, times = commitment.life, first, times[1:]
        elif (event := steps.get(commitment.id)) and event.life is not life:
            yield _change(group, sighting, "life", life, event.life, chain)
            life = event.life
        for new in times:
            if _news(time, new):
                yield _change(group, sighting, "due", time.words if time else None, new.words, new.chain)
                time = new


def _bound(commitment: Commitment, time: _Time | None) -> str:
    to = f"toward {join(commitment.to)}" if commitment.to else ""
    due = f"due {time.words}" if time else ""
    made = f"made {window_words(commitment.made)}" if commitment.made else ""
    return ", ".join(filter(None, (commitment.force.value, to, made, due)))


def _times(sighting: Sighting, claims: Sequence[Claim], window: Window | None) -> list[_Time]:
    """What one report says of the time: each speaker's last word, in order of the text; else the finding's window."""
    mine = [
        c
        for c in claims
        if (c.report.id, c.timing.about) == (sighting.report.id, sighting.finding.id)
        and c.timing.of is not TimingOf.MADE
        and c.timing.window
    ]
    by_speaker: dict[str, _Time] = {}
    for claim in mine:
        timing = claim.timing
        if timing.window is None:
            continue
        new = _Time(timing.window, timing.sense, timing.hedge, claim.chain, _soon(claim, timing.window))
        old = by_speaker.pop(claim.chain[0], None)
        by_speaker[claim.chain[0]] = old if old and (old.sense, new.sense) == (Sense.INSIDE, Sense.OUTSIDE) else new
    if by_speaker or not window:
        return list(by_speaker.values())
    return [_Time(window, Sense.INSIDE, Hedge.CERTAIN, sighting.chains[0])]


def _soon(claim: Claim, window: Window) -> str:
    """The words themselves where all they say is that it is still to come: "in the very near future"."""
    open_ended = window.earliest and window.latest is None
    return claim.timing.evidence.exact if open_ended and window.holds(claim.report.known) else ""


def _news(old: _Time | None, new: _Time) -> bool:
    """Does the new claim say more than, or other than, the one that stands? A vaguer one that agrees does not."""
    if old is None:
        return True
    if new.sense is Sense.OUTSIDE:
        return old.sense is Sense.INSIDE and new.window.contains(old.window) is not Answer.NO
    if old.sense is Sense.OUTSIDE:
        return True
    if (
        is_firm(old.window)
        and is_firm(new.window)
        and old.hedge in _SURE
        and old.window.contains(new.window) is Answer.YES
    ):
        return False  # one of the days on which it is
    if (new.window.earliest, new.window.latest) == (old.window.earliest, old.window.latest):
        return new.hedge in _SURE and old.hedge not in _SURE
    return new.window.contains(old.window) is not Answer.YES


def _change(
    group: MeetingGroup | CommitmentGroup,
    sighting: Sighting,
    field: str,
    before: str | None,
    after: str,
    chain: tuple[str, ...],
) -> Change:
    day = sighting.report.known
    own_voice = chain == chain_of(None, sighting.report)
    label = "" if field == "window" else f"{field}: "
    step = f"from {before} to {after}" if before is not None else after
    return Change(
        day=day,
        group=group.id,
        title=group.title,
        field=field,
        before=None if before is None else str(before),
        after=str(after),
        chain=chain,
        report=sighting.report.id,
        text=f"{group.title}: {label}{step}; {said_by(chain, day, own_voice=own_voice)}",
    )
