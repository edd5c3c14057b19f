"""What of a sighting decides whether it is of the same meeting as another: computed once, compared often."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pourparler.model.findings import Meeting, MeetingForm, Status
from pourparler.model.groups import Sighting
from pourparler.model.window import Window
from pourparler.record.grouping.called import name_of
from pourparler.record.grouping.occasions import event_words
from pourparler.record.grouping.ordinals import ordinal_ahead, ordinal_of
from pourparler.record.grouping.parties import Actors, Names, Party, parties_of
from pourparler.record.grouping.places import places_in

PAST = frozenset({Status.HELD, Status.UNDER_WAY})
OFF = frozenset({Status.POSTPONED, Status.CANCELLED, Status.REFUSED})
FIRM_DAYS = 4  # a meeting may last so long: a window no wider names its days, a wider one is vague
_MOVED = re.compile(
    r"\b(?:postpon\w+|put off|delay\w+|reschedul\w+|push\w* back|mov\w+ (?:from|to|forward|back|up)|new date"
    r"|brought forward|bring\w* forward|instead of|earlier planned|originally (?:planned|scheduled|due|set)"
    r"|(?:ha[sd]|have|was|were|be|being) (?:been )?(?:moved|shifted))\b",
    re.I,
)
_RECENT = re.compile(r"\brecent(?:ly)?\b", re.I)


@dataclass(frozen=True, slots=True)
class Traits:
    """known, first, last: days as ordinals; first and last are None where open or unknown.

    firm: the days are named. about: a bound is only about there. past: it has begun. off: put off, called off or
    refused. moved: the words speak of another date before. place: as found, else as the mention itself has it. event:
    words that may be of its name. name: its name where it is a known occasion of many, see `name_of`.
    """

    sighting: Sighting
    meeting: Meeting
    parties: tuple[Party, ...]
    known: int
    first: int | None
    last: int | None
    firm: bool
    about: bool
    past: bool
    off: bool
    moved: bool
    ordinal: int | None
    place: tuple[str, ...]
    event: frozenset[str]
    name: frozenset[str]

    @property
    def form(self) -> MeetingForm:
        """Form of the meeting."""
        return self.meeting.form

    @property
    def order(self) -> tuple[int, str, int]:
        """By day known, report and place in the text."""
        return (self.known, self.sighting.report.id, self.meeting.evidence.span.start)


def traits_of(sighting: Sighting, actors: Actors, names: Names) -> Traits:
    """The traits of one sighting of a meeting."""
    meeting = sighting.finding
    if not isinstance(meeting, Meeting):
        raise TypeError("a sighting of a meeting is wanted")
    known = sighting.report.known.toordinal()
    window = meeting.window
    off = meeting.status in OFF
    if off and window and window.latest and window.latest.toordinal() <= known:
        window = None  # the day on which it was called off, not the day it was set for
    parties = parties_of(meeting.parties, sighting.report.id, actors, names)
    if window and window.earliest == window.latest == sighting.report.known and _RECENT.search(meeting.evidence.exact):
        window = None  # the day on which it was called recent
    return Traits(
        sighting=sighting,
        meeting=meeting,
        parties=parties,
        known=known,
        first=window.earliest.toordinal() if window and window.earliest else None,
        last=window.latest.toordinal() if window and window.latest else None,
        firm=is_firm(window),
        about=bool(window and (window.earliest_approximate or window.latest_approximate)),
        past=meeting.status in PAST,
        off=off,
        moved=meeting.status is Status.POSTPONED or _speaks_of_move(meeting),
        ordinal=ordinal_of(meeting) or (ordinal_ahead(meeting) if _summit_to_come(meeting) else None),
        place=meeting.place or places_in(meeting.evidence.exact),
        event=event_words(meeting),
        name=name_of(meeting, parties),
    )


def _summit_to_come(meeting: Meeting) -> bool:
    return meeting.form is MeetingForm.SUMMIT and meeting.status not in PAST and meeting.status not in OFF


def is_firm(window: Window | None) -> bool:
    """Does it name the days themselves?"""
    if window is None or window.days is None or window.earliest_approximate or window.latest_approximate:
        return False
    return window.days <= FIRM_DAYS


def _speaks_of_move(meeting: Meeting) -> bool:
    text = meeting.evidence.text
    return any(_MOVED.search(sentence_around(text, m.span.start, m.span.end)) for m in meeting.mentions)


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence a mention stands in, roughly: from the last full stop or line before it to the next one after."""
    begin = max(text.rfind(". ", 0, start), text.rfind("\n", 0, start)) + 1
    stops = [at for mark in (". ", "\n") if (at := text.find(mark, end)) >= 0]
    return text[begin : min(stops, default=len(text))]
