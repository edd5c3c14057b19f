"""A report with all that was read in it, as rows and back, without loss."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pourparler.model.findings import (
    Actor,
    AnnotatedReport,
    Commitment,
    Meeting,
    Provenance,
    Statement,
    Timing,
)
from pourparler.model.pack import pack, unpack
from pourparler.model.text import Layout, Report

Finding = Statement | Meeting | Commitment | Timing
KINDS: Mapping[str, type[Any]] = {"s": Statement, "m": Meeting, "c": Commitment, "t": Timing}
_LEVEL = 6  # of compression: higher is slower and saves next to nothing on texts of this size
NOBODY = Report(id="", text="", layout=Layout(body=()))  # for what holds no evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who is who in a report."""

    actors: tuple[Actor, ...] = ()


def squeeze(text: str) -> bytes:
    """A text, compressed; any text, even with half characters."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def expand(data: bytes) -> str:
    """The text that `squeeze` was given."""
    return zlib.decompress(data).decode("utf-8", "surrogatepass")


def content_hash(text: str) -> bytes:
    """SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def reading_hash(annotated: AnnotatedReport) -> bytes:
    """SHA-256 over the report and all that was found, whoever found it: what made the findings is left out."""
    nobody = Provenance(software="", model="", rules="")
    bare = replace(annotated, provenance=nobody, notes=(), report=replace(annotated.report, text=""))
    return hashlib.sha256(content_hash(annotated.report.text) + pack(bare)).digest()


def head_of(report: Report) -> bytes:
    """A report without its text."""
    return pack(replace(report, text=""))


def body_of(annotated: AnnotatedReport) -> bytes:
    """What was read apart from findings with rows of their own."""
    rest = replace(annotated, report=NOBODY, actors=(), statements=(), meetings=(), commitments=(), timings=())
    return zlib.compress(pack(rest), _LEVEL)


def cast_of(annotated: AnnotatedReport) -> bytes:
    """Who is who in it."""
    return pack(Cast(actors=annotated.actors))


def actors_from(cast: bytes) -> tuple[Actor, ...]:
    """The actors that `cast_of` was given."""
    return unpack(Cast, cast, NOBODY).actors


def whole_of(annotated: AnnotatedReport) -> bytes:
    """All that was read, without the text: how an earlier reading is kept."""
    return zlib.compress(pack(replace(annotated, report=replace(annotated.report, text=""))), _LEVEL)


def head_from(head: bytes) -> Report:
    """The report without its text."""
    return unpack(Report, head, NOBODY)


def report_from(head: bytes, text: bytes) -> Report:
    """The report, whole."""
    return replace(head_from(head), text=expand(text))


def findings_of(annotated: AnnotatedReport) -> list[tuple[str, int, Finding]]:
    """Kind, place in the order, and finding, for each that has a row of its own."""
    parts: tuple[tuple[str, Sequence[Finding]], ...] = (
        ("s", annotated.statements),
        ("m", annotated.meetings),
        ("c", annotated.commitments),
        ("t", annotated.timings),
    )
    return [(kind, n, finding) for kind, items in parts for n, finding in enumerate(items)]


def finding_from(kind: str, data: bytes, report: Report) -> Any:
    """One finding, its evidence in the report's text."""
    return unpack(KINDS[kind], data, report)


def annotated_from(report: Report, cast: bytes, body: bytes, findings: Sequence[tuple[str, bytes]]) -> AnnotatedReport:
    """The report as it was added; findings are kind and data, in order."""
    rest = unpack(AnnotatedReport, zlib.decompress(body), report)
    made: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    for kind, data in findings:
        made[kind].append(finding_from(kind, data, report))
    return replace(
        rest,
        report=report,
        actors=actors_from(cast),
        statements=tuple(made["s"]),
        meetings=tuple(made["m"]),
        commitments=tuple(made["c"]),
        timings=tuple(made["t"]),
    )
