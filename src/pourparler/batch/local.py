"""Workers on this machine: processes started afresh (`spawn`), each with a pipe to the one in charge."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from pourparler.batch.work import TRIES, Beat, Event, Failed, Job, Stop, Task, attempt
from pourparler.errors import BatchError


@dataclass(slots=True, eq=False)
class _Hand:
    process: SpawnProcess
    pipe: Connection
    task: Task | None = None


class Local:
    """An engine of `workers` processes. One that dies is replaced, and its task begun again."""

    def __init__(self, job: Job, *, workers: int) -> None:
        self._job, self._workers = job, workers
        self._hands: list[_Hand] = []

    def run(self, tasks: Sequence[Task]) -> Iterator[Event]:
        """See `Engine.run`."""
        waiting, tries = deque(tasks), Counter[str]()
        while True:
            self._give_out(waiting)
            busy = [hand for hand in self._hands if hand.task]
            if not busy:
                return
            ready = wait([hand.pipe for hand in busy])
            for hand in (hand for hand in busy if hand.pipe in ready):
                task, event = hand.task, self._hear(hand)
                if isinstance(event, Failed) and task is not None:
                    tries[event.shard] += 1
                    if tries[event.shard] < TRIES:
                        waiting.append(task)
                        continue
                yield event

    def close(self) -> None:
        """See `Engine.close`."""
        for hand in self._hands:
            hand.pipe.close()
            hand.process.terminate()
        for hand in self._hands:
            hand.process.join()
        self._hands.clear()

    def _give_out(self, waiting: deque[Task]) -> None:
        while len(self._hands) < min(self._workers, len(waiting) + sum(1 for h in self._hands if h.task)):
            self._hands.append(self._hire())
        for hand in self._hands:
            if hand.task is None and waiting:
                hand.task = waiting.popleft()
                hand.pipe.send(hand.task)

    def _hire(self) -> _Hand:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(self._job, theirs), daemon=True)
        process.start()
        theirs.close()  # so that the pipe ends when the worker does
        return _Hand(process=process, pipe=ours)

    def _hear(self, hand: _Hand) -> Event:
        """What a worker says; its silence, too, is an event."""
        try:
            event: Event | Stop = hand.pipe.recv()
        except (EOFError, OSError):
            return self._bury(hand)
        if isinstance(event, Stop):
            raise BatchError(event.why)
        if not isinstance(event, Beat):
            hand.task = None
        return event

    def _bury(self, hand: _Hand) -> Failed:
        self._hands.remove(hand)
        hand.pipe.close()
        hand.process.join()
        code = hand.process.exitcode or 0
        how = f"was killed by signal {-code}" if code < 0 else f"ended with status {code}"
        return Failed(shard=hand.task.shard.id if hand.task else "", why=f"its worker {how}")


def _serve(job: Job, pipe: Connection) -> None:
    """The life of a worker: a task, its events, the next task."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one in charge is interrupted, and ends its workers
    threading.Thread(target=_die_with_parent, daemon=True).start()
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            return
        pipe.send(attempt(job, task, pipe.send))


def _die_with_parent() -> None:
    """A worker whose master was killed must not write on: another run may have begun."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
