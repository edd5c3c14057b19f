"""The record in the formats of others: each a function from `Material` to text, or to the files of a folder."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pourparler.show.exports.material import Material  # brings the record with it: `read` does without

_HERE = "pourparler.show.exports"
DOCUMENTS = {  # one document: pieces of text, one behind the other
    "annotations": "web_annotation:annotation_page",
    "claimreview": "claimreview:claimreview",
    "edtf": "edtf:edtf_rows",
    "ftm": "ftm:statements",
    "ical": "ical:calendar",
    "memo": "memo:memo",
    "plover": "plover_record:plover_lines",
    "prov": "prov:provenance",
    "stix": "stix:bundle",
}
FOLDERS = {  # several files: name and bytes of each
    "arrow": "tables:arrow_files",
    "csv": "tables:csv_files",
    "parquet": "tables:parquet_files",
    "timeml": "timeml:documents",
}


def document(name: str, material: Material) -> Iterable[str]:
    """The material as one document of the format of that name, piece by piece."""
    pieces: Iterable[str] = _function(DOCUMENTS[name])(material)
    return pieces


def files(name: str, material: Material) -> Iterable[tuple[str, bytes]]:
    """The material as files of the format of that name: name and content of each."""
    made: Iterable[tuple[str, bytes]] = _function(FOLDERS[name])(material)
    return made


def _function(where: str) -> Any:
    module, _, name = where.partition(":")
    return getattr(importlib.import_module(f"{_HERE}.{module}"), name)
