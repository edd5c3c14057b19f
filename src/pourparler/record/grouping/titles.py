"""Short names of groups in words."""

from __future__ import annotations

from collections.abc import Sequence

from pourparler.model.findings import MeetingForm
from pourparler.record.grouping.occasions import event_name
from pourparler.record.grouping.traits import Traits

_NTH = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_NOUNS = {
    MeetingForm.SUMMIT: "summit",
    MeetingForm.MINISTERIAL: "meeting of ministers",
    MeetingForm.OFFICIAL: "meeting of officials",
    MeetingForm.CALL: "call",
    MeetingForm.VISIT: "visit",
    MeetingForm.TALKS: "talks",
    MeetingForm.CONFERENCE: "conference",
    MeetingForm.OTHER: "meeting",
}
LONG = 60  # characters of a commitment's words in its title


def nth(number: int) -> str:
    """ "second" for 2, "28th" for 28."""
    if number <= len(_NTH):
        return _NTH[number - 1]
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def meeting_title(
    form: MeetingForm, parties: tuple[str, ...], place: tuple[str, ...], ordinal: int | None, traits: Sequence[Traits]
) -> str:
    """ "second summit of Donald Trump and Kim Jong-un", "visit of Angela Merkel to Ankara"."""
    noun = f"{nth(ordinal)} {_NOUNS[form]}" if ordinal else _NOUNS[form]
    if form is MeetingForm.VISIT and parties:
        return _visit(noun, parties, place, traits)
    if event := _event(traits):
        noun = f"{nth(ordinal)} {event}" if ordinal else event
    whom = join(parties)
    return f"{noun} of {whom}" if whom else noun


def _visit(noun: str, parties: tuple[str, ...], place: tuple[str, ...], traits: Sequence[Traits]) -> str:
    """Who visits is named first by the reports themselves."""
    first = next((name for t in traits for name in t.meeting.parties if name in parties), parties[0])
    hosts = [name for name in parties if name != first and name not in place]
    to = f" to {join(place)}" if place else ""
    if not to and len(hosts) == 1:
        return f"{noun} of {first} to {hosts[0]}"
    return f"{noun} of {first}{to}{f' with {join(hosts)}' if hosts and not to else ''}"


def _event(traits: Sequence[Traits]) -> str:
    """The name of the occasion, if most sightings know it by one."""
    names = [name for t in traits if (name := event_name(t.meeting))]
    return min(names, key=len) if 2 * len(names) > len(traits) else ""


def join(names: Sequence[str]) -> str:
    """ "A, B and C"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def commitment_title(by: tuple[str, ...], text: str) -> str:
    """ "Kim Jong-un: visit Seoul in the near future"."""
    words = " ".join(text.split())
    return f"{join(by)}: {words if len(words) <= LONG else words[: LONG - 1].rstrip() + '…'}"
