"""What people corrected, applied to groups: set, merge, split, reject, confirm. Findings stay as they are."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from itertools import pairwise

from pourparler.model.findings import Meeting
from pourparler.model.groups import Correction, CorrectionKind, Sighting


def group_id(sighting: Sighting) -> str:
    """Id of the group whose first sighting this is: by report, kind and place in the text, whatever rule found it."""
    finding = sighting.finding
    kind = "m" if isinstance(finding, Meeting) else "c"
    span = finding.evidence.span
    key = f"{kind}|{sighting.report.id}|{span.start}-{span.end}"
    return kind + hashlib.sha256(key.encode()).hexdigest()[:12]


class Orders:
    """Corrections in force, by the positions of the sightings they speak of.

    A correction names groups by id; an id stands for the sighting that gave it, so it holds wherever that sighting is
    now. `others` of a split may also be ids of findings; its `value`, if any, are ids of those that stay with the
    target, with blanks between them.
    """

    def __init__(self, sightings: Sequence[Sighting], corrections: Sequence[Correction]) -> None:
        self._at = _places(sightings)
        standing = [c for c in corrections if not c.reverted and c.target in self._at]
        self._standing = sorted(standing, key=lambda c: (c.at, c.id))

    def forced(self) -> list[tuple[int, int]]:
        """Pairs that a person put together, and those he took out together."""
        pairs = []
        for order in self._standing:
            targets = [self._at[other] for other in order.others if other in self._at]
            if order.kind is CorrectionKind.MERGE:
                pairs += [(self._at[order.target], at) for at in targets]
            elif order.kind is CorrectionKind.SPLIT:
                pairs += [*pairwise(targets), *pairwise(self._staying(order))]
        return pairs

    def barred(self) -> list[tuple[int, int]]:
        """Pairs that a person took apart."""
        splits = [c for c in self._standing if c.kind is CorrectionKind.SPLIT]
        out = [(c, self._at[other]) for c in splits for other in c.others if other in self._at]
        return [(stays, at) for c, at in out for stays in self._staying(c)]

    def _staying(self, split: Correction) -> list[int]:
        """The target of a split, and what stays with it."""
        named = (split.target, *(split.value or "").split())
        return list(dict.fromkeys(self._at[id] for id in named if id in self._at))

    def of(self, members: Sequence[int]) -> tuple[Correction, ...]:
        """Those that speak of a set of sightings, in order of time."""
        return tuple(c for c in self._standing if self._at[c.target] in members)


def rejected(corrections: Sequence[Correction]) -> bool:
    """Did somebody reject the entry, and nobody confirm it since?"""
    last = [c.kind for c in corrections if c.kind in (CorrectionKind.REJECT, CorrectionKind.CONFIRM)]
    return bool(last) and last[-1] is CorrectionKind.REJECT


def settings(corrections: Sequence[Correction]) -> Mapping[str, str]:
    """Field -> value as last set."""
    return {c.field: c.value for c in corrections if c.kind is CorrectionKind.SET and c.field and c.value is not None}


def _places(sightings: Sequence[Sighting]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, sighting in enumerate(sightings):
        found.setdefault(group_id(sighting), at)
        found.setdefault(sighting.finding.id, at)
    return found
