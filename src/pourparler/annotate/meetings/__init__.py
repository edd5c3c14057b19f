"""Meetings of a report."""

from pourparler.annotate.draft import Draft


def find_meetings(draft: Draft) -> None:
    """Fill `draft.meetings`."""
