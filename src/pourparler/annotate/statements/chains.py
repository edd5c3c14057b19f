"""Chains: everyone the words passed through, innermost first, the report's own outlet left out."""

from __future__ import annotations

from pourparler.annotate.draft import Draft
from pourparler.annotate.statements.channels import Channel
from pourparler.annotate.statements.find import Find
from pourparler.annotate.statements.naming import link_name

_DEEPEST = 6  # links: more are a loop of our own making


def chain(draft: Draft, find: Find, channel: Channel | None, depth: int = 0) -> tuple[str, ...]:
    """The chain of an attribution; () if its source has no name. `channel` is that of the outermost attribution."""
    if find.name is None or depth > _DEEPEST:
        return ()
    links = [find.name]
    links += [n for token, text in find.outer if (n := text or link_name(draft, token))]
    if find.parent is not None:
        links += chain(draft, find.parent, channel, depth + 1)
    elif channel is not None:
        links.append(channel.name)
    own = {draft.report.outlet, draft.report.agency}
    return tuple(dict.fromkeys(link for i, link in enumerate(links) if i == 0 or link not in own))


def outermost(find: Find) -> Find:
    """The attribution in the report's own voice that holds this one."""
    for _ in range(_DEEPEST):
        if find.parent is None:
            break
        find = find.parent
    return find
