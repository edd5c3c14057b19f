"""Near-duplicates over a whole archive: which report is read, and which only refers to it.

Texts are looked at in the order of the archive and a text refers to an earlier one only, so that inputs that come later
change nothing for those that were there. Held in memory: 100 bytes a text; the rest is looked up in the sketch files.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from pourparler.batch.sketch import BANDS, Sketch

_COMPARED = 16  # originals of one key with which a text is compared at most: notices come a million times over
Links = tuple[tuple[int, str], ...]  # number of a report within its shard -> id of the report it copies


def digest(links: Links) -> str:
    """What a shard's links were when it was read: should they change, it is read again."""
    return hashlib.sha256(json.dumps(links).encode()).hexdigest()[:16]


def link(files: Sequence[Path]) -> list[Links]:
    """For each sketch file, in order, the reports that are copies."""
    starts = [0]
    keys = []
    for file in files:
        with pa.memory_map(str(file)) as source:
            column = pa.ipc.open_file(source).read_all().column("bands").to_pylist()
        keys.append(np.frombuffer(b"".join(column), dtype=np.uint64).reshape(-1, BANDS))
        starts.append(starts[-1] + len(column))
    found: list[list[tuple[int, str]]] = [[] for _ in files]
    if starts[-1]:
        for row, original in _copies(_shared(np.concatenate(keys)), _Sketches(files, starts)):
            shard = bisect_right(starts, row) - 1
            found[shard].append((row - starts[shard], original))
    return [tuple(links) for links in found]


class _Sketches:
    """Sketches by their number over all files."""

    def __init__(self, files: Sequence[Path], starts: Sequence[int]) -> None:
        self._files, self._starts = files, starts
        self._table = lru_cache(maxsize=64)(self._open)

    def __getitem__(self, row: int) -> Sketch:
        shard = bisect_right(self._starts, row) - 1
        (found,) = self._table(shard).slice(row - self._starts[shard], 1).drop_columns(["bands"]).to_pylist()
        return Sketch(**found)

    def _open(self, shard: int) -> Any:
        return pa.ipc.open_file(pa.memory_map(str(self._files[shard]))).read_all()


def _shared(keys: Any) -> Any:
    """For each text and band the number of the key it shares with others, or -1."""
    out = np.full(keys.shape, -1, dtype=np.int64)
    base = 0
    for band in range(BANDS):
        _, which, counts = np.unique(keys[:, band], return_inverse=True, return_counts=True)
        many = counts[which] > 1
        out[many, band] = which[many] + base
        base += len(counts)
    return out


def _copies(shared: Any, sketches: _Sketches) -> list[tuple[int, str]]:
    originals: dict[int, list[int]] = {}
    out = []
    for row in np.flatnonzero((shared >= 0).any(axis=1)).tolist():
        mine = [key for key in shared[row].tolist() if key >= 0]
        known = sorted({earlier for key in mine for earlier in originals.get(key, ())})
        own = sketches[row] if known else None
        original = next((s for s in map(sketches.__getitem__, known) if own is not None and own.copies(s)), None)
        if original is not None:
            out.append((row, original.id))
            continue
        for key in mine:
            if len(same := originals.setdefault(key, [])) < _COMPARED:
                same.append(row)
    return out
