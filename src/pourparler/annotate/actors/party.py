"""A party by name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Party:
    """A canonical name; `inferred` where the report itself marks it as unconfirmed."""

    name: str
    inferred: bool = False
