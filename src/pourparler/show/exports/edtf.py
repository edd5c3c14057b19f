"""All that is known of when, in Extended Date/Time Format (ISO 8601-2), as comma-separated values: one window a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from pourparler.model.groups import MeetingGroup
from pourparler.show.exports.material import Material, edtf, state_of_entry, when_of
from pourparler.show.exports.tables import safe

_COLUMNS = ("edtf", "kind", "id", "about", "title", "state", "hedge", "sense", "source", "report", "words")


def edtf_rows(material: Material) -> Iterator[str]:
    """The windows of meetings, of the days commitments are due, and of each claim; what has no window has no row."""
    yield _line(_COLUMNS)
    for group in material.groups:
        kind = "meeting" if isinstance(group, MeetingGroup) else "due"
        if when := edtf(when_of(group)):
            yield _line((when, kind, group.id, "", group.title, state_of_entry(group), "", "", "", "", ""))
    for group, claim in material.claims:
        timing = claim.timing
        if when := edtf(timing.window):
            said = (timing.hedge, timing.sense, " → ".join(claim.chain), claim.report.id, timing.evidence.exact)
            yield _line((when, "claim", timing.id, group.id, group.title, "", *said))


def _line(cells: tuple[object, ...]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(safe(cell) for cell in cells)
    return out.getvalue()
