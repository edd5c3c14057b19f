"""Corrections: applied, shown, taken back; they survive what comes later, a new reading, export and import."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from pourparler.errors import StoreError
from pourparler.model.findings import AnnotatedReport, Status
from pourparler.model.groups import CorrectionKind
from pourparler.record import Added, Person, Query, Record, open_record, read_people

Dossier = tuple[AnnotatedReport, ...]
Place = Callable[[], str]
AT = dt.datetime(2020, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
SECOND = "second summit Trump Kim"


@pytest.fixture
def record(new_place: Place, read_dossier: Dossier) -> Iterator[Record]:
    with open_record(new_place(), create=True) as made:
        made.load(read_dossier, added=AT)
        yield made


def do(record: Record, kind: CorrectionKind, target: str, **more: object) -> str:
    return record.correct(target, kind, author="Ann", at=AT, why="seen", **more).id  # type: ignore[arg-type]


def test_fields_are_set_shown_and_put_back(record: Record) -> None:
    view = record.view()
    before, every = view.find(SECOND)[0], view.meetings()
    place = do(record, CorrectionKind.SET, before.id[:7], field="place", value="Hanoi; Vietnam")
    window = do(record, CorrectionKind.SET, before.id, field="window", value="2019-02-27/2019-02-28")
    after = view.meeting(before.id)
    assert (after.place, after.window and after.window.edtf) == (("Hanoi", "Vietnam"), "2019-02-27/2019-02-28")
    assert [(c.author, c.why, c.field) for c in after.corrections] == [
        ("Ann", "seen", "place"),
        ("Ann", "seen", "window"),
    ]
    assert view.meetings(Query(place="hanoi")) == (after,)
    assert record.view(dt.date(2018, 10, 20)).meeting(before.id).place == ("Hanoi", "Vietnam")
    record.revert(place)
    record.revert(window)
    assert view.meetings() == every
    assert [c.reverted for c in record.corrections()] == [True, True]


def test_merged_is_one_and_split_is_two(record: Record) -> None:
    view = record.view()
    every = view.meetings()
    one, other = every[0], every[-1]
    merged = do(record, CorrectionKind.MERGE, one.id, others=[other.id])
    both = view.meeting(one.id)
    assert len(both.sightings) == len(one.sightings) + len(other.sightings)
    assert len(view.meetings()) == len(every) - 1
    record.revert(merged)
    assert view.meetings() == every
    big = max(every, key=lambda m: len(m.sightings))
    out = big.sightings[1].report.id
    parted = do(record, CorrectionKind.SPLIT, big.id, others=[out])
    assert out not in {s.report.id for s in view.meeting(big.id).sightings}
    assert len(view.meeting(big.id).sightings) == len(big.sightings) - 1
    assert len(view.meetings()) == len(every) + 1
    record.revert(parted)
    assert view.meetings() == every


def test_rejected_is_gone_until_taken_back(record: Record) -> None:
    view = record.view()
    commitment = view.commitments()[0]
    gone = do(record, CorrectionKind.REJECT, commitment.id)
    assert commitment.id not in {c.id for c in view.commitments()}
    with pytest.raises(StoreError, match=f"was rejected by Ann; `pourparler revert {gone}`"):
        view.commitment(commitment.id)
    record.revert(gone)
    assert view.commitment(commitment.id) == commitment


def test_corrections_outlive_what_is_added_later(new_place: Place, read_dossier: Dossier) -> None:
    with open_record(new_place(), create=True) as record:
        record.load(read_dossier[4:], added=AT)
        target = record.view().find(SECOND)[0]
        do(record, CorrectionKind.SET, target.id, field="title", value="the Hanoi summit")
        record.load(read_dossier, added=AT)
        assert [m.title for m in record.view().meetings(Query(text="hanoi summit"))] == ["the Hanoi summit"]


def test_corrections_outlive_a_new_reading(record: Record, read_dossier: Dossier) -> None:
    view = record.view()
    target = view.find(SECOND)[0]
    do(record, CorrectionKind.SET, target.id, field="status", value="cancelled")
    old = next(a for a in read_dossier if a.report.id == target.sightings[0].report.id)
    wider = {m.id: replace(m.evidence, **_wider(old, m.evidence.span.start, m.evidence.span.end)) for m in old.meetings}
    anew = replace(
        old,
        meetings=tuple(replace(m, evidence=wider[m.id], rule="other", id=m.id[::-1]) for m in old.meetings),
        timings=(),
    )
    assert record.add(anew, added=AT + dt.timedelta(9)) is Added.ANEW
    (found,) = [m for m in view.meetings() if m.corrections]
    assert (found.status, found.corrections[0].author) == (Status.CANCELLED, "Ann")
    assert old.report.id in {s.report.id for s in found.sightings}


def _wider(annotated: AnnotatedReport, start: int, end: int) -> dict[str, object]:
    evidence = annotated.report.evidence(max(0, start - 1), end)
    return {"span": evidence.span, "exact": evidence.exact}


def test_what_makes_no_sense_is_refused(record: Record) -> None:
    meeting = record.view().meetings()[0]
    for kind, target, more, said in (
        (CorrectionKind.SET, meeting.id, {"field": "mood", "value": "good"}, "no field to set"),
        (CorrectionKind.SET, meeting.id, {"field": "status", "value": "nice"}, "not a value"),
        (CorrectionKind.SET, "x1", {"field": "title", "value": "a"}, "no id of a meeting"),
        (CorrectionKind.MERGE, meeting.id, {"others": [meeting.id]}, "nothing named"),
        (CorrectionKind.SPLIT, meeting.id, {"others": ["nowhere"]}, "neither a finding nor a report"),
        (CorrectionKind.SPLIT, meeting.id, {"others": [s.report.id for s in meeting.sightings]}, "leaves nothing"),
        (CorrectionKind.REJECT, "m000000", {}, "no meeting"),
    ):
        with pytest.raises(StoreError, match=said):
            do(record, kind, target, **more)  # type: ignore[arg-type]
    with pytest.raises(StoreError, match="no correction"):
        record.revert("k0")
    assert record.corrections() == ()


def test_an_own_list_of_people_puts_names_together_and_can_be_replaced(record: Record) -> None:
    view = record.view()
    before = view.actors()
    record.import_people(read_people("name,aliases,acts_for\nMike Pompeo,Mike Pence|Secretary Pompeo,United States\n"))
    names = {m.name for m in view.actor("Mike Pompeo").merges}
    assert "Pompeo" in names
    record.import_people((Person(name="Nobody Else"),))
    record.import_people(())
    assert view.actors() == before


def test_a_record_moves_whole(record: Record, new_place: Place) -> None:
    do(record, CorrectionKind.CONFIRM, record.view().meetings()[0].id)
    record.revert(do(record, CorrectionKind.REJECT, record.view().meetings()[1].id))
    record.import_people(read_people("name,office,of\nMike Pompeo,secretary of state,United States\n"))
    record.watch("all", Query(party="Kim", between=(None, dt.date(2019, 1, 1))), made=AT, day=dt.date(2019, 1, 1))
    lines = list(record.export())
    with open_record(new_place(), create=True) as other:
        assert other.import_lines(lines)["report"] == 12
        assert list(other.export()) == lines
        assert other.view().meetings() == record.view().meetings()
        assert other.verify().faults == ()
        assert not +other.import_lines(lines)


def test_a_broken_export_is_refused_whole(record: Record, new_place: Place) -> None:
    lines = list(record.export())
    with open_record(new_place(), create=True) as other:
        for broken in ([*lines[:5], "{"], [*lines[:5], '{"kind":"report"}'], [*lines[:5], '{"kind":"x"}'], ["[1]"]):
            with pytest.raises(StoreError, match=r"line \d+"):
                other.import_lines(broken)
        assert other.view().reports() == ()


def test_a_watch_tells_news_once(new_place: Place, read_dossier: Dossier) -> None:
    days = sorted(read_dossier, key=lambda a: str(a.report.day))
    with open_record(new_place(), create=True) as record:
        record.load(days[:7], added=AT)
        record.watch("summit", Query(party="Trump"), made=AT, day=dt.date(2018, 10, 20))
        assert record.look("summit", day=dt.date(2018, 10, 20)) == ()
        record.load(days, added=AT)
        told = record.look("summit", day=dt.date(2019, 3, 2))
        assert any("scheduled to held" in news.text for news in told)
        assert record.look("summit", day=dt.date(2019, 3, 2)) == ()
        assert record.watches()[0].looks == 3
        with pytest.raises(StoreError, match="no watch other; there are: summit"):
            record.look("other", day=dt.date(2019, 3, 2))


def test_a_watch_tells_what_did_not_happen(new_place: Place, read_dossier: Dossier) -> None:
    early = [a for a in read_dossier if str(a.report.day) <= "2018-10-20"]
    with open_record(new_place(), create=True) as record:
        record.load(early, added=AT)
        record.watch("ministers", Query(party="Ri Yong-ho"), made=AT, day=dt.date(2018, 10, 21))
        (lapsed,) = record.look("ministers", day=dt.date(2018, 12, 1))
        assert (lapsed.kind, lapsed.day) == ("lapsed", dt.date(2018, 11, 2))
        record.unwatch("ministers")
        assert record.watches() == ()
