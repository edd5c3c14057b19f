"""Through whom words reached the record."""

from __future__ import annotations

from pourparler.model.findings import Statement
from pourparler.model.groups import ReportCard


def chain_of(statement: Statement | None, report: ReportCard) -> tuple[str, ...]:
    """Innermost first, the report's own outlet last; in its own voice the outlet, or "report ID". Never empty."""
    voice = report.outlet or report.agency
    links = (statement.chain or ((statement.source,) if statement.source else ())) if statement else ()
    if not links:
        return (voice or f"report {report.id}",)
    return (*links, voice) if voice and (not links or links[-1] != voice) else links
