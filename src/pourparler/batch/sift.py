"""The cheap part, done first: a shard -> the reports that matter, and sketches by which copies are told.

Three files a shard: `.texts.arrow` (until the shard has been read), `.sketch.arrow` (kept, for later inputs) and
`.json`, written last: where it stands the other two are whole.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from pourparler.batch.recipe import Recipe
from pourparler.batch.records import Chunk, Item, chunks
from pourparler.batch.relevance import relevance
from pourparler.batch.shards import Shard
from pourparler.batch.sketch import BANDS, MINS, Sketch, sketch
from pourparler.errors import ReadError
from pourparler.model.pack import pack, unpack
from pourparler.model.text import Report, Skipped
from pourparler.reading import Given, Source
from pourparler.reading.compose import compose

_TEXTS = pa.schema([("place", pa.string()), ("report", pa.binary()), ("stage", pa.string()), ("why", pa.string())])
_SKETCH = pa.schema(
    [
        ("id", pa.string()),
        ("day", pa.int32()),
        ("length", pa.int32()),
        ("bands", pa.binary(8 * BANDS)),
        ("mins", pa.binary(4 * MINS)),
        ("words", pa.binary()),
    ]
)
_NOBODY = Report.__new__(Report)  # unpacking a report asks for a report; only evidence looks at it


@dataclass(frozen=True, slots=True, kw_only=True)
class Sifted:
    """What sifting a shard gave: rows looked at, reports and their words kept, rows dropped, rows skipped."""

    shard: str
    rows: int
    reports: int
    words: int
    dropped: int
    skipped: int


def path(folder: Path, shard: str, ending: str) -> Path:
    """Where a file of a sifted shard lies."""
    return folder / f"{shard}.{ending}"


def sift(shard: Shard, recipe: Recipe, folder: Path) -> Sifted:
    """Write the reports of a shard that matter. Doing it again writes the same.

    Raises:
        OSError: if the input cannot be reached or the output not be written.
    """
    relevant = relevance(where=recipe.where, about=recipe.about)
    counts = dict.fromkeys(("rows", "reports", "words", "dropped", "skipped"), 0)
    with (
        _writer(path(folder, shard.id, "sketch.arrow"), _SKETCH) as sketches,
        _writer(path(folder, shard.id, "texts.arrow"), _TEXTS, compression="zstd") as texts,
    ):
        for chunk in chunks(shard, relevant=relevant, fields=recipe.fields, given=recipe.given):
            items = [(place, _composed(place, item, recipe.given)) for place, item in chunk.rows]
            _count(counts, chunk, items)
            texts.write_batch(_texts(items))
            if not recipe.copies:
                sketches.write_batch(_sketches([sketch(i) for _, i in items if isinstance(i, Report)]))
    done = Sifted(shard=shard.id, **counts)
    _write(path(folder, shard.id, "json"), json.dumps(asdict(done)).encode())
    return done


def sifted(folder: Path, shard: str, *, texts: bool) -> Sifted | None:
    """What an earlier run made of a shard, None if it did not come to its end. texts: the texts must be there still."""
    try:
        found = Sifted(**json.loads(path(folder, shard, "json").read_bytes()))
    except (OSError, ValueError, TypeError):
        return None
    return found if not texts or path(folder, shard, "texts.arrow").exists() else None


def items(folder: Path, shard: str) -> Iterator[tuple[str, Report | Skipped]]:
    """The reports of a sifted shard in order, each with its place, and what was skipped."""
    with pa.memory_map(str(path(folder, shard, "texts.arrow"))) as source:
        reader = pa.ipc.open_file(source)
        for i in range(reader.num_record_batches):
            for row in reader.get_batch(i).to_pylist():
                if row["report"] is None:
                    yield row["place"], Skipped(url=row["place"], stage=row["stage"], why=row["why"])
                else:
                    yield row["place"], unpack(Report, row["report"], _NOBODY)


def _composed(place: str, item: Item, given: Given) -> Report | Skipped:
    if not isinstance(item, Source):
        return item
    try:
        return compose(item, given)
    except ReadError as why:
        return Skipped(url=item.url or place, stage="read", why=str(why))


def _count(counts: dict[str, int], chunk: Chunk, items: list[tuple[str, Report | Skipped]]) -> None:
    reports = [item for _, item in items if isinstance(item, Report)]
    counts["rows"] += len(items) + chunk.dropped
    counts["dropped"] += chunk.dropped
    counts["reports"] += len(reports)
    counts["skipped"] += len(items) - len(reports)
    counts["words"] += sum(len(report.text.split()) for report in reports)


def _texts(items: list[tuple[str, Report | Skipped]]) -> Any:
    rows = [
        {"place": item.url, "stage": item.stage, "why": item.why}
        if isinstance(item, Skipped)
        else {"place": place, "report": pack(item)}
        for place, item in items
    ]
    return pa.RecordBatch.from_pylist(rows, schema=_TEXTS)


def _sketches(made: list[Sketch]) -> Any:
    rows = [asdict(one) | {"bands": one.bands} for one in made]
    return pa.RecordBatch.from_pylist(rows, schema=_SKETCH)


@contextmanager
def _writer(target: Path, schema: Any, compression: str | None = None) -> Iterator[Any]:
    """An Arrow file that appears under its name when it is whole."""
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    options = pa.ipc.IpcWriteOptions(compression=compression)
    with pa.OSFile(str(draft), "wb") as file, pa.ipc.new_file(file, schema, options=options) as writer:
        yield writer
    draft.replace(target)


def _write(target: Path, data: bytes) -> None:
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    draft.write_bytes(data)
    draft.replace(target)
