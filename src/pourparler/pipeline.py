"""The one loop: read -> annotate."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from pathlib import Path

from pourparler.annotate import DEFAULTS, Options, annotate_many, annotate_times
from pourparler.errors import UserError
from pourparler.model.findings import AnnotatedReport
from pourparler.model.text import Report, Skipped

BATCH = 32  # reports that go through the language pipeline together; more is hardly faster and takes more memory
_log = logging.getLogger(__name__)


def run(items: Iterable[Report | Skipped], options: Options = DEFAULTS) -> Iterator[AnnotatedReport | Skipped]:
    """Annotate what was read, in order; what was skipped passes through. A bug in one report costs that report only.

    Raises:
        UserError: what concerns every report, such as a language pipeline that is not installed.
    """
    source = iter(items)
    while batch := list(islice(source, BATCH)):
        for readable, group in groupby(batch, key=_is_report):
            if readable:
                yield from _annotate([item for item in group if isinstance(item, Report)], options)
            else:
                yield from (item for item in group if isinstance(item, Skipped))


def run_times(items: Iterable[Report | Skipped], calendar: Path | None = None) -> Iterator[AnnotatedReport | Skipped]:
    """Find only the expressions of time, in plain text and without a language pipeline: many times as fast.

    calendar: the user's own known events.

    Raises:
        UserError: if that calendar does not hold.
    """
    for item in items:
        if isinstance(item, Skipped):
            yield item
            continue
        try:
            yield annotate_times(item, calendar)
        except UserError:
            raise
        except Exception as bug:
            yield _lost(item, bug)


def _is_report(item: Report | Skipped) -> bool:
    return isinstance(item, Report)


def _annotate(reports: list[Report], options: Options) -> Iterator[AnnotatedReport | Skipped]:
    """All together; after a failure the rest one by one, so that only the report at fault is lost."""
    done = 0
    try:
        for annotated in annotate_many(reports, options):
            done += 1
            yield annotated
    except UserError:
        raise
    except Exception as bug:
        if len(reports) == 1:
            yield _lost(reports[0], bug)
            return
        for report in reports[done:]:
            yield from _annotate([report], options)


def _lost(report: Report, bug: Exception) -> Skipped:
    _log.debug("report %s", report.id, exc_info=bug)
    where = report.url or report.title or report.id
    return Skipped(url=where, stage="annotate", why=f"met a bug ({type(bug).__name__}: {bug})")
