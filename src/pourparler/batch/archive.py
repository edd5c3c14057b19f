"""The output of a batch -> annotated reports again, as if each had been read alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pourparler.batch.recipe import FORMAT
from pourparler.batch.tables import whole
from pourparler.batch.writer import table_file
from pourparler.errors import BatchError
from pourparler.model.findings import AnnotatedReport

_COLUMNS = ["text", "report_packed", "findings_packed"]
_ROWS = 64  # reports held at a time


def versions(out: Path) -> tuple[str, tuple[str, ...]]:
    """The current version of an archive, and all it has.

    Raises:
        BatchError: if the folder holds no output of a batch.
    """
    try:
        manifest = json.loads((out / "manifest.json").read_bytes())
    except (OSError, ValueError):
        raise BatchError(f"{out}: no output of `pourparler batch` that came to its end") from None
    if manifest.get("format") != FORMAT:
        raise BatchError(f"{out}: written by another version of pourparler ({manifest.get('format')}); run batch anew")
    return manifest["current"], tuple(manifest["versions"])


def annotated_reports(out: Path, *, version: str | None = None) -> Iterator[AnnotatedReport]:
    """Every report that was read, in order of shard; copies, which were not read, are left out. Memory stays bounded.

    version: None for the current one, or the first digits of another.

    Raises:
        BatchError: if there is no such archive or version, or a file of it is broken.
    """
    current, known = versions(out)
    chosen = [v for v in known if v.startswith(version or current)]
    if len(chosen) != 1:
        raise BatchError(f"{out}: version {version} is none of {', '.join(known)}")
    for mark in sorted((out / "done" / f"version={chosen[0]}").glob("*.json")):
        yield from _reports(table_file(out, "reports", chosen[0], mark.stem))


def _reports(file: Path) -> Iterator[AnnotatedReport]:
    try:
        for batch in pq.ParquetFile(file).iter_batches(_ROWS, columns=_COLUMNS):
            yield from (whole(row) for row in _rows(batch))
    except (pa.ArrowException, OSError) as why:
        raise BatchError(f"{file}: cannot be read ({why}); delete its done mark and run batch again") from None


def _rows(batch: Any) -> list[dict[str, Any]]:
    return [row for row in batch.to_pylist() if row["findings_packed"] is not None]
