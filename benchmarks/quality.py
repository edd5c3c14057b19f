"""The quality gate: score the product with the gold's own scorers and compare with benchmarks/floors.toml.

usage: python benchmarks/quality.py GOLD [--only WHAT]

GOLD is a folder that holds annotated reports and `bench/measure.py`; it is not part of this repository. A measure with
`own` in place of `gold` scores reports of our own below benchmarks/ by the same scorers. Exit status
1 if a figure is below its floor, 0 if none is or if there is no gold.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
COMMAND = f"{Path(sys.executable).with_name('pourparler')} read --format jsonl"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--only", help="one kind of measure: records, time, quotes")
    asked = parser.parse_args()
    measures = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))["measure"]
    script = asked.gold / "bench" / "measure.py"
    if not script.exists():
        print(f"quality: no gold here ({script} is missing); nothing measured")
        return 0
    missed = 0
    for measure in measures:
        if asked.only in (None, measure["what"]):
            where = HERE / measure["own"] if "own" in measure else asked.gold / measure["gold"]
            missed += report(measure, figures(script, measure["what"], where))
    print(f"quality: {missed} below the floor" if missed else "quality: every figure is at or above its floor")
    return 1 if missed else 0


def figures(script: Path, what: str, gold: Path) -> dict[str, float] | None:
    """The scorer's figures with dotted names, or None where this gold is missing."""
    if not gold.exists():
        return None
    call = [sys.executable, str(script), what, str(gold), "--json", "--cmd", COMMAND]
    done = subprocess.run(call, stdout=subprocess.PIPE, text=True, check=True)
    lines = done.stdout.strip().splitlines()
    print(lines[0])
    return dict(flat(json.loads(lines[-1])))


def flat(value: dict[str, Any], front: str = "") -> Iterator[tuple[str, float]]:
    for key, item in value.items():
        if isinstance(item, dict):
            yield from flat(item, f"{front}{key}.")
        elif isinstance(item, int | float):
            yield f"{front}{key}", float(item)


def report(measure: dict[str, Any], found: dict[str, float] | None) -> int:
    """Print each floor beside its figure; how many are missed."""
    print(
        f"{measure['what']} {measure.get('gold') or measure['own']}"
        + ("" if found is not None else ": not here, skipped")
    )
    missed = 0
    for name, floor in measure["floors"].items() if found is not None else ():
        value = found.get(name, 0.0)
        missed += value < floor
        print(f"  {name:28} {value:8.3f}   floor {floor:8.3f}   {'BELOW' if value < floor else 'ok'}")
    return missed


if __name__ == "__main__":
    sys.exit(main())
