"""Workers on a Ray cluster, or on a Ray started here: actors that hold the language pipeline and are given shards.

Ray's own data pipelines are not used: the ledger already knows what is done, and actors on all processors of a cluster
make them wait for ever. For the same reason the actors together ask for less than all processors.
"""

from __future__ import annotations

import logging
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from typing import Any

import ray as _ray

from pourparler.batch.work import TRIES, Event, Failed, Job, Stop, Task, attempt
from pourparler.errors import BatchError

ray: Any = _ray  # its own types say less than the truth about actors
_PATIENCE = 180.0  # seconds for the first actor to start


class Ray:
    """An engine of actors. One that dies is started again by Ray, anywhere, and its task begun again.

    Inputs, output folder and this software must be the same on every node.

    Raises:
        BatchError: if there is no cluster at `address`, or it has no processor for us.
    """

    def __init__(self, job: Job, *, workers: int | None, address: str | None = None) -> None:
        self._ours = not ray.is_initialized()
        try:
            ray.init(
                address=address,
                include_dashboard=None if address else False,
                log_to_driver=False,
                logging_level=logging.ERROR,
                ignore_reinit_error=True,
            )
        except (ConnectionError, ValueError, RuntimeError) as why:
            raise BatchError(f"--address {address}: no Ray there ({why})") from None
        processors = float(ray.cluster_resources().get("CPU", 1.0))
        count = workers or max(1, int(processors) - 1)
        hands = ray.remote(_Hand).options(num_cpus=share(processors, count), max_restarts=-1)
        self._actors = [hands.remote(job) for _ in range(count)]
        ready, _ = ray.wait([actor.ready.remote() for actor in self._actors], timeout=_PATIENCE)
        if not ready:
            self.close()
            raise BatchError(f"Ray gave no processor within {_PATIENCE:.0f} seconds; is the cluster busy?")

    def run(self, tasks: Sequence[Task]) -> Iterator[Event]:
        """See `Engine.run`."""
        waiting, tries = deque(tasks), Counter[str]()
        idle = deque(self._actors)
        pending: dict[Any, tuple[Any, Task]] = {}
        while waiting or pending:
            while waiting and idle:
                actor, task = idle.popleft(), waiting.popleft()
                pending[actor.attempt.remote(task)] = (actor, task)
            (done,), _ = ray.wait(list(pending))
            actor, task = pending.pop(done)
            idle.append(actor)
            event = _result(done, task)
            if isinstance(event, Failed):
                tries[event.shard] += 1
                if tries[event.shard] < TRIES:
                    waiting.append(task)
                    continue
            yield event

    def close(self) -> None:
        """See `Engine.close`."""
        for actor in self._actors:
            ray.kill(actor)
        if self._ours:
            ray.shutdown()


def share(processors: float, workers: int) -> float:
    """How much of a processor an actor asks for, so that something is left for everything else."""
    return max(0.01, int(100 * min(1.0, max(processors - 2, processors / 2) / workers)) / 100)


class _Hand:
    """The actor."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def ready(self) -> bool:
        return True

    def attempt(self, task: Task) -> Any:
        return attempt(self._job, task, lambda beat: None)


def _result(done: Any, task: Task) -> Event:
    try:
        event: Event | Stop = ray.get(done)
    except ray.exceptions.RayError as why:
        return Failed(shard=task.shard.id, why=f"its worker was lost ({type(why).__name__})")
    if isinstance(event, Stop):
        raise BatchError(event.why)
    return event
