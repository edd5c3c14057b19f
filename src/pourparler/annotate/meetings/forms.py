"""The form of a meeting that the ranks of those who take part give."""

from __future__ import annotations

from collections.abc import Iterable

from pourparler.annotate.actors import Rank, kind_of, rank_of, states_of
from pourparler.annotate.draft import Draft
from pourparler.model.findings import ActorKind, MeetingForm

_BY_RANK = {
    Rank.HEAD: MeetingForm.SUMMIT,
    Rank.MINISTER: MeetingForm.MINISTERIAL,
    Rank.OFFICIAL: MeetingForm.OFFICIAL,
}


def _state(draft: Draft, name: str) -> str | None:
    """The state somebody speaks for, None if it is none or none is known."""
    return next((s for s in states_of(draft, name) if kind_of(draft, s) is ActorKind.STATE), None)


def by_ranks(draft: Draft, parties: Iterable[str]) -> MeetingForm | None:
    """The form that equal ranks of different states give; None if they are unequal or unknown."""
    names = tuple(parties)
    home = {_state(draft, name) for name in names}
    found = {rank_of(draft, name) if _state(draft, name) else None for name in names}
    rank = found.pop() if len(found) == 1 and (len(home) > 1 or len(names) == 1) else None
    return _BY_RANK.get(rank) if rank is not None else None
