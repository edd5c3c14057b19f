"""A set of sightings of one meeting -> the meeting as the record shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pourparler.model.findings import Hedge, MeetingForm, PlaceOptions, Sense, Status
from pourparler.model.groups import Claim, Correction, MeetingGroup
from pourparler.model.window import Window
from pourparler.record.grouping.attribution import count_origins
from pourparler.record.grouping.claims import About, claims_about
from pourparler.record.grouping.corrections import group_id
from pourparler.record.grouping.merged_parties import merged
from pourparler.record.grouping.places import Where, compare_places, finest
from pourparler.record.grouping.settle import settle
from pourparler.record.grouping.titles import meeting_title
from pourparler.record.grouping.traits import Traits

_SPECIFIC = tuple(MeetingForm)  # ties between forms go to the one that says most


def compose(
    traits: Sequence[Traits],
    why: Mapping[int, str],
    members: Sequence[int],
    about: About,
    corrections: tuple[Correction, ...],
) -> MeetingGroup:
    """The meeting; traits in order of day known. why: reason by position; about: see `by_finding`."""
    sightings = tuple(
        replace(t.sighting, why=why.get(at, "the first report of it")) for at, t in zip(members, traits, strict=True)
    )
    claims = claims_about(sightings, about)
    parties = merged([t.parties for t in traits])
    form, ordinal, place = _form(traits), _ordinal(traits), _place(traits)
    return MeetingGroup(
        id=group_id(sightings[0]),
        title=meeting_title(form, parties, place, ordinal, traits),
        form=form,
        parties=parties,
        status=status_of(traits),
        sightings=sightings,
        inferred=_inferred(traits, parties),
        place=place,
        place_options=_options(traits),
        window=window_of(traits, claims),
        purpose=next((t.meeting.purpose.exact for t in reversed(traits) if t.meeting.purpose), None),
        ordinal=ordinal,
        claims=claims,
        origins=count_origins(o for s in sightings for o in s.origins),
        corrections=corrections,
    )


def status_of(traits: Sequence[Traits]) -> Status:
    """Where the meeting stands after these sightings, which come in order of day known."""
    status = traits[0].meeting.status
    for t in traits[1:]:
        status = settle(status, t.meeting.status)
    return status


def window_of(traits: Sequence[Traits], claims: Sequence[Claim]) -> Window | None:
    """What the unhedged words leave possible, the newest first; hedged ones only where nothing firmer is said.

    Once it is held those who tell it as held come first, if they bound it; of the others what agrees with them counts.
    """
    told = sorted(traits, key=_telling, reverse=True) if any(t.past for t in traits) else traits[::-1]
    for sure in (True, False):
        if windows := [w for t in told for w in _windows(t, claims, sure)]:
            return _narrow(windows)
    return None


def _telling(t: Traits) -> tuple[bool, bool, bool, tuple[int, str, int]]:
    """Of a meeting that was held: how well it tells when."""
    bounded = t.first is not None and t.last is not None
    return (t.past and t.firm, t.past and bounded, t.firm and not t.past, t.order)


def _windows(t: Traits, claims: Sequence[Claim], sure: bool) -> list[Window]:
    """The windows one sighting gives: of its unhedged claims, or of the finding itself where no claim says more."""
    mine = [c.timing for c in claims if (c.report.id, c.timing.about) == (t.sighting.report.id, t.meeting.id)]
    inside = [x for x in mine if x.sense is Sense.INSIDE and x.window]
    firm = [x.window for x in inside if x.hedge in (Hedge.CERTAIN, Hedge.APPROXIMATE) and x.window]
    whole = [t.meeting.window] if t.meeting.window and (t.first is not None or t.last is not None) else []
    hedged = bool(inside) and not firm
    if sure:
        return [] if hedged else whole
    return whole if hedged else []


def _narrow(windows: Sequence[Window]) -> Window:
    """The first one, narrowed by each later one that leaves something of it."""
    result = windows[0]
    for window in windows[1:]:
        result = result.intersect(window) or result
    return result


def _form(traits: Sequence[Traits]) -> MeetingForm:
    counted = Counter(t.form for t in traits)
    return max(counted, key=lambda form: (counted[form], -_SPECIFIC.index(form)))


def _ordinal(traits: Sequence[Traits]) -> int | None:
    return next((t.ordinal for t in traits if t.ordinal), None)


def _place(traits: Sequence[Traits]) -> tuple[str, ...]:
    """Where it was held by those who tell it as held, else where the newest report sets it; finer places win."""
    told = [t.meeting.place for t in traits if t.past and t.meeting.place]
    told = told or [t.meeting.place for t in traits if t.meeting.place]
    if not told:
        return ()
    newest = told[-1]
    close = [p for place in reversed(told) if compare_places(place, newest) is not Where.ELSEWHERE for p in place]
    return finest(tuple(dict.fromkeys(close)))


def _options(traits: Sequence[Traits]) -> PlaceOptions | None:
    return next((t.meeting.place_options for t in reversed(traits) if t.meeting.place_options), None)


def _inferred(traits: Sequence[Traits], parties: tuple[str, ...]) -> tuple[str, ...]:
    """Parties whom no report names without a mark of doubt."""
    stated = {name for t in traits for name in t.meeting.parties if name not in t.meeting.inferred}
    doubted = {name for t in traits for name in t.meeting.inferred} - stated
    return tuple(name for name in parties if name in doubted)
