"""Biases and least link of a model, chosen by what the whole product makes of dev. Run it where the product lives.

    .venv/bin/python training/choose.py --model FOLDER --gold DEV.jsonl --scorer score_quotes.py

The rules refuse some of the model's finds and add others, so that what suits the model alone (`evaluate.py --choose`)
is a little too strict for the product. SCORER is as for `evaluate.py`. Writes FOLDER/meta.json; parses and runs the
network once, so that each try costs only our own steps.
"""

import argparse
import hashlib
import json
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar

from spacy.tokens import Doc

from pourparler.annotate import STEPS
from pourparler.annotate.draft import Draft
from pourparler.annotate.language import parse
from pourparler.annotate.spans import SpanModel, load_model
from pourparler.annotate.spans.decode import Choice
from pourparler.annotate.statements import learned
from pourparler.model.text import Evidence, Report
from pourparler.reading import read_text
from scorer import module

AIM = {"attribution_relaxed": 1.0, "attribution_exact": 0.5, "content_token": 0.5, "source_token": 0.5}
MOVES = {"source": (1, 2), "cue": (3, 4), "content": (5, 6), "starts": (1, 3, 5)}
LEAST = 2e-4  # a gain below that is chance


class Remembering(SpanModel):
    """The network's numbers for each window, by its pieces."""

    known: ClassVar[dict[bytes, Any]] = {}

    def _run(self, window: Any) -> Any:
        key = hashlib.md5(window.ids.tobytes() + window.features.tobytes()).digest()
        if key not in self.known:
            self.known[key] = super()._run(window)
        return self.known[key]


class Trial:
    """One corpus, parsed once, read with one choice after another."""

    def __init__(self, model: SpanModel, rows: list[dict[str, Any]], scorer: ModuleType) -> None:
        fields = {name: getattr(model, name) for name in model.__dataclass_fields__}
        self.model, self.rows, self.scorer = Remembering(**fields), rows, scorer
        self.parsed: list[tuple[Report, Doc]] = list(parse([read_text(row["text"]) for row in rows]))

    def figures(self, choice: Choice) -> dict[str, dict[str, float]]:
        model = replace(self.model, choice=choice)
        learned.model = lambda: model  # type: ignore[assignment]
        rows = [{**row, "pred": _pred(*one)} for row, one in zip(self.rows, self.parsed, strict=True)]
        return self.scorer.score(rows)  # type: ignore[no-any-return]

    def worth(self, choice: Choice) -> float:
        figures = self.figures(choice)
        return sum(weight * figures[name]["f1"] for name, weight in AIM.items())


def _pred(report: Report, doc: Doc) -> list[dict[str, Any]]:
    draft = Draft.open(report, doc)
    for name, step in STEPS:
        step(draft)
        if name == "statements":
            break

    def spans(found: tuple[Evidence, ...]) -> list[tuple[int, int]]:
        return [(e.span.start, e.span.end) for e in found]

    return [
        {"content": spans(s.content_spans), "source": spans(s.source_spans), "cue": spans(s.cue_spans)}
        for s in draft.statements
    ]


def moves(choice: Choice, step: float) -> list[Choice]:
    out = [replace(choice, least_link=round(choice.least_link + s * step / 4, 3)) for s in (-1, 1)]
    for places in MOVES.values():
        for sign in (-1, 1):
            biases = choice.biases.copy()
            biases[list(places)] += sign * step
            out.append(replace(choice, biases=biases))
    return [c for c in out if 0 < c.least_link < 1]


def choose(trial: Trial, choice: Choice, steps: tuple[float, ...]) -> Choice:
    """Coordinate descent: each move that gains is kept at once; a round without gain ends a step."""
    best = trial.worth(choice)
    for step in steps:
        moved = True
        while moved:
            moved = False
            for n in range(len(moves(choice, step))):
                other = moves(choice, step)[n : n + 1]
                if other and (value := trial.worth(other[0])) > best + LEAST:
                    best, choice, moved = value, other[0], True
                    print(f"{best:.4f}", choice.biases.round(2).tolist(), choice.least_link, flush=True)
    return choice


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--model", type=Path, required=True)
    ap.add_argument("--gold", type=Path, required=True)
    ap.add_argument("--scorer", type=Path, required=True)
    ap.add_argument("--steps", type=float, nargs="+", default=(0.4, 0.2))
    a = ap.parse_args()
    scorer = module(a.scorer)
    rows = [json.loads(line) for line in a.gold.read_text(encoding="utf-8").splitlines() if line]
    model = load_model(a.model)
    trial = Trial(model, rows, scorer)
    choice = choose(trial, model.choice, tuple(a.steps))
    print(scorer.show(trial.figures(choice)))
    meta = json.loads((a.model / "meta.json").read_text())
    meta |= {"biases": choice.biases.round(3).tolist(), "least_link": choice.least_link}
    (a.model / "meta.json").write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
