"""The day of a meeting as far as its own clause tells; the timings step refines it by all that the report says."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Token

from pourparler.annotate.draft import Draft
from pourparler.annotate.meetings.roles import tether
from pourparler.model.findings import Timex, TimexType
from pourparler.model.window import Window

_DATED = frozenset({TimexType.DATE, TimexType.TIME})


class Times:
    """The dated time expressions of a report, each with the verb or noun it hangs on."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._dated = [t for t in draft.timexes if t.type in _DATED]
        self._starts = [t.evidence.span.start for t in self._dated]

    def within(self, first: int, last: int) -> list[Timex]:
        """Dated times that begin in characters [first, last)."""
        return self._dated[bisect_left(self._starts, first) : bisect_left(self._starts, last)]

    def on(self, anchor: Token, supports: tuple[Token, ...]) -> list[tuple[Timex, Token]]:
        """Times that hang on an anchor or on the verbs that carry it, with their head tokens; the anchor's first."""
        sent = anchor.sent
        wanted = {anchor.i: 0} | {s.i: 1 for s in supports}
        found = []
        for timex in self.within(sent.start_char, sent.end_char):
            words = self._draft.doc.char_span(
                timex.evidence.span.start, timex.evidence.span.end, alignment_mode="expand"
            )
            if words is None or not len(words):
                continue
            holder = tether(words.root, wanted)
            if holder is not None:
                found.append((wanted[holder], timex, words.root))
        return [(timex, root) for _, timex, root in sorted(found, key=lambda f: f[0])]


def window_of(times: list[tuple[Timex, Token]]) -> Window | None:
    """The window of the finest of some times that do not contradict each other."""
    known = [t.window for t, _ in times if t.window is not None]
    if not known:
        return None
    return min(known, key=_width)


def _width(window: Window) -> int:
    if window.earliest is None or window.latest is None:
        return 1 << 20
    return (window.latest - window.earliest).days


def disjoint(a: Window | None, b: Window | None) -> bool:
    """Can two windows not hold the same day?"""
    if a is None or b is None:
        return False
    return bool(
        (a.latest and b.earliest and a.latest < b.earliest) or (b.latest and a.earliest and b.latest < a.earliest)
    )
