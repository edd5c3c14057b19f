"""A party by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from pourparler.annotate.draft import Draft


@dataclass(frozen=True, slots=True)
class Party:
    """A canonical name; `inferred` where the report marks it as unconfirmed, or only its context names it."""

    name: str
    inferred: bool = False


Denote = Callable[[Draft, Token], tuple[Party, ...]]
