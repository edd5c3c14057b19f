"""Time expressions: recognise, resolve."""

from pourparler.annotate.draft import Draft
from pourparler.model.findings import Timex
from pourparler.model.window import Window


def find_times(draft: Draft) -> None:
    """Fill `draft.timexes`."""


def phrase_window(draft: Draft, timex: Timex) -> tuple[int, int, Window | None]:
    """Start and end of the phrase around a time, preposition and anchor included, and the window the phrase denotes."""
    return timex.evidence.span.start, timex.evidence.span.end, timex.window
