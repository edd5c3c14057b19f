"""The form of a meeting: from its own word, else from the ranks of those who take part."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pourparler.annotate.draft import Draft
from pourparler.annotate.meetings.frames import ranks
from pourparler.model.findings import ActorKind, MeetingForm

_FORMER = re.compile(r"\b(?:former|ex|then)\b|^ex-", re.I)
_BY_RANK = {"head": MeetingForm.SUMMIT, "minister": MeetingForm.MINISTERIAL, "official": MeetingForm.OFFICIAL}


def rank(words: str) -> str | None:
    """Rank of the office that some words name: head, minister, official, none; None if they name no office."""
    low = words.lower()
    if _FORMER.search(low):
        return "none"
    for title, found in ranks():
        if title in low and re.search(rf"\b{re.escape(title)}s?\b", low):
            return found
    return None


def rank_of(draft: Draft, name: str) -> str | None:
    """Rank of a party, from the offices that the report gives it or from its describing name."""
    entity = draft.entities.get(name)
    if entity is None:
        return rank(name)
    found = [r for office in entity.offices if (r := rank(office.title))]
    for best in ("head", "minister", "official"):
        if best in found:
            return best
    if entity.kind in (ActorKind.UNNAMED, ActorKind.GROUP):
        return rank(name)
    return found[0] if found else None


def by_ranks(draft: Draft, parties: Iterable[str]) -> MeetingForm | None:
    """The form that equal ranks give; None if they are unequal or unknown."""
    found = {rank_of(draft, name) for name in parties}
    if len(found) == 1:
        return _BY_RANK.get(found.pop() or "")
    return None
