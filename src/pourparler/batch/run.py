"""The one in charge: plan, sift, link copies, read, and keep the ledger. Any crash is mended by running again."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pourparler.batch.copies import Links, link
from pourparler.batch.ledger import Ledger, open_ledger
from pourparler.batch.recipe import FORMAT, Recipe
from pourparler.batch.shards import Shard, plan
from pourparler.batch.sift import Sifted, path, sifted
from pourparler.batch.tables import SCHEMAS
from pourparler.batch.work import Beat, Done, Engine, Event, Failed, Job, Task

Hire = Callable[[Job], Engine]


@dataclass(slots=True, kw_only=True)
class State:
    """How far a batch is. Counts are those of its inputs, whichever run read them.

    phase: "sift" or "read". size: bytes of all shards. dropped: rows that do not match. failed: shard -> why. held:
    reports and words of shards that are being read.
    """

    version: str
    phase: str = "sift"
    shards: int = 0
    size: int = 0
    shards_sifted: int = 0
    size_sifted: int = 0
    shards_done: int = 0
    to_read: int = 0
    words_to_read: int = 0
    dropped: int = 0
    reports: int = 0
    words: int = 0
    copies: int = 0
    skipped: int = 0
    cpu: float = 0.0
    failed: dict[str, str] = field(default_factory=dict)
    held: dict[str, tuple[int, int]] = field(default_factory=dict)


Watch = Callable[[State], None]


def run_batch(inputs: Sequence[str], *, out: Path, recipe: Recipe, hire: Hire, watch: Watch) -> State:
    """Read what of the inputs is not read yet; `watch` is told how far it is.

    Shards that failed three times are in `failed`; running again tries them again.

    Raises:
        BatchError: if an input is not there, the folder is in use or full, or the engine cannot be had.
    """
    shards = plan(inputs, shard_bytes=recipe.shard_bytes)
    with open_ledger(out) as ledger:
        ledger.enter(recipe, inputs, shards)
        job = Job(out=out.resolve(), recipe=recipe)
        job.sifted.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(out / ".staging", ignore_errors=True)
        batch = _Batch(ledger, job, shards, watch)
        with batch.hired(hire) as engine:
            batch.sift(engine)
            batch.read(engine)
        write_manifest(out, ledger, recipe.version)
        return batch.state


class _Batch:
    """One run: what it works with."""

    def __init__(self, ledger: Ledger, job: Job, shards: Sequence[Shard], watch: Watch) -> None:
        self._ledger, self._job, self._watch = ledger, job, watch
        self._shards = {shard.id: shard for shard in shards}
        self._version = job.recipe.version
        self._engine: Engine | None = None
        self.state = State(version=self._version, shards=len(shards), size=sum(s.size for s in shards))

    @contextmanager
    def hired(self, hire: Hire) -> Iterator[Callable[[], Engine]]:
        """The engine, hired when there is something to do."""

        def engine() -> Engine:
            self._engine = self._engine or hire(self._job)
            return self._engine

        try:
            yield engine
        finally:
            if self._engine is not None:
                self._engine.close()

    def sift(self, engine: Callable[[], Engine]) -> None:
        """Sift what is not sifted; of what has been read only the sketches are needed."""
        todo = []
        for shard in self._shards.values():
            found = sifted(self._job.sifted, shard.id, texts=False)
            if found is None:
                todo.append(Task(shard=shard))
            else:
                self._sifted(found)
        self._do(todo, engine)

    def read(self, engine: Callable[[], Engine]) -> None:
        """Read what is not read, or was read when other texts counted as copies."""
        links = self._links()
        self.state.phase = "read"
        todo = []
        for name, shard in self._shards.items():
            if name in self.state.failed:
                continue
            done = self._ledger.done(self._version, name, links[name])
            if done is not None:
                self._count(done)
                self._tidy(name)
            else:
                todo.append(Task(shard=shard, links=links[name]))
        self._resift(todo, engine)
        self._do([task for task in todo if task.shard.id not in self.state.failed], engine)

    def _resift(self, todo: Sequence[Task], engine: Callable[[], Engine]) -> None:
        """The texts of shards that had been read are gone; should they be needed, they are made again."""
        gone = [t for t in todo if sifted(self._job.sifted, t.shard.id, texts=True) is None]
        for event in engine().run([Task(shard=t.shard) for t in gone]) if gone else ():
            if isinstance(event, Failed):
                self._failed(event)

    def _links(self) -> dict[str, Links]:
        """The copies in every shard of the version, those of earlier inputs included."""
        files = {s: path(self._job.sifted, s, "sketch.arrow") for s in self._ledger.shards(self._version)}
        there = [s for s, file in files.items() if file.exists()]
        if self._job.recipe.copies:
            return dict.fromkeys(there, ())
        return dict(zip(there, link([files[s] for s in there]), strict=True))

    def _do(self, tasks: Sequence[Task], engine: Callable[[], Engine]) -> None:
        self._watch(self.state)
        links = {task.shard.id: task.links for task in tasks}
        for event in engine().run(tasks) if tasks else ():
            if isinstance(event, Done):
                self._ledger.enter_done(self._version, event, links[event.shard] or ())
                self._tidy(event.shard)
            self._note(event)
            self._watch(self.state)

    def _note(self, event: Event) -> None:
        if isinstance(event, Sifted):
            self._sifted(event)
        elif isinstance(event, Beat):
            self.state.held[event.shard] = (event.reports, event.words)
        elif isinstance(event, Failed):
            self._failed(event)
        else:
            self._count(event)

    def _sifted(self, found: Sifted) -> None:
        state = self.state
        state.shards_sifted += 1
        state.size_sifted += self._shards[found.shard].size
        state.to_read += found.reports
        state.words_to_read += found.words
        state.dropped += found.dropped

    def _failed(self, event: Failed) -> None:
        shard = self._shards[event.shard]
        self.state.held.pop(event.shard, None)
        self.state.failed[event.shard] = f"{shard.sources[0]} {list(shard.part)}: {event.why}"

    def _count(self, done: Done) -> None:
        state = self.state
        state.held.pop(done.shard, None)
        state.shards_done += 1
        for name in ("reports", "words", "copies", "skipped", "cpu"):
            setattr(state, name, getattr(state, name) + getattr(done, name))

    def _tidy(self, shard: str) -> None:
        """The texts of a shard that has been read are in its output."""
        path(self._job.sifted, shard, "texts.arrow").unlink(missing_ok=True)


def write_manifest(out: Path, ledger: Ledger, current: str) -> None:
    """`manifest.json`: what lies here, by version; and `archive.sql`, which names the tables of the current one."""
    versions = {
        version: {"recipe": asdict(recipe), "inputs": ledger.inputs(version), "totals": ledger.totals(version)}
        for version, recipe in ledger.recipes().items()
    }
    manifest = {"format": FORMAT, "current": current, "tables": sorted(SCHEMAS), "versions": versions}
    _replace(out / "manifest.json", json.dumps(manifest, indent=1, sort_keys=True) + "\n")
    views = (f"create or replace view {t} as from '{t}/version={current}/*.parquet';\n" for t in sorted(SCHEMAS))
    _replace(out / "archive.sql", "".join(views))


def _replace(target: Path, text: str) -> None:
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    draft.write_text(text, encoding="utf-8")
    draft.replace(target)
