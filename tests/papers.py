"""Groups by hand: a paper is a text with a day, whose words become sightings and claims."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from pourparler.model.findings import (
    Commitment,
    Force,
    Form,
    Hedge,
    Life,
    Meeting,
    MeetingForm,
    Sense,
    Statement,
    Status,
    Timing,
)
from pourparler.model.groups import Claim, CommitmentGroup, MeetingGroup, ReportCard, Sighting, Stand
from pourparler.model.text import Evidence, Layout, Report, Span
from pourparler.model.window import Window


def days(words: str | None, *, about: bool = False) -> Window | None:
    """ "2018-11-07/2018-12-31"; ".." is open; None stays None."""
    if words is None:
        return None
    first, last = (None if end == ".." else dt.date.fromisoformat(end) for end in (words.split("/") * 2)[:2])
    return Window(earliest=first, latest=last, latest_approximate=about)


class Paper:
    """One report, of which the tests say themselves what it says."""

    def __init__(self, outlet: str, day: str, text: str) -> None:
        published = dt.date.fromisoformat(day)
        self._report = Report(id=f"{day} {outlet}", text=text, layout=Layout(body=(Span(0, len(text)),)))
        added = dt.datetime.combine(published, dt.time(12))
        self.card = ReportCard(
            id=self._report.id, url=None, title=None, outlet=outlet, agency=None,
            published=published, added=added, origin=self._report.id,
        )  # fmt: skip

    def at(self, words: str) -> Evidence:
        start = self._report.text.index(words)
        return self._report.evidence(start, start + len(words))

    def meeting(
        self,
        words: str,
        *,
        status: str = "planned",
        form: str = "talks",
        window: str | None = None,
        purpose: str | None = None,
    ) -> Sighting:
        at = self.at(words)
        finding = Meeting(
            id=f"{self.card.id}: {words}", evidence=at, mentions=(at,), form=MeetingForm(form), parties=("A", "B"),
            status=Status(status), rule="test", window=days(window), purpose=self.at(purpose) if purpose else None,
        )  # fmt: skip
        return Sighting(finding=finding, report=self.card, chains=((self.card.outlet or "",),), origins=(self.card.id,))

    def claim(
        self,
        sighting: Sighting,
        words: str,
        window: str | None,
        *,
        by: str | None = None,
        hedge: str = "certain",
        sense: str = "inside",
        about: bool = False,
    ) -> Claim:
        at = self.at(words)
        statement = by and Statement(
            id=f"{self.card.id}: {by}", source=by, source_spans=(), cue_spans=(), content_spans=(), form=Form.INDIRECT,
            chain=(by,), rule="test",
        )  # fmt: skip
        timing = Timing(
            id=f"{self.card.id}: {words}", about=sighting.finding.id, evidence=at, window=days(window, about=about),
            sense=Sense(sense), hedge=Hedge(hedge), rule="test",
        )  # fmt: skip
        chain = tuple(x for x in (by, self.card.outlet) if x)
        return Claim(timing=timing, statement=statement or None, report=self.card, chain=chain, origin=self.card.id)


def commitment(
    title: str, paper: Paper, words: str, *, made: str | None = None, due: str | None = None, force: str = "agreed"
) -> CommitmentGroup:
    """A commitment of one sighting, whose id is its title."""
    finding = Commitment(
        id=f"{paper.card.id}: {words}", evidence=paper.at(words), by=("A",), to=("B",), force=Force(force),
        life=Life.NEW, rule="test", made=days(made), due=days(due),
    )  # fmt: skip
    sighting = Sighting(finding=finding, report=paper.card, chains=(("A",),), origins=(paper.card.id,))
    return CommitmentGroup(
        id=title, title=title, text=words, by=("A",), to=("B",), force=finding.force, life=finding.life,
        stand=Stand.OPEN, sightings=(sighting,), made=finding.made, due=finding.due,
    )  # fmt: skip


def group(
    title: str,
    sightings: Sequence[Sighting],
    claims: Sequence[Claim] = (),
    *,
    ordinal: int | None = None,
) -> MeetingGroup:
    """A group whose id is its title."""
    finding = sightings[0].finding
    assert isinstance(finding, Meeting)
    return MeetingGroup(
        id=title, title=title, form=finding.form, parties=finding.parties, status=finding.status,
        sightings=tuple(sightings), claims=tuple(claims), ordinal=ordinal,
    )  # fmt: skip
