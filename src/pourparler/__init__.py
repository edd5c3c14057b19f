"""Pourparler reads the reporting about a negotiation and keeps the record of it.

    import pourparler

    report = pourparler.read("…", published="2018-10-20")
    report.meetings[0].window

The nouns are defined in `pourparler.model`; everything in `__all__` is public and documented in docs/library.md.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pourparler.errors import (
    BatchError,
    PlanError,
    PourparlerError,
    ReadError,
    RuleError,
    SettingsError,
    StoreError,
    UserError,
)
from pourparler.model.findings import (
    Actor,
    ActorKind,
    AnnotatedReport,
    Commitment,
    Force,
    Form,
    Hedge,
    Life,
    Meeting,
    MeetingForm,
    Mention,
    Office,
    PlaceOptions,
    Provenance,
    Sense,
    Statement,
    Status,
    Timex,
    TimexType,
    Timing,
    TimingOf,
)
from pourparler.model.text import Dateline, Evidence, Layout, Report, Skipped, Span
from pourparler.model.window import Grain, Window

if TYPE_CHECKING:
    from pourparler.annotate import Options

__version__ = "0.1.0"

__all__ = [
    "Actor",
    "ActorKind",
    "AnnotatedReport",
    "BatchError",
    "Commitment",
    "Dateline",
    "Evidence",
    "Force",
    "Form",
    "Grain",
    "Hedge",
    "Layout",
    "Life",
    "Meeting",
    "MeetingForm",
    "Mention",
    "Office",
    "PlaceOptions",
    "PlanError",
    "PourparlerError",
    "Provenance",
    "ReadError",
    "Report",
    "RuleError",
    "Sense",
    "SettingsError",
    "Skipped",
    "Span",
    "Statement",
    "Status",
    "StoreError",
    "Timex",
    "TimexType",
    "Timing",
    "TimingOf",
    "UserError",
    "Window",
    "read",
    "read_many",
    "times",
    "to_dict",
    "to_json",
]


def read(
    source: str | Path,
    *,
    published: str | dt.date | dt.datetime | None = None,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
    pipeline: str | None = None,
    model: bool = True,
    calendar: Path | None = None,
) -> AnnotatedReport:
    """Read one report and find what it says.

    source: a path, a string of one line that names an existing file, or else the text itself. published: a day or a
    moment with zone; without it relative times stay open. pipeline: an installed spaCy pipeline for English. model:
    whether the learned span model helps. calendar: a file of the user's own known events.

    Raises:
        ReadError: if the source cannot be read, or holds more than one report.
        SettingsError: if the pipeline is not installed.
    """
    from pourparler.pipeline import run
    from pourparler.reading import Given, parse_published, read_sources, read_text

    given = Given(published=parse_published(published), outlet=outlet, title=title, url=url)
    items = read_sources([source], given=given) if _is_file(source) else iter([read_text(str(source), given=given)])
    found = list(run(items, _options(pipeline, model, calendar)))
    if len(found) != 1:
        raise ReadError(f"{source} holds {len(found)} reports; use read_many")
    if isinstance(found[0], Skipped):
        raise ReadError(f"{found[0].url} {found[0].why}")
    return found[0]


def read_many(
    sources: Iterable[str | Path],
    *,
    published: str | dt.date | dt.datetime | None = None,
    outlet: str | None = None,
    pipeline: str | None = None,
    model: bool = True,
    calendar: Path | None = None,
) -> Iterator[AnnotatedReport | Skipped]:
    """Read files and folders one after the other; what cannot be read comes out as `Skipped`, in its place.

    Memory stays bounded however many reports there are. Options as for `read`.

    Raises:
        ReadError: if `published` is no date.
        SettingsError: if the pipeline is not installed.
    """
    from pourparler.pipeline import run
    from pourparler.reading import Given, parse_published, read_sources

    given = Given(published=parse_published(published), outlet=outlet)
    return run(read_sources(sources, given=given), _options(pipeline, model, calendar))


def times(
    text: str, *, published: str | dt.date | dt.datetime | None = None, calendar: Path | None = None
) -> tuple[Timex, ...]:
    """The expressions of time in a plain text, in order; relative ones have a window only if `published` is given.

    calendar: a file of the user's own known events.

    Raises:
        ReadError: if `published` is no date.
        RuleError: if the calendar does not hold.
    """
    from pourparler.annotate.times import times as find
    from pourparler.reading import parse_published

    return find(text, published=parse_published(published), events=calendar)


def to_dict(report: AnnotatedReport) -> dict[str, object]:
    """The record as a plain dict, as docs/record-format.md has it."""
    from pourparler.model import codec

    return codec.to_dict(report)


def to_json(report: AnnotatedReport) -> str:
    """The record as one line of JSON, as docs/record-format.md has it."""
    from pourparler.model import codec

    return codec.encode(report).decode()


def _is_file(source: str | Path) -> bool:
    if isinstance(source, Path):
        return True
    try:
        return "\n" not in source and len(source) < 4096 and Path(source).exists()
    except (OSError, ValueError):  # too long for a name, or holds a NUL
        return False


def _options(pipeline: str | None, model: bool, calendar: Path | None) -> Options:
    from pourparler.annotate import DEFAULTS, Options

    return Options(pipeline=pipeline or DEFAULTS.pipeline, model=model, calendar=calendar)
