"""The commands `batch` and `load`, and the questions that docs/batch.md asks of an archive."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner, Result

from pourparler.annotate import Options
from pourparler.batch.archive import annotated_reports
from pourparler.batch.metrics import metrics
from pourparler.batch.run import State
from pourparler.errors import BatchError, UserError
from pourparler.model.findings import AnnotatedReport
from pourparler.pipeline import run
from pourparler.reading import read_sources
from pourparler.record import open_record
from pourparler.show.cli import cli
from pourparler.show.progress import Pace, duration, told
from tests.archives import batch, recipe, texts, write_lines

ROOT = Path(__file__).resolve().parent.parent
QUESTIONS = re.findall(r"```sql\n(.*?)```", (ROOT / "docs/batch.md").read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reports of examples/ and two that nobody needs."""
    folder = tmp_path_factory.mktemp("dossier")
    first = json.loads((ROOT / "examples/dossier/reports.jsonl").read_text(encoding="utf-8").splitlines()[0])
    write_lines(folder / "more.jsonl", [first | {"id": "reprint", "outlet": "Another Post"}, {"text": ""}])
    batch([ROOT / "examples/dossier", folder / "more.jsonl"], folder / "out", made=recipe(shard_bytes=100_000))
    return folder / "out"


def asked(out: Path, question: str) -> list[dict[str, Any]]:
    with contextlib.chdir(out):
        connection = duckdb.connect()
        connection.execute((out / "archive.sql").read_text(encoding="utf-8"))
        found = connection.execute(question)
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def test_every_question_of_the_page_has_an_answer(dossier: Path) -> None:
    assert len(QUESTIONS) == 5
    for question in QUESTIONS:
        assert asked(dossier, question), question


def test_answers_are_those_of_the_reports(dossier: Path) -> None:
    moved = asked(dossier, QUESTIONS[1])
    assert [row["published"] for row in moved] == sorted(row["published"] for row in moved)
    assert {row["which"] for row in asked(dossier, QUESTIONS[4])} == {
        "Trump accepts invitation to meet North Korean leader",
        "read: holds no text",
    }


def test_what_comes_out_is_what_reading_one_by_one_finds(dossier: Path) -> None:
    archived = {a.report.id: a for a in annotated_reports(dossier)}
    alone = run(read_sources([ROOT / "examples/dossier"]), Options(model=False))
    assert archived == {a.report.id: a for a in alone}  # type: ignore[union-attr]


def call(*arguments: object) -> Result:
    result = CliRunner().invoke(cli, [str(a) for a in arguments])
    if result.exception and not isinstance(result.exception, SystemExit | UserError):
        raise result.exception
    return result


def test_batch_and_resume_on_the_command_line(tmp_path: Path) -> None:
    archive = write_lines(tmp_path / "a.jsonl.gz", [{"body": row["text"]} for row in texts(9)])
    out, gauges = tmp_path / "out", tmp_path / "batch.prom"
    options = ["--field", "text=body", "--about", "lima", "--workers", 1, "--no-model", "--published", "2018-10-20"]
    done = call("batch", archive, "--out", out, *options, "--metrics", gauges)
    assert json.loads(done.stdout) == json.loads(call("batch", "--out", out, "--resume").stdout)
    assert json.loads(done.stdout)["reports"] == 2
    assert "reading: 2 of 2 reports" in done.stderr
    assert "7 not asked for" in done.stderr
    assert 'pourparler_batch_rows_dropped{version="' in gauges.read_text(encoding="utf-8")
    assert {str(a.report.published) for a in annotated_reports(out)} == {"2018-10-20"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--resume"], "nothing to resume"),
        ([], "name an INPUT"),
        (["x.jsonl"], "x.jsonl: cannot be opened"),
        (["x.jsonl", "--resume"], "leave inputs out"),
        (["x.jsonl", "--where", "("], "--where ("),
        (["x.jsonl", "--field", "day=date"], "a report has no such field"),
        (["x.jsonl", "--field", "day"], "published=date"),
        (["x.jsonl", "--shard-size", "0"], "is no size"),
        (["x.jsonl", "--address", "a:1"], "--address is for --engine ray"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(tmp_path: Path, arguments: list[str], told: str) -> None:
    write_lines(tmp_path / "y.jsonl", texts(1))
    inputs = [str(tmp_path / "y.jsonl") if a == "x.jsonl" and "--address" in arguments else a for a in arguments]
    result = call("batch", "--out", tmp_path / "out", *inputs)
    assert result.exit_code
    assert told in result.output + str(result.exception)


def test_load_brings_everything_into_a_record_once(dossier: Path, tmp_path: Path) -> None:
    record = tmp_path / "record.db"
    assert json.loads(call("load", dossier, "--record", record).stdout) == {"new": 12}
    assert json.loads(call("load", dossier, "--record", record).stdout) == {"same": 12}
    with open_record(tmp_path / "other.db", create=True) as other, open_record(record) as loaded:
        for report in run(read_sources([ROOT / "examples/dossier"]), Options(model=False)):
            assert isinstance(report, AnnotatedReport)
            other.add(report, added=dt.datetime(2019, 4, 1, tzinfo=dt.UTC))
        one_by_one, at_once = (
            [(g.id, g.title, g.window, g.status, [s.finding for s in g.sightings]) for g in r.view().meetings()]
            for r in (other, loaded)
        )
    assert at_once == one_by_one


@pytest.mark.parametrize("broken", ["", "other", "parquet", "version"])
def test_an_archive_that_is_none_is_told_of(tmp_path: Path, broken: str) -> None:
    out = tmp_path / "out"
    batch([write_lines(tmp_path / "a.jsonl", texts(1))], out)
    (file,) = (out / "reports").rglob("*.parquet")
    if broken == "parquet":
        file.write_bytes(b"PAR1")
    elif broken != "version":
        (out / "manifest.json").write_text(json.dumps({"format": broken}) if broken else "")
    with pytest.raises(BatchError, match=str(out)):
        list(annotated_reports(out, version="nowhere" if broken == "version" else None))


def test_a_ledger_that_is_none_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/ledger.db").write_bytes(b"no database" * 100)
    with pytest.raises(BatchError, match=r"ledger\.db: no ledger"):
        batch([write_lines(tmp_path / "a.jsonl", texts(1))], tmp_path / "out")
    sqlite3.connect(":memory:").close()


def test_pace_tells_rate_and_time_left() -> None:
    now = [100.0]
    state = State(version="v", phase="read", to_read=100, words_to_read=50_000, reports=10, words=5_000, copies=2)
    pace = Pace(lambda: now[0])
    assert pace.line(state) == "reading: 12 of 100 reports, 2 copies linked"
    now[0], state.held = 110.0, {"shard": (20, 10_000)}
    state.skipped, state.failed = 3, {"x": "why"}
    assert pace.line(state) == (
        "reading: 32 of 100 reports, 1,000 words/s, 35 s left, 2 copies linked, 3 skipped, 1 shards given up"
    )
    assert [duration(s) for s in (59, 61, 7_260, 200_000)] == ["59 s", "1 min 1 s", "2 h 1 min", "2 d 7 h"]


def test_lines_come_now_and_then_and_at_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    now = [0.0]
    with told(None, clock=lambda: now[0]) as watch:
        for n in range(100):
            now[0] += 1
            watch(State(version="v", phase="read", to_read=100, reports=n))
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 11
    assert lines[-1] == "pourparler: reading: 99 of 100 reports"


def test_metrics_are_what_prometheus_reads() -> None:
    lines = metrics(State(version="v", reports=7, cpu=1.23456)).splitlines()
    assert 'pourparler_batch_reports_read{version="v"} 7' in lines
    assert 'pourparler_batch_cpu_seconds{version="v"} 1.235' in lines
    assert all(re.fullmatch(r'# (HELP|TYPE) \w+ .+|\w+\{version="v"\} [\d.]+', line) for line in lines)
