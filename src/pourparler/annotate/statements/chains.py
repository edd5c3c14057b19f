"""Chains: everyone the words passed through, innermost first, the report's own outlet left out."""

from __future__ import annotations

from pourparler.annotate.draft import Draft
from pourparler.annotate.statements.channels import Channel, channel_of, channels
from pourparler.annotate.statements.find import Find
from pourparler.annotate.statements.sources import name_of


def chains(draft: Draft, finds: list[Find]) -> dict[Find, tuple[str, ...]]:
    """The chain of every attribution whose source has a name; () for the others."""
    found = channels(draft, finds)
    return {find: _chain(draft, find, found, finds, 0) for find in finds}


def _chain(draft: Draft, find: Find, found: list[Channel], finds: list[Find], depth: int) -> tuple[str, ...]:
    if find.name is None or depth > 5:
        return ()
    links = [find.name]
    links += [n for token, text in find.outer if (n := text or name_of(draft, token))]
    if find.parent is not None:
        links += _chain(draft, find.parent, found, finds, depth + 1)
    elif (channel := channel_of(draft, find, found, finds)) is not None:
        links.append(channel)
    own = {draft.report.outlet, draft.report.agency}
    return tuple(dict.fromkeys(link for i, link in enumerate(links) if i == 0 or link not in own))
