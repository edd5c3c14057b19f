"""Codes of events against gold: python benchmarks/events.py CORPUS.jsonl --out ROWS.jsonl

CORPUS rows have "id", "text", "spans" and "relations" of type EVENT with a "code" (PLOVER type, or CAMEO digits). ROWS
are what a scorer of who-did-what-to-whom reads: {"id", "gold": [[source, target, code]], "pred": […], "category"}.

An event counts as one of a gold actor where the actor's words share a character with the gold's; it is then named by
those gold words. Where the gold marks no words (codes of a fictional world), both sides are written "*" and the codes
alone are compared. Gold that codes both directions of a pair gets both from us where the event has no direction.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pourparler.annotate import Options, drafts
from pourparler.annotate.draft import Draft
from pourparler.annotate.events.acts import found_acts
from pourparler.model.text import Report
from pourparler.reading import Given, read_sources

# Types of other versions of PLOVER by the one we write.
SAME = {"RETREAT": "YIELD", "CONCEDE": "YIELD", "DEMAND": "REQUEST", "FIGHT": "ASSAULT", "DISAPPROVE": "ACCUSE"}
SAME |= {"INVESTIGATE": "ACCUSE"}
SOURCES, TARGETS = ("SOURCE", "SRC", "SRC/TAR"), ("TARGET", "TAR", "SRC/TAR")
Span = tuple[int, int]


def main() -> None:
    """Annotate a corpus and write gold and prediction of each row."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    rows = [json.loads(line) for line in asked.corpus.read_text().splitlines() if line.strip()]
    source = asked.out.with_suffix(".reports.jsonl")
    source.write_text(
        "".join(json.dumps({"id": r["id"], "text": r["text"], "published": r["date"]}) + "\n" for r in rows)
    )
    reports = [r for r in read_sources([str(source)], given=Given()) if isinstance(r, Report)]
    source.unlink()
    found = {d.report.id: d for d in drafts(reports, Options(events=True))}
    with asked.out.open("w") as out:
        for row in rows:
            if row["id"] in found:
                out.write(json.dumps(_row(row, found[row["id"]])) + "\n")


def _row(row: dict[str, Any], draft: Draft) -> dict[str, Any]:
    events = [r for r in row["relations"] if r["type"] == "EVENT"]
    events = [r for r in events if r.get("code")]
    cameo = any(str(r["code"]).isdigit() for r in events) or not row["spans"]
    if cameo:
        gold = [["*", "*", r["code"]] for r in events]
        pred = [["*", "*", e.cameo or e.type] for e in draft.events]
    else:
        marks = row["spans"]
        sources = [(s["start"], s["end"]) for s in marks if s["type"] in SOURCES]
        targets = [(s["start"], s["end"]) for s in marks if s["type"] in TARGETS]
        gold = [["S", "T", SAME.get(r["code"], r["code"])] for r in events]
        pred = [["S", "T", SAME.get(t, t)] for t in _types(draft, sources, targets)]
    return {"id": row["id"], "gold": gold, "pred": pred, "category": row["meta"].get("category")}


def _types(draft: Draft, sources: list[Span], targets: list[Span]) -> list[str]:
    """The one type we give to what the gold's source does: that of the event that names most of the gold's words."""
    ranked = sorted(_weighed(draft, sources, targets), key=lambda pair: -pair[0])
    return [ranked[0][1]] if ranked and ranked[0][0] > 0 else []


def _weighed(draft: Draft, sources: list[Span], targets: list[Span]) -> Iterator[tuple[float, str]]:
    acts = {(f.verb.idx, f.verb.idx + len(f.verb.text)): f for f in found_acts(draft, frozenset())}
    for event in draft.events:
        span = event.evidence.span
        found = acts.get((span.start, span.end))
        if found is not None:
            yield _touch(found.actor, sources) + 0.5 * _touch(found.recipient, targets), event.type
        else:
            named = _named(draft, event.actor, sources) + 0.5 * _named(draft, event.recipient, targets)
            yield named, event.type


def _touch(token: Any, spans: list[Span]) -> float:
    if token is None:
        return 0.0
    return float(any(start <= token.idx < end for start, end in spans))


def _named(draft: Draft, names: tuple[str, ...], spans: list[Span]) -> float:
    wanted = (r for r in draft.refs if r.entity is not None and (r.entity.name in names or r.entity.acts_for in names))
    return float(any(_touch(draft.doc[ref.head], spans) for ref in wanted))


if __name__ == "__main__":
    main()
