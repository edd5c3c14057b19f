"""Mentions of the same commitment in one report are one record."""

from __future__ import annotations

from dataclasses import replace

from pourparler.annotate.commitments.found import Found
from pourparler.annotate.commitments.parties import same_side
from pourparler.annotate.draft import Draft
from pourparler.model.findings import Commitment, Life

_ALIKE = 0.75  # share of content words that two deeds of the same parties must have in common
_LIGHT = frozenset(
    "the a an to of and or in on for with by at from its their his her our my this that these those be is are as "
    "it all will".split()
)
_RANK = (Life.BROKEN, Life.WITHDRAWN, Life.KEPT, Life.REAFFIRMED, Life.NEW, Life.STANDING)
_NAMED = "sign"  # the rule of accords named without their content


def fold(draft: Draft, found: list[Found]) -> list[Found]:
    """Merge records of the same parties and the same deed; the first mention gives the words."""
    out: list[Found] = []
    became: dict[str, str] = {}
    for item in found:
        twin = next((kept for kept in out if _same(draft, kept.record, item.record)), None)
        if twin is None:
            out.append(item)
        else:
            became[item.record.id] = twin.record.id
            twin.record = _merged(twin.record, item.record)
            twin.more_heads = (*twin.more_heads, item.candidate.deed.i)
    out = [f for f in out if not (f.record.rule == _NAMED and _told_elsewhere(draft, f, out))]
    _relink(out, became)
    return out


def _relink(found: list[Found], became: dict[str, str]) -> None:
    """Counterparts that were merged into others are pointed to by their new id."""
    ids = {f.record.id for f in found}
    for item in found:
        target = item.record.in_return_for
        if target is not None:
            now = became.get(target, target)
            item.record = replace(item.record, in_return_for=now if now in ids and now != item.record.id else None)


def _told_elsewhere(draft: Draft, named: Found, found: list[Found]) -> bool:
    """An accord named without content is none of its own where the report tells what the same two agreed."""
    parties = (*named.record.by, *named.record.to)
    for other in found:
        if other is not named and other.record.rule != _NAMED and other.record.in_return_for:
            sides = (*other.record.by, *other.record.to)
            if parties and all(any(same_side(draft, p, s) for s in sides) for p in parties):
                return True
    return False


def _same(draft: Draft, a: Commitment, b: Commitment) -> bool:
    if a.evidence.span.overlaps(b.evidence.span):
        return True
    if not any(same_side(draft, x, y) for x in a.by for y in b.by):
        return False
    if a.rule == b.rule == _NAMED and b.evidence.exact.lower().startswith(("the ", "this ")):
        return True
    x, y = _content(a.evidence.exact), _content(b.evidence.exact)
    return min(len(x), len(y)) > 1 and len(x & y) / min(len(x), len(y)) >= _ALIKE


def _content(text: str) -> set[str]:
    words = (w.strip(".,;:\"“”()'’*") for w in text.lower().split())
    return {w for w in words if w and w not in _LIGHT}


def _merged(kept: Commitment, other: Commitment) -> Commitment:
    both = (kept.life, other.life)
    life = Life.NEW if both == (Life.NEW, Life.REAFFIRMED) else min(both, key=_RANK.index)
    return replace(
        kept,
        life=life,
        to=kept.to or other.to,
        condition=kept.condition or other.condition,
        in_return_for=kept.in_return_for or other.in_return_for,
        made=kept.made or other.made,
        made_place=kept.made_place or other.made_place,
        due=kept.due or other.due,
        grounds=tuple(dict.fromkeys((*kept.grounds, *other.grounds))),
    )
