"""Speed of reading times: the step on parsed reports, and `times` on plain text, in words of the text per CPU second.

usage: python benchmarks/time_speed.py [CORPUS.jsonl] [--limit N]

CORPUS has one object with `text` and perhaps `published` a line; without it the reports of examples/ are read forty
times over. The rules are loaded before the clock starts; the parse of the reports is not counted.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import time
from pathlib import Path

from pourparler.annotate.draft import Draft
from pourparler.annotate.language import parse
from pourparler.annotate.times import find_times, times
from pourparler.model.text import Layout, Report, Span

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="?")
    parser.add_argument("--limit", type=int, help="only the first N texts")
    asked = parser.parse_args()
    reports = load(asked.corpus)[: asked.limit]
    words = sum(len(r.text.split()) for r in reports)
    times("They met on Friday.", published=dt.date(2018, 10, 19))
    print(f"{len(reports)} texts, {words} words")
    for name, seconds in (("step on parsed reports", step(reports)), ("times() on plain text", plain(reports))):
        print(f"{name:24} {seconds:6.2f} s cpu, {words / seconds:10,.0f} words per cpu s")


def load(corpus: Path | None) -> list[Report]:
    if corpus is None:
        rows = [{"text": p.read_text(encoding="utf-8")} for p in sorted(EXAMPLES.rglob("*.txt"))] * 40
    else:
        rows = [json.loads(line) for line in corpus.read_text(encoding="utf-8").splitlines()]
    return [as_report(str(n), row["text"], row.get("published")) for n, row in enumerate(rows)]


def as_report(name: str, text: str, published: str | None) -> Report:
    day = dt.date.fromisoformat(published[:10]) if published else dt.date(2018, 10, 20)
    return Report(id=name, text=text, layout=Layout(body=(Span(0, len(text)),) if text else ()), published=day)


def step(reports: list[Report]) -> float:
    """CPU seconds of the step alone, over working sheets that are already parsed."""
    drafts = [Draft.open(report, doc) for report, doc in parse(reports)]
    start = time.process_time()
    for draft in drafts:
        find_times(draft)
    return time.process_time() - start


def plain(reports: list[Report]) -> float:
    """CPU seconds of `times` from text to expressions, tokens and quotation marks included."""
    start = time.process_time()
    for report in reports:
        times(report.text, published=report.published)
    return time.process_time() - start


if __name__ == "__main__":
    main()
