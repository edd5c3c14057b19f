"""How two or more sayings about one thing relate."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from pourparler.model.groups import Claim, ReportCard, Sighting
from pourparler.model.text import Evidence


class Kind(StrEnum):
    """The five relations."""

    REPEATS = "repeats"  # the same again, from another origin or as an echo
    REFINES = "refines"  # narrower, and inside what was said before
    TENSION = "in tension"  # both can be true, but hardly as they are meant
    CONTRADICTS = "contradicts"  # they cannot all be true, though each smaller set can
    WITHDRAWS = "withdraws"  # the later takes the earlier back


class About(StrEnum):
    """What the sayings relate on."""

    DATE = "date"
    PLACE = "place"
    PARTIES = "parties"
    EXISTENCE = "existence"
    ATTRIBUTION = "attribution"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One saying in a relation: who, through whom, which exact words, and when.

    id: of the timing or finding. says: what it comes to, in words ("not before 2 Jan 2019"). hedge: how sure.
    """

    id: str
    chain: tuple[str, ...]
    evidence: Evidence
    report: ReportCard
    said: dt.date
    says: str
    hedge: str
    origin: str
    claim: Claim | None = None
    sighting: Sighting | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Two or more sayings about the thing of one group, earlier first.

    group, title: the meeting or commitment. words: the relation in one line. independent: number of origins. why: why
    it is of this kind and no stronger one.
    """

    kind: Kind
    on: About
    group: str
    title: str
    sides: tuple[Side, ...]
    words: str
    why: str
    independent: int
