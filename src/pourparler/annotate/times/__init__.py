"""Time expressions: recognise, resolve."""

from pourparler.annotate.draft import Draft


def find_times(draft: Draft) -> None:
    """Fill `draft.timexes`."""
