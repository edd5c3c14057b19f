"""Through whom words reached the record."""

from __future__ import annotations

from pourparler.model.findings import Statement
from pourparler.model.groups import ReportCard


def chain_of(statement: Statement | None, report: ReportCard) -> tuple[str, ...]:
    """Innermost first, the report's own outlet last; in its own voice the outlet, or "report ID", alone."""
    voice = report.outlet or report.agency
    if statement is None:
        return (voice or f"report {report.id}",)
    links = statement.chain or ((statement.source,) if statement.source else ())
    return (*links, voice) if voice and (not links or links[-1] != voice) else links
