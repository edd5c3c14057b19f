"""One task on one shard: sift it, or read what was sifted. Knows no engine; a task gives the same bytes anywhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pourparler.annotate.language import memory_zone
from pourparler.batch import sift as sifting
from pourparler.batch.copies import Links, digest
from pourparler.batch.recipe import Recipe, same_makers
from pourparler.batch.shards import Shard
from pourparler.batch.sift import Sifted, sift
from pourparler.batch.tables import copy_rows, rows_of, skipped_rows
from pourparler.batch.writer import ShardWriter, committed
from pourparler.errors import BatchError, UserError
from pourparler.model.text import Report, Skipped
from pourparler.pipeline import run


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What all tasks of a run share: where the output goes and how it is made."""

    out: Path
    recipe: Recipe

    @property
    def sifted(self) -> Path:
        """The folder of sifted shards."""
        return self.out / ".sifted" / self.recipe.version


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What to do with a shard. links: None to sift it; to read it, which of its reports are copies of which."""

    shard: Shard
    links: Links | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A shard was read and its output is in place. cpu: seconds of the processor it took."""

    shard: str
    reports: int
    words: int
    copies: int
    skipped: int
    cpu: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """A sign of life from within a shard: reports looked at and their words so far."""

    shard: str
    reports: int
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A task did not come to its end; an engine tries it again, and passes this on when it has given up."""

    shard: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Something that no other task can get round either, in words for the user."""

    why: str


_REPORTS, _CHARACTERS = 128, 1_000_000  # held at a time
Event = Sifted | Done | Beat | Failed
TRIES = 3  # how often a task is begun before an engine gives it up


class Engine(Protocol):
    """Does tasks somewhere, in any order, each until it is done or has failed `TRIES` times."""

    def run(self, tasks: Sequence[Task]) -> Iterator[Event]:
        """What happens, as it happens.

        Raises:
            BatchError: if it makes no sense to go on.
        """

    def close(self) -> None:
        """Let go of all workers."""


Tell = Callable[[Beat], None]


def attempt(job: Job, task: Task, tell: Tell) -> Sifted | Done | Failed | Stop:
    """Do a task; what is the user's to mend or may go better next time comes back as a value."""
    try:
        return sift(task.shard, job.recipe, job.sifted) if task.links is None else read(job, task, tell)
    except UserError as why:
        return Stop(why=str(why))
    except OSError as why:
        return Failed(shard=task.shard.id, why=f"{type(why).__name__}: {why}")


def read(job: Job, task: Task, tell: Tell) -> Done:
    """Read the sifted reports of a shard and put its output in place.

    Raises:
        BatchError: if the output cannot be written, or other rules or models are installed here than in the recipe.
        OSError: if the sifted texts are gone.
    """
    if not same_makers(job.recipe):
        raise BatchError("software, models or rules of a worker are not those the batch began with; run it again")
    began = time.process_time()
    shard, links = task.shard.id, dict(task.links or ())
    counts = {"reports": 0, "words": 0, "copies": 0, "skipped": 0}
    mark = {"shard": shard, "sources": task.shard.sources, "part": task.shard.part, "counts": counts}
    mark["links"] = digest(task.links or ())
    with committed(job.out, job.recipe.version, shard, mark) as writer:
        for some in _batches(_numbered(job, shard, links)):
            _read_batch(some, job.recipe, writer, counts)
            tell(Beat(shard=shard, reports=counts["reports"] + counts["copies"], words=counts["words"]))
    return Done(shard=shard, cpu=time.process_time() - began, **counts)


Numbered = tuple[str, Report | Skipped, str | None]  # place, what is there, id of the report it copies


def _numbered(job: Job, shard: str, links: dict[int, str]) -> Iterator[Numbered]:
    number = 0
    for place, item in sifting.items(job.sifted, shard):
        yield place, item, links.get(number) if isinstance(item, Report) else None
        number += isinstance(item, Report)


def _batches(numbered: Iterator[Numbered]) -> Iterator[list[Numbered]]:
    """What is read in one memory zone: enough to meet most words often, too little to weigh."""
    some: list[Numbered] = []
    size = 0
    for one in numbered:
        some.append(one)
        size += len(one[1].text) if isinstance(one[1], Report) else 0
        if len(some) >= _REPORTS or size >= _CHARACTERS:
            yield some
            some, size = [], 0
    if some:
        yield some


def _read_batch(some: list[Numbered], recipe: Recipe, writer: ShardWriter, counts: dict[str, int]) -> None:
    """Annotate together what is no copy, and write everything in order. No Doc leaves the memory zone."""
    with memory_zone(recipe.options.pipeline):
        found = iter(list(run((item for _, item, original in some if original is None), recipe.options)))
    for place, item, original in some:
        if isinstance(item, Report):
            counts["words"] += len(item.text.split())
            if original is not None:
                counts["copies"] += 1
                writer.put(copy_rows(place, item, original))
                continue
        result = next(found)
        if isinstance(result, Skipped):
            counts["skipped"] += 1
            writer.put(skipped_rows(result, place))
        else:
            counts["reports"] += 1
            writer.put(rows_of(place, result))
