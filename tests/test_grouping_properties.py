"""What holds for every set of sightings."""

from __future__ import annotations

import datetime as dt
import random
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pourparler
from pourparler.model.findings import AnnotatedReport, Meeting, MeetingForm, Status
from pourparler.model.groups import Claim, Correction, CorrectionKind, ReportCard, Sighting
from pourparler.record.chains import chain_of
from pourparler.record.grouping import (
    Actors,
    commitment_keys,
    group_commitments,
    group_meetings,
    judge,
    judge_pledges,
    meeting_keys,
    origin_of,
    pledge_of,
    traits_of,
)
from tests.sightings import ADDED, met, who

DOSSIER = Path(__file__).parents[1] / "examples" / "dossier"
NAMES = ("Donald Trump", "Mike Pompeo", "Kim Jong-un", "Kim Chong-un", "United States", "North Korea", "Angela Merkel")
STATUSES = (Status.HELD, Status.SCHEDULED, Status.PLANNED, Status.POSTPONED)
BEGIN = dt.date(2018, 1, 1)
Dossier = tuple[list[Sighting], list[Sighting], list[Claim], Actors]


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    """Sightings of meetings and commitments, claims, and who is who, of the example dossier."""
    meetings, commitments, claims, actors = [], [], [], {}
    for found in pourparler.read_many([DOSSIER], model=False):
        assert isinstance(found, AnnotatedReport)
        report = found.report
        known = {name: getattr(report, name) for name in ("id", "url", "title", "outlet", "agency", "published")}
        source = ReportCard(**known, added=ADDED, origin=report.id)
        actors[report.id] = found.actors
        for home, findings in ((meetings, found.meetings), (commitments, found.commitments)):
            chain, origin = chain_of(None, source), origin_of(None, source)
            home += [Sighting(finding=f, report=source, chains=(chain,), origins=(origin,)) for f in findings]
        for timing in found.timings:
            chain = chain_of(None, source)
            claims.append(
                Claim(timing=timing, statement=None, report=source, chain=chain, origin=origin_of(None, source))
            )
    return meetings, commitments, claims, actors


@pytest.mark.parametrize("seed", range(12))
def test_the_order_of_reports_does_not_matter(dossier: Dossier, seed: int) -> None:
    meetings, commitments, claims, actors = dossier
    met_first = group_meetings(meetings, claims, (), actors)
    bound_first = group_commitments(commitments, claims, (), actors)
    shuffled = [random.Random(seed).sample(part, len(part)) for part in (meetings, commitments, claims)]
    assert group_meetings(shuffled[0], shuffled[2], (), actors) == met_first
    assert group_commitments(shuffled[1], shuffled[2], (), actors) == bound_first


def test_the_dossier_holds_the_summits(dossier: Dossier) -> None:
    meetings, _, claims, actors = dossier
    summits = [g for g in group_meetings(meetings, claims, (), actors) if g.parties == ("Donald Trump", "Kim Jong-un")]
    assert [(g.ordinal, g.status, len(g.sightings) > 1) for g in summits] == [
        (1, Status.HELD, True),
        (2, Status.HELD, True),
        (3, Status.POSSIBLE, False),
    ]


def test_a_block_grouped_alone_is_grouped_as_in_the_whole_record(dossier: Dossier) -> None:
    meetings, commitments, _, actors = dossier
    for sightings, traits, compare, group in (
        (meetings, traits_of, judge, group_meetings),
        (commitments, pledge_of, judge_pledges, group_commitments),
    ):
        known = [traits(s, actors, {}) for s in sightings]
        block = list(range(len(sightings)))
        for a, b in combinations(range(len(sightings)), 2):
            if compare(known[a], known[b]).strength > 0:
                block = [block[a] if home == block[b] else home for home in block]
        apart = [
            made
            for home in set(block)
            for made in group([s for s, at in zip(sightings, block, strict=True) if at == home], (), (), actors)
        ]
        whole = group(sightings, (), (), actors)
        assert {g.id: g.sightings for g in apart} == {g.id: g.sightings for g in whole}


def test_what_is_linked_shares_a_key(dossier: Dossier) -> None:
    meetings, commitments, _, actors = dossier
    for sightings, traits, compare, keys in (
        (meetings, traits_of, judge, meeting_keys),
        (commitments, pledge_of, judge_pledges, commitment_keys),
    ):
        known = [(traits(s, actors, {}), set(keys(s, actors))) for s in sightings]
        for (a, mine), (b, theirs) in combinations(known, 2):
            assert compare(a, b).strength <= 0 or mine & theirs


@st.composite
def sightings(draw: st.DrawFn) -> list[Sighting]:
    """Up to eight reports on meetings of few parties within half a year."""
    found = []
    for n in range(draw(st.integers(2, 8))):
        known = BEGIN + dt.timedelta(draw(st.integers(0, 180)))
        status = draw(st.sampled_from(STATUSES))
        days = draw(st.none() | st.integers(0, 60))
        when = None
        if days is not None:
            day = known - dt.timedelta(days) if status is Status.HELD else known + dt.timedelta(days)
            when = day.isoformat()
        parties = "; ".join(draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=3, unique=True)))
        words = draw(st.sampled_from(("the summit", "a first summit", "a second summit", "the meeting")))
        form = draw(st.sampled_from((MeetingForm.SUMMIT, MeetingForm.TALKS, MeetingForm.CALL)))
        found.append(met(f"r{n}", known.isoformat(), words, parties, when, form=form, status=status))
    return found


@settings(max_examples=60, deadline=None)
@given(told=sightings(), seed=st.integers(0, 99))
def test_no_group_holds_a_contradiction(told: list[Sighting], seed: int) -> None:
    actors = who(told)
    made = group_meetings(told, (), (), actors)
    assert sorted(s.report.id for g in made for s in g.sightings) == sorted(s.report.id for s in told)
    assert group_meetings(random.Random(seed).sample(told, len(told)), (), (), actors) == made
    for group in made:
        kinds = [s.finding for s in group.sightings if isinstance(s.finding, Meeting)]
        ordinals = {word for f in kinds for word in ("first", "second") if word in f.evidence.exact}
        assert len(ordinals) <= 1
        assert len({f.form is MeetingForm.CALL for f in kinds}) == 1
        held = [f.window for f in kinds if f.status is Status.HELD and f.window]
        assert all(abs((a.min - b.min).days) <= 1 for a, b in combinations(held, 2))


@settings(max_examples=30, deadline=None)
@given(told=sightings())
def test_taken_apart_by_hand_stays_apart(told: list[Sighting]) -> None:
    actors = who(told)
    for group in group_meetings(told, (), (), actors):
        if len(group.sightings) > 1:
            order = _split(group.id, group.sightings[-1])
            apart = group_meetings(told, (), (order,), actors)
            homes = {s.report.id: g.id for g in apart for s in g.sightings}
            assert homes[group.sightings[0].report.id] != homes[group.sightings[-1].report.id]


def _split(target: str, other: Sighting) -> Correction:
    return Correction(
        id="x", target=target, kind=CorrectionKind.SPLIT, author="ana", at=ADDED, others=(other.finding.id,)
    )


def test_a_headline_counts_the_summit_that_its_report_dates(dossier: Dossier) -> None:
    meetings, _, _, actors = dossier
    by_then = [s for s in meetings if s.report.known <= dt.date(2019, 2, 10)]
    ahead = [g for g in group_meetings(by_then, (), (), actors) if g.form == "summit" and g.status is Status.SCHEDULED]
    assert [(g.ordinal, len(g.sightings) > 1) for g in ahead] == [(2, True)]
