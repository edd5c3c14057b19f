"""The smallest part of a set that still fails: QuickXplain."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def smallest_failing(items: Sequence[int], holds: Callable[[Sequence[int]], bool]) -> tuple[int, ...]:
    """Some of the items that fail together, while any fewer of them hold; early items are preferred to stay.

    `holds` must be monotonous (what holds, holds with fewer items), and must not hold for all items. Junker,
    "QuickXplain: Preferred explanations and relaxations for over-constrained problems", AAAI 2004.
    """
    return tuple(_explain((), False, tuple(items), holds))


def _explain(
    background: tuple[int, ...], grown: bool, items: tuple[int, ...], holds: Callable[[Sequence[int]], bool]
) -> tuple[int, ...]:
    if grown and not holds(background):
        return ()
    if len(items) == 1:
        return items
    half = len(items) // 2
    first, second = items[:half], items[half:]
    of_second = _explain(background + first, bool(first), second, holds)
    of_first = _explain(background + of_second, bool(of_second), first, holds)
    return of_first + of_second
