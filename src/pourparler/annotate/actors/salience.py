"""How present an actor is where something refers back to one: distance, part in the sentence, quotation."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from pourparler.annotate.actors.sheet import Sheet
from pourparler.annotate.draft import Ref
from pourparler.annotate.quotes import Quote

_BY_DISTANCE = (2.6, 2.1, 1.4, 1.0, 0.7)  # sentences away
REACH = len(_BY_DISTANCE) - 1
SUBJECT = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a referring word stands: token, sentence, quotation."""

    i: int
    sentence: int
    quote: Quote | None

    @classmethod
    def of(cls, sheet: Sheet, i: int) -> Place:
        """The place of a token."""
        return cls(i, sheet.sentence(i), sheet.draft.quote_at(sheet.draft.doc[i].idx))


def earlier(sheet: Sheet, place: Place, reach: int = REACH) -> Iterator[Ref]:
    """References before a place, nearest first, at most `reach` sentences away; the headline is none."""
    at = bisect_left(sheet.refs, place.i, key=lambda r: r.start)
    headline = sheet.draft.sents[0].end if sheet.draft.has_title and place.sentence else 0
    for k in range(at - 1, -1, -1):
        ref = sheet.refs[k]
        if place.sentence - sheet.sentence(ref.start) > reach:
            return
        if ref.entity is not None and headline <= ref.end <= place.i:
            yield ref


def weigh(sheet: Sheet, ref: Ref, place: Place) -> float:
    """How well a reference at most REACH sentences away suits as antecedent; under 1 it is no more than a guess."""
    head = sheet.draft.doc[ref.head]
    if head.dep_ == "appos":
        head = head.head
    weight = _BY_DISTANCE[place.sentence - sheet.sentence(ref.start)]
    if head.dep_ in SUBJECT:
        weight += 1.2 if head.head.dep_ in ("ROOT", "ccomp", "conj", "parataxis") else 1.0
    elif head.dep_ in ("dobj", "dative", "agent"):
        weight += 0.3
    elif head.dep_ in ("compound", "amod", "nmod"):
        weight -= 0.6
    elif head.dep_ == "poss":
        weight += 0.1
    if ref.rule == "pronoun":
        weight += 0.35
    quote = sheet.draft.quote_at(head.idx)
    if place.quote is None and quote is not None:
        weight -= 1.0
    elif place.quote is not None and quote == place.quote:
        weight += 0.8
    return weight - 0.002 * (place.i - ref.start)
