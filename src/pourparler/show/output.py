"""Where records go: pages to a terminal, JSON to everything else; what was skipped to stderr, counted, at the end."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from rich.console import Console

from pourparler.model.codec import encode, to_dict
from pourparler.model.findings import AnnotatedReport
from pourparler.model.text import Skipped
from pourparler.show.exports.timeml import timeml
from pourparler.show.page import Page
from pourparler.show.words import plain

_OF_TIMES = ("format", "id", "report", "timexes", "provenance")
Items = Iterable[AnnotatedReport | Skipped]


def write(items: Items, *, form: str, width: int | None, times: bool = False) -> tuple[int, list[Skipped]]:
    """Write every record as it comes; how many there were, and what was skipped.

    times: the records hold nothing but expressions of time.
    """
    skipped: list[Skipped] = []
    read = 0

    def records() -> Iterator[AnnotatedReport]:
        nonlocal read
        for item in items:
            if isinstance(item, Skipped):
                skipped.append(item)
            else:
                read += 1
                yield item

    if form == "table":
        _pages(records(), width, times)
    elif form == "jsonl":
        _lines(records(), sys.stdout.buffer, times)
    elif form == "plover":
        _events(records(), sys.stdout.buffer)
    elif form == "timeml":
        _documents(records(), sys.stdout.buffer)
    else:
        _array(records(), sys.stdout.buffer, times)
    return read, skipped


def tell_skipped(read: int, skipped: Iterable[Skipped]) -> None:
    """One line each on stderr, and a count if some were read."""
    for item in (every := list(skipped)):
        print(f"pourparler: {plain(item.url)} {plain(item.why)}", file=sys.stderr)
    if every and read:
        print(f"pourparler: {read} read, {len(every)} skipped", file=sys.stderr)


def console(width: int | None) -> Console:
    """A console that takes nothing in a report for markup."""
    return Console(width=width, height=25 if width else None, markup=False, emoji=False, highlight=False)


def _pages(records: Iterable[AnnotatedReport], width: int | None, times: bool) -> None:
    out = console(width)
    for n, record in enumerate(records):
        if n:
            out.print()
            out.print("─" * min(out.width, 100))
            out.print()
        out.print(Page(record, times=times))


def _lines(records: Iterable[AnnotatedReport], out: BinaryIO, times: bool) -> None:
    for record in records:
        data = json.dumps(_dict(record, times), ensure_ascii=False).encode() if times else encode(record)
        out.write(data + b"\n")
        out.flush()


def _events(records: Iterable[AnnotatedReport], out: BinaryIO) -> None:
    """One PLOVER record an event, those of a report together."""
    from pourparler.show.exports.plover import plover  # brings the language pipeline with it

    for record in records:
        for event in plover(record):
            out.write(json.dumps(event, ensure_ascii=False).encode() + b"\n")
        out.flush()


def _documents(records: Iterable[AnnotatedReport], out: BinaryIO) -> None:
    """One TimeML document a report, one behind the other."""
    for record in records:
        report = record.report
        out.write(timeml(report.text, record.timexes, published=report.day, id=report.id).encode())


def _dict(record: AnnotatedReport, times: bool) -> dict[str, object]:
    """The record as a dict, without the empty lists of what was not looked for."""
    every = to_dict(record)
    return {key: every[key] for key in _OF_TIMES} if times else every


def _array(records: Iterable[AnnotatedReport], out: BinaryIO, times: bool) -> None:
    """One JSON array, written record by record."""
    front = "[\n"
    for record in records:
        out.write((front + json.dumps(_dict(record, times), ensure_ascii=False, indent=1)).encode())
        front = ",\n"
    out.write(b"[]\n" if front == "[\n" else b"\n]\n")


@contextmanager
def progress(items: Items, *, quiet: bool, always: bool = False) -> Iterator[Items]:
    """The items, counted on stderr from the second on if that is a terminal and the output goes elsewhere.

    always: also where the output goes to a terminal, for what prints nothing meanwhile.
    """
    if quiet or not sys.stderr.isatty() or (sys.stdout.isatty() and not always):
        yield items
        return
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} reports"), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)

    def counted() -> Iterator[AnnotatedReport | Skipped]:
        task = None
        for n, item in enumerate(items, 1):
            if n == 2:
                task = bar.add_task("", total=None)
                bar.start()
            if task is not None:
                bar.update(task, completed=n)
            yield item

    try:
        yield counted()
    finally:
        bar.stop()
