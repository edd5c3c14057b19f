"""When things can be, and why: constraint network, beliefs, disagreement. Knows groups, never text."""

from __future__ import annotations

from pourparler.reason.answer import Answer, Belief, Bin, Moved, Outcome, Plausible, Region, Stage, Weighed
from pourparler.reason.conflicts import relations
from pourparler.reason.firm import Firm, firm_windows
from pourparler.reason.firm_types import Bound, Cause, CauseKind, Clash, Fact, FirmRecord, FirmWindow, Step
from pourparler.reason.firm_update import MovedWindow
from pourparler.reason.lapse import Pace, Pending, pending
from pourparler.reason.relation_types import About, Kind, Relation, Side
from pourparler.reason.when import when

__all__ = [
    "About",
    "Answer",
    "Belief",
    "Bin",
    "Bound",
    "Cause",
    "CauseKind",
    "Clash",
    "Fact",
    "Firm",
    "FirmRecord",
    "FirmWindow",
    "Kind",
    "Moved",
    "MovedWindow",
    "Outcome",
    "Pace",
    "Pending",
    "Plausible",
    "Region",
    "Relation",
    "Side",
    "Stage",
    "Step",
    "Weighed",
    "firm_windows",
    "pending",
    "relations",
    "when",
]
