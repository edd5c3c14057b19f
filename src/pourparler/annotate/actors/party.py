"""A party by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from pourparler.annotate.draft import Draft


@dataclass(frozen=True, slots=True)
class Party:
    """A canonical name; `inferred` where the report itself marks it as unconfirmed."""

    name: str
    inferred: bool = False


Denote = Callable[[Draft, Token], tuple[Party, ...]]
