"""Tables for statisticians: one row a thing, as CSV, Parquet or Arrow (columns: docs/exports.md)."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

from pourparler.model.window import Window
from pourparler.reason.hedges import doubt
from pourparler.show.exports.material import Material, edtf, known, said_in

Row = dict[str, Any]
_LISTS = frozenset("chain parties inferred place by to".split())
_DAYS = frozenset("published known said first_known last_known".split())  # and all that end in earliest or latest
_COUNTS = frozenset("start end ordinal origins reports".split())
_SHARES = frozenset("p_low p p_high".split())
_KNOWN = "first_known last_known origins reports"
COLUMNS = {  # what a column holds follows from its name, in every table
    name: tuple(columns.split())
    for name, columns in {
        "reports": "id url title outlet agency published known origin version_of",
        "statements": "id report known source chain stance form said_earliest said_latest origin repeats start end "
        "words",
        "meetings": f"id title form status parties inferred place earliest latest edtf ordinal {_KNOWN}",
        "pairs": "meeting a b a_acts_for b_acts_for status form earliest latest edtf",
        "commitments": "id by to force life stand words condition in_return_for made_earliest made_latest made_place "
        f"due_earliest due_latest due_edtf {_KNOWN}",
        "claims": "id about of report said chain origin earliest latest edtf sense hedge word p_low p p_high scale "
        "start end words",
    }.items()
}


def csv_files(material: Material) -> Iterator[tuple[str, bytes]]:
    """A CSV file a table, UTF-8 with a heading; lists have | between their items."""
    for name, columns in COLUMNS.items():
        out = io.StringIO()
        lines = csv.writer(out, lineterminator="\n")
        lines.writerow(columns)
        lines.writerows([safe(_cell(row[column])) for column in columns] for row in _ROWS[name](material))
        yield f"{name}.csv", out.getvalue().encode("utf-8", "replace")


def parquet_files(material: Material) -> Iterator[tuple[str, bytes]]:
    """A Parquet file a table."""
    import pyarrow.parquet as pq

    for name, table in _arrow(material):
        out = io.BytesIO()
        pq.write_table(table, out, compression="zstd")
        yield f"{name}.parquet", out.getvalue()


def arrow_files(material: Material) -> Iterator[tuple[str, bytes]]:
    """An Arrow IPC file (Feather version 2) a table."""
    import pyarrow as pa

    for name, table in _arrow(material):
        out = io.BytesIO()
        with pa.ipc.new_file(out, table.schema) as writer:
            writer.write_table(table)
        yield f"{name}.arrow", out.getvalue()


def _arrow(material: Material) -> Iterator[tuple[str, Any]]:
    import pyarrow as pa

    def kind(column: str) -> Any:
        if column in _LISTS:
            return pa.list_(pa.string())
        if column in _DAYS or column.endswith(("earliest", "latest")):
            return pa.date32()
        return pa.int32() if column in _COUNTS else pa.float64() if column in _SHARES else pa.string()

    for name, columns in COLUMNS.items():
        schema = pa.schema([(column, kind(column)) for column in columns])
        yield name, pa.Table.from_pylist(list(_ROWS[name](material)), schema=schema)


def safe(value: object) -> object:
    """A cell that no spreadsheet takes for a formula: reports are written by others."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _cell(value: object) -> object:
    return "|".join(value) if isinstance(value, list) else value


def _reports(material: Material) -> Iterator[Row]:
    for card in material.reports:
        published = card.known if card.published else None
        names = ("id", "url", "title", "outlet", "agency", "known", "origin", "version_of")
        yield {name: getattr(card, name) for name in names} | {"published": published}


def _statements(material: Material) -> Iterator[Row]:
    for card in material.statements:
        said = card.statement
        yield {
            "id": said.id,
            "report": card.report.id,
            "known": card.report.known,
            "source": said.source,
            "chain": list(card.chain),
            "stance": said.stance,
            "form": str(said.form),
            **_bounds(said.said, "said_"),
            "origin": card.origin,
            "repeats": card.repeats,
            "start": said.content_spans[0].span.start,
            "end": said.content_spans[-1].span.end,
            "words": said_in(said.content_spans),
        }


def _meetings(material: Material) -> Iterator[Row]:
    for group in material.meetings:
        lists = {name: list(getattr(group, name)) for name in ("parties", "inferred", "place")}
        plain = {"id": group.id, "title": group.title, "form": str(group.form), "status": str(group.status)}
        yield plain | lists | _when(group.window) | {"ordinal": group.ordinal} | _known(group)


def _pairs(material: Material) -> Iterator[Row]:
    """Every two who meet, in order of name: what studies of dyads count."""
    sides = {name: card.acts_for for card in material.actors for name in (card.name, *(m.name for m in card.merges))}
    for group in material.meetings:
        for a, b in combinations(sorted(set(group.parties)), 2):
            who = {"a": a, "b": b, "a_acts_for": sides.get(a), "b_acts_for": sides.get(b)}
            held = {"meeting": group.id, "status": str(group.status), "form": str(group.form)}
            yield held | who | _when(group.window)


def _commitments(material: Material) -> Iterator[Row]:
    for group in material.commitments:
        words = {name: str(getattr(group, name)) for name in ("id", "force", "life", "stand")}
        rest = {name: getattr(group, name) for name in ("condition", "in_return_for", "made_place")}
        due = {"due_edtf": edtf(group.due), **_bounds(group.due, "due_"), **_bounds(group.made, "made_")}
        yield words | rest | due | {"by": list(group.by), "to": list(group.to), "words": group.text} | _known(group)


def _claims(material: Material) -> Iterator[Row]:
    for group, claim in material.claims:
        timing, sure = claim.timing, doubt(claim)
        yield {
            "id": timing.id,
            "about": group.id,
            "of": str(timing.of) if timing.of else None,
            "report": claim.report.id,
            "said": claim.said,
            "chain": list(claim.chain),
            "origin": claim.origin,
            **_when(timing.window),
            "sense": str(timing.sense),
            "hedge": str(timing.hedge),
            "word": sure.label,
            "p_low": sure.low,
            "p": sure.p,
            "p_high": sure.high,
            "scale": sure.scale,
            "start": timing.evidence.span.start,
            "end": timing.evidence.span.end,
            "words": timing.evidence.exact,
        }


_ROWS: dict[str, Callable[[Material], Iterator[Row]]] = {
    "reports": _reports,
    "statements": _statements,
    "meetings": _meetings,
    "pairs": _pairs,
    "commitments": _commitments,
    "claims": _claims,
}


def _bounds(window: Window | None, prefix: str = "") -> Row:
    first, last = (window.earliest, window.latest) if window else (None, None)
    return {f"{prefix}earliest": first, f"{prefix}latest": last}


def _when(window: Window | None) -> Row:
    return _bounds(window) | {"edtf": edtf(window)}


def _known(group: Any) -> Row:
    first, last = known(group)
    reports = len({s.report.id for s in group.sightings})
    return {"first_known": first, "last_known": last, "origins": group.origins, "reports": reports}
