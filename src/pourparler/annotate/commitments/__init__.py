"""Commitments of a report."""

from pourparler.annotate.draft import Draft


def find_commitments(draft: Draft) -> None:
    """Fill `draft.commitments`."""
