"""One occasion in the making: its mentions, and what all of them together say of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from pourparler.annotate.actors import Party, states_of
from pourparler.annotate.draft import Draft
from pourparler.annotate.meetings.frames import cities, lands
from pourparler.annotate.meetings.mention import Mention
from pourparler.annotate.meetings.windows import window_of
from pourparler.annotate.syntax import Tense, clause
from pourparler.model.findings import MeetingForm, Status
from pourparler.model.window import Window

FAMILIES = {
    MeetingForm.CALL: "call",
    MeetingForm.VISIT: "visit",
    MeetingForm.CONFERENCE: "conference",
    MeetingForm.OTHER: "other",
}
PAST = frozenset({Status.HELD, Status.UNDER_WAY})
AHEAD = frozenset({Status.SCHEDULED, Status.PLANNED, Status.HOPED, Status.POSSIBLE, Status.UNLIKELY})
_ONCE = frozenset({"call", "conversation", "encounter", "meeting", "visit", "dinner", "lunch"})
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
    """Mentions in order, parties and places in order of first mention; `lent`: the window of a trip it is part of."""

    mentions: list[Mention] = field(default_factory=list)
    parties: dict[str, Party] = field(default_factory=dict)
    places: list[str] = field(default_factory=list)
    lent: Window | None = None
    _kinds: dict[object, Mention] = field(default_factory=dict)

    @property
    def kinds(self) -> Collection[Mention]:
        """One mention of each kind: those that say the same of day, status, turn and name are compared only once."""
        return self._kinds.values()

    def add(self, mention: Mention) -> None:
        """Take a mention in."""
        self.mentions.append(mention)
        turn = mention.sequel, mention.ordinal, mention.title
        self._kinds.setdefault((mention.window, mention.reading.status, turn, mention.anchor.lemma), mention)
        for party in mention.parties:
            self.parties.setdefault(party.name, party)
        self.places += [p for p in mention.places if p not in self.places]

    @property
    def first(self) -> Mention:
        """The mention that opened it."""
        return self.mentions[0]

    @property
    def window(self) -> Window | None:
        """The finest window that its mentions' own clauses give."""
        told = [t for m in self.mentions if m.reading.status != Status.UNLIKELY for t in m.times]
        return window_of(told) or self.lent

    @property
    def ordinals(self) -> set[int]:
        """Ordinals by which it is called."""
        return {m.ordinal for m in self.kinds if m.ordinal}

    @property
    def ahead(self) -> bool:
        """Is it spoken of as yet to come?"""
        return any(m.reading.status in AHEAD for m in self.kinds)

    @property
    def family(self) -> str:
        """Kind of occasion that keeps it apart from others: call, visit, conference, other, talks."""
        return family_of(self.first)


def family_of(mention: Mention) -> str:
    """Kind of occasion a mention speaks of."""
    if mention.frame.name == "meal":
        return "meal"
    return FAMILIES.get(mention.frame.form, "talks") if mention.frame.form else "talks"


def status_of(draft: Draft, occasion: Occasion) -> Status | None:
    """What all mentions together say; None if none says anything.

    A bare "will" in somebody's mouth, without a day, is a plan and fixes nothing.
    """
    said = {m.reading.status for m in occasion.mentions}
    status = next((s for s in _FIRM if s in said), None)
    if status is None and any(_happened(m) for m in occasion.mentions):
        return Status.HELD
    window = occasion.window
    if status is Status.SCHEDULED and (window is None or window.latest is None):
        firm = [m for m in occasion.mentions if m.reading.status == Status.SCHEDULED]
        if all(m.reading.by == "will" and _is_said(draft, m) for m in firm):
            return Status.PLANNED
    return status


def _happened(mention: Mention) -> bool:
    """Does a mention speak of one occasion as of something known: "details of Trump's call with Zelensky emerged"?"""
    noun = mention.anchor
    if noun.lemma_ not in _ONCE or noun.tag_ not in ("NN", "NNP") or not mention.definite or len(mention.parties) < 2:
        return False
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    while above.pos_ in ("NOUN", "PROPN") and above.head.i != above.i:
        above = above.head.head if above.dep_ == "pobj" else above.head
    return above.pos_ in ("VERB", "AUX") and clause(above).tense in (Tense.PAST, Tense.PRESENT)


def _is_said(draft: Draft, mention: Mention) -> bool:
    return any(draft.speaker_at(draft.doc[i].idx) is not None for i in mention.heads)


def same_side(draft: Draft, a: str, b: str) -> bool:
    """Are two names the same party, or one the state and the other who acts for it?"""
    if a == b:
        return True
    return b in states_of(draft, a) or a in states_of(draft, b)


def one_place(a: str, b: str) -> bool:
    """Are two names the same place, or one a house or town in the other?"""
    return a == b or a in _around(b) or b in _around(a)


def _around(place: str) -> tuple[str, ...]:
    """City and state in which a place lies."""
    city = cities().get(place)
    return tuple(p for p in (city, lands().get(city or place)) if p is not None)
