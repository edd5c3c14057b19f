"""Which meeting comes before which, by the words of a report or by count."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from pourparler.model.findings import Meeting, Sense, Status
from pourparler.model.groups import Claim, MeetingGroup, Sighting
from pourparler.model.text import Evidence
from pourparler.reason.data import order_words as order_table
from pourparler.reason.firm_causes import counted
from pourparler.reason.firm_posits import Point, Posit, later, weight
from pourparler.reason.firm_types import Cause, CauseKind
from pourparler.reason.firm_words import order_words
from pourparler.reason.standing import PLAIN, Group

_NEVER = frozenset({Status.CANCELLED, Status.REFUSED})  # what does not take place comes neither before nor after
Mentions = dict[str, list[tuple[Evidence, MeetingGroup]]]  # by report


def order_posits(groups: Iterable[Group]) -> Iterator[Posit]:
    """All orders among the meetings of some groups, each once."""
    meetings = [g for g in groups if isinstance(g, MeetingGroup) and g.status not in _NEVER]
    yield from _counts(meetings)
    mentions = _mentions(meetings)
    for group in meetings:
        seen: set[str] = set()
        for evidence, report in _words(group):
            yield from _named(group, evidence, report, mentions, seen)


def _counts(meetings: Sequence[MeetingGroup]) -> Iterator[Posit]:
    series = defaultdict[object, list[MeetingGroup]](list)
    for group in meetings:
        if group.ordinal is not None and group.parties:
            series[series_of(group)].append(group)
    for members in series.values():
        members.sort(key=lambda g: (g.ordinal or 0, g.id))
        for i, second in enumerate(members):
            before = [g for g in members[:i] if (g.ordinal or 0) < (second.ordinal or 0)]
            nearest = max((g.ordinal or 0 for g in before), default=0)
            yield from (counted(first, second) for first in before if first.ordinal == nearest)


def series_of(group: MeetingGroup) -> object:
    """What meetings share that are counted in one row: "the first", "the second"."""
    return group.form, frozenset(group.parties)


def _mentions(meetings: Iterable[MeetingGroup]) -> Mentions:
    out: Mentions = defaultdict(list)
    for group in meetings:
        for sighting in group.sightings:
            if isinstance(sighting.finding, Meeting):
                out[sighting.report.id] += [(m, group) for m in sighting.finding.mentions]
    return out


def _words(group: MeetingGroup) -> Iterator[tuple[Evidence, Sighting | Claim]]:
    """Purposes of a meeting and words for its time: where other meetings are named."""
    for sighting in group.sightings:
        if isinstance(sighting.finding, Meeting) and sighting.finding.purpose is not None:
            yield sighting.finding.purpose, sighting
    for claim in group.claims:
        if claim.timing.hedge in PLAIN:
            yield claim.timing.evidence, claim


def _named(
    group: MeetingGroup, evidence: Evidence, source: Sighting | Claim, mentions: Mentions, seen: set[str]
) -> Iterator[Posit]:
    for mention, other in mentions.get(source.report.id, ()):
        if other.id == group.id or other.id in seen or mention.span not in evidence.span:
            continue
        order = _order(evidence.text[evidence.span.start : mention.span.start])
        if order is None:
            continue
        seen.add(other.id)
        if isinstance(source, Claim) and source.timing.sense is Sense.OUTSIDE:
            order = "after" if order == "before" else "before"
        first, second = (group, other) if order == "before" else (other, group)
        days = 1 if isinstance(source, Claim) else 0  # "after it" is a day later; what prepares it may be on its day
        words = order_words(evidence.exact, source.report, first.title, second.title)
        yield _ordered(first, second, days, words, source)


def _ordered(first: MeetingGroup, second: MeetingGroup, days: int, words: str, source: Sighting | Claim) -> Posit:
    kind = CauseKind.ORDER
    cause = Cause(
        kind=kind,
        about=second.id,
        than=first.id,
        words=words,
        weight=weight(kind, source.report.known),
        claim=source if isinstance(source, Claim) else None,
        sighting=source if isinstance(source, Sighting) else None,
    )
    edge = later((second.id, Point.BEGIN), (first.id, Point.END), days)
    return Posit(key=("order", second.id, first.id, source.report.id), cause=cause, ways=((edge,),))


def _order(words: str) -> str | None:
    """ "before", "after" or None, by the last word of order in what stands before a name."""
    found = None
    for match in _pattern().finditer(words.casefold()):
        found = match
    return None if found is None else order_table()[" ".join(found[0].split())]


@cache
def _pattern() -> re.Pattern[str]:
    """Any word of order; longer ones first."""
    words = sorted(order_table(), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(r"\s+".join(map(re.escape, w.split())) for w in words) + r")\b")
