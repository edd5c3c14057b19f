"""A shard -> its rows: JSON lines, Parquet and folders. Whatever the input is, little of it is held at a time."""

from __future__ import annotations

import gzip
import io
import lzma
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, BinaryIO

import fsspec
import pyarrow as pa

from pourparler.batch.relevance import Relevance
from pourparler.batch.shards import Kind, Shard
from pourparler.errors import ReadError
from pourparler.model.text import Report, Skipped
from pourparler.reading import Given, Source
from pourparler.reading.rows import parse, row_source
from pourparler.reading.sources import LARGEST, read_bytes

LONGEST_LINE = 16_000_000  # bytes: the longest report that is read, every character of it escaped, has fewer
BROKEN = (EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile)
_ROWS, _CHARACTERS = 256, 4_000_000  # of one chunk, whichever is reached first
Fields = tuple[tuple[str, str], ...]
Item = Source | Report | Skipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Some rows in order, each with the place it comes from; `dropped` more were none of our concern."""

    rows: tuple[tuple[str, Item], ...]
    dropped: int = 0


def chunks(shard: Shard, *, relevant: Relevance, fields: Fields, given: Given) -> Iterator[Chunk]:
    """The rows of a shard that are relevant, and what could not be read as `Skipped`.

    Raises:
        OSError: if the input is gone or the way to it is broken; the shard can be tried again.
    """
    if shard.kind is Kind.COLUMNS:
        yield from _columns(shard, relevant, fields)
        return
    if shard.kind is Kind.LINES:
        rows = _lines(shard, fields)
    elif shard.kind is Kind.FILES:
        rows = _files(shard, given)
    else:
        from pourparler.batch.web import web_rows

        rows = web_rows(shard, relevant)
    for some in _grouped(rows):
        yield _relevant(some, relevant)


def _grouped(rows: Iterable[tuple[str, Item | None]]) -> Iterator[list[tuple[str, Item | None]]]:
    some: list[tuple[str, Item | None]] = []
    size = 0
    for place, item in rows:
        some.append((place, item))
        size += 0 if item is None or isinstance(item, Skipped) else len(item.text)
        if len(some) >= _ROWS or size >= _CHARACTERS:
            yield some
            some, size = [], 0
    if some:
        yield some


def _relevant(some: list[tuple[str, Item | None]], relevant: Relevance) -> Chunk:
    """The chunk without what does not match; an item that is None was dropped before."""
    texts = [(place, item) for place, item in some if isinstance(item, Source | Report)]
    verdicts = relevant.holds([item.text for _, item in texts], [item.title for _, item in texts])
    kept = {place for (place, _), keep in zip(texts, verdicts, strict=True) if keep}
    rows = tuple((p, item) for p, item in some if item is not None and (isinstance(item, Skipped) or p in kept))
    return Chunk(rows=rows, dropped=len(some) - len(rows))


def _lines(shard: Shard, fields: Fields) -> Iterator[tuple[str, Item | None]]:
    url = shard.sources[0]
    first, last = shard.part
    end = sys.maxsize if shard.strided else last
    with fsspec.open(url, compression="infer") as opened:
        stream: Any = opened if isinstance(opened, io.BufferedIOBase) else io.BufferedReader(opened)
        start = 0
        if first and not shard.strided:
            stream.seek(first - 1)
            start = first - 1 + _rest(stream, end - first + 1)
        for number, (at, line) in enumerate(_whole(url, stream, start, end)):
            if isinstance(line, Skipped):
                yield line.url, line
            elif not shard.strided or number % last == first:
                yield from _row(f"{url}@{at}", line, fields)


def _rest(stream: BinaryIO, enough: int) -> int:
    """Read to the end of the line, or as far as is enough; how many bytes that were."""
    length = 0
    while length < enough and (piece := stream.readline(min(LONGEST_LINE, enough - length))):
        length += len(piece)
        if piece.endswith(b"\n"):
            break
    return length


def _whole(url: str, stream: BinaryIO, at: int, end: int) -> Iterator[tuple[int, bytes | Skipped | None]]:
    """Each line that begins before `end`, with where; None for one too long to be held; and what broke, if it did."""
    try:
        while at < end and (line := stream.readline(LONGEST_LINE)):
            length = len(line)
            if length == LONGEST_LINE and not line.endswith(b"\n"):
                length += _rest(stream, end - at)
            yield at, None if length > LONGEST_LINE else line
            at += length
    except BROKEN as why:
        yield at, broken(f"{url}@{at}", why)


def broken(place: str, why: Exception) -> Skipped:
    """What is told of a file that breaks off; what stood before is read."""
    return Skipped(url=place, stage="read", why=f"is broken from here on ({why})")


def _row(place: str, line: bytes | None, fields: Fields) -> Iterator[tuple[str, Item]]:
    if line is None:
        yield place, _skip(place, f"is a line of more than {LONGEST_LINE:,} bytes")
        return
    data = line.removeprefix(b"\xef\xbb\xbf").strip()
    if data:
        yield place, _source(place, data, fields)


def _source(place: str, data: bytes | dict[str, Any], fields: Fields) -> Source | Skipped:
    try:
        row = parse(data) if isinstance(data, bytes) else data
        if fields and isinstance(row, dict):
            row = row | {name: row.get(called) for name, called in fields}
        return row_source(row)
    except ReadError as why:
        return _skip(place, str(why))


def _files(shard: Shard, given: Given) -> Iterator[tuple[str, Item]]:
    for url in shard.sources:
        with fsspec.open(url, compression="infer") as stream:
            try:
                data = stream.read(LARGEST + 1)
            except BROKEN as why:
                yield url, broken(url, why)
                continue
        if len(data) > LARGEST:
            yield url, _skip(url, f"is larger than {LARGEST:,} bytes; split it, or write it as JSON lines")
            continue
        for number, item in enumerate(read_bytes(data, url, PurePosixPath(url).suffix.lower(), given), 1):
            yield f"{url}[{number}]", item


def _columns(shard: Shard, relevant: Relevance, fields: Fields) -> Iterator[Chunk]:
    """Rows of a Parquet file: what does not match never becomes Python."""
    import pyarrow.parquet as pq

    url = shard.sources[0]
    with fsspec.open(url) as stream:
        try:
            file = pq.ParquetFile(stream, buffer_size=1 << 20, pre_buffer=False)
            names = {n: n for n in ("text", "id", "published", "title", "outlet", "url", "agency")} | dict(fields)
            wanted = [called for called in names.values() if called in file.schema_arrow.names]
            for at, batch in _batches(file, shard.part, wanted):
                yield _matching(batch, f"{url}#", at, relevant, names)
        except pa.ArrowException as why:
            yield Chunk(rows=((url, broken(url, why)),))


def _batches(file: Any, part: tuple[int, int], wanted: list[str]) -> Iterator[tuple[int, Any]]:
    """Record batches of rows [first, last) with the number of their first row."""
    first, last = part
    start = 0
    for group in range(file.num_row_groups):
        rows = file.metadata.row_group(group).num_rows
        if start < last and start + rows > first:
            at = start
            for batch in file.iter_batches(_ROWS, row_groups=[group], columns=wanted):
                low, high = max(first - at, 0), min(last - at, len(batch))
                if low < high:
                    yield at + low, batch.slice(low, high - low)
                at += len(batch)
        start += rows


def _matching(batch: Any, place: str, at: int, relevant: Relevance, names: dict[str, str]) -> Chunk:
    columns = [batch.column(c) for c in (names["text"], names["title"]) if c in batch.schema.names]
    columns = [c for c in columns if pa.types.is_string(c.type) or pa.types.is_large_string(c.type)]
    numbered = batch.append_column("__row", pa.array(range(at, at + len(batch))))
    kept = numbered.filter(relevant.mask(*columns)) if relevant.patterns and columns else numbered
    rows = []
    for row in kept.to_pylist():
        where = f"{place}{row['__row']}"
        rows.append((where, _source(where, {n: row.get(called) for n, called in names.items()}, ())))
    return Chunk(rows=tuple(rows), dropped=len(batch) - len(kept))


def _skip(place: str, why: str) -> Skipped:
    return Skipped(url=place, stage="read", why=why)
