"""Sightings by hand, for tests of what happens after annotating."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from pourparler.model.findings import (
    Actor,
    ActorKind,
    Commitment,
    Force,
    Hedge,
    Life,
    Meeting,
    MeetingForm,
    Sense,
    Status,
    Timing,
    finding_id,
)
from pourparler.model.groups import Claim, ReportCard, Sighting
from pourparler.model.text import Evidence, Span
from pourparler.model.window import Window

ADDED = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
STATES = {
    "Donald Trump": "United States",
    "Mike Pompeo": "United States",
    "John Kerry": "United States",
    "Kim Jong-un": "North Korea",
    "Kim Jong Un": "North Korea",
    "Kim Chong-un": "North Korea",
    "Ri Yong-ho": "North Korea",
    "Sergei Lavrov": "Russia",
    "Sergey Lavrov": "Russia",
    "Angela Merkel": "Germany",
    "Recep Tayyip Erdoğan": "Turkey",
}
BODIES = {"United States", "North Korea", "Russia", "Iran", "Germany", "Turkey", "South Korea"}


def day(words: str) -> dt.date:
    return dt.date.fromisoformat(words)


def window(words: str | None, **doubts: bool) -> Window | None:
    """ "2018-06-12", "2018-11-07/..", "../2018-05-31"."""
    if words is None:
        return None
    first, _, last = words.partition("/")
    ends = [None if end == ".." else day(end) for end in (first, last or first)]
    return Window(earliest=ends[0], latest=ends[1], **doubts)


def card(id: str, published: str, **rest: Any) -> ReportCard:
    known = {"url": None, "title": None, "outlet": "The Strait Courier", "agency": None, "origin": id}
    return ReportCard(id=id, published=day(published), added=ADDED, **(known | rest))


def evidence(report: str, words: str, text: str | None = None) -> Evidence:
    text = text or f"The paper tells of {words} and of no more."
    start = text.index(words)
    return Evidence(report_id=report, span=Span(start, start + len(words)), exact=words, text=text)


def met(
    report: str,
    published: str,
    words: str,
    parties: str,
    when: str | None = None,
    *,
    form: MeetingForm = MeetingForm.SUMMIT,
    status: Status = Status.HELD,
    place: Sequence[str] = (),
    text: str | None = None,
    origin: str | None = None,
    chains: tuple[tuple[str, ...], ...] = (),
) -> Sighting:
    """One report's sighting of a meeting; parties are separated by ";"."""
    told = evidence(report, words, text)
    meeting = Meeting(
        id=finding_id("meeting", report, "test", told.span),
        evidence=told,
        mentions=(told,),
        form=form,
        parties=tuple(parties.split("; ")),
        status=status,
        rule="test",
        place=tuple(place),
        window=window(when),
    )
    source = card(report, published, origin=origin or report)
    return Sighting(
        finding=meeting, report=source, chains=chains or ((source.outlet or "",),), origins=(f"report|{source.origin}",)
    )


def bound(
    report: str,
    published: str,
    words: str,
    by: str,
    *,
    to: Sequence[str] = (),
    life: Life = Life.NEW,
    force: Force = Force.PROMISED,
    made: str | None = None,
    due: str | None = None,
    returned: str | None = None,
) -> Sighting:
    """One report's sighting of a commitment."""
    told = evidence(report, words)
    commitment = Commitment(
        id=finding_id("commitment", report, "test", told.span),
        evidence=told,
        by=tuple(by.split("; ")),
        to=tuple(to),
        force=force,
        life=life,
        rule="test",
        in_return_for=returned,
        made=window(made),
        due=window(due),
    )
    source = card(report, published)
    return Sighting(finding=commitment, report=source, chains=((source.outlet or "",),), origins=(f"report|{report}",))


def claim(
    sighting: Sighting,
    when: str,
    chain: Sequence[str],
    *,
    words: str = "of no more",
    sense: Sense = Sense.INSIDE,
    hedge: Hedge = Hedge.CERTAIN,
) -> Claim:
    """A claim about when the thing sighted is."""
    told = evidence(sighting.report.id, words, sighting.finding.evidence.text)
    timing = Timing(
        id=finding_id("timing", sighting.report.id, f"{when}{chain}", told.span),
        about=sighting.finding.id,
        evidence=told,
        window=window(when),
        sense=sense,
        hedge=hedge,
        rule="test",
    )
    origin = f"{chain[0]}|{sighting.report.known}"
    return Claim(timing=timing, statement=None, report=sighting.report, chain=tuple(chain), origin=origin)


def actor(name: str) -> Actor:
    kind = ActorKind.STATE if name in BODIES else ActorKind.PERSON if name in STATES else ActorKind.ORGANISATION
    kind = ActorKind.UNNAMED if "unnamed" in name else kind
    return Actor(id=f"a:{name}", name=name, kind=kind, acts_for=STATES.get(name))


def who(sightings: Sequence[Sighting]) -> dict[str, tuple[Actor, ...]]:
    """Who is who in the reports of these sightings."""
    found: dict[str, dict[str, Actor]] = {}
    for s in sightings:
        f = s.finding
        names = f.parties if isinstance(f, Meeting) else (*f.by, *f.to)
        found.setdefault(s.report.id, {}).update({name: actor(name) for name in names})
    return {report: tuple(actors.values()) for report, actors in found.items()}
