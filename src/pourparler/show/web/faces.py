"""What JSON shows: the nouns as they are, long lists cut where a list of entries would drown in them."""

from __future__ import annotations

from typing import Any

from pourparler.model.groups import CommitmentGroup, MeetingGroup
from pourparler.reason import Answer
from pourparler.reason.export import answer_dict
from pourparler.show.jsonable import jsonable


def group_face(group: MeetingGroup | CommitmentGroup) -> dict[str, Any]:
    """A meeting or commitment, whole."""
    face: dict[str, Any] = jsonable(group)
    return face


def answer_face(answer: Answer | None) -> dict[str, Any] | None:
    """An answer as `pourparler when` gives it."""
    return answer_dict(answer) if answer else None
