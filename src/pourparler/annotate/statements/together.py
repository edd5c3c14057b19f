"""Several who say the same: "X and Y said", "the two leaders said"; each of them has said it."""

from __future__ import annotations

from dataclasses import replace

from pourparler.annotate.actors import denote
from pourparler.annotate.draft import Draft
from pourparler.annotate.statements.find import Find

_MOST = 3  # more are a list that nobody reads as speakers
_UNNAMED = "(unnamed)"
_RULES = frozenset({"clause", "quotation", "according to", "as said", "joint", "colon"})


def each(draft: Draft, finds: list[Find]) -> list[Find]:
    """The attributions, those of several named sources once for each."""
    out: list[Find] = []
    for find in finds:
        out.append(find)
        out += [replace(find, name=other, also=True) for other in _others(draft, find)]
    return out


def _others(draft: Draft, find: Find) -> tuple[str, ...]:
    if find.source is None or find.name is None or find.rule not in _RULES or _UNNAMED in find.name:
        return ()
    names = [p.name for p in denote(draft, find.source)]
    if not 1 < len(names) <= _MOST or names[0] != find.name or any(_UNNAMED in n for n in names):
        return ()
    return tuple(names[1:])
