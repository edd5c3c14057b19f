"""Windows of time: what words say about when, with how fine and how sure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Grain(StrEnum):
    """How fine the words are that a window comes from."""

    MINUTE = "minute"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Days between which something lies, both inclusive; None is open or unknown.

    grain: how fine the words are. earliest_approximate, latest_approximate: the bound is a stated width around what
    the words say ("about", "or so"), not the words themselves.

    Raises:
        ValueError: if the window ends before it begins.
    """

    earliest: dt.date | None
    latest: dt.date | None
    grain: Grain = Grain.DAY
    earliest_approximate: bool = False
    latest_approximate: bool = False

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.latest < self.earliest:
            raise ValueError(f"window ends before it begins: {self.earliest}..{self.latest}")
