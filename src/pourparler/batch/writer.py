"""Rows -> Parquet files in a staging folder, a row group at a time, then all of them to their places."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pourparler.batch.tables import SCHEMAS, Rows
from pourparler.errors import BatchError

_ROWS, _CHARACTERS = 2_000, 16_000_000  # of reports, after which a row group is written
_FULL = {errno.ENOSPC: "no space left", errno.EDQUOT: "quota exceeded", errno.EROFS: "read-only file system"}


def table_file(out: Path, table: str, version: str, shard: str) -> Path:
    """Where the rows of a shard for a table lie."""
    return out / table / f"version={version}" / f"{shard}.parquet"


def done_mark(out: Path, version: str, shard: str) -> Path:
    """The file that says that all tables of a shard are in their places."""
    return out / "done" / f"version={version}" / f"{shard}.json"


class ShardWriter:
    """The seven files of one shard while they are written. `rows`: how many rows each table has."""

    def __init__(self, staging: Path, stack: ExitStack) -> None:
        self.rows = dict.fromkeys(sorted(SCHEMAS), 0)
        self._held: dict[str, list[dict[str, Any]]] = {name: [] for name in SCHEMAS}
        self._characters = 0
        self._files = {
            name: stack.enter_context(pq.ParquetWriter(staging / f"{name}.parquet", schema, compression="zstd"))
            for name, schema in SCHEMAS.items()
        }

    def put(self, rows: Rows) -> None:
        """Hold rows until there are enough for a row group."""
        for table, row in rows:
            self._held[table].append(row)
            self.rows[table] += 1
            self._characters += len(row.get("text") or "")
        if self._characters > _CHARACTERS or len(self._held["reports"]) + len(self._held["skipped"]) >= _ROWS:
            self.flush()

    def flush(self) -> None:
        """Write what is held."""
        for table, rows in self._held.items():
            if rows:
                self._files[table].write_table(pa.Table.from_pylist(rows, schema=SCHEMAS[table]))
                rows.clear()
        self._characters = 0


@contextmanager
def committed(out: Path, version: str, shard: str, mark: dict[str, Any]) -> Iterator[ShardWriter]:
    """A writer whose files come to their places at the end; `mark`, completed meanwhile, becomes the done mark.

    Each step can be the last before a crash: files are whole or not there, and without the mark nothing counts. Doing
    it again writes the same bytes under the same names.

    Raises:
        BatchError: if the disk is full or may not be written.
    """
    staging = out / ".staging" / f"{version}-{shard}-{os.getpid()}"
    try:
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir(parents=True)
        with ExitStack() as stack:
            writer = ShardWriter(staging, stack)
            yield writer
            writer.flush()
        mark["rows"] = writer.rows
        (staging / "done.json").write_text(json.dumps(mark, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        for table in SCHEMAS:  # reports last: who asks while a batch runs finds no report without its findings
            _move(staging / f"{table}.parquet", table_file(out, table, version, shard))
        _move(staging / "done.json", done_mark(out, version, shard))
        staging.rmdir()
    except OSError as why:
        if why.errno in _FULL:
            raise BatchError(f"{out}: {_FULL[why.errno]}; make room and run again") from None
        raise


def _move(file: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with file.open("rb") as written:
        os.fsync(written.fileno())  # the name must not be on the disk before the bytes are
    file.replace(target)
