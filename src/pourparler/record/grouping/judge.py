"""Are two sightings of one meeting? Yes with a strength and a reason, no with a reason, or nobody can tell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pourparler.model.findings import MeetingForm
from pourparler.record.grouping.called import is_of_lands
from pourparler.record.grouping.days import MOVED, RECENT, SPELL, Room, bounds, room
from pourparler.record.grouping.names import fold
from pourparler.record.grouping.parties import Match, Party, match
from pourparler.record.grouping.places import Where, compare_places, state_of
from pourparler.record.grouping.traits import FIRM_DAYS, Traits

YEAR = 366  # days after which an occasion of that name at that place is another one
SEASON = 122  # days within which a visit is paid that was planned without a day
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
_LEADERS = frozenset({"president", "prime minister", "chancellor", "premier", "king", "queen", "emperor", "taoiseach"})
_TALK = re.compile(r"\b(?:conversations?|spoke|speak|talked)\b", re.I)  # by telephone or not
_PHONE = re.compile(r"\b(?:tele|video)?(?:phone|phoned|conference|call|called|calls)\b", re.I)
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
    if a.name and b.name and (called := _by_name(a, b)):
        return called
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
    talked = any(_perhaps_both(t) for t in (a, b))
    if len(forms) == 2 and MeetingForm.CALL in forms and not talked:
        return "a call is no meeting"
    if len(forms) == 2 and MeetingForm.CONFERENCE in forms and not a.event & b.event:
        return "a conference is no meeting of its own"
    if forms & _HEADS and forms & _LOWER:
        return "leaders are no ministers"
    return ""


def _perhaps_both(t: Traits) -> bool:
    """Talks that may be by telephone or not: "their conversation", or one in a place and without a telephone."""
    words = t.meeting.evidence.exact
    if t.form is MeetingForm.CALL:
        return bool(t.place) and not _PHONE.search(words)
    return bool(_TALK.search(words))


def _by_name(a: Traits, b: Traits) -> Verdict | None:
    """Of two that have names: the name is enough where time and place allow it, whomever each report cares to name."""
    if a.name != b.name:
        return None if a.name & b.name else Verdict(-1, "another occasion")
    (time, when), where = room(a, b), compare_places(a.place, b.place)
    if time is Room.NONE and not _of_some_days(a, b):
        return Verdict(-1, when, apart=not (a.past and b.past))
    if where is Where.ELSEWHERE:
        return Verdict(-1, "at another place")
    if time is Room.NONE:
        time, when = Room.CLOSE, "on days of one week"
    there = 2 * (where in (Where.SAME, Where.WITHIN)) + 2 * bool(a.ordinal and a.ordinal == b.ordinal)
    if time is Room.SILENT and not (there and abs(a.known - b.known) <= YEAR) and not _recalled(a, b):
        return OPEN
    why = "; ".join(filter(None, ("the same name", when, "places that agree" if there else "")))
    return Verdict(8 + 2 * time + there, why, moved=when == MOVED)


def _of_some_days(a: Traits, b: Traits) -> bool:
    """An occasion of many lasts for days, and each report names its own."""
    (a_first, a_last), (b_first, b_last) = bounds(a), bounds(b)
    return a.firm and b.firm and max(a_first, b_first) - min(a_last, b_last) < FIRM_DAYS


def _recalled(a: Traits, b: Traits) -> bool:
    """Is the one spoken of as that of the year in which the other lies, or soon after the other was?"""
    for t, other in ((a, b), (b, a)):
        first, last = bounds(other)
        if not other.firm:
            continue
        if t.first is not None and t.last is not None and t.last - t.first in (YEAR - 2, YEAR - 1):
            return t.first <= first and last <= t.last
        if t.past and t.first is None and t.last is None and 0 <= t.known - last <= SPELL:
            return True
    return False


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


def _one_named(a: Traits, b: Traits, fit: Match) -> bool:
    """Is one an occasion with a name, and the other a meeting without any, perhaps of its own in those weeks?"""
    if fit.level < 3:
        first, second = (any(not is_of_lands(words) for words in (t.name, t.event) if words) for t in (a, b))
        return first != second
    return bool(a.name) != bool(b.name) and any(len(t.name) > 1 for t in (a, b))


def _leaders_for_states(a: Traits, b: Traits) -> bool:
    """Is it a summit of two states in the one and of their leaders in the other, both spoken of within weeks?"""
    summits = a.form is b.form is MeetingForm.SUMMIT and not a.past and not b.past
    return summits and b.known - a.known <= SPELL and not a.off and not b.off


def _came_true(a: Traits, b: Traits) -> bool:
    """Is the one a visit planned for some time, and the other that visit, called to mind with its days long after?"""
    if a.past or a.off or not b.past or b.first is None or not a.form is b.form is MeetingForm.VISIT:
        return False
    return a.last is None and 0 <= b.first - a.known <= SEASON


def _one_visit(a: Traits, b: Traits) -> bool:
    """Is one a journey of that month or so, and the other a talk that may be but one of it?"""
    vague = a.first is not None and b.first is not None and not (a.firm and b.firm)
    return vague and (a.form is MeetingForm.VISIT) != (b.form is MeetingForm.VISIT)


def _goes_without_saying(party: Party, a: Traits, b: Traits) -> bool:
    """Is it the host? Who else sits at the table makes it another meeting."""
    return party.side in {fold(state_of(place) or "") for place in (*a.place, *b.place)}


def _enough(a: Traits, b: Traits, fit: Match, time: Room, extra: int) -> bool:
    """The less the parties say, the more time, place and name must."""
    if fit.level == 3 and time is Room.OPEN and _routine(a, b):
        return extra >= 1 or b.moved or b.known - a.known <= RECENT
    if fit.level == 3:
        recalled = a.past and b.past and extra >= 2 and (a.first is not None or b.first is not None)
        counted = bool(a.ordinal and a.ordinal == b.ordinal and a.form is b.form is MeetingForm.SUMMIT)
        return (time >= Room.OPEN and extra >= 0) or recalled or counted or (extra >= 2 and _came_true(a, b))
    if time < Room.SAME and _one_named(a, b, fit):
        return fit.level > 1 and time > Room.SILENT and extra >= 5 - fit.level
    if fit.level == 2:
        wanted = {Room.SAME: 0, Room.CLOSE: 2 if _one_visit(a, b) else 0 if fit.sure else 1, Room.OPEN: 1}
        return time in wanted and extra >= wanted[time] - _leaders_for_states(a, b)
    if time < Room.SAME and not all(_goes_without_saying(p, a, b) for p in fit.lone if p.individual):
        return False
    if fit.thin and not a.event & b.event:
        return False
    brought = all(
        p.individual and (p.side in fit.sides or p.side == p.key) and not p.offices & _LEADERS for p in fit.lone
    )
    return (time is Room.SAME and (extra >= 1 or brought)) or (time is Room.CLOSE and extra >= 2)
