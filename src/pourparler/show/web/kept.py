"""What was made once is kept while the record stays as it is: bounded, the longest unused goes first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Kept(Generic[Made]):
    """A bounded store of what was made. most: how many; weigh: what one counts for."""

    def __init__(self, most: int, weigh: Callable[[Made], int] = lambda made: 1) -> None:
        self.most, self._weigh = most, weigh
        self._held: OrderedDict[Hashable, Made] = OrderedDict()
        self._weight = 0
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What is kept under the key, or else is made now. Two at once may both make it; the results are the same."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        made = make()
        with self._lock:
            if key not in self._held:
                self._held[key] = made
                self._weight += self._weigh(made)
            while self._weight > self.most and len(self._held) > 1:
                self._weight -= self._weigh(self._held.popitem(last=False)[1])
        return made
