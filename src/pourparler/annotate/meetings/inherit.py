"""What an occasion has from another one: the parties of the one before in a series, the place and days of a trip."""

from __future__ import annotations

from pourparler.annotate.actors import states_of
from pourparler.annotate.draft import Draft
from pourparler.annotate.meetings.mention import Mention
from pourparler.annotate.meetings.occasion import PAST, Occasion
from pourparler.annotate.syntax import subject

REACH = 60  # occasions that one looks back
NEAR = 1500  # characters: as far as one goes on telling of a trip


def take_parties(mention: Mention, occasions: list[Occasion]) -> None:
    """One of a series without parties of its own has those of the one before: "a second summit", "the next round"."""
    if mention.sequel and not mention.parties:
        for occasion in reversed(occasions):
            if any(m.anchor.lemma_ == mention.anchor.lemma_ for m in occasion.kinds):
                mention.parties = list(occasion.parties.values())
                return
    if mention.sequel == "next" and not mention.parties and not mention.frame.verbal:
        talks = (o for o in reversed(occasions) if o.family == "talks" and mention.start - o.mentions[-1].end < NEAR)
        before = next(talks, None)
        mention.parties = list(before.parties.values()) if before is not None else []


def take_places(draft: Draft, occasions: list[Occasion]) -> None:
    """A held meeting that tells neither where nor when has both from the trip on which it is told."""
    for i, occasion in enumerate(occasions):
        if occasion.window is not None or occasion.first.reading.status not in PAST:
            continue
        near = reversed(occasions[max(0, i - REACH) : i])
        host = next((o for o in near if _holds(draft, o, occasion)), None)
        if host is not None:
            occasion.places, occasion.lent = occasion.places or list(host.places), host.window


def _holds(draft: Draft, host: Occasion, guest: Occasion) -> bool:
    """Is one a trip, or a meeting just told, of which the other is part: same traveller, met there, "also met"?"""
    if host.first.reading.status not in PAST or not host.parties or not (host.places or host.window):
        return False
    if guest.places and not set(guest.places) & set(host.places):
        return False
    if guest.first.start - host.mentions[-1].end > NEAR:
        return False
    traveller = next(iter(host.parties))
    if traveller not in guest.parties:
        return False
    if host.family == "visit":
        abroad = {s for name in host.parties if name != traveller for s in states_of(draft, name)}
        met = {s for name in guest.parties if name != traveller for s in states_of(draft, name)}
        return not met or bool(met & abroad)
    verb = guest.first.anchor
    return any(c.lower_ == "also" for c in verb.children) and subject(verb) is not None
