"""`pourparler conflicts`, `due`, `scores`, `questions`: disagreement, deadlines, who was right, what can be asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from pourparler.show.commands.options import asof_option, filters, opened, output, output_options, query, record_option

if TYPE_CHECKING:
    from pourparler.model.groups import CommitmentGroup, MeetingGroup
    from pourparler.record import View

_KINDS = ("contradicts", "in tension", "withdraws", "refines", "repeats")
_OPEN = _KINDS[:3]
_PACES = ("overdue", "lapsed", "running", "ahead")


@click.command(short_help="Where sources disagree, with both sides' words.")
@click.option("--kind", multiple=True, type=click.Choice(_KINDS), help="Only these. [default: the first three]")
@click.option(
    "--on", type=click.Choice(("date", "place", "parties", "existence", "attribution")), help="Only what is about this."
)
@filters("party", "place", "between", "limit")
@asof_option
@record_option
@output_options
def conflicts(
    kind: Sequence[str],
    on: str | None,
    asof: dt.date | None,
    limit: int | None,
    record: str | None,
    form: str | None,
    width: int | None,
    **asked: Any,
) -> None:
    """List where sources disagree on a date, a place, the parties, or whether something is at all. Both sides stay.

    A refinement ("after Nov. 6", then "after Jan. 1") and a repetition are no disagreement; ask for them by --kind.

    \b
    pourparler conflicts
    pourparler conflicts --party Trump --kind "in tension" --kind refines
    pourparler conflicts --asof 2018-10-20 --format jsonl
    """
    from pourparler.reason.conflicts import all_relations
    from pourparler.show.judged_page import show_conflicts

    with opened(record) as kept:
        view = kept.view(asof)
        found = all_relations(_entries(view, **asked))
        wanted = [r for r in found if r.kind in (kind or _OPEN) and on in (None, r.on)]
        show_conflicts(wanted[:limit], found, view.last_day(), output(form, width))


@click.command(short_help="Who was right about dates, and how often.")
@click.option(
    "--by", type=click.Choice(("source", "outlet", "hedge")), help="Whose score it is.  [default: source and hedge]"
)
@click.option("--claims", is_flag=True, help="List every claim with what became of it.")
@filters("party", "place", "between")
@asof_option
@record_option
@output_options
def scores(
    by: str | None,
    claims: bool,
    asof: dt.date | None,
    record: str | None,
    form: str | None,
    width: int | None,
    **asked: Any,
) -> None:
    """Score claims about dates once they are over: did it happen when they said? Counts first, no rate under ten.

    Sources come by (right + 1)/(closed + 2), so that one lucky claim does not lead. "Soon" and its like are given an
    end, which docs/when.md tells.

    \b
    pourparler scores
    pourparler scores --by hedge
    pourparler scores --claims --party Trump
    """
    from pourparler.reason.scores import score
    from pourparler.show.judged_page import show_claims, show_scores

    with opened(record) as kept:
        view = kept.view(asof)
        day = view.last_day()
        scored = score(_entries(view, **asked), asof=day)
    out = output(form, width)
    if claims:
        show_claims(scored, day, out)
    else:
        show_scores(scored, by, day, out)


@click.command(short_help="Draft forecast questions that can be resolved.")
@filters("party", "place", "limit")
@asof_option
@record_option
@output_options
def questions(
    asof: dt.date | None, limit: int | None, record: str | None, form: str | None, width: int | None, **asked: Any
) -> None:
    """Draft yes-or-no questions on what is open: until when, by which criteria, on which dated evidence.

    \b
    pourparler questions --asof 2018-10-24
    pourparler questions --party Kim --limit 3
    """
    from pourparler.reason.questions import questions as draft
    from pourparler.show.judged_page import show_questions

    with opened(record) as kept:
        view = kept.view(asof)
        drafts = draft(_entries(view, **asked), asof=view.last_day())
        show_questions(drafts[:limit], view.last_day(), output(form, width))


@click.command(short_help="What is due, overdue or has lapsed.")
@click.option("--pace", multiple=True, type=click.Choice(_PACES), help="Only these. Repeatable.")
@filters("party", "place", "between", "limit")
@asof_option
@record_option
@output_options
def due(
    pace: Sequence[str],
    asof: dt.date | None,
    limit: int | None,
    record: str | None,
    form: str | None,
    width: int | None,
    **asked: Any,
) -> None:
    """List promises by deadline and meetings by window: overdue and lapsed ones first, then what comes next.

    Overdue is a promise whose deadline is over without a report that it was kept; a meeting lapses in the same way.

    \b
    pourparler due
    pourparler due --party "North Korea" --pace overdue
    pourparler due --asof 2018-11-10
    """
    from pourparler.reason.firm import firm_windows
    from pourparler.reason.lapse import pending
    from pourparler.show.judged_page import show_due

    with opened(record) as kept:
        view = kept.view(asof)
        groups, day = _entries(view, **asked), view.last_day()
        found = [p for p in pending(groups, firm_windows(groups), asof=day) if not pace or p.pace in pace]
        show_due(found[:limit], day, output(form, width))


def _entries(view: View, **asked: Any) -> list[MeetingGroup | CommitmentGroup]:
    """The meetings and commitments asked for."""
    wanted = query(**asked)
    return [*view.meetings(wanted), *view.commitments(wanted)]
