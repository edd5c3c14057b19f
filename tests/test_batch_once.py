"""Exactly once: whatever dies at whatever moment, running again gives what an undisturbed run gives."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pourparler.annotate.language import load
from pourparler.batch import work
from pourparler.batch.archive import annotated_reports
from pourparler.batch.ledger import open_ledger
from pourparler.batch.local import Local
from pourparler.batch.run import run_batch
from pourparler.errors import BatchError
from pourparler.model.findings import AnnotatedReport, Provenance
from pourparler.model.text import Report, Skipped
from tests.archives import batch, descendants, recipe, texts, tree, write_lines


class Killed(BaseException):
    """What SIGKILL is, as far as one process can play it."""


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading that finds nothing and takes no time: here only what becomes of the output matters."""
    nothing = Provenance(software="", model="", rules="")

    def run(items: Iterable[Report | Skipped], options: object) -> Iterator[AnnotatedReport | Skipped]:
        for item in items:
            yield item if isinstance(item, Skipped) else AnnotatedReport(report=item, provenance=nothing)

    monkeypatch.setattr(work, "run", run)
    monkeypatch.setattr(os, "fsync", lambda file: None)  # processes die here, not machines


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Twelve reports, one of them a copy, and a row that is none; four shards."""
    rows: list[Any] = texts(12)
    rows[9] = rows[2] | {"id": "again"}
    return write_lines(tmp_path / "a.jsonl", [*rows, {"text": None}])


def dying(monkeypatch: pytest.MonkeyPatch, step: int, *, before: bool) -> None:
    """Die just before or after the file operation of that number."""
    left = [step]

    def mortal(name: str) -> Callable[..., Any]:
        act = getattr(Path, name)

        def do(*args: Any, **options: Any) -> Any:
            left[0] -= 1
            if before and left[0] == 0:
                raise Killed
            done = act(*args, **options)
            if left[0] == 0:
                raise Killed
            return done

        return do

    for name in ("replace", "unlink", "rmdir", "write_text", "write_bytes"):
        monkeypatch.setattr(Path, name, mortal(name))


def killed_at_every_step(run: Callable[[Path], object], prepared: Callable[[Path], None], tmp_path: Path) -> int:
    """Kill a run at each of its steps in turn and run it again; how many steps there were."""
    run_undisturbed = tmp_path / "undisturbed"
    prepared(run_undisturbed)
    run(run_undisturbed)
    for step in range(1, 1_000):
        for before in (True, False):
            out = tmp_path / f"{step}-{before}"
            prepared(out)
            with pytest.MonkeyPatch.context() as patched:
                dying(patched, step, before=before)
                try:
                    run(out)
                except Killed:
                    pass
                else:
                    return step
            run(out)
            assert tree(out) == tree(run_undisturbed), f"killed at step {step}"
    raise AssertionError("never came to its end")


@pytest.mark.usefixtures("unread")
def test_killed_at_any_step_and_run_again(tmp_path: Path, archive: Path) -> None:
    steps = killed_at_every_step(lambda out: batch([archive], out), lambda out: None, tmp_path)
    assert steps > 40


@pytest.mark.usefixtures("unread")
def test_killed_at_any_step_after_a_file_has_changed(tmp_path: Path) -> None:
    first, second = write_lines(tmp_path / "1.jsonl", texts(1)), tmp_path / "2.jsonl"

    def prepared(out: Path) -> None:
        write_lines(second, texts(3)[1:])
        os.utime(second, (1, 1))
        batch([first, second], out)
        write_lines(second, texts(5)[3:])
        os.utime(second, (2, 2))

    killed_at_every_step(lambda out: batch([first, second], out), prepared, tmp_path)
    assert sorted(a.report.id for a in annotated_reports(tmp_path / "undisturbed")) == ["r0", "r3", "r4"]


def test_new_rules_make_a_new_version_beside_the_old(
    tmp_path: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch([archive], tmp_path / "out")
    before = tree(tmp_path / "out")
    other = replace(recipe(), rules="other rules")
    monkeypatch.setattr(work, "same_makers", lambda recipe: True)
    batch([archive], tmp_path / "out", made=other)
    after = tree(tmp_path / "out")
    kept = {name for name in before if name not in ("manifest.json", "archive.sql")}
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
    manifest = json.loads(after["manifest.json"])
    assert manifest["current"] == other.version
    assert sorted(manifest["versions"]) == sorted((recipe().version, other.version))
    assert {v["totals"]["reports"] for v in manifest["versions"].values()} == {11}


def test_every_report_is_in_the_output_once_with_all_that_was_found(tmp_path: Path, archive: Path) -> None:
    state = batch([archive], tmp_path / "out")
    assert (state.reports, state.copies, state.skipped) == (11, 1, 1)
    found = pq.read_table(tmp_path / "out/reports").to_pylist()
    assert sorted(row["id"] for row in found) == sorted({row["id"] for row in texts(12)} - {"r9"} | {"again"})
    assert [(row["id"], row["copy_of"]) for row in found if row["copy_of"]] == [("again", "r2")]
    meetings = pq.read_table(tmp_path / "out/meetings").to_pylist()
    assert {m["place"][0] for m in meetings} >= {"Oslo", "Geneva"}
    (skipped,) = pq.read_table(tmp_path / "out/skipped").to_pylist()
    assert skipped["why"] == 'has no "text"'


def test_words_of_one_batch_are_forgotten_by_the_next(tmp_path: Path) -> None:
    rows = [row | {"text": f"{row['text']} Delegate Zq{n}wv agreed."} for n, row in enumerate(texts(40))]
    batch([write_lines(tmp_path / "a.jsonl", rows)], tmp_path / "out")
    strings = load().vocab.strings
    before = len(strings)
    batch([write_lines(tmp_path / "a.jsonl", rows)], tmp_path / "again")
    assert len(strings) == before
    assert "Zq7wv" not in strings


def test_a_worker_with_other_rules_stops_the_batch(tmp_path: Path, archive: Path) -> None:
    with pytest.raises(BatchError, match="not those the batch began with"):
        batch([archive], tmp_path / "out", made=replace(recipe(), rules="those of last week"))


def test_one_run_at_a_time_in_a_folder(tmp_path: Path, archive: Path) -> None:
    with open_ledger(tmp_path / "out"), pytest.raises(BatchError, match="another run is at work"):
        batch([archive], tmp_path / "out")


def test_a_worker_that_dies_is_replaced(tmp_path: Path, archive: Path) -> None:
    batch([archive], tmp_path / "undisturbed")
    victims = []

    class Watched(Local):
        def _give_out(self, waiting: Any) -> None:
            super()._give_out(waiting)
            if len(victims) < 2 and self._hands:
                victims.append(self._hands[0].process.pid)
                os.kill(victims[-1], signal.SIGKILL)

    state = run_batch(
        [str(archive)], out=tmp_path / "out", recipe=recipe(), hire=lambda job: Watched(job, workers=1), watch=len_of
    )
    assert len(set(victims)) == 2
    assert not state.failed
    assert tree(tmp_path / "out") == tree(tmp_path / "undisturbed")


def len_of(state: object) -> None:
    """Nobody watches."""


def test_a_shard_that_kills_every_worker_is_given_up_and_the_rest_is_read(tmp_path: Path, archive: Path) -> None:
    class Poisoned(Local):
        def _give_out(self, waiting: Any) -> None:
            super()._give_out(waiting)
            for hand in self._hands:
                if hand.task and hand.task.shard.part[0] == 0 and hand.process.pid:
                    os.kill(hand.process.pid, signal.SIGKILL)

    state = run_batch(
        [str(archive)], out=tmp_path / "out", recipe=recipe(), hire=lambda job: Poisoned(job, workers=1), watch=len_of
    )
    assert len(state.failed) == 1
    assert "killed by signal 9" in next(iter(state.failed.values()))
    assert state.shards_done == state.shards - 1
    batch([archive], tmp_path / "out")  # and later it may go well
    batch([archive], tmp_path / "undisturbed")
    assert tree(tmp_path / "out") == tree(tmp_path / "undisturbed")


def test_killed_with_all_its_processes_at_random_moments(tmp_path: Path, archive: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "pourparler", "batch", str(archive), "--out", str(out), "--no-model"]
    command += ["--shard-size", "1kB", "--workers", "2"]
    moments = random.Random(10)
    for _ in range(1):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=2 + 2 * moments.random())
        process.kill()
        process.wait()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["reports"] == 11
    batch([archive], tmp_path / "undisturbed")
    assert tree(out) == tree(tmp_path / "undisturbed")


def test_workers_do_not_outlive_the_one_in_charge(tmp_path: Path) -> None:
    archive = write_lines(tmp_path / "a.jsonl", texts(400))
    command = [sys.executable, "-m", "pourparler", "batch", str(archive), "--out", str(tmp_path / "out"), "--no-model"]
    process = subprocess.Popen([*command, "--workers", "1"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    children: set[int] = set()
    until = time.monotonic() + 60
    while not children and time.monotonic() < until:
        children = descendants(process.pid)
        time.sleep(0.05)
    process.kill()
    process.wait()
    assert children
    while any(Path(f"/proc/{child}/exe").exists() for child in children) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(Path(f"/proc/{child}/exe").exists() for child in children)
