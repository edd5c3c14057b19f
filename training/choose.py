"""Biases and least link of a model, chosen by what the whole product makes of dev. Run it where the product lives.

    .venv/bin/python training/choose.py --model FOLDER --gold DEV.jsonl --scorer score_quotes.py

The rules refuse some of the model's finds and add others, so that what suits the model alone (`evaluate.py --choose`)
is a little too strict for the product. SCORER is as for `evaluate.py`. Writes FOLDER/meta.json; parses and runs the
network once, so that each try costs only our own steps.
"""

import argparse
import hashlib
from dataclasses import replace
from types import ModuleType
from typing import Any, ClassVar

from spacy.tokens import Doc

from choice import arguments, descend, keep, module, rows_of
from pourparler.annotate import STEPS
from pourparler.annotate.draft import Draft
from pourparler.annotate.language import parse
from pourparler.annotate.spans import SpanModel, load_model
from pourparler.annotate.spans.decode import Choice
from pourparler.annotate.statements import learned
from pourparler.model.text import Evidence, Report
from pourparler.reading import read_text

AIM = {"attribution_relaxed": 1.0, "attribution_exact": 0.5, "content_token": 0.5, "source_token": 0.5}
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


def main() -> None:
    ap = arguments(__doc__, argparse.ArgumentParser(formatter_class=argparse.RawDescriptionHelpFormatter))
    ap.add_argument("--steps", type=float, nargs="+", default=(0.4, 0.2))
    a = ap.parse_args()
    model, scorer = load_model(a.model), module(a.scorer)
    trial = Trial(model, rows_of(a.gold), scorer)
    choice = descend(model.choice, trial.worth, tuple(a.steps), LEAST)
    print(scorer.show(trial.figures(choice)))
    keep(choice, a.model)


if __name__ == "__main__":
    main()
