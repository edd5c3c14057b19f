"""Timings: claims about when a meeting or commitment is, was or is due."""

from pourparler.annotate.draft import Draft


def find_timings(draft: Draft) -> None:
    """Fill `draft.timings`; set the windows of meetings and commitments."""
