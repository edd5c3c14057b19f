"""`Report` -> `AnnotatedReport`: a visible list of steps. The only place that sees spaCy and ONNX."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from pourparler.annotate.actors import find_actors, freeze_actors
from pourparler.annotate.commitments import find_commitments
from pourparler.annotate.draft import Draft, Trace
from pourparler.annotate.events import find_events
from pourparler.annotate.language import DEFAULT_MODEL, parse, version_of
from pourparler.annotate.meetings import find_meetings
from pourparler.annotate.rules import fingerprint
from pourparler.annotate.statements import find_statements
from pourparler.annotate.times import find_times, times
from pourparler.annotate.timings import find_timings
from pourparler.model.findings import AnnotatedReport, Provenance
from pourparler.model.text import Report

Step = Callable[[Draft], None]

STEPS: tuple[tuple[str, Step], ...] = (
    ("actors", find_actors),  # who is named, who stands for whom
    ("times", find_times),  # recognise and resolve time expressions
    ("statements", find_statements),  # who says what, through whom we know it
    ("meetings", find_meetings),  # one record an occasion
    ("commitments", find_commitments),  # who binds himself to what
    ("timings", find_timings),  # claims about when; fills the windows of meetings and commitments
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to annotate: `pipeline` is an installed spaCy pipeline, `model` whether the learned span model helps.

    events: whether acts are also coded for event data. calendar: the user's own known events (docs/commands.md).
    """

    pipeline: str = DEFAULT_MODEL
    model: bool = True
    events: bool = False
    calendar: Path | None = None


DEFAULTS = Options()


def annotate_many(reports: Iterable[Report], options: Options = DEFAULTS) -> Iterator[AnnotatedReport]:
    """Annotate reports in order; each comes out as soon as it is done."""
    for draft in drafts(reports, options):
        yield _freeze(draft, options)


def annotate_times(report: Report, calendar: Path | None = None) -> AnnotatedReport:
    """Only the expressions of time, without a parse. calendar: the user's own known events."""
    software = f"pourparler {version('pourparler')}"
    return AnnotatedReport(
        report=report,
        provenance=Provenance(software=software, model="none", rules=fingerprint(calendar)),
        timexes=times(report.text, published=report.published, events=calendar),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word with its grammar: lemma, part of speech, role, and the word it depends on (itself for a root)."""

    text: str
    lemma: str
    tag: str
    role: str
    head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A report's record with what each step told on the way; `sentences` are those that were searched."""

    annotated: AnnotatedReport
    traces: tuple[Trace, ...]
    sentences: tuple[tuple[Word, ...], ...]


def explain(report: Report, options: Options = DEFAULTS) -> Explanation:
    """Annotate one report and also tell what each step found and why, in order of steps."""
    draft = next(drafts([report], options))
    sentences = tuple(
        tuple(
            Word(text=t.text, lemma=t.lemma_, tag=t.tag_, role=t.dep_, head=t.head.text) for t in sent if not t.is_space
        )
        for sent in draft.sents
    )
    return Explanation(annotated=_freeze(draft, options), traces=tuple(draft.traces), sentences=sentences)


def drafts(reports: Iterable[Report], options: Options = DEFAULTS) -> Iterator[Draft]:
    """The filled working sheets, before they are frozen: for tests and for `explain`."""
    for report, doc in parse(reports, name=options.pipeline):
        draft = Draft.open(report, doc)
        draft.use_model, draft.calendar = options.model, options.calendar
        for _, step in STEPS:
            step(draft)
        if options.events:
            find_events(draft)
        yield draft


@lru_cache(maxsize=4)  # looking up a version reads a file
def provenance(options: Options = DEFAULTS) -> Provenance:
    """What makes the findings here and now.

    Raises:
        SettingsError: if the language pipeline is not installed.
    """
    return Provenance(
        software=f"pourparler {version('pourparler')}",
        model=f"{options.pipeline} {version_of(options.pipeline)}",
        rules=fingerprint(options.calendar),
    )


def _freeze(draft: Draft, options: Options) -> AnnotatedReport:
    actors, mentions = freeze_actors(draft)
    return AnnotatedReport(
        report=draft.report,
        provenance=provenance(options),
        timexes=tuple(draft.timexes),
        actors=actors,
        mentions=mentions,
        statements=tuple(draft.statements),
        meetings=tuple(draft.meetings),
        commitments=tuple(draft.commitments),
        timings=tuple(draft.timings),
        events=tuple(draft.events),
        notes=tuple(draft.notes),
    )
