"""Speed of the temporal network: `python benchmarks/network_speed.py [EVENTS] [CONSTRAINTS]`; figures and ceilings on
stdout, exit status 1 if one is broken.

A made-up record: events with a begin and an end each, hidden true days, statements that hold of them (windows, orders,
lags) and a few that do not. All times are CPU time of this process.
"""

from __future__ import annotations

import gc
import random
import sys
import time
from collections.abc import Sequence

from pourparler.reason.network import ORIGIN, Edge, Network
from pourparler.reason.ways import Choices

CEILINGS = {  # seconds, as promised in the documentation
    "load": 1.5,
    "one more, median": 10e-6,
    "one more, 99 of 100": 100e-6,
    "one more, worst": 60e-3,
    "one report with windows, changes, reasons": 50e-3,
}
HORIZON = 1500  # days


def statements(events: int, constraints: int, seed: int = 7) -> list[list[Edge]]:
    """Statements with `constraints` edges in all; six of ten are windows, one of 2,000 is false."""
    rng = random.Random(seed)
    begin = [rng.randrange(HORIZON) for _ in range(events)]
    end = [b + rng.randrange(4) for b in begin]
    out: list[list[Edge]] = [[(2 * e + 2, 2 * e + 1, 0)] for e in range(events)]
    total = events
    while total < constraints:
        edges = _window(rng, begin, end) if rng.random() < 0.6 else _order(rng, begin, end)
        out.append(edges)
        total += len(edges)
    return out


def _window(rng: random.Random, begin: list[int], end: list[int]) -> list[Edge]:
    e = rng.randrange(len(begin))
    false = 400 if rng.random() < 0.0005 else 0
    first, last = begin[e] - rng.randrange(200) + false, end[e] + rng.randrange(200) + false
    both: list[Edge] = [(2 * e + 1, ORIGIN, -first), (ORIGIN, 2 * e + 2, last)]
    return both if rng.random() < 0.4 else [rng.choice(both)]


def _order(rng: random.Random, begin: list[int], end: list[int]) -> list[Edge]:
    a, b = rng.sample(range(len(begin)), 2)
    if end[a] > begin[b]:
        a, b = b, a
    if end[a] > begin[b]:
        return [(2 * a + 1, 2 * b + 2, end[b] - begin[a])]
    slack = rng.randrange(60)
    order = (2 * b + 1, 2 * a + 2, begin[a] - begin[b] + (end[a] - begin[a]) + slack)
    return [order, (2 * a + 2, 2 * b + 1, begin[b] - end[a] + slack)] if rng.random() < 0.3 else [order]


def load(events: int, given: Sequence[list[Edge]]) -> tuple[Network, int]:
    """A network with all statements that can stand, and how many could not."""
    network = Network()
    for _ in range(2 * events):
        network.point()
    refused = sum(network.add(number, edges) is not None for number, edges in enumerate(given))
    return network, refused


def one_more(network: Network, given: Sequence[list[Edge]], first: int) -> list[float]:
    """CPU seconds of each further statement, ascending."""
    taken = []
    for number, edges in enumerate(given, first):
        start = time.process_time_ns()
        network.add(number, edges)
        taken.append((time.process_time_ns() - start) / 1e9)
    return sorted(taken)


def one_report(network: Network, given: Sequence[list[Edge]], first: int) -> float:
    """CPU seconds of a report of ten statements, with all windows, what changed, and why, against those before."""
    before = network.bounds()
    start = time.process_time()
    for number, edges in enumerate(given, first):
        network.add(number, edges)
    after = network.bounds()
    changed = [p for p in range(len(network)) if (before.least[p], before.most[p]) != (after.least[p], after.most[p])]
    reasons = [(after.why_least(p), after.why_most(p)) for p in changed]
    taken = time.process_time() - start
    assert len(reasons) == len(changed)
    return taken


def clash(network: Network, number: int) -> float:
    """CPU seconds to refuse a statement that contradicts the others, with the cycle."""
    bounds = network.bounds()
    begin = next(p for p in range(1, len(network)) if bounds.least[p] is not None and bounds.most[p] is not None)
    start = time.process_time()
    cycle = network.add(number, [(ORIGIN, begin, (bounds.least[begin] or 0) - 1)])
    assert cycle is not None
    return time.process_time() - start


def away(network: Network, statements: int, every: int) -> float:
    """CPU seconds to retract one statement of `every`."""
    chosen = [n for n in range(0, statements, every) if n in network]
    start = time.process_time()
    for number in chosen:
        network.retract(number)
    return time.process_time() - start


def either_or(events: int, given: Sequence[list[Edge]], number: int) -> float:
    """CPU seconds to choose ways for so many statements of the kind "before this stretch or after it"."""
    rng = random.Random(1)
    choices = Choices()
    for _ in range(2 * events):
        choices.network.point()
    for n, edges in enumerate(given):
        choices.add(n, (tuple(edges),))
    bounds = choices.network.bounds()
    start = time.process_time()
    for n in range(len(given), len(given) + number):
        event = rng.randrange(events)
        first, last = bounds.least[2 * event + 1] or 0, bounds.most[2 * event + 2] or HORIZON
        middle, width = (first + last) // 2, max(1, (last - first) // 6)
        before, after = (ORIGIN, 2 * event + 2, middle - width), (2 * event + 1, ORIGIN, -middle - width)
        choices.add(n, ((before,), (after,)))
    return time.process_time() - start


def measure(events: int, constraints: int) -> dict[str, float]:
    """All figures, in seconds."""
    given = statements(events, constraints)
    more = statements(events, constraints + 12_000, seed=7)[len(given) :]
    start = time.process_time()
    network, refused = load(events, given)
    figures = {"load": time.process_time() - start}
    print(f"{events:,} events, {constraints:,} constraints, {len(given):,} statements, {refused} refused")
    gc.collect()
    gc.freeze()  # the collector would walk the whole network; a process that keeps one freezes it once
    taken = one_more(network, more[:5000], len(given))
    figures["one more, median"] = taken[len(taken) // 2]
    figures["one more, 99 of 100"] = taken[len(taken) * 99 // 100]
    figures["one more, worst"] = taken[-1]
    reports = [one_report(network, more[i : i + 10], len(given) + i) for i in range(5000, 5100, 10)]
    figures["one report with windows, changes, reasons"] = max(reports)
    figures["a contradiction, with its cycle"] = clash(network, -1)
    figures["5 % of the statements retracted"] = away(network, len(given), 20)
    start = time.process_time()
    network.bounds()
    figures["all windows anew"] = time.process_time() - start
    second = len(given) + 6000
    figures["one report after that"] = max(
        one_report(network, more[i : i + 10], second + i) for i in range(6000, 6100, 10)
    )
    figures["ways of 100 alternatives at 20,000 constraints"] = either_or(events, statements(events, 20_000), 100)
    return figures


def main(arguments: Sequence[str]) -> int:
    """Measure and print; 1 where a ceiling is broken."""
    events, constraints = (int(a) for a in (*arguments, *("1000", "100000")[len(arguments) :]))
    figures = measure(events, constraints)
    broken = 0
    for name, seconds in figures.items():
        ceiling = CEILINGS.get(name)
        over = ceiling is not None and seconds > ceiling
        broken += over
        against = f"  ceiling {ceiling * 1e3:g} ms{'  BROKEN' if over else ''}" if ceiling is not None else ""
        print(f"  {name:48} {seconds * 1e3:10.4f} ms{against}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
