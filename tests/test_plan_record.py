"""What the record says of the meetings of a plan comes in by itself: the case that the examples tell."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pourparler.model.findings import AnnotatedReport
from pourparler.plan import Answer, load_plan, solve
from pourparler.record import open_record
from pourparler.show.commands.plan_known import known_of

EXAMPLE = Path(__file__).parent.parent / "examples/plan.toml"


def _answer(reports: tuple[AnnotatedReport, ...], folder: Path, asof: dt.date | None) -> Answer:
    asked = load_plan(EXAMPLE)
    with open_record(folder / "record.db", create=True) as record:
        for n, report in enumerate(reports):
            record.add(report, added=dt.datetime(2026, 1, 1, 0, n, tzinfo=dt.UTC))
        return solve(asked, known=known_of(asked, record, asof))


def test_earliest_option_after_the_first_of_january_ranks_first_with_its_reasons(
    read_dossier: tuple[AnnotatedReport, ...], tmp_path: Path
) -> None:
    answer = _answer(read_dossier, tmp_path, dt.date(2018, 10, 20))
    ministers, leaders = answer.options[0].sittings
    usable = [days[0] for row in answer.rows if row.meeting == "leaders" for days in row.days]
    assert leaders.begin.date() == min(day for day in usable if day > dt.date(2019, 1, 1))
    assert ministers.begin.date() < dt.date(2018, 11, 30)
    assert any("not before 7 Nov 2018" in words and "Trump" in words for words in leaders.meets)
    assert any("most likely" in words and "2019" in words for words in leaders.meets)
    early = [
        e for e in answer.excluded if e.meeting == "leaders" and e.place == "Hanoi" and e.first < dt.date(2018, 11, 5)
    ]
    assert any("record: not before 7 Nov 2018" in r.words for e in early for r in e.reasons)


def test_a_record_of_another_day_gives_another_plan(read_dossier: tuple[AnnotatedReport, ...], tmp_path: Path) -> None:
    answer = _answer(read_dossier, tmp_path, dt.date(2018, 9, 25))
    assert answer.options[0].sittings[1].begin.date() < dt.date(2018, 12, 31)
