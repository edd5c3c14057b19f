"""The record: what goes in comes out, in whatever order it went in, on both kinds of database."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pourparler
from pourparler.errors import StoreError
from pourparler.model.findings import AnnotatedReport
from pourparler.record import Added, Query, Record, View, open_record

Dossier = tuple[AnnotatedReport, ...]
Place = Callable[[], str]
AT = dt.datetime(2020, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
AUTUMN = dt.date(2018, 10, 20)


def filled(place: str, dossier: Dossier) -> Record:
    record = open_record(place, create=True)
    record.load(dossier, added=AT)
    return record


def everything(view: View) -> tuple[object, ...]:
    """All that a view tells."""
    return (
        view.reports(),
        view.meetings(),
        view.commitments(),
        view.statements(),
        view.claims(),
        view.actors(),
        view.changes(),
        view.find("second summit"),
    )


def test_reports_come_out_as_they_went_in(new_place: Place, read_dossier: Dossier) -> None:
    with filled(new_place(), read_dossier) as record:
        view = record.view()
        for annotated in read_dossier:
            assert view.report(annotated.report.id) == annotated
            assert view.report(annotated.report.id).notes == annotated.notes
        with pytest.raises(StoreError, match="no report nowhere"):
            view.report("nowhere")


def test_one_by_one_in_any_order_is_the_same_as_all_at_once(new_place: Place, read_dossier: Dossier) -> None:
    shuffled = random.Random(7).sample(read_dossier, len(read_dossier))
    with filled(new_place(), read_dossier) as at_once, open_record(new_place(), create=True) as singly:
        for annotated in shuffled:
            assert singly.add(annotated, added=AT) is Added.NEW
        for asof in (None, AUTUMN):
            assert everything(singly.view(asof)) == everything(at_once.view(asof))
        assert list(singly.export()) == list(at_once.export())


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(12)), together=st.integers(1, 5))
def test_any_order_tells_the_same_story(
    order: list[int], together: int, tmp_path_factory: pytest.TempPathFactory, read_dossier: Dossier
) -> None:
    folder = tmp_path_factory.mktemp("orders")
    with filled(str(folder / "a.db"), read_dossier) as first, open_record(folder / "b.db", create=True) as second:
        second.load((read_dossier[n] for n in order), added=AT, together=together)
        assert everything(second.view()) == everything(first.view())
        assert everything(second.view(AUTUMN)) == everything(first.view(AUTUMN))


def test_what_was_known_then_is_what_a_record_of_then_holds(new_place: Place, read_dossier: Dossier) -> None:
    early = tuple(a for a in read_dossier if a.report.day is not None and a.report.day <= AUTUMN)
    with filled(new_place(), read_dossier) as whole, filled(new_place(), early) as then:
        assert everything(whole.view(AUTUMN)) == everything(then.view(AUTUMN))
        assert len(whole.view(AUTUMN).reports()) == len(early) < len(read_dossier)


def test_adding_again_changes_nothing(new_place: Place, read_dossier: Dossier) -> None:
    with filled(new_place(), read_dossier) as record:
        before, lines = everything(record.view()), list(record.export())
        later = AT + dt.timedelta(days=400)
        assert record.load(read_dossier, added=later) == {Added.SAME: len(read_dossier)}
        assert record.add(read_dossier[0], added=later) is Added.SAME
        assert everything(record.view()) == before
        assert list(record.export()) == lines


def test_filters(new_place: Place, read_dossier: Dossier) -> None:
    with filled(new_place(), read_dossier) as record:
        view = record.view()
        every = view.meetings()
        assert {m.id for m in view.meetings(Query(party="pompeo"))} == {
            m.id for m in every if any("Pompeo" in name for name in m.parties)
        }
        assert [m.title for m in view.meetings(Query(place="singapore"))] == [
            m.title for m in every if "Singapore" in m.place
        ]
        assert view.meetings(Query(status="held")) == tuple(m for m in every if m.status == "held")
        assert view.meetings(Query(independent=3)) == tuple(m for m in every if m.origins >= 3)
        june = (dt.date(2018, 6, 1), dt.date(2018, 6, 30))
        assert {m.status for m in view.meetings(Query(party="Trump", between=june, place="Singapore"))} == {"held"}
        by_kim = view.commitments(Query(by="Kim Jong Un"))
        assert by_kim
        assert all("Kim Jong-un" in c.by for c in by_kim)
        assert view.commitments(Query(life="open")) == tuple(c for c in view.commitments() if c.stand == "open")
        said = view.statements(Query(by="Bolton", text="summits"))
        assert all("John Bolton" in s.chain for s in said)
        assert view.reports(Query(text="Yongbyon"))
        assert not view.reports(Query(text="Yongbyon Reykjavik"))
        assert all("Donald Trump" in c.chain for c in view.claims(Query(by="Trump")))


def test_paging_gives_each_entry_once(new_place: Place, read_dossier: Dossier) -> None:
    with filled(new_place(), read_dossier) as record:
        for asof in (None, AUTUMN):
            view = record.view(asof)
            for listed, id_of in (
                (view.meetings, lambda m: m.id),
                (view.statements, lambda s: s.statement.id),
                (view.claims, lambda c: c.timing.id),
                (view.reports, lambda r: r.id),
                (view.actors, lambda a: a.id),
            ):
                pages, after = [], None
                while page := listed(Query(limit=5, after=after)):
                    pages += page
                    after = id_of(page[-1])
                assert tuple(pages) == listed()


def test_one_entry_by_the_begin_of_its_id(new_place: Place, read_dossier: Dossier) -> None:
    with filled(new_place(), read_dossier) as record:
        view = record.view()
        for meeting in view.meetings():
            assert view.meeting(meeting.id) == meeting
            assert view.meeting(meeting.id[:8]) == meeting
        with pytest.raises(StoreError, match=r"begins .* ids of meetings: m"):
            view.meeting("m")
        with pytest.raises(StoreError, match="no meeting m000"):
            view.meeting("m000")
        with pytest.raises(StoreError, match="no commitment"):
            view.commitment("")
        assert view.actor("Pompeo").name == "Mike Pompeo"
        with pytest.raises(StoreError, match="may be any of"):
            view.actor("Kim")


def test_an_id_once_told_is_good_for_ever(new_place: Place, read_dossier: Dossier) -> None:
    later = [a for a in read_dossier if str(a.report.day) > "2018-12-31"]
    with open_record(new_place(), create=True) as record:
        record.load(later, added=AT)
        told = record.view().find("second summit Trump Kim")[0]
        record.load(read_dossier, added=AT)
        now = record.view().meeting(told.id)
        assert now.id != told.id
        assert told.sightings[0].finding in [s.finding for s in now.sightings]


def test_the_second_summit_is_found_by_words(new_place: Place, read_dossier: Dossier) -> None:
    with filled(new_place(), read_dossier) as record:
        best = record.view().find("second summit Trump Kim")[0]
        assert best.title == "second summit of Donald Trump and Kim Jong-un"
        assert record.view().find(best.id[:6]) == (best,)
        assert record.view().find("") == ()


def test_another_text_of_one_article_is_kept_beside_it(new_place: Place) -> None:
    first = pourparler.read(TEXT, published="2021-03-03", url="https://example.org/a", model=False)
    second = pourparler.read(TEXT + LATER, published="2021-03-03", url="https://example.org/a", model=False)
    with open_record(new_place(), create=True) as record:
        assert record.add(first, added=AT) is Added.NEW
        assert record.add(second, added=AT) is Added.VERSION
        cards = record.view().reports()
        assert sorted((c.version_of is None) for c in cards) == [False, True]
        assert len({c.origin for c in cards}) == 1
        assert [m.origins for m in record.view().meetings(Query(party="Meier", status="held"))] == [1]
        assert record.view().report(first.report.id) == first


def test_the_same_id_with_another_text_is_a_version_with_an_id_of_its_own(new_place: Place) -> None:
    first = pourparler.read(TEXT, published="2021-03-03", model=False)
    report = pourparler.read(TEXT + LATER, published="2021-03-03", model=False)
    with open_record(new_place(), create=True) as record:
        record.add(_called(first, "a"), added=AT)
        assert record.add(_called(report, "a"), added=AT) is Added.VERSION
        assert record.add(_called(report, "a"), added=AT) is Added.SAME
        plain, version = record.view().reports()
        assert (plain.id, version.version_of) == ("a", "a")
        kept = record.view().report(version.id)
        assert kept.report.text == report.report.text
        assert [m.evidence.exact for m in kept.meetings] == [m.evidence.exact for m in report.meetings]
        assert all(e.report_id == version.id for m in kept.meetings for e in m.mentions)


def _called(annotated: AnnotatedReport, id: str) -> AnnotatedReport:
    from pourparler.record.renaming import renamed

    return renamed(annotated, id)


def test_reading_anew_keeps_the_earlier_reading(new_place: Place, read_dossier: Dossier) -> None:
    with filled(new_place(), read_dossier) as record:
        old = read_dossier[0]
        poorer = replace(old, meetings=(), commitments=(), timings=())
        before = everything(record.view())
        assert record.add(poorer, added=AT + dt.timedelta(1)) is Added.ANEW
        assert record.view().report(old.report.id) == poorer
        assert '"kind":"reading"' in "".join(record.export())
        assert record.add(old, added=AT + dt.timedelta(2)) is Added.ANEW
        assert everything(record.view()) == before


def test_reprints_are_one_origin(new_place: Place) -> None:
    papers = [
        pourparler.read(TEXT + tail, published=f"2021-03-0{n}", outlet=outlet, model=False)
        for n, (outlet, tail) in enumerate((("Wire", ""), ("Post", " (The Post)"), ("Herald", "\n\nThe Herald")), 3)
    ]
    with open_record(new_place(), create=True) as record:
        record.load(reversed(papers), added=AT)
        assert {c.origin for c in record.view().reports()} == {papers[0].report.id}
        (meeting,) = record.view().meetings()
        assert (len(meeting.sightings), meeting.origins) == (3, 1)


def test_copies_and_versions_too_tell_one_story_in_any_order(tmp_path: Path) -> None:
    tails = ("", " (The Post)", " (The Post) They laughed.", "\n\nThe Herald", " Corrected by the editors.")
    papers = [
        pourparler.read(
            TEXT + tail,
            published=f"2021-03-0{3 + n}",
            outlet="Post" if "Post" in tail else "Wire",
            url="https://example.org/post" if "Post" in tail else None,
            model=False,
        )
        for n, tail in enumerate(tails)
    ]
    papers += [
        pourparler.read(f"Foreign Minister Ana Ruiz and Karl Meier. {more}", published=f"2021-03-1{n}", model=False)
        for n, more in enumerate(("Ruiz will meet Meier in Geneva on April 6.", "Meier hopes to meet Ruiz in April."))
    ]
    stories = []
    for seed in range(8):
        chance = random.Random(seed)
        with open_record(tmp_path / f"{seed}.db", create=True) as record:
            record.load(chance.sample(papers, len(papers)), added=AT, together=chance.choice((1, 2, 9)))
            stories.append((everything(record.view()), everything(record.view(dt.date(2021, 3, 6)))))
    assert len({card.origin for card in stories[0][0][0]}) == 3  # type: ignore[attr-defined]
    assert all(story == stories[0] for story in stories)


def test_an_empty_record_has_nothing_to_tell(new_place: Place) -> None:
    with open_record(new_place(), create=True) as record:
        assert everything(record.view()) == ((),) * 8
        assert everything(record.view(AUTUMN)) == ((),) * 8


TEXT = (
    "BERN, March 3, 2021 — Foreign Minister Ana Ruiz met her Swiss counterpart Karl Meier in Bern on Tuesday. "
    "The two spoke for three hours about the border, the fishing grounds and the water of the lake, and said nothing "
    "to the press when they came out of the old town hall."
)
LATER = " They will meet again in Geneva in April, a spokesman said afterwards."
