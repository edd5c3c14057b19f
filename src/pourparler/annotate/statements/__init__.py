"""Statements of a report: who says what, by which words, and through whom we know it."""

from __future__ import annotations

from pourparler.annotate.draft import Draft
from pourparler.annotate.statements.according import according_finds
from pourparler.annotate.statements.asked import answers
from pourparler.annotate.statements.chains import chain, outermost
from pourparler.annotate.statements.channels import Channel, channel_of, channels
from pourparler.annotate.statements.clauses import clause_finds, stance_of
from pourparler.annotate.statements.errands import errand_finds
from pourparler.annotate.statements.find import Find
from pourparler.annotate.statements.followers import follow
from pourparler.annotate.statements.form import form_of
from pourparler.annotate.statements.inner import inner_finds
from pourparler.annotate.statements.joints import cut, untangle
from pourparler.annotate.statements.learned import join
from pourparler.annotate.statements.naming import name
from pourparler.annotate.statements.nest import nest
from pourparler.annotate.statements.nominal import noun_finds
from pourparler.annotate.statements.quoted import extend, quote_runs, quoted_finds
from pourparler.annotate.statements.relays import as_quoted_by, only_cited, quoted_tails, relay, share_relays
from pourparler.annotate.statements.setting import event_of, occasion_of, said_when, same_day
from pourparler.annotate.statements.speakers import letter_finds, signed_finds, tagged_finds
from pourparler.annotate.statements.tails import cut_before, tails
from pourparler.annotate.statements.together import each
from pourparler.model.findings import Statement, finding_id

_AGAIN = frozenset(
    {"the interview", "the same interview", "that interview", "the radio interview", "the television interview"}
)


def find_statements(draft: Draft) -> None:
    """Fill `draft.statements`."""
    runs = quote_runs(draft)
    finds = [*clause_finds(draft), *according_finds(draft), *noun_finds(draft), *errand_finds(draft)]
    finds = tails(draft, finds)
    cut(draft, finds)
    extend(draft, finds, runs)
    finds += [*tagged_finds(draft), *signed_finds(draft, runs), *letter_finds(draft)]
    finds += quoted_finds(draft, finds, runs)
    finds += quoted_tails(draft, finds)
    for find in finds:
        relay(draft, find)
    finds = join(draft, finds)
    cut_before(draft, finds)
    untangle(draft, finds)
    as_quoted_by(draft, finds)
    finds += inner_finds(draft, finds, runs)
    finds = [f for f in answers(draft, finds) if not only_cited(draft, f)]
    finds = nest(draft, finds)
    name(draft, finds)
    share_relays(finds)
    found = channels(draft, finds)
    finds = each(draft, finds)
    ordered = sorted(finds, key=lambda f: f.start)
    body = [f for f in ordered if not draft.has_title or f.start >= draft.sents[0].end_char]
    draft.statements += follow(draft, ordered, same_day([freeze(draft, f, found, body) for f in ordered]))
    for find, statement in zip(ordered, draft.statements, strict=True):
        what = f"{statement.source or 'somebody'} {statement.stance}: {statement.content_spans[0].exact[:60]}"
        draft.tell("statements", find.rule, find.start, find.end, what)


def freeze(draft: Draft, find: Find, found: list[Channel], body: list[Find]) -> Statement:
    """The finished statement. body: all those of the body, in order."""
    top = outermost(find)
    event = event_of(top)
    again = event is not None and draft.report.text[slice(*event)].lower() in _AGAIN
    channel = channel_of(draft, top, found, body, own=event is not None, again=again)
    evidence = tuple(draft.evidence(*p) for p in find.pieces)
    cue = tuple(draft.evidence(*c) for c in find.cue)
    own = occasion_of(draft, find)
    if own is None or find.covers(*own):
        own = channel.occasion if channel is not None and find.parent is None else None
    return Statement(
        id=finding_id(
            "statement",
            draft.report.id,
            find.rule + (f", {find.name}" if find.also else ""),
            *(e.span for e in (*evidence, *cue)),
        ),
        source=find.name,
        source_spans=(draft.evidence(*find.source_span),) if find.source_span else (),
        cue_spans=cue,
        content_spans=evidence,
        form=form_of(draft, find),
        chain=chain(draft, find, channel),
        rule=find.rule,
        occasion=draft.evidence(*own) if own is not None else None,
        stance=stance_of(find),
        said=said_when(draft, find),
    )
