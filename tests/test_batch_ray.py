"""A real Ray on this machine gives what one process gives."""

from __future__ import annotations

import contextlib
import os
import signal
from pathlib import Path

import pytest

from pourparler.batch.run import run_batch
from tests.archives import batch, descendants, recipe, texts, tree, write_lines

pytest.importorskip("ray")


def kill_actor() -> list[int]:
    """Kill one of the actors that this process has started."""
    for pid in descendants(os.getpid()):
        with contextlib.suppress(OSError):
            if Path(f"/proc/{pid}/cmdline").read_bytes().startswith(b"ray::_Hand"):
                os.kill(pid, signal.SIGKILL)
                return [pid]
    return []


@pytest.mark.parametrize(("processors", "workers"), [(1, 1), (2, 1), (2, 2), (4, 4), (64, 63), (64, 200)])
def test_actors_leave_something_to_others(processors: int, workers: int) -> None:
    from pourparler.batch.ray import share

    assert 0 < workers * share(processors, workers) < processors


def test_ray_gives_the_same_bytes_though_an_actor_dies(tmp_path: Path) -> None:
    from pourparler.batch.ray import Ray

    archive = write_lines(tmp_path / "a.jsonl", [*texts(9), {"text": 1}])
    batch([archive], tmp_path / "here")
    made, killed = recipe(), list[int]()
    state = run_batch(
        [str(archive)],
        out=tmp_path / "ray",
        recipe=made,
        hire=lambda job: Ray(job, workers=1),
        watch=lambda state: killed.extend(kill_actor() if not killed and state.shards_sifted else ()),
    )
    assert len(killed) == 1
    assert state.shards_done == state.shards == 2
    assert tree(tmp_path / "ray") == tree(tmp_path / "here")
