"""What of a report can be dated, looked up once: heads of meetings and commitments, promises, cues of saying."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from pourparler.annotate.draft import Draft
from pourparler.model.findings import Life
from pourparler.model.text import Span

ANNOUNCING = frozenset({"announce", "declare", "disclose", "reveal", "unveil", "confirm"})
_MAKING = frozenset({Life.NEW, Life.STANDING})
PLAIN_SAYING = frozenset({"say", "tell", "add", "note", "write", "reply", "answer"})  # their day is the statement's


@dataclass(frozen=True, slots=True)
class Event:
    """What is dated: the finding's id, the token that carries time and modality, and what led there.

    of: "made" or "due" for commitments, None for meetings.
    """

    id: str
    token: Token
    rule: str
    why: str
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """Head tokens with their findings, characters of cues of saying, and by the word that binds what it makes.

    promises: ids with whether they are new; what is reaffirmed, kept or broken was made another day.
    """

    draft: Draft
    heads: dict[int, tuple[str, str | None]]
    cues: frozenset[int]
    promises: dict[int, tuple[tuple[str, bool], ...]]

    @classmethod
    def of(cls, draft: Draft) -> Known:
        """Look everything up once a report."""
        cues = (c.span for s in draft.statements for c in s.cue_spans)
        return cls(
            draft, _heads(draft), frozenset(i for span in cues for i in range(span.start, span.end)), _promises(draft)
        )


def _heads(draft: Draft) -> dict[int, tuple[str, str | None]]:
    """Token index -> (finding id, of); meetings win over commitments where both claim a token."""
    out: dict[int, tuple[str, str | None]] = {}
    fresh = {c.id for c in draft.commitments if c.life in _MAKING}
    for finding, tokens in draft.commitment_heads.items():
        for i in tokens[:-1]:
            out.setdefault(i, (finding, "due"))
        if finding not in fresh and draft.doc[tokens[-1]].pos_ == "VERB":
            continue  # what somebody says again, or withdraws from, was made another day
        if tokens and draft.doc[tokens[-1]].lemma_ not in PLAIN_SAYING:
            named = draft.doc[tokens[-1]].pos_ in ("NOUN", "PROPN")  # of an accord named alone a time dates the making
            out.setdefault(tokens[-1], (finding, "made" if len(tokens) > 1 or named else "due"))
    for finding, tokens in draft.meeting_heads.items():
        for i in tokens:
            out[i] = (finding, None)
    return out


def _promises(draft: Draft) -> dict[int, tuple[tuple[str, bool], ...]]:
    out: dict[int, tuple[tuple[str, bool], ...]] = {}
    for commitment in draft.commitments:
        tokens = draft.commitment_heads.get(commitment.id, ())
        if len(tokens) > 1 and commitment.life in _MAKING:
            made = (commitment.id, commitment.life is Life.NEW)
            out[tokens[-1]] = (*out.get(tokens[-1], ()), made)
    return out


def above(node: Token) -> Token | None:
    """What a node hangs on, or None at the top.

    Parsers hang "next year" of "to ask the people next year after the delegates had voted" on "voted"; but what stands
    before the mark of a clause is no part of it.
    """
    head = node.head
    first = node.left_edge
    if head.dep_ == "advcl" and head.i < first.i and node.i < head.head.i and first.nbor(-1).text == ",":
        head = head.head  # "To renew the fleet, in May, Oslo ordered": the order was in May
    elif any(c.dep_ == "mark" and c.i > node.i for c in head.lefts):
        head = head.head
    return head if head.i != node.i else None


def head_of(draft: Draft, span: Span) -> Token | None:
    """The syntactic head of the words at `span`."""
    words = draft.doc.char_span(span.start, span.end, alignment_mode="expand")
    return words.root if words is not None and len(words) else None
