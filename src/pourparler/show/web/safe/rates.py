"""How often one client may ask: a bucket of permits that fills steadily."""

from __future__ import annotations

from collections import OrderedDict

_CLIENTS = 4096  # remembered at once; the longest silent are forgotten
_BURST = 10  # seconds' worth of requests may come at once


class Rates:
    """Permits for many clients. `rate` a second for each; 0 lets everything through."""

    def __init__(self, rate: float) -> None:
        self.rate = rate
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str, now: float) -> float:
        """Take a permit: 0 if there was one, else seconds until the next. now: seconds of a steady clock."""
        if not self.rate:
            return 0.0
        left, then = self._left.pop(client, (self.rate * _BURST, now))
        left = min(self.rate * _BURST, left + (now - then) * self.rate)
        granted = left >= 1
        self._left[client] = (left - 1 if granted else left, now)
        if len(self._left) > _CLIENTS:
            self._left.popitem(last=False)
        return 0.0 if granted else (1 - left) / self.rate
