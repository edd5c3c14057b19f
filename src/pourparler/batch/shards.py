"""Inputs -> shards: the pieces of an archive that are read, committed and, after a crash, read again one by one.

A shard's id is a hash of where it lies and of what its files look like (size, moment of change or tag), so that the
same archive is always cut in the same way and a changed file makes new shards.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

import fsspec
from fsspec.core import url_to_fs
from fsspec.utils import infer_compression

from pourparler.errors import BatchError
from pourparler.reading.sources import KINDS as FILES

PACKED = 3  # how much longer text is than the same text compressed, roughly
_STAMPS = ("mtime", "ETag", "etag", "md5Hash", "generation", "LastModified", "last_modified", "updated")
_LINES = frozenset({".jsonl", ".ndjson"})
_COLUMNS = frozenset({".parquet", ".pq"})
_WEB = frozenset({".warc", ".wet"})


class Kind(StrEnum):
    """How the reports of a shard are written."""

    LINES = "lines"  # JSON lines
    COLUMNS = "columns"  # Parquet
    WEB = "web"  # WARC or WET
    FILES = "files"  # one report a file, as `pourparler read` takes them


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """A piece of an archive.

    sources: addresses of its files, one for every kind but FILES. part: which of it: bytes [first, last) of plain
    lines, rows [first, last) of Parquet; of what is compressed and of web archives every `last`-th record from the
    `first` on. size: bytes to read, for telling progress.
    """

    id: str
    kind: Kind
    sources: tuple[str, ...]
    part: tuple[int, int]
    size: int

    @property
    def strided(self) -> bool:
        """Is `part` a stride over the records, not a stretch?"""
        return self.kind is Kind.WEB or (self.kind is Kind.LINES and infer_compression(self.sources[0]) is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    url: str
    size: int
    stamp: str


def plan(inputs: Iterable[str], *, shard_bytes: int) -> tuple[Shard, ...]:
    """The shards of files, folders and patterns, local or anything fsspec opens, in order.

    Raises:
        BatchError: if an input is not there, holds nothing that can be read, or its file system is unknown here.
    """
    found: dict[str, Shard] = {}
    for one in inputs:
        try:
            files = list(_files(one))
        except (OSError, ValueError, ImportError) as why:
            raise BatchError(f"{one}: cannot be opened ({why})") from None
        if not files:
            raise BatchError(f"{one}: nothing there that can be read")
        for shard in _cut(files, shard_bytes):
            found.setdefault(shard.id, shard)
    return tuple(found.values())


def kind_of(url: str) -> Kind:
    """What a file is by its name, endings of compression left aside."""
    endings = [s.lower() for s in PurePosixPath(url).suffixes]
    if endings and infer_compression(url) is not None:
        endings.pop()
    last = endings[-1] if endings else ""
    if last in _LINES:
        return Kind.LINES
    if last in _COLUMNS:
        return Kind.COLUMNS
    return Kind.WEB if last in _WEB else Kind.FILES


def _files(one: str) -> Iterator[_File]:
    """The files of one input; of folders and patterns only those of known kinds that are not hidden."""
    system, path = url_to_fs(one)
    if system.isdir(path):
        every = system.find(path, detail=True)
    elif any(c in path for c in "*?["):
        every = {p: info for p, info in system.glob(path, detail=True).items() if info["type"] == "file"}
    else:
        yield _file(system, system.info(path))
        return
    base = path.rstrip("/") if system.isdir(path) else ""
    for name in sorted(every):
        hidden = any(part.startswith(".") for part in PurePosixPath(name[len(base) :]).parts)
        if not hidden and (kind_of(name) is not Kind.FILES or PurePosixPath(name).suffix.lower() in FILES):
            yield _file(system, every[name])


def _file(system: Any, info: dict[str, Any]) -> _File:
    stamp = next((str(info[key]) for key in _STAMPS if info.get(key) is not None), "")
    local = isinstance(system, fsspec.get_filesystem_class("file"))
    url = info["name"] if local else system.unstrip_protocol(info["name"])
    return _File(url=url, size=int(info.get("size") or 0), stamp=stamp)


def _cut(files: list[_File], shard_bytes: int) -> Iterator[Shard]:
    singles: list[_File] = []
    for file in files:
        kind = kind_of(file.url)
        if kind is Kind.FILES:
            singles.append(file)
        elif kind is Kind.COLUMNS:
            yield from _rows(file, shard_bytes)
        elif kind is Kind.WEB or infer_compression(file.url) is not None:
            count = max(1, round(PACKED * file.size / shard_bytes))
            yield from (_shard(kind, [file], (i, count), file.size // count) for i in range(count))
        else:
            yield from _stretches(kind, file, file.size, max(1, round(file.size / shard_bytes)))
    yield from _packs(singles, shard_bytes)


def _rows(file: _File, shard_bytes: int) -> Iterator[Shard]:
    """Rows of a Parquet file in even parts; a file without a legible foot is one part, and is told of when read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with fsspec.open(file.url) as stream:
            foot = pq.read_metadata(stream)
    except (pa.ArrowException, OSError):
        yield _shard(Kind.COLUMNS, [file], (0, 1), file.size)
        return
    total = sum(foot.row_group(i).total_byte_size for i in range(foot.num_row_groups))
    yield from _stretches(Kind.COLUMNS, file, foot.num_rows, max(1, round(total / shard_bytes)))


def _stretches(kind: Kind, file: _File, length: int, count: int) -> Iterator[Shard]:
    edges = [length * i // count for i in range(count + 1)]
    for first, last in pairwise(edges):
        yield _shard(kind, [file], (first, last), file.size // count)


def _packs(files: list[_File], shard_bytes: int) -> Iterator[Shard]:
    """Small files together. Names decide where a pack ends, so that a new file changes the pack it falls into only."""
    pack: list[_File] = []
    for file in files:
        pack.append(file)
        border = hashlib.sha256(file.url.encode()).digest()[0] < 4  # one name in 64
        if border or sum(f.size for f in pack) >= shard_bytes:
            yield _shard(Kind.FILES, pack, (0, len(pack)), sum(f.size for f in pack))
            pack = []
    if pack:
        yield _shard(Kind.FILES, pack, (0, len(pack)), sum(f.size for f in pack))


def _shard(kind: Kind, files: list[_File], part: tuple[int, int], size: int) -> Shard:
    key = json.dumps([kind, part, [(f.url, f.size, f.stamp) for f in files]])
    name = hashlib.sha256(key.encode()).hexdigest()[:16]
    return Shard(id=name, kind=kind, sources=tuple(f.url for f in files), part=part, size=size)
