"""How far a batch is: a bar on a terminal, else a line now and then; and a file for Prometheus."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pourparler.batch.run import State

_EVERY, _OFTEN = 10.0, 0.5  # seconds between lines, and between writings of the file


class Pace:
    """Words a second since reading began, and the time that is left by it. Time is that of `clock`, in seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._began: tuple[float, int] | None = None

    def line(self, state: State) -> str:
        """Where the batch stands, in one line."""
        if state.phase == "sift":
            return f"choosing: {state.shards_sifted:,} of {state.shards:,} shards, {state.to_read:,} reports so far"
        reports, words = looked_at(state)
        if self._began is None:
            self._began = (self._clock(), words)
        parts = [f"reading: {reports:,} of {state.to_read:,} reports", *self._speed(state, words)]
        parts += [f"{n:,} {what}" for n, what in _asides(state) if n]
        return ", ".join(parts)

    def _speed(self, state: State, words: int) -> Iterator[str]:
        began, before = self._began or (0.0, 0)
        spent = self._clock() - began
        if spent > 0 and words > before:
            rate = (words - before) / spent
            yield f"{rate:,.0f} words/s"
            if left := state.words_to_read - words:
                yield f"{duration(max(0, left) / rate)} left"


def looked_at(state: State) -> tuple[int, int]:
    """Reports and words that are behind us, those of shards still being read included."""
    reports = state.reports + state.copies + sum(n for n, _ in state.held.values())
    return reports, state.words + sum(words for _, words in state.held.values())


def _asides(state: State) -> tuple[tuple[int, str], ...]:
    return (
        (state.copies, "copies linked"),
        (state.skipped, "skipped"),
        (state.dropped, "not asked for"),
        (len(state.failed), "shards given up"),
    )


def duration(seconds: float) -> str:
    """A stretch of time in its two greatest units."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours >= 48:
        return f"{hours // 24} d {hours % 24} h"
    return f"{hours} h {minutes} min" if hours else (f"{minutes} min {rest} s" if minutes else f"{rest} s")


@contextmanager
def told(metrics: Path | None, *, clock: Callable[[], float] = time.monotonic) -> Iterator[Callable[[State], None]]:
    """What a batch tells how far it is."""
    from pourparler.batch.metrics import write_metrics

    pace = Pace(clock)
    last: dict[str, float] = {}
    latest: list[State] = []
    shown: list[str] = [""]

    def due(what: str, every: float) -> bool:
        if clock() - last.get(what, -every) < every:
            return False
        last[what] = clock()
        return True

    with _shown() as out:

        def show(state: State) -> None:
            line = pace.line(state)
            if line != shown[0]:
                out(line, state)
            shown[0] = line

        def watch(state: State) -> None:
            latest[:] = [state]
            if metrics is not None and due("file", _OFTEN):
                write_metrics(state, metrics)
            if due(state.phase, _OFTEN if sys.stderr.isatty() else _EVERY):
                show(state)

        yield watch
        if latest:
            if metrics is not None:
                write_metrics(latest[0], metrics)
            show(latest[0])


@contextmanager
def _shown() -> Iterator[Callable[[str, State], None]]:
    """On a terminal one line that changes, with a bar; else lines, so that a log can be read."""
    if not sys.stderr.isatty():
        yield lambda line, state: print(f"pourparler: {line}", file=sys.stderr, flush=True)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    with Progress(BarColumn(20), TextColumn("{task.description}"), console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=1.0)

        def show(line: str, state: State) -> None:
            reading = state.phase == "read"
            done = looked_at(state)[1] if reading else state.size_sifted
            total = state.words_to_read if reading else state.size
            bar.update(task, description=line, completed=done, total=max(1, total))

        yield show
