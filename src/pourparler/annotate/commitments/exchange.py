"""Commitments given for each other: "in return for", "in exchange for", "in return", "if you …, we will …"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span, Token

from pourparler.annotate.commitments.conditions import opens_exchange
from pourparler.annotate.commitments.found import Found
from pourparler.model.findings import Commitment, Force, Life


def link(found: list[Found], sents: list[Span]) -> None:
    """Bind the records of two sides to each other where the report says that the one is for the other."""
    by_sent: dict[int, list[Found]] = {}
    for item in found:
        by_sent.setdefault(item.first.sent.start, []).append(item)
    before: list[Found] = []
    for sent in sents:
        here = by_sent.get(sent.start, [])
        for one, other in _pairs(sent, here, before):
            if _different_sides(one.record, other.record) and not (
                one.record.in_return_for or other.record.in_return_for
            ):
                one.record, other.record = _bound(one.record, other.record), _bound(other.record, one.record)
        before = here or before


def in_exchange(deed: Token) -> bool:
    """Does the deed stand behind "in return for", "in exchange for"? Then it is the other side's, named or not."""
    return any(opens_exchange(t) for t in deed.doc[deed.sent.start : deed.i])


def _pairs(sent: Span, here: list[Found], before: list[Found]) -> Iterator[tuple[Found, Found]]:
    if not here:
        return
    for token in sent:
        if opens_exchange(token):
            yield from _around(token, here, before)
    for item in here:
        condition = item.record.condition
        if condition is not None:
            yield from ((item, o) for o in here if o is not item and o.record.evidence.span in condition.span)


def _around(token: Token, here: list[Found], before: list[Found]) -> Iterator[tuple[Found, Found]]:
    """The record inside "in return for …" and the nearest outside; without "for", that of the sentence before."""
    pivot = token.nbor(1)
    phrase = next((c for c in pivot.children if c.dep_ == "prep" and c.lower_ == "for"), None)
    if phrase is not None:
        end = _phrase_end(phrase)
        inside = [f for f in here if phrase.i < f.first.i <= end]
        outside = [f for f in here if not phrase.i < f.first.i <= end]
        pairs = [(o, i) for i in inside for o in outside]
        yield from sorted(pairs, key=lambda p: abs(p[0].first.i - p[1].first.i))
    else:
        after = [f for f in here if f.first.i > token.i]
        ahead = [f for f in here if f.first.i < token.i] or before
        yield from ((a, b) for a in reversed(ahead) for b in after)


def _phrase_end(phrase: Token) -> int:
    """Where the phrase ends by the parse, or at the next comma if the phrase opens the sentence."""
    end = phrase.right_edge.i
    if phrase.head.i - 1 > phrase.sent.start + 1:
        return int(end)
    doc = phrase.doc
    return next((i for i in range(phrase.i, phrase.sent.end) if doc[i].text == ","), int(end))


def _different_sides(a: Commitment, b: Commitment) -> bool:
    return set(a.by).isdisjoint(b.by) and bool(a.by or b.to) and bool(b.by or a.to)


def _bound(item: Commitment, other: Commitment) -> Commitment:
    """What is given in exchange is toward the other side; a bare "commitment" in it is part of an agreement."""
    old = item.made is None and other.made is not None and item.life is Life.NEW
    bargain = item.force is Force.PROMISED and item.rule == "commitment"
    return replace(
        item,
        in_return_for=other.id,
        by=item.by or other.to,
        to=item.to or other.by,
        force=Force.AGREED if bargain else item.force,
        life=Life.STANDING if old else item.life,
        made=item.made or other.made,
        made_place=item.made_place or other.made_place,
    )
