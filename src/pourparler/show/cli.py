"""The command line."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path

import click

from pourparler.annotate import annotate_many
from pourparler.model.codec import encode
from pourparler.model.text import Layout, Report, Span


@click.group()
def main() -> None:
    """Keep the record of a negotiation from its reporting."""


@main.command()
@click.argument("files", nargs=-1)
@click.option("--published")
@click.option("--format", "form", default="jsonl")
def read(files: tuple[str, ...], published: str | None, form: str) -> None:
    """Read reports and print their record."""

    def rows():
        for f in files:
            if f.endswith(".jsonl"):
                for line in Path(f).read_text().splitlines():
                    yield json.loads(line)
            else:
                yield {"id": f, "text": Path(f).read_text(), "published": published}

    def reports():
        for r in rows():
            day = dt.date.fromisoformat(r["published"][:10]) if r.get("published") else None
            yield Report(id=r["id"], text=r["text"], layout=Layout(body=(Span(0, len(r["text"])),)), published=day)

    for a in annotate_many(reports()):
        sys.stdout.buffer.write(encode(a) + b"\n")
