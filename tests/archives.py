"""Small archives for the tests of `batch`, and an engine that works in this process."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from pourparler.annotate import Options
from pourparler.batch.recipe import Recipe, recipe_for
from pourparler.batch.run import State, run_batch
from pourparler.batch.work import Event, Job, Task, attempt
from pourparler.errors import BatchError
from pourparler.reading import Given

TOWNS = ("Oslo", "Geneva", "Vienna", "Doha", "Muscat", "Astana", "Cairo", "Lagos", "Lima")


def texts(count: int) -> list[dict[str, str]]:
    """Rows of short reports, each of another meeting."""
    return [
        {
            "id": f"r{n}",
            "published": f"2018-{1 + n % 12:02d}-{1 + n % 28:02d}",
            "outlet": "Courier",
            "text": f"The foreign ministers of Norway and Peru will meet in {TOWNS[n % 9]} on Friday, an aide said on "
            f"Monday. Minister number {n} promised to send {n + 2} observers to {TOWNS[(n + 3) % 9]}.",
        }
        for n in range(count)
    ]


def write_lines(target: Path, rows: Sequence[object]) -> Path:
    """JSON lines, compressed if the name says so."""
    data = "".join(json.dumps(row) + "\n" for row in rows).encode()
    target.write_bytes(gzip.compress(data) if target.suffix == ".gz" else data)
    return target


def warc(records: Sequence[tuple[str, str, bytes]]) -> bytes:
    """A web archive, each record a gzip member of its own. records: type, address, payload."""
    out = b""
    for n, (kind, address, payload) in enumerate(records):
        head = {
            "WARC-Type": kind,
            "WARC-Record-ID": f"<urn:uuid:{n}>",
            "WARC-Date": "2020-01-01T00:00:00Z",
            "WARC-Target-URI": address,
            "Content-Type": "application/http; msgtype=response" if kind == "response" else "text/plain",
            "Content-Length": str(len(payload)),
        }
        lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
        out += gzip.compress(b"WARC/1.0\r\n" + lines.encode() + b"\r\n" + payload + b"\r\n\r\n")
    return out


def page(body: str, *, status: int = 200, kind: str = "text/html") -> bytes:
    """What a server answered."""
    return f"HTTP/1.1 {status} OK\r\nContent-Type: {kind}; charset=utf-8\r\n\r\n{body}".encode()


class Here:
    """An engine that does one task after the other in this process."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def run(self, tasks: Sequence[Task]) -> Iterator[Event]:
        for task in tasks:
            event = attempt(self._job, task, lambda beat: None)
            if hasattr(event, "shard"):
                yield event
            else:
                raise BatchError(event.why)

    def close(self) -> None:
        pass


def recipe(*, shard_bytes: int = 1_000, **shape: object) -> Recipe:
    """Without the span model: fast, and the machinery is the same."""
    return recipe_for(Options(model=False), given=Given(), shard_bytes=shard_bytes, **shape)  # type: ignore[arg-type]


def batch(inputs: Sequence[str | Path], out: Path, *, made: Recipe | None = None) -> State:
    """Run a batch in this process."""
    return run_batch([str(i) for i in inputs], out=out, recipe=made or recipe(), hire=Here, watch=lambda state: None)


def tree(out: Path) -> dict[str, bytes]:
    """All that a batch puts out, by name; what it keeps for itself is left aside."""
    own = (".sifted", ".staging", ".lock", "ledger.db")
    files = (f for f in sorted(out.rglob("*")) if f.is_file())
    return {
        str(f.relative_to(out)): f.read_bytes()
        for f in files
        if not any(part.startswith(own) for part in f.relative_to(out).parts)
    }


def descendants(pid: int) -> set[int]:
    """The processes begun by a process, and those begun by them."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    found = {int(child) for child in children.read_text().split()} if children.exists() else set()
    return found.union(*(descendants(child) for child in found))
