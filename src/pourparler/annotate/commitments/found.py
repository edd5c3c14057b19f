"""A commitment in the making: the record with the tokens it was read from."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from pourparler.annotate.commitments.candidates import Candidate
from pourparler.model.findings import Commitment


@dataclass(slots=True, eq=False)
class Found:
    """A record, its candidate, first and last token of its deed, and the heads of further mentions."""

    record: Commitment
    candidate: Candidate
    first: Token
    last: Token
    more_heads: tuple[int, ...] = ()

    @property
    def heads(self) -> tuple[int, ...]:
        """Indices of the head tokens of the deed's mentions, the binding word last."""
        deeds = (self.candidate.deed.i, *self.more_heads)
        promise = self.candidate.promise.i
        return (*(d for d in deeds if d != promise), promise)
