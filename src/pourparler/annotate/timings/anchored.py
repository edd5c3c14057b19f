"""Times told by another event: "resign after the convention", "stay in the race until the referendum"."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from pourparler.annotate.draft import Draft
from pourparler.annotate.rules import load_table
from pourparler.annotate.syntax import phrase
from pourparler.annotate.timings.claims import TO_COME, related
from pourparler.annotate.timings.known import Event
from pourparler.model.findings import Life
from pourparler.model.window import Window

_SIDES = {"after": "after", "following": "after", "before": "before", "until": "before", "till": "before"}
_WITHIN = frozenset({"during", "throughout", "through"})
_PARTS = frozenset({"rest", "remainder", "end", "course"})


@cache
def _nouns() -> frozenset[str]:
    return frozenset(row["noun"] for row in load_table("timings/anchors.tsv", columns=("noun",)))


def anchored(draft: Draft) -> Iterator[tuple[Event, int, int, Window | None]]:
    """Claims of what is to come that no calendar time makes: event, start and end of the words, window.

    The window is that of the other event where the report dates it; else what lies after or during something to come
    lies ahead, and of what lies before it nothing is known.
    """
    for event in _to_come(draft):
        for prep in _preps(event.token):
            noun = _event(prep)
            if noun is None or prep.left_edge.i != prep.i:
                continue
            end = phrase(noun)[1]
            if not _holds_time(draft, prep.idx, end.idx + len(end.text)):
                yield event, prep.idx, end.idx + len(end.text), _window(draft, prep, noun)


def _to_come(draft: Draft) -> Iterator[Event]:
    for commitment in draft.commitments:
        if commitment.life is Life.NEW:
            for i in draft.commitment_heads[commitment.id][:-1]:
                yield Event(commitment.id, draft.doc[i], "anchor", "told by another event", "due")
    for meeting in draft.meetings:
        if meeting.status in TO_COME:
            for i in draft.meeting_heads[meeting.id]:
                yield Event(meeting.id, draft.doc[i], "anchor", "told by another event")


def _preps(head: Token) -> Iterator[Token]:
    """Prepositions at an event's head, before and behind it, at its object and the verb right below it."""
    yield from (c for c in head.children if c.dep_ == "prep")
    for child in head.rights:
        if child.dep_ in ("dobj", "pcomp", "prep"):
            for inner in child.rights:
                if inner.dep_ == "prep":
                    yield inner
                elif inner.dep_ == "pcomp":
                    yield from (c for c in inner.rights if c.dep_ == "prep")


def _event(prep: Token) -> Token | None:
    """The noun of an event behind a preposition; of "during the rest of the campaign" the campaign."""
    if prep.lower_ not in _SIDES and prep.lower_ not in _WITHIN:
        return None
    for noun in prep.children:
        if noun.dep_ != "pobj":
            continue
        if noun.lemma_ in _PARTS:
            noun = next((g for c in noun.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"), noun)
        return noun if noun.lemma_.lower() in _nouns() or noun.lower_ in _nouns() else None
    return None


def _holds_time(draft: Draft, start: int, end: int) -> bool:
    i = bisect_left(draft.timexes, start, key=lambda t: t.evidence.span.end)
    return i < len(draft.timexes) and draft.timexes[i].evidence.span.start < end


def _window(draft: Draft, prep: Token, noun: Token) -> Window | None:
    dated = next((m.window for m in draft.meetings if m.window and noun.i in draft.meeting_heads[m.id]), None)
    side = _SIDES.get(prep.lower_)
    if dated is not None:
        return related(dated, side) if side else dated
    return None if side == "before" or prep.lower_ == "through" else _from_now(draft, prep.idx)


def _from_now(draft: Draft, char: int) -> Window | None:
    """From the day of speaking on."""
    statement = draft.speaker_at(char)
    said: dt.date | None = statement.said.earliest if statement and statement.said else None
    day = said or draft.report.day
    return Window(earliest=day, latest=None) if day else None
