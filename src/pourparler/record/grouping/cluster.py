"""Groups out of pairwise verdicts: surest links first, never across a no, independent of the order of input."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import TypeVar

from pourparler.record.grouping.judge import WEAK, Verdict

Item = TypeVar("Item")
Judge = Callable[[int, int], Verdict]


def candidates(keys: Sequence[Iterable[str]]) -> list[tuple[int, int]]:
    """Pairs of positions that share a key, each once, in order."""
    blocks: dict[str, list[int]] = {}
    for at, names in enumerate(keys):
        for name in dict.fromkeys(names):
            blocks.setdefault(name, []).append(at)
    return sorted({pair for block in blocks.values() for pair in combinations(block, 2)})


class Clusters:
    """Positions 0..n-1, by day known, in sets that no verdict forbids. forced: pairs that are one; barred: two."""

    def __init__(
        self, n: int, judge: Judge, *, forced: Iterable[tuple[int, int]] = (), barred: Iterable[tuple[int, int]] = ()
    ) -> None:
        self._judge = judge
        self._set = list(range(n))
        self._members: dict[int, list[int]] = {at: [at] for at in range(n)}
        self._barred = {frozenset(pair) for pair in barred}
        self._seen: dict[tuple[int, int], Verdict] = {}
        self.why: dict[int, str] = {}
        for a, b in forced:
            self._unite(a, b, "put together by hand")

    def link(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Unite what the pairs say is one, surest first; a weak link that would serve two sets serves none."""
        verdicts = [(self.verdict(a, b), a, b) for a, b in pairs]
        links = sorted((-v.strength, a, b, v.why) for v, a, b in verdicts if v.strength > 0)
        for negative, a, b, why in links:
            if self._set[a] == self._set[b] or not self._may(a, b):
                continue
            if -negative < WEAK and self._torn(a, b, negative, links):
                continue
            self._unite(a, b, why)

    def verdict(self, a: int, b: int) -> Verdict:
        """The verdict on two positions, asked once."""
        pair = (a, b) if a < b else (b, a)
        if pair not in self._seen:
            self._seen[pair] = self._judge(*pair)
        return self._seen[pair]

    def sets(self) -> Iterator[list[int]]:
        """The sets, each in order, in order of their first members."""
        yield from sorted(sorted(members) for members in self._members.values())

    def _may(self, a: int, b: int) -> bool:
        ours, theirs = self._members[self._set[a]], self._members[self._set[b]]
        return all(self._agree(x, y, (*ours, *theirs)) for x in ours for y in theirs)

    def _agree(self, x: int, y: int, among: Sequence[int]) -> bool:
        """Does nothing forbid the two? That their dates differ does not where a third one says that the first moved."""
        no = self.verdict(x, y)
        if frozenset((x, y)) in self._barred or (no.strength < 0 and not no.apart):
            return False
        return no.strength >= 0 or any(
            (self.verdict(x, m).moved and self.verdict(m, y).strength > 0)
            or (self.verdict(y, m).moved and self.verdict(m, x).strength > 0)
            for m in among
            if m not in (x, y)
        )

    def _torn(self, a: int, b: int, negative: int, links: Sequence[tuple[int, int, int, str]]) -> bool:
        """Is one of the two drawn as strongly to another set, which may not be one with that of the other?"""
        for here, there in ((a, b), (b, a)):
            for strength, x, y, _ in links:
                if strength != negative or here not in (x, y):
                    continue
                third = y if x == here else x
                if self._set[third] not in (self._set[here], self._set[there]) and not self._may(third, there):
                    return True
        return False

    def _unite(self, a: int, b: int, why: str) -> None:
        keep, gone = sorted((self._set[a], self._set[b]))
        if keep == gone:
            return
        for at in self._members[gone]:
            self._set[at] = keep
        self._members[keep] += self._members.pop(gone)
        self.why[gone] = why  # its first member: every other has a reason already
