"""When things can be, and why: constraint network, beliefs, disagreement. Knows groups, never text."""

from __future__ import annotations

from pourparler.reason.answer import Answer, Belief, Bin, Moved, Outcome, Plausible, Region, Stage, Weighed
from pourparler.reason.conflicts import relations
from pourparler.reason.relation_types import About, Kind, Relation, Side
from pourparler.reason.when import when

__all__ = [
    "About",
    "Answer",
    "Belief",
    "Bin",
    "Kind",
    "Moved",
    "Outcome",
    "Plausible",
    "Region",
    "Relation",
    "Side",
    "Stage",
    "Weighed",
    "relations",
    "when",
]
