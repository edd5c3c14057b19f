"""How a content is given: in the speaker's words, in the reporter's, or mixed."""

from __future__ import annotations

from bisect import bisect_left

from pourparler.annotate.draft import Draft
from pourparler.annotate.quotes import Quote
from pourparler.annotate.statements.find import Find
from pourparler.model.findings import Form

_THAT = "that "
_OWN_WORDS = frozenset({"letter", "speaker tag"})  # direct without marks


def form_of(draft: Draft, find: Find) -> Form:
    """Direct if all letters of the content stand in quotation marks, indirect if none do.

    Marks around the whole attribution, cue included, are somebody else's and do not count.
    """
    if find.rule in _OWN_WORDS:
        return Form.DIRECT
    text = draft.report.text
    around = draft.quote_at(find.cue[0][0]) if find.cue else None
    quoted = total = 0
    for start, end in find.pieces:
        start += len(_THAT) * text.startswith((_THAT, _THAT.capitalize()), start, end)
        total += sum(c.isalnum() for c in text[start:end])
        first = max(0, bisect_left(draft.quotes, start, key=_start) - 1)
        for quote in draft.quotes[first : bisect_left(draft.quotes, end, key=_start)]:
            if quote is around:
                continue
            low, high = max(start, quote.inner), min(end, quote.outer)
            quoted += sum(c.isalnum() for c in text[low:high])
    if not quoted:
        return Form.INDIRECT
    return Form.DIRECT if quoted >= total else Form.MIXED


def _start(quote: Quote) -> int:
    return quote.start
