"""How far a batch is, as Prometheus reads it from a text file (the textfile collector of its node exporter)."""

from __future__ import annotations

import os
from pathlib import Path

from pourparler.batch.run import State
from pourparler.errors import BatchError

_GAUGES = {
    "shards": "Shards of the inputs.",
    "shards_sifted": "Shards whose texts have been chosen.",
    "shards_done": "Shards whose output is in place.",
    "bytes": "Bytes of the inputs.",
    "bytes_sifted": "Bytes of the inputs whose texts have been chosen.",
    "reports_chosen": "Reports that match and are to be read or linked.",
    "words_chosen": "Words of these.",
    "reports_read": "Reports read.",
    "words_read": "Words of reports read or linked.",
    "copies_linked": "Reports linked to one that says the same.",
    "rows_dropped": "Rows that do not match.",
    "reports_skipped": "Reports that could not be read.",
    "shards_failed": "Shards given up in this run.",
    "cpu_seconds": "Processor time of reading.",
}


def metrics(state: State) -> str:
    """The text of the file."""
    values = {
        "shards": state.shards,
        "shards_sifted": state.shards_sifted,
        "shards_done": state.shards_done,
        "bytes": state.size,
        "bytes_sifted": state.size_sifted,
        "reports_chosen": state.to_read,
        "words_chosen": state.words_to_read,
        "reports_read": state.reports,
        "words_read": state.words,
        "copies_linked": state.copies,
        "rows_dropped": state.dropped,
        "reports_skipped": state.skipped,
        "shards_failed": len(state.failed),
        "cpu_seconds": round(state.cpu, 3),
    }
    lines = []
    for name, what in _GAUGES.items():
        full = f"pourparler_batch_{name}"
        value = f'{full}{{version="{state.version}"}} {values[name]}'
        lines += [f"# HELP {full} {what}", f"# TYPE {full} gauge", value]
    return "\n".join(lines) + "\n"


def write_metrics(state: State, target: Path) -> None:
    """Write the file so that a reader never sees half of it.

    Raises:
        BatchError: if it cannot be written.
    """
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        draft.write_text(metrics(state), encoding="utf-8")
        draft.replace(target)
    except OSError as why:
        raise BatchError(f"{target}: cannot be written ({(why.strerror or str(why)).lower()})") from None
