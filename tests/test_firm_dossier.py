"""The firm layer on the reports of the examples, as they are read and grouped."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import pourparler
from pourparler.model.groups import MeetingGroup
from pourparler.reason.firm import firm_windows
from pourparler.reason.lapse import Pace, pending
from pourparler.record import open_record

DOSSIER = Path(__file__).resolve().parent.parent / "examples" / "dossier"


def meetings(folder: Path, *files: str) -> tuple[MeetingGroup, ...]:
    """The meetings of some reports of the dossier, as a record groups them."""
    with open_record(folder / "record.db", create=True) as record:
        for annotated in pourparler.read_many([DOSSIER / f for f in files]):
            assert isinstance(annotated, pourparler.AnnotatedReport)
            record.add(annotated, added=dt.datetime(2019, 4, 1, tzinfo=dt.UTC))
        return record.view().meetings()


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> tuple[MeetingGroup, ...]:
    folder = tmp_path_factory.mktemp("dossier")
    return meetings(folder, "reports.jsonl", "2018-10-20-envoys.txt", "2019-03-01-hanoi.html")


def titled(groups: tuple[MeetingGroup, ...], words: str, day: str = "2018-10") -> MeetingGroup:
    (found,) = [g for g in groups if words in g.title and any(f"{s.report.published}" >= day for s in g.sightings)]
    return found


def test_one_report_alone(tmp_path: Path) -> None:
    groups = meetings(tmp_path, "2018-10-20-envoys.txt")
    record = firm_windows(groups)
    summit, ministers = titled(groups, "second summit"), titled(groups, "ministers")
    assert record.window(summit.id).edtf == "2018-11-07/.."
    assert record.because(summit.id).earliest.words == (
        "Not before 7 Nov 2018, since Donald Trump says “after the U.S. elections on November 6” (Pacific Wire,"
        " 20 Oct 2018)."
    )
    assert record.window(ministers.id).edtf == "2018-10-28~/2018-11-01~"
    assert record.because(ministers.id).latest.words == (
        "Not after about 1 Nov 2018, at its word for want of anything firmer: Mike Pompeo hopes for “in about ten days”"
        " (Voice of America, Pacific Wire, 20 Oct 2018)."
    )


def test_without_the_president_only_hedged_words_are_left(tmp_path: Path) -> None:
    groups = meetings(tmp_path, "2018-10-20-envoys.txt")
    record = firm_windows(groups, without=frozenset({"Donald Trump"}))
    found = record.because(titled(groups, "second summit").id).earliest
    assert found.hedge is pourparler.Hedge.LIKELY
    assert found.words == (
        "Not before 2 Jan 2019, at its word for want of anything firmer: senior U.S. official (unnamed) thinks it"
        " likely “after January 1” (Reuters, Pacific Wire, 20 Oct 2018)."
    )


def test_the_window_closes_on_the_day_and_the_ministers_lapse(dossier: tuple[MeetingGroup, ...]) -> None:
    day = dt.date(2019, 3, 1)
    record = firm_windows(dossier, asof=day)
    summit = titled(dossier, "second summit of Donald Trump")
    assert record.window(summit.id).edtf == "2019-02-27/2019-02-28"
    over = {p.group: p for p in pending(dossier, record, asof=day) if p.pace is Pace.LAPSED}
    ministers = titled(dossier, "ministers")
    assert over[ministers.id].words.endswith(
        "Its window was about 28 Oct – about 1 Nov 2018, only hoped for; no report up to 1 Mar 2019 tells of it as"
        " held."
    )
    third = record.because(titled(dossier, "third summit").id)
    assert third.earliest.day == dt.date(2019, 3, 1)
