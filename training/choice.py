"""What the choice of biases needs, for the model alone and for the product: a scorer, a search, where to keep it."""

import importlib.util
import json
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

MOVES = {"source": (1, 2), "cue": (3, 4), "content": (5, 6), "starts": (1, 3, 5)}


def arguments(about: str | None, parser: ArgumentParser) -> ArgumentParser:
    """A parser with what both commands ask for."""
    parser.description = about
    for name in ("--model", "--gold", "--scorer"):
        parser.add_argument(name, type=Path, required=True)
    return parser


def module(path: Path) -> ModuleType:
    """A scorer from its file: a module with `score(rows)` and `show(figures)`."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def descend(choice: Any, worth: Callable[[Any], float], steps: tuple[float, ...], least: float) -> Any:
    """Coordinate descent over biases and the least link; a gain below `least` is chance."""
    best = worth(choice)
    for step in steps:
        moved = True
        while moved:
            moved = False
            for kind in range(2 + 2 * len(MOVES)):
                other = _moved(choice, kind, step)
                if 0 < other.least_link < 1 and (value := worth(other)) > best + least:
                    best, choice, moved = value, other, True
                    print(f"{best:.4f}", choice.biases.round(2).tolist(), choice.least_link, flush=True)
    return choice


def _moved(choice: Any, kind: int, step: float) -> Any:
    place, sign = divmod(kind, 2)
    step = step if sign else -step
    if place == 0:
        return replace(choice, least_link=round(choice.least_link + step / 4, 3))
    biases = choice.biases.copy()
    biases[list(list(MOVES.values())[place - 1])] += step
    return replace(choice, biases=biases)


def keep(choice: Any, model: Path) -> None:
    """Write a choice into the model's meta.json."""
    meta = json.loads((model / "meta.json").read_text())
    meta |= {"biases": choice.biases.round(3).tolist(), "least_link": choice.least_link}
    (model / "meta.json").write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n")
