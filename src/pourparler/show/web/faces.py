"""What JSON shows: the nouns as they are, long lists cut where a list of entries would drown in them."""

from __future__ import annotations

from typing import Any

from pourparler.model.groups import CommitmentGroup, MeetingGroup
from pourparler.reason.answer import Answer
from pourparler.show.jsonable import jsonable


def group_face(group: MeetingGroup | CommitmentGroup) -> dict[str, Any]:
    """A meeting or commitment, whole."""
    face: dict[str, Any] = jsonable(group)
    return face


def answer_face(answer: Answer | None) -> dict[str, Any] | None:
    """An answer; belief by months, without the single days."""
    if answer is None:
        return None
    face: dict[str, Any] = jsonable(answer)
    for belief in (face["belief"], *(stage["belief"] for stage in face["history"])):
        if belief:
            del belief["days"]
    return face | {"because": list(answer.because)}
