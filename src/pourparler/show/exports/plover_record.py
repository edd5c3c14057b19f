"""The events of a record's reports as PLOVER JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pourparler.annotate import Options
from pourparler.model.findings import AnnotatedReport
from pourparler.pipeline import run
from pourparler.show.exports.material import Material
from pourparler.show.exports.plover import plover


def plover_lines(material: Material) -> Iterator[str]:
    """One PLOVER record an event. A record keeps no events: its reports are read anew, which takes its time."""
    for found in run((material.read(card.id).report for card in material.reports), Options(events=True)):
        if isinstance(found, AnnotatedReport):
            for event in plover(found):
                yield json.dumps(event, ensure_ascii=False) + "\n"
