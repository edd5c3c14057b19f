"""What the packaged code and an exported model do on gold attributions, and the choice of biases on dev.

    python training/evaluate.py --model FOLDER --gold DEV.jsonl --scorer score_quotes.py [--choose] [--out FILE]

SCORER is a module with `score(rows)`: rows of id, text, gold and pred give figures by name. `--choose` searches biases
and the least link by coordinate descent, from those of FOLDER/meta.json, and writes them there; the network reads each
window only once.
"""

import argparse
import json
import time
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from choice import arguments, descend, keep, module, rows_of
from data import split
from pourparler.annotate.spans.decode import Choice, decode
from pourparler.annotate.spans.model import Attribution, SpanModel, _attribution, load_model
from pourparler.annotate.spans.windows import assemble

AIM = {"attribution_relaxed": 1.0, "attribution_exact": 0.7, "content_token": 0.3, "source_token": 0.3}


def as_row(found: tuple[Attribution, ...]) -> list[dict[str, Any]]:
    return [{"content": a.content, "source": a.source, "cue": a.cue} for a in found]


class Cached:
    """The network's numbers for each window of each text, so that only decoding is done again."""

    def __init__(self, model: SpanModel, rows: list[dict[str, Any]]) -> None:
        self.rows = []
        for row in rows:
            sentences, openings = split(row["text"])
            groups = map(assemble, model._groups(row["text"], sentences, openings, None))
            self.rows.append((row, [(w, *model._run(w)) for w in groups]))

    def read(self, choice: Choice) -> list[dict[str, Any]]:
        return [
            {
                **row,
                "pred": as_row(tuple(_attribution(row["text"], w, x) for w, *n in ws for x in decode(w, *n, choice))),
            }
            for row, ws in self.rows
        ]


def choose(cached: Cached, scorer: ModuleType, choice: Choice) -> Choice:
    def aim(c: Choice) -> float:
        figures = scorer.score(cached.read(c))
        return sum(weight * figures[name]["f1"] for name, weight in AIM.items())

    found: Choice = descend(choice, aim, (0.4, 0.2, 0.1), 1e-4)
    return found


def main() -> None:
    ap = arguments(__doc__, argparse.ArgumentParser(formatter_class=argparse.RawDescriptionHelpFormatter))
    ap.add_argument("--window", type=int)
    ap.add_argument("--choose", action="store_true")
    ap.add_argument("--out", type=Path)
    a = ap.parse_args()
    model, scorer = load_model(a.model), module(a.scorer)
    model = replace(model, window=a.window or model.window)
    rows = rows_of(a.gold)
    if a.choose:
        choice = choose(Cached(model, rows), scorer, model.choice)
        keep(choice, a.model)
        model = replace(model, choice=choice)
    began, parts = time.process_time(), [split(row["text"]) for row in rows]
    splitting = time.process_time() - began
    for row, (sentences, openings) in zip(rows, parts, strict=True):
        row["pred"] = as_row(model.read(row["text"], sentences=sentences, paragraph_starts=openings))
    seconds = time.process_time() - began - splitting
    words = sum(len(row["text"].split()) for row in rows)
    print(f"{words} words, {words / seconds:.0f} words per CPU second, window {model.window}")
    print(scorer.show(scorer.score(rows)))
    direct = scorer.score(rows, only=lambda g: g.get("direct"))
    print(f"direct: recall {direct['content_relaxed']['r']:.3f}, with source {direct['attribution_relaxed']['r']:.3f}")
    if a.out:
        a.out.write_text("".join(json.dumps({"id": r["id"], "pred": r["pred"]}) + "\n" for r in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
