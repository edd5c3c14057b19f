"""Deadlines that count from the making of an agreement: "within 90 days of signing"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pourparler.model.findings import Commitment, Force
from pourparler.model.groups import CommitmentGroup, Sighting
from pourparler.reason.data import deadline_words
from pourparler.reason.firm_posits import Point, Posit, weight
from pourparler.reason.firm_sightings import made_by
from pourparler.reason.firm_types import Cause, CauseKind
from pourparler.reason.firm_words import deadline_words as as_words

_NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()


def deadline_posits(group: CommitmentGroup) -> Iterator[Posit]:
    """What an agreement says of how long after its making the deed is to be done; once for each wording."""
    seen: set[int] = set()
    for sighting in group.sightings:
        finding = sighting.finding
        if not isinstance(finding, Commitment) or finding.force is not Force.AGREED:
            continue
        found = deadline(finding.evidence.exact)
        if found is not None and found[0] not in seen:
            if not seen:
                yield from made_by(group)
            seen.add(found[0])
            yield _posit(group, sighting, *found)


def _posit(group: CommitmentGroup, sighting: Sighting, days: int, words: str) -> Posit:
    kind = CauseKind.DEADLINE
    known = sighting.report.known
    cause = Cause(
        kind=kind,
        about=group.id,
        words=as_words(words, sighting.report),
        weight=weight(kind, known),
        sighting=sighting,
    )
    edge = ((group.id, Point.MADE), (group.id, Point.END), days)
    return Posit(key=(kind, group.id, sighting.finding.id), cause=cause, ways=((edge,),))


def deadline(text: str) -> tuple[int, str] | None:
    """Days after the making of an agreement, and the words that say so; None where none are named."""
    match = _pattern().search(text)
    if match is None:
        return None
    number = match["number"].casefold()
    count = int(number) if number.isdigit() else 1 if number in ("a", "an") else _NUMBERS.index(number) + 1
    return count * deadline_words("unit")[match["unit"].casefold()], " ".join(match[0].split())


@cache
def _pattern() -> re.Pattern[str]:
    units, makings = ("|".join(map(re.escape, deadline_words(kind))) for kind in ("unit", "making"))
    number = rf"(?P<number>\d{{1,4}}|an?|{'|'.join(_NUMBERS)})"
    joint = r"(?:of|after|from|following)(?:\s+(?:the|its|this|an?|their))?"
    return re.compile(rf"\bwithin\s+{number}[\s-]+(?P<unit>{units})s?\s+{joint}\s+(?:{makings})\b", re.I)
