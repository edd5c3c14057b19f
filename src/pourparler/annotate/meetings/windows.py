"""The day of a meeting as far as its own clause tells; the timings step refines it by all that the report says."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from spacy.tokens import Token

from pourparler.annotate.draft import Draft
from pourparler.annotate.meetings.roles import sentence, tether
from pourparler.annotate.times import phrase_window
from pourparler.model.findings import Timex, TimexType
from pourparler.model.window import Window

_TIME_WORDS = frozenset({"on", "in", "later", "earlier", "for", ","})
_JOINT = 7  # characters
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

    def on(self, anchor: Token, carriers: tuple[Token, ...]) -> list[tuple[Window | None, Token]]:
        """Times that hang on an anchor or on the verbs that carry it, with their head tokens; the anchor's first."""
        wanted = {anchor.i: 0} | {s.i: 1 for s in carriers}
        found = []
        for window, root in self._of(anchor):
            holder = tether(root, wanted)
            if holder is not None:
                found.append((wanted[holder], window, root))
        return [(window, root) for _, window, root in sorted(found, key=lambda f: f[0])]

    def beside(self, noun: Token, last: Token) -> list[tuple[Window | None, Token]]:
        """The time that follows a noun phrase at once, which parsers like to give to the verb: "welcomed the visit
        next week by the minister"; or that of the clause in whose setting the noun stands: "on Monday, at the talks".
        """
        below = last.i + 1
        end = sentence(noun)[1]
        while below < end and (noun.doc[below].is_space or noun.doc[below].lower_ in _TIME_WORDS):
            below += 1
        near = [(w, root) for w, root in self._of(noun) if noun.i < root.i and root.left_edge.i <= below <= root.i + 1]
        if near or noun.dep_ != "pobj" or noun.head.lower_ not in ("at", "during"):
            return near[:1]
        verb = noun.head.head
        return self.on(verb, ())[:1] if verb.pos_ in ("VERB", "AUX") else []

    def _of(self, token: Token) -> Iterator[tuple[Window | None, Token]]:
        """Windows of the dated times of a token's sentence, each with the head token of its words."""
        doc = self._draft.doc
        first, end = sentence(token)
        before = -_JOINT  # end of the time before: "September 4 and 5" is one phrase, told at its first half
        for timex in self.within(doc[first].idx, doc[end - 1].idx + 1):
            span = timex.evidence.span
            words = doc.char_span(span.start, span.end, alignment_mode="expand")
            if words is not None and len(words) and span.start - before >= _JOINT:
                yield phrase_window(self._draft, timex)[2], words.root
            before = span.end


def window_of(times: list[tuple[Window | None, Token]]) -> Window | None:
    """The finest of some windows."""
    return min((w for w, _ in times if w is not None), key=_width, default=None)


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
