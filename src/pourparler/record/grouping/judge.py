"""Are two sightings of one meeting? Yes with a strength and a reason, no with a reason, or nobody can tell."""

from __future__ import annotations

from dataclasses import dataclass

from pourparler.model.findings import MeetingForm
from pourparler.record.grouping.days import MOVED, RECENT, Room, room
from pourparler.record.grouping.parties import Match, match
from pourparler.record.grouping.places import Where, compare_places
from pourparler.record.grouping.traits import Traits

WEAK = 10  # links below that strength give way where they would serve two groups


@dataclass(frozen=True, slots=True)
class Verdict:
    """strength: above 0 they are one, the more the surer; below 0 they are two; 0 leaves it open.

    moved: they are one because the later one speaks of another date. apart: nothing but their dates makes them two.
    """

    strength: int
    why: str
    moved: bool = False
    apart: bool = False


OPEN = Verdict(0, "")
_HEADS = frozenset({MeetingForm.SUMMIT})
_NOTABLE = frozenset({MeetingForm.SUMMIT, MeetingForm.VISIT, MeetingForm.CONFERENCE})
_LOWER = frozenset({MeetingForm.MINISTERIAL, MeetingForm.OFFICIAL})


def judge(a: Traits, b: Traits) -> Verdict:
    """Compare two sightings, whichever comes first."""
    if a.order > b.order:
        a, b = b, a
    ours, theirs = a.sighting.report, b.sighting.report
    if ours.id == theirs.id:
        return Verdict(-1, "one report tells them apart")
    if ours.origin == theirs.origin and a.meeting.evidence.exact == b.meeting.evidence.exact:
        return Verdict(20, "the same words in a copy of the same report")
    if no := _forms_clash(a, b):
        return Verdict(-1, no)
    if a.ordinal and b.ordinal and a.ordinal != b.ordinal:
        return Verdict(-1, "another in the count")
    fit = match(a.parties, b.parties)
    if fit.clash:
        return Verdict(-1, fit.clash)
    if fit.level == 0:
        return OPEN
    time, when = room(a, b)
    where = compare_places(a.place, b.place)
    if time is Room.NONE:
        return Verdict(-1, when, apart=not (a.past and b.past))
    if where is Where.ELSEWHERE and ((a.past and b.past) or fit.level < 3):
        return Verdict(-1, "at another place")
    return _weigh(a, b, fit, time, when, where)


def _forms_clash(a: Traits, b: Traits) -> str:
    """A call is no visit, and heads of state are no ministers: where the words say so."""
    forms = {a.form, b.form}
    if len(forms) == 2 and MeetingForm.CALL in forms:
        return "a call is no meeting"
    if len(forms) == 2 and MeetingForm.CONFERENCE in forms and not a.event & b.event:
        return "a conference is no meeting of its own"
    if forms & _HEADS and forms & _LOWER:
        return "leaders are no ministers"
    return ""


def _weigh(a: Traits, b: Traits, fit: Match, time: Room, when: str, where: Where) -> Verdict:
    marks = {
        "the same number in the count": 2 * bool(a.ordinal and a.ordinal == b.ordinal),
        "the same name": 2 * bool(a.event & b.event),
        "the same place": 2 * (where is Where.SAME),
        "places that agree": 1 * (where is Where.WITHIN),
    }
    extra = (
        sum(marks.values()) - 2 * (where is Where.ELSEWHERE) - 1 * (fit.level < 3 and bool(a.event) != bool(b.event))
    )
    if not _enough(a, b, fit, time, extra):
        return OPEN
    same = ("the same parties", *(why for why in fit.sure if " = " in why))
    reasons = ["; ".join(dict.fromkeys(same if fit.level == 3 else (*fit.likely, *fit.sure))), when]
    reasons += [why for why, weight in marks.items() if weight]
    strength = 2 * fit.level + 2 * time + extra
    return Verdict(
        strength if fit.level > 1 else min(strength, WEAK - 1), "; ".join(filter(None, reasons)), moved=when == MOVED
    )


def _routine(a: Traits, b: Traits) -> bool:
    """Talks of states, whoever it is that talks: of those there are always some still to come."""
    return not (a.form in _NOTABLE and b.form in _NOTABLE) and not any(p.individual for p in (*a.parties, *b.parties))


def _enough(a: Traits, b: Traits, fit: Match, time: Room, extra: int) -> bool:
    """The less the parties say, the more time, place and name must."""
    if fit.level == 3 and time is Room.OPEN and _routine(a, b):
        return extra >= 1 or b.moved or b.known - a.known <= RECENT
    if fit.level == 3:
        recalled = a.past and b.past and extra >= 2
        counted = bool(a.ordinal and a.ordinal == b.ordinal and a.form is b.form is MeetingForm.SUMMIT)
        return (time >= Room.OPEN and extra >= 0) or recalled or counted
    if fit.level == 2:
        wanted = {Room.SAME: 0, Room.CLOSE: 0 if fit.sure else 1, Room.OPEN: 1}
        return time in wanted and extra >= wanted[time]
    if fit.thin and not a.event & b.event:
        return False
    return (time is Room.SAME and extra >= 1) or (time is Room.CLOSE and extra >= 2)
