"""Mentions of the same commitment in one report are one record."""

from __future__ import annotations

from dataclasses import replace

from pourparler.model.findings import Commitment, Life

_ALIKE = 0.6  # share of content words that two deeds of the same parties must have in common
_LIGHT = frozenset(
    "the a an to of and or in on for with by at from its their his her our my this that these those be is are as it all".split()
)
_RANK = (Life.BROKEN, Life.WITHDRAWN, Life.KEPT, Life.REAFFIRMED, Life.NEW, Life.STANDING)


def fold(found: list[tuple[Commitment, tuple[int, ...]]]) -> list[tuple[Commitment, tuple[int, ...]]]:
    """Merge records of the same parties and the same deed; the first mention gives the words."""
    out: list[tuple[Commitment, tuple[int, ...]]] = []
    for item, heads in found:
        for i, (kept, kept_heads) in enumerate(out):
            if _same(kept, item):
                out[i] = (_merged(kept, item), (*heads[:-1], *kept_heads))
                break
        else:
            out.append((item, heads))
    return out


def _same(a: Commitment, b: Commitment) -> bool:
    if a.evidence.span.overlaps(b.evidence.span):
        return True
    if set(a.by).isdisjoint(b.by):
        return False
    x, y = _content(a.evidence.exact), _content(b.evidence.exact)
    return bool(x and y) and len(x & y) / min(len(x), len(y)) >= _ALIKE and min(len(x), len(y)) > 1


def _content(text: str) -> set[str]:
    words = (w.strip('.,;:"“”()\'’') for w in text.lower().split())
    return {w for w in words if w and w not in _LIGHT}


def _merged(kept: Commitment, other: Commitment) -> Commitment:
    life = min((kept.life, other.life), key=_RANK.index)
    if kept.life is Life.NEW and other.life is Life.REAFFIRMED:
        life = Life.NEW
    return replace(
        kept,
        life=life,
        to=kept.to or other.to,
        condition=kept.condition or other.condition,
        made=kept.made or other.made,
        made_place=kept.made_place or other.made_place,
        due=kept.due or other.due,
        grounds=tuple(dict.fromkeys((*kept.grounds, *other.grounds))),
    )
