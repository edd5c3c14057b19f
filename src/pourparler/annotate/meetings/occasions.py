"""Which mentions speak of the same occasion, and what all of them together say of it.

Two mentions are held to be one occasion when nothing keeps them apart (ordinals, places, days, past against future,
kinds of occasion, parties) and something joins them: the same parties, or a definite phrase ("the summit") that needs
something to refer to.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pourparler.annotate.actors import Party
from pourparler.annotate.draft import Draft
from pourparler.annotate.meetings.mention import Mention
from pourparler.annotate.meetings.windows import disjoint
from pourparler.model.findings import MeetingForm, Status

_FAMILY = {
    MeetingForm.CALL: "call",
    MeetingForm.VISIT: "visit",
    MeetingForm.CONFERENCE: "conference",
    MeetingForm.OTHER: "other",
}
_CARRIED = frozenset({"advcl", "xcomp", "acl", "dobj", "pobj", "prep", "conj", "pcomp"})
_OTHERS = frozenset({"final", "another", "new", "further", "follow"})
_APART = frozenset({MeetingForm.SUMMIT, MeetingForm.CONFERENCE})
_PAST = frozenset({Status.HELD, Status.UNDER_WAY})
_AHEAD = frozenset({Status.SCHEDULED, Status.PLANNED, Status.HOPED, Status.POSSIBLE, Status.UNLIKELY})
_FIRM = (
    Status.HELD,
    Status.CANCELLED,
    Status.POSTPONED,
    Status.REFUSED,
    Status.UNDER_WAY,
    Status.SCHEDULED,
    Status.PLANNED,
    Status.HOPED,
    Status.POSSIBLE,
    Status.UNLIKELY,
)


@dataclass(slots=True, eq=False)
class Occasion:
    """One occasion in the making: its mentions in order."""

    mentions: list[Mention] = field(default_factory=list)
    parties: dict[str, Party] = field(default_factory=dict)
    places: list[str] = field(default_factory=list)

    def add(self, mention: Mention) -> None:
        """Take a mention in."""
        self.mentions.append(mention)
        for party in mention.parties:
            self.parties.setdefault(party.name, party)
        self.places += [p for p in mention.places if p not in self.places]

    @property
    def ordinals(self) -> set[int]:
        """Ordinals by which it is called."""
        return {m.ordinal for m in self.mentions if m.ordinal}

    @property
    def ahead(self) -> bool:
        """Is it spoken of as yet to come?"""
        return any(m.reading.status in _AHEAD for m in self.mentions)

    @property
    def family(self) -> str:
        """Kind of occasion that keeps it apart from others: call, visit, conference, other, talks."""
        return _family(self.mentions[0])


def _family(mention: Mention) -> str:
    return _FAMILY.get(mention.frame.form, "talks") if mention.frame.form else "talks"


def _inherit(mention: Mention, occasions: list[Occasion]) -> None:
    """One of a series without parties of its own has those of the one before: "a second summit", "the next round"."""
    if mention.sequel and not mention.parties:
        for occasion in reversed(occasions):
            if any(m.anchor.lemma_ == mention.anchor.lemma_ for m in occasion.mentions):
                mention.parties = list(occasion.parties.values())
                return


def group(draft: Draft, mentions: list[Mention]) -> list[Occasion]:
    """Group mentions into occasions, in the order of the report."""
    out: list[Occasion] = []
    at: dict[int, Occasion] = {}
    for mention in mentions:
        carrier = _carrier(mention, at)
        home = (
            at[carrier] if carrier is not None else next((o for o in reversed(out) if _joins(draft, mention, o)), None)
        )
        if home is None:
            _inherit(mention, out)
            if mention.frame.anaphor or (mention.reading.status == "open" and mention.definite and not mention.parties):
                continue
            home = Occasion()
            out.append(home)
        home.add(mention)
        if mention.frame.verbal:
            at[mention.anchor.i] = home
    return out


def _carrier(mention: Mention, at: dict[int, Occasion]) -> int | None:
    """The verb of meeting or visiting that a mention tells the contents of: "met for talks", "flew there to see"."""
    node, apart = mention.anchor, False
    for _ in range(5):
        if node.head == node or node.dep_ not in _CARRIED:
            return None
        if node.dep_ == "prep" and node.lower_ not in ("for", "in"):
            return None
        apart = apart or node.dep_ == "conj" or (node.lower_ == "in" and mention.frame.form in _APART)
        node = node.head
        if node.i in at:
            return node.i if at[node.i].family == "visit" or not (apart or mention.frame.verbal) else None
    return None


def _joins(draft: Draft, mention: Mention, occasion: Occasion) -> bool:
    return not _apart(mention, occasion) and _together(draft, mention, occasion)


def _apart(mention: Mention, occasion: Occasion) -> bool:
    if mention.ordinal and occasion.ordinals and mention.ordinal not in occasion.ordinals:
        return True
    if mention.sequel in _OTHERS and all(m.sequel != mention.sequel for m in occasion.mentions):
        return True
    if _family(mention) != occasion.family and not _alike(mention, occasion):
        return True
    if any(disjoint(mention.window, m.window) for m in occasion.mentions):
        return True
    if mention.places and occasion.places and not set(mention.places) & set(occasion.places):
        return True
    mine = mention.reading.status
    return any(
        (mine in _PAST and m.reading.status in _AHEAD) or (mine in _AHEAD and m.reading.status in _PAST)
        for m in occasion.mentions
    )


def _same_turn(mention: Mention, occasion: Occasion) -> bool:
    """Is a mention no other one of a series than the occasion?"""
    return mention.sequel is None or any(m.sequel == mention.sequel for m in occasion.mentions)


def _alike(mention: Mention, occasion: Occasion) -> bool:
    """May words for two kinds of occasion mean one: "the meeting", or both in one sentence with the same parties?"""
    if mention.definite and mention.anchor.lemma_ in ("meeting", "talk"):
        return True
    last = occasion.mentions[-1]
    same = {p.name for p in mention.parties} == set(occasion.parties)
    return (
        same and last.anchor.sent.start == mention.anchor.sent.start and "talks" in (_family(mention), occasion.family)
    )


def _together(draft: Draft, mention: Mention, occasion: Occasion) -> bool:
    mine, theirs = [p.name for p in mention.parties], list(occasion.parties)
    if not mine:
        return mention.definite or (
            mention.reading.status in _AHEAD and occasion.ahead and _same_turn(mention, occasion)
        )
    shared = sum(any(same_side(draft, a, b) for b in theirs) for a in mine)
    if shared == len(mine) and (mention.definite or shared == len(theirs) or shared > 1):
        return True
    covered = sum(any(same_side(draft, a, b) for a in mine) for b in theirs)
    return covered == len(theirs) and covered > 1


def same_side(draft: Draft, a: str, b: str) -> bool:
    """Are two names the same party, or one the state and the other who acts for it?"""
    if a == b:
        return True
    x, y = draft.entities.get(a), draft.entities.get(b)
    return bool((x and x.acts_for == b) or (y and y.acts_for == a))


def status_of(occasion: Occasion) -> Status | None:
    """What all mentions together say; None if none of them says anything."""
    said = {m.reading.status for m in occasion.mentions}
    return next((s for s in _FIRM if s in said), None)
