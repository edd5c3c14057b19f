"""How long `pourparler when` takes from the shell on the record of the examples, and an answer by itself.

usage: python benchmarks/when_speed.py       exits with 1 if the median takes more than a second of processor time
"""

from __future__ import annotations

import datetime as dt
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pourparler
from pourparler.model.text import Skipped
from pourparler.reason import when
from pourparler.record import View, open_record

ROOT = Path(__file__).resolve().parent.parent
RUNS, CEILING = 7, 1.0  # runs; seconds of processor time


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        record = f"{folder}/record.db"
        with open_record(record, create=True) as made:
            for report in pourparler.read_many([ROOT / "examples/dossier"]):
                assert not isinstance(report, Skipped)
                made.add(report, added=dt.datetime.now(dt.UTC))
            alone = _alone(made.view())
        wall, cpu = zip(*(_shell(record) for _ in range(RUNS)), strict=True)
    took = f"{statistics.median(cpu):.2f} s processor, {statistics.median(wall):.2f} s wall"
    print(f"pourparler when, from the shell: {took}")
    print(f"one answer with history and influences: {1000 * alone:.1f} ms processor")
    return int(statistics.median(cpu) > CEILING)


def _shell(record: str) -> tuple[float, float]:
    """Wall and processor time of one call, in seconds."""
    before, began = os.times(), time.perf_counter()
    command = [sys.executable, "-m", "pourparler", "when", "second summit", "--record", record]
    subprocess.run(command, check=True, capture_output=True)
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - began, used


def _alone(view: View) -> float:
    target, around = view.find("second summit")[0], view.meetings()
    began = time.process_time()
    when(target, among=around, asof=dt.date(2018, 10, 24))
    return time.process_time() - began


if __name__ == "__main__":
    sys.exit(main())
