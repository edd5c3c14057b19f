"""Meetings of a report: one record an occasion.

A word that a frame of `rules/meetings/frames.toml` claims is a mention; mentions are grouped into occasions; an
occasion becomes a Meeting when enough of its parties are known and the words say how real it is.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right

import numpy as np
from spacy.attrs import LEMMA
from spacy.tokens import Doc, Token

from pourparler.annotate.actors import Party
from pourparler.annotate.draft import Draft
from pourparler.annotate.meetings.forms import by_ranks
from pourparler.annotate.meetings.frames import Frame, frames
from pourparler.annotate.meetings.hosts import choice_of_towns
from pourparler.annotate.meetings.mention import Mention, is_named, is_public, is_somebody
from pourparler.annotate.meetings.nouns import nominal
from pourparler.annotate.meetings.occasion import Occasion, status_of
from pourparler.annotate.meetings.occasions import group
from pourparler.annotate.meetings.roles import options, sentence
from pourparler.annotate.meetings.status import NONE, OPEN, Reading
from pourparler.annotate.meetings.verbs import verbal
from pourparler.annotate.meetings.windows import Times
from pourparler.model.findings import Meeting, MeetingForm, PlaceOptions, Status, finding_id
from pourparler.model.text import Span
from pourparler.model.window import Window

__all__ = ["find_meetings"]

_WEEK = 7  # days
_ANCHORS = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ"})


def find_meetings(draft: Draft) -> None:
    """Fill `draft.meetings` and `draft.meeting_heads`."""
    mentions = _mentions(draft)
    for mention in mentions:
        mention.reading = _overtaken(mention, mentions) or _settled(draft, mention)
        names = ", ".join(p.name for p in mention.parties) or "nobody known"
        why = f"{mention.anchor.text!r}: {names}; {mention.reading.status} ({mention.reading.by or 'nothing said'})"
        draft.tell("meetings", mention.frame.name, mention.start, mention.end, why)
    for occasion in group(draft, mentions):
        meeting = _record(draft, occasion)
        if meeting is not None:
            draft.meetings.append(meeting)
            draft.meeting_heads[meeting.id] = tuple(dict.fromkeys(i for m in occasion.mentions for i in m.heads))
            for mention in occasion.mentions:
                for _, root in mention.times:
                    draft.meeting_times.setdefault(root.i, (meeting.id, mention.anchor.i))


def _mentions(draft: Draft) -> list[Mention]:
    """All mentions of the report's body, in order."""
    known, times = frames(), Times(draft)
    found: list[Mention] = []
    for i in _anchors(draft.doc):
        token = draft.doc[i]
        if token.pos_ in _ANCHORS and _in_body(draft, i):
            claimed = _claim(draft, token, known[token.lemma_.lower()], times)
            found += [m for m in claimed if m.reading.status != NONE]
    return found


def _anchors(doc: Doc) -> list[int]:
    """Indices of the tokens whose lemma some frame has: one look at the whole array instead of at every token."""
    if not len(doc):
        return []
    strings = doc.vocab.strings
    wanted = [strings[word] for lemma in frames() for word in (lemma, lemma.capitalize()) if word in strings]
    return [int(i) for i in np.flatnonzero(np.isin(doc.to_array(LEMMA), np.array(wanted, dtype=np.uint64)))]


def _in_body(draft: Draft, i: int) -> bool:
    at = bisect_right(draft.sents, i, key=lambda sent: sent.start) - 1
    return at >= int(draft.has_title) and i < draft.sents[at].end


def _claim(draft: Draft, token: Token, candidates: tuple[Frame, ...], times: Times) -> list[Mention]:
    """The mentions of the first frame that fits a word."""
    is_verb = token.pos_ in ("VERB", "AUX")
    for frame in candidates:
        if frame.verbal is is_verb and (found := (verbal if is_verb else nominal)(draft, token, frame, times)):
            return found
    return []


def _record(draft: Draft, occasion: Occasion) -> Meeting | None:
    best = max(occasion.mentions, key=_worth)
    parties = _parties(draft, occasion)
    needed = min(m.needs for m in occasion.mentions)
    if sum(is_somebody(draft, p) for p in parties) < needed or not any(is_named(draft, p) for p in parties):
        return None
    if not any(is_public(draft, p) for p in parties):
        return None
    status = status_of(draft, occasion)
    if status is None:
        return None
    evidence = draft.evidence(best.start, best.end)
    aim = next((m.purpose for m in (best, *occasion.mentions) if m.purpose), None)
    rule = f"meeting.{best.frame.name}"
    return Meeting(
        id=finding_id("meeting", draft.report.id, rule, evidence.span),
        evidence=evidence,
        mentions=tuple(draft.evidence(m.start, m.end) for m in occasion.mentions),
        form=_form(draft, occasion, [p.name for p in parties]),
        parties=tuple(p.name for p in parties),
        inferred=tuple(p.name for p in parties if p.inferred),
        status=status,
        rule=rule,
        place=tuple(occasion.places[:2]),
        place_options=_options(draft, occasion),
        window=occasion.window,
        purpose=draft.evidence(*aim) if aim else None,
        grounds=_grounds(draft, occasion, status),
    )


def _worth(mention: Mention) -> tuple[int, int, int]:
    """Mentions that name more parties are better; then those with a time, then the earlier ones."""
    return len(mention.parties), bool(mention.times) + bool(mention.places), -mention.start


def _parties(draft: Draft, occasion: Occasion) -> list[Party]:
    """All parties, a state left out where somebody who acts for it is named."""
    known = list(occasion.parties.values())
    people = {e.acts_for for p in known if (e := draft.entities.get(p.name)) and e.acts_for}
    return [p for p in known if p.name not in people]


def _overtaken(mention: Mention, mentions: list[Mention]) -> Reading | None:
    """Of which one speaks beside a later one of the count ("their first summit", "a second summit") was held."""
    if mention.ordinal is None or mention.reading.status != OPEN:
        return None
    lemma, nth = mention.anchor.lemma_, mention.ordinal
    later = any(m.ordinal and m.ordinal > nth and m.anchor.lemma_ == lemma for m in mentions)
    return Reading(Status.HELD, "a later one") if later else None


def _settled(draft: Draft, mention: Mention) -> Reading:
    """The calendar decides between held and to come where words leave it open."""
    reading, window, day = mention.reading, mention.window, draft.report.day
    if window is None or day is None:
        return reading
    over = window.latest is not None and window.latest < day and not _weekday_to_come(reading, window, day)
    if over and reading.status in (OPEN, Status.SCHEDULED, Status.UNDER_WAY):
        return Reading(Status.HELD, "the calendar")
    if window.earliest and window.earliest > day and reading.status in (OPEN, Status.HELD, Status.UNDER_WAY):
        return Reading(Status.SCHEDULED, "the calendar")
    return reading


def _weekday_to_come(reading: Reading, window: Window, day: dt.date) -> bool:
    """Does "will" speak of a day of the last week? Then a weekday was read backwards; it is the next such day."""
    will = reading.status == Status.SCHEDULED and reading.by in ("will", "be to", "going to")
    return will and window.days == 1 and window.latest is not None and (day - window.latest).days < _WEEK


def _form(draft: Draft, occasion: Occasion, parties: list[str]) -> MeetingForm:
    said = [f for m in occasion.mentions for f in (m.form, m.frame.form) if f]
    for form in (
        MeetingForm.SUMMIT,
        MeetingForm.CALL,
        MeetingForm.VISIT,
        MeetingForm.CONFERENCE,
        MeetingForm.OTHER,
        MeetingForm.MINISTERIAL,
        MeetingForm.OFFICIAL,
    ):
        if form in said:
            return form
    found = by_ranks(draft, parties)
    if found is not None and (found is MeetingForm.SUMMIT or not said):
        return found
    return MeetingForm.TALKS


def _options(draft: Draft, occasion: Occasion) -> PlaceOptions | None:
    for mention in occasion.mentions:
        if (hosts := choice_of_towns(draft, mention.anchor)) is not None:
            return hosts
        for noun, choice in options(draft, *sentence(mention.anchor)):
            node = noun
            for _ in range(9):
                if node.i in mention.heads:
                    return choice
                if node.head == node or node.pos_ in ("VERB", "AUX"):
                    break
                node = node.head
    return None


def _grounds(draft: Draft, occasion: Occasion, status: Status) -> tuple[str, ...]:
    """Statements that tell of the occasion; of one that is off only those that say so, for others hold the contrary."""
    told = occasion.mentions
    if status in (Status.CANCELLED, Status.POSTPONED):
        told = [m for m in told if m.reading.status == status] or told
    starts = sorted((m.start, m.end) for m in told)
    return tuple(s.id for s in draft.statements if any(_meets(starts, p.span) for p in s.content_spans))


def _meets(mentions: list[tuple[int, int]], piece: Span) -> bool:
    """Does one of some mentions, in order, share a character with a piece? Mentions seldom lie in each other."""
    at = bisect_right(mentions, (piece.end, 0))
    return at > 0 and any(end > piece.start for _, end in mentions[max(0, at - 3) : at])
