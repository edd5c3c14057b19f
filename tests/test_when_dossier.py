"""The examples dossier asked for when: as of five days, on the command line, without the language pipeline."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import pourparler
from pourparler.model.text import Skipped
from pourparler.reason import Answer, when
from pourparler.reason.scores import by_source, score
from pourparler.record import open_record

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A record of the examples dossier, made once for this page."""
    path = tmp_path_factory.mktemp("when") / "record.db"
    with open_record(path, create=True) as made:
        for report in pourparler.read_many([ROOT / "examples/dossier"]):
            assert not isinstance(report, Skipped)
            made.add(report, added=dt.datetime(2019, 4, 1, tzinfo=dt.UTC))
    yield path


def asked(record: Path, words: str, day: str) -> Answer:
    asof = dt.date.fromisoformat(day)
    with open_record(record) as kept:
        view = kept.view(asof)
        found = view.find(words)
        newest = max((g for g in found if g.title == found[0].title), key=lambda g: g.sightings[-1].report.known)
        return when(newest, among=view.meetings(), asof=asof)


def call(record: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "POURPARLER_RECORD": str(record), "POURPARLER_WIDTH": "88"}
    command = [sys.executable, "-m", "pourparler", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=env, check=False)


@pytest.mark.parametrize(
    ("words", "day", "headline"),
    [
        (
            "Trump Kim summit",
            "2018-03-09",
            "8 Mar – 31 May 2018. Most likely Mar–Apr 2018 (57 %); later or never 16 %.",
        ),
        ("Trump Kim summit", "2018-05-11", "12 Jun 2018: 82 %; later or never 18 %."),
        ("Trump Kim summit", "2018-05-25", "Cancelled. Not by 24 May 2019 85 %."),
        (
            "second summit Trump",
            "2018-10-20",
            "Not before 7 Nov 2018. Most likely Jan–Feb 2019 (27 %); in 2018 16 %; not by 19 Oct 2019 8 %.",
        ),
        ("second summit Trump", "2019-03-01", "Held 27–28 Feb 2019."),
    ],
)
def test_answers_as_of_five_days(record: Path, words: str, day: str, headline: str) -> None:
    assert asked(record, words, day).headline == headline


def test_the_ministers_window_lapses_unmet(record: Path) -> None:
    open_then, lapsed = (asked(record, "ministers", day) for day in ("2018-10-24", "2019-03-01"))
    assert open_then.headline.startswith("About 28 Oct – about 1 Nov 2018 (hoped; nothing firmer is said).")
    assert lapsed.headline.startswith(
        "Lapsed: about 28 Oct – about 1 Nov 2018 passed, and no report says that it took place."
    )


def test_scores_rank_the_sources(record: Path) -> None:
    with open_record(record) as kept:
        view = kept.view(None)
        tallies = {t.name: t for t in by_source(score(view.meetings(), asof=view.last_day()))}
    ranked = list(tallies)
    official, pompeo = tallies["senior U.S. official (unnamed)"], tallies["Mike Pompeo"]
    assert (official.right, official.wrong) == (2, 0)
    assert pompeo.right == 0
    assert pompeo.wrong >= 2
    assert ranked.index(official.name) < ranked.index("Donald Trump") < ranked.index(pompeo.name)


def test_the_answer_as_json(record: Path) -> None:
    done = call(record, "when", "second summit Trump", "--asof", "2018-10-20", "--without", "Reuters")
    answer: dict[str, Any] = json.loads(done.stdout)
    assert answer["firm"]["earliest"] == "2018-11-07"
    assert answer["firm"]["latest"] is None
    assert sum(b["p"] for b in answer["belief"]) + answer["never"] == pytest.approx(1, abs=0.01)
    assert {"from", "to", "p"} <= set(answer["belief"][0])
    assert {"50", "80", "months"} == set(answer["plausible"])
    assert answer["because"][0]["bound"] == "earliest"
    assert {"kind", "statements"} <= set(answer["relations"][0])
    assert answer["moved_by"]["statement"] in {c["id"] for c in answer["claims"]}
    left_out = [c["text"] for c in answer["claims"] if c["counts"] == "left out"]
    assert left_out == ["after January 1"]


def test_pages_on_a_terminal(record: Path) -> None:
    page = call(record, "when", "second summit Trump", "--asof", "2018-10-24", "--format", "table").stdout
    assert "[planned, as of 24 Oct 2018]" in page
    assert max(map(len, page.splitlines())) <= 88
    for part in ("Why", "Belief", "Who says what", "Moves most", "How they relate", "Changed by the last report"):
        assert f"\n{part}\n" in page
    conflicts = call(record, "conflicts", "--format", "table").stdout
    assert "IN TENSION on date: second summit of Donald Trump and Kim Jong-un" in conflicts
    assert "“in the very near future”" in conflicts
    assert "NOT “this year”" in conflicts
    scores = call(record, "scores", "--format", "table").stdout
    assert "rate: only from ten closed claims on." in scores
    questions = call(record, "questions", "--asof", "2018-10-24", "--party", "Trump", "--format", "table").stdout
    assert "Will the second summit of Donald Trump and Kim Jong-un take place between 25 Oct 2018" in questions


def test_lists_as_json_lines(record: Path) -> None:
    def lines(*arguments: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in call(record, *arguments).stdout.splitlines()]

    (tension,) = lines("conflicts", "--asof", "2018-10-20", "--kind", "in tension")
    assert [s["text"] for s in tension["statements"]] == ["in the very near future", "this year"]
    assert {"source", "hedge"} == {line["by"] for line in lines("scores")}
    assert {"right", "wrong", "open"} <= {c["verdict"] for c in lines("scores", "--claims")}
    assert lines("questions", "--asof", "2018-10-24", "--limit", "1")[0]["type"] == "binary"
    lapsed = [p["title"] for p in lines("due", "--pace", "lapsed")]
    assert "meeting of ministers of Mike Pompeo and Ri Yong-ho" in lapsed


def test_answers_from_a_file_without_a_record(tmp_path: Path) -> None:
    envoys = ROOT / "examples/dossier/2018-10-20-envoys.txt"
    done = call(tmp_path / "none.db", "when", "second summit", "--in", str(envoys))
    assert json.loads(done.stdout)["firm"]["earliest"] == "2018-11-07"
    assert not (tmp_path / "none.db").exists()


def test_what_cannot_be_answered_says_why(record: Path) -> None:
    done = call(record, "when", "xylophone")
    assert (done.returncode, done.stdout) == (2, "")
    assert "nothing in the record is found by 'xylophone'" in done.stderr
    wrong = call(record, "when", "summit", "--discount", "Reuters")
    assert (wrong.returncode, "write SOURCE=0.5" in wrong.stderr) == (2, True)


def test_an_answer_needs_no_language_pipeline(record: Path) -> None:
    code = (
        "import sys; from pourparler.show.cli import cli;"
        f"cli.main(['when', 'second summit', '--record', {str(record)!r}], standalone_mode=False);"
        "sys.exit(any(m in sys.modules for m in ('spacy', 'onnxruntime')))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
