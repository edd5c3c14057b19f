"""Reports that speak of the same: those that share meetings or commitments with one, reprints folded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from pourparler.model.groups import CommitmentGroup, MeetingGroup, ReportCard

Group = MeetingGroup | CommitmentGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A report, what it shares with the one that is read, and how many reprints of it stand behind it."""

    report: ReportCard
    groups: tuple[Group, ...]
    reprints: int


def related(own: str, groups: Iterable[Group], asof: dt.date | None) -> tuple[Related, ...]:
    """Those that share most first, then the newest. own: id of the report that is read."""
    shared: dict[str, dict[str, Group]] = {}
    cards: dict[str, dict[str, ReportCard]] = {}
    for group in groups:
        for card in {s.report.id: s.report for s in group.sightings}.values():
            if card.id != own and (asof is None or card.known <= asof):
                shared.setdefault(card.origin, {})[group.id] = group
                cards.setdefault(card.origin, {})[card.id] = card
    found = [_folded(list(cards[origin].values()), tuple(held.values())) for origin, held in shared.items()]
    return tuple(sorted(found, key=lambda r: (-len(r.groups), -r.report.known.toordinal(), r.report.id)))


def _folded(cards: list[ReportCard], groups: tuple[Group, ...]) -> Related:
    first = min(cards, key=lambda card: (card.id != card.origin, card.known, card.id))
    return Related(report=first, groups=groups, reprints=len(cards) - 1)
