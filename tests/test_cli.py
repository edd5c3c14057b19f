"""The command line: what it prints where, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from pourparler import Skipped, pipeline
from pourparler.annotate import Options
from pourparler.model.findings import AnnotatedReport
from pourparler.model.text import Report
from pourparler.reading import read_text
from pourparler.show import cli

STORY = "The two envoys will meet in Stockholm on Friday, the foreign ministry said. Talks broke off in June.\n"


class Ended(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`run("read", "a.txt")` runs the command in this process."""

    def go(*arguments: str | Path) -> Ended:
        monkeypatch.setattr(sys, "argv", ["pourparler", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            cli.main()
        out, err = capsys.readouterr()
        return Ended(int(end.value.code or 0), out, err)

    return go


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_a_pipe_gets_json_lines(run: Run, story: Path) -> None:
    end = run("read", story, "--published", "2018-10-20", "--outlet", "The Harbour Post")
    record = json.loads(end.out)
    assert (end.code, end.err) == (0, "")
    assert record["format"] == "pourparler/1"
    assert record["report"]["outlet"] == "The Harbour Post"
    assert record["report"]["published"] == "2018-10-20"
    assert [x["earliest"] for x in record["timexes"] if x["text"].endswith("Friday")] == ["2018-10-26"]


def test_without_a_day_of_publication_relative_times_stay_open(run: Run, story: Path) -> None:
    record = json.loads(run("read", story).out)
    assert record["report"]["published"] is None
    assert {x["earliest"] for x in record["timexes"]} == {None}
    assert "pass --published" in run("read", story, "--format", "table").out


def test_json_is_one_array(run: Run, story: Path) -> None:
    assert [r["format"] for r in json.loads(run("read", story, story, "--format", "json").out)] == ["pourparler/1"] * 2
    assert json.loads(run("read", "missing.txt", "--format", "json").out) == []


def test_page_by_format_and_width(run: Run, story: Path) -> None:
    end = run("read", story, "--format", "table", "--width", "60", "--title", "Envoys to meet")
    assert end.out.startswith("Envoys to meet\n")
    assert max(map(len, end.out.splitlines())) <= 60


def test_what_cannot_be_read_is_listed_and_the_rest_is_read(run: Run, story: Path) -> None:
    end = run("read", "missing.txt", story, "gone/")
    assert (end.code, len(end.out.splitlines())) == (0, 1)
    assert end.err.splitlines() == [
        "pourparler: missing.txt does not exist",
        "pourparler: gone does not exist",
        "pourparler: 1 read, 2 skipped",
    ]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["read", "missing.txt"], "pourparler: missing.txt does not exist"),
        (["read"], "pourparler read: Missing argument 'FILE...'; see `pourparler read --help`"),
        (["read", "x", "--published", "soon"], "published 'soon' is no date; write it as 2018-10-20"),
        (["read", "x", "--format", "xml"], "'xml' is not one of 'table', 'jsonl', 'json', 'plover'."),
        (["read", "x", "--width", "5"], "5 is not in the range 40<=x<=400."),
        (["rad", "x"], "No such command 'rad'"),
        (["explain", " "], "pourparler: holds no text"),
    ],
)
def test_an_error_is_one_line_and_status_2(run: Run, arguments: Sequence[str], told: str) -> None:
    end = run(*arguments)
    assert (end.code, end.out) == (2, "")
    assert told in end.err
    assert end.err.count("\n") == 1


def test_unknown_pipeline_is_one_line(run: Run, story: Path) -> None:
    end = run("read", story, "--pipeline", "xx_nothing")
    assert (end.code, end.err.count("\n")) == (2, 1)
    assert "xx_nothing" in end.err


def test_settings_come_from_the_environment(run: Run, story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POURPARLER_WIDTH", "50")
    assert max(map(len, run("read", story, "--format", "table").out.splitlines())) <= 50
    monkeypatch.setenv("POURPARLER_WIDTH", "wide")
    assert run("read", story).err == "pourparler: POURPARLER_WIDTH=wide: write a number from 40 to 400\n"


def test_times_alone(run: Run, story: Path) -> None:
    record = json.loads(run("times", story, "--published", "2018-10-20").out)
    assert [x["earliest"] for x in record["timexes"]] == ["2018-10-26", "2018-06-01"]
    assert "statements" not in record
    page = run("times", story, "--format", "table").out
    assert "Times (2)" in page
    assert "Nothing found" not in page
    assert run("times", story, "--format", "timeml").out.count("<TIMEX3") == 2


def test_a_calendar_of_ones_own_makes_windows(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story, calendar = tmp_path / "story.txt", tmp_path / "calendar.tsv"
    story.write_text("Emmanuel Macron will meet Vladimir Putin after the harbour congress.\n", encoding="utf-8")
    calendar.write_text(
        "words\tbegin\tend\tsource\nharbour congress\t2024-06-03\t2024-06-05\tits programme\n", encoding="utf-8"
    )
    given = run("read", str(story), "--published", "2024-05-02", "--calendar", str(calendar))
    meeting = json.loads(given.out)["meetings"][0]
    assert (meeting["earliest"], meeting["latest"]) == ("2024-06-06", None)
    monkeypatch.setenv("POURPARLER_CALENDAR", str(calendar))
    assert json.loads(run("times", str(story), "--published", "2024-05-02").out)["timexes"][0]["value"] == "2024-06-03"
    monkeypatch.setenv("POURPARLER_CALENDAR", str(tmp_path / "none.tsv"))
    assert "no such file" in run("times", str(story)).err


def test_explain_names_the_steps_the_rules_and_the_words(run: Run) -> None:
    end = run("explain", "The envoys will meet in Oslo on Friday.", "--published", "2018-10-20", "--words")
    for part in (
        "1 actors",
        "2 times",
        "3 statements",
        "4 meetings",
        "5 commitments",
        "6 timings",
        "“Friday”",
        "because",
    ):
        assert part in end.out
    assert any(line.split() == ["meet", "meet", "VB", "ROOT", "meet"] for line in end.out.splitlines())


def test_a_bug_in_one_report_costs_that_report_only(monkeypatch: pytest.MonkeyPatch) -> None:
    real = pipeline.annotate_many

    def buggy(reports: list[Report], options: Options) -> object:
        for annotated in real(reports, options):
            if "boom" in annotated.report.text:
                raise ZeroDivisionError("boom")
            yield annotated

    monkeypatch.setattr(pipeline, "annotate_many", buggy)
    items = [read_text(t) for t in ("One is here.", "Two goes boom.", "Three is here.")]
    out = list(pipeline.run([items[0], Skipped(url="u", stage="read", why="w"), *items[1:]]))
    assert [type(x) for x in out] == [AnnotatedReport, Skipped, Skipped, AnnotatedReport]
    assert out[2].why == "met a bug (ZeroDivisionError: boom)"


def test_a_reader_that_goes_away_is_no_error(story: Path) -> None:
    command = [sys.executable, "-m", "pourparler", "read", *[str(story)] * 3, "--format", "table"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.wait(timeout=60) == cli.READER_GONE
    assert process.stderr is not None
    assert process.stderr.read() == b""


def test_interrupting_is_quiet(run: Run, story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "annotate_many", interrupted)
    end = run("read", story)
    assert (end.code, end.out, end.err.strip()) == (cli.INTERRUPTED, "", "")


def test_help_and_version_load_no_language_model() -> None:
    code = (
        "import sys; from pourparler.show import cli; sys.argv = ['pourparler', '--help']\n"
        "try: cli.main()\nexcept SystemExit: print([m for m in ('spacy', 'numpy', 'trafilatura') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
