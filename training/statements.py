"""How much of a folder of annotated reports (docs/*.json, records/*.json) the model finds: out of domain, recall only.

    python training/statements.py --model FOLDER --gold GOLD_DIR [--show]

A statement is found if the content of one attribution overlaps its content by at least half (Jaccard over characters);
its source is right if the words of the source overlap those of the annotation. Precision cannot be had here: indirect
statements may be left out of the annotation.
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from data import split
from pourparler.annotate.spans.model import Attribution, SpanModel, load_model


def points(parts: Any) -> set[int]:
    return {p for start, end in parts for p in range(start, end)}


def places(text: str, words: str | None) -> set[int]:
    """Every place where the words stand: the annotation says which only where it matters."""
    out: set[int] = set()
    at = text.find(words) if words else -1
    while at >= 0:
        out |= set(range(at, at + len(words or "")))
        at = text.find(words or "", at + 1)
    return out


def best(found: tuple[Attribution, ...], content: set[int]) -> tuple[float, Attribution | None]:
    pairs = [(len(content & p) / len(content | p), n) for n, a in enumerate(found) if (p := points(a.content))]
    share, n = max(pairs, default=(0.0, -1))
    return share, found[n] if n >= 0 else None


def count(model: SpanModel, doc: dict[str, Any], record: dict[str, Any], show: bool) -> Counter[str]:
    text, out = doc["text"], Counter[str]()
    sentences, openings = split(text)
    found = model.read(text, sentences=sentences, paragraph_starts=openings)
    out["found"] = len(found)
    for statement in record["statements"]:
        content = set()
        for piece in statement["content"]:
            at = text.find(piece)
            content |= set(range(at, at + len(piece))) if at >= 0 else set()
        if not content:
            continue
        share, one = best(found, content)
        right = bool(one) and share >= 0.5
        form = statement["form"]
        out.update({"all": 1, form: 1, f"{form} found": right, "all found": right})
        if right and one and statement.get("source_text"):
            out.update(
                {"sourced": 1, "source right": bool(points(one.source) & places(text, statement["source_text"]))}
            )
        if show and not right:
            print(
                doc["id"],
                form,
                round(share, 2),
                "|",
                statement["cue_text"],
                "|",
                " … ".join(statement["content"])[:160],
            )
    return out


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--model", type=Path, required=True)
    ap.add_argument("--gold", type=Path, required=True)
    ap.add_argument("--show", action="store_true")
    a = ap.parse_args()
    model, total = load_model(a.model), Counter[str]()
    for path in sorted((a.gold / "docs").glob("*.json")):
        record = json.loads((a.gold / "records" / path.name).read_text(encoding="utf-8"))
        total += count(model, json.loads(path.read_text(encoding="utf-8")), record, a.show)
    for form in ("all", "direct", "mixed", "indirect"):
        found, every = total[f"{form} found"], total[form]
        print(f"{form:8} {found:4} of {every:4} = {100 * found / max(every, 1):.1f} %")
    print(f"source right: {total['source right']} of {total['sourced']}; attributions found: {total['found']}")


if __name__ == "__main__":
    main()
