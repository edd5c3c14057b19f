"""The one loop: read -> annotate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pourparler.annotate import DEFAULTS, Options, annotate_many
from pourparler.model.findings import AnnotatedReport
from pourparler.model.text import Report, Skipped


def run(items: Iterable[Report | Skipped], options: Options = DEFAULTS) -> Iterator[AnnotatedReport | Skipped]:
    """Annotate what was read, in order; what was skipped passes through. A bug in one report costs that report only."""
    for item in items:
        if isinstance(item, Skipped):
            yield item
        else:
            yield from annotate_many([item], options)
