"""Statements of a report."""

from pourparler.annotate.draft import Draft


def find_statements(draft: Draft) -> None:
    """Fill `draft.statements`."""
