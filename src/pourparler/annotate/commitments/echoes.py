"""Mentions of a commitment without its content: "he stands by the commitment he made to Mali in Accra on May 3".

Such a mention makes no record of its own. Where the report holds exactly one promise of that party, it tells of its
life, and where, when and to whom it was made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from pourparler.annotate.actors import denote, place_of
from pourparler.annotate.commitments.facets import lives
from pourparler.annotate.commitments.finders import points_back
from pourparler.annotate.commitments.found import Found
from pourparler.annotate.commitments.parties import names, same_side
from pourparler.annotate.draft import Draft
from pourparler.annotate.syntax import prep_objects, subject
from pourparler.annotate.times import phrase_window
from pourparler.model.findings import Force, Life
from pourparler.model.window import Window

_ENDS = frozenset({Life.BROKEN, Life.WITHDRAWN})
_NOUNS = frozenset({"commitment", "pledge", "promise", "vow", "undertaking"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Echo:
    """A bare mention: whose promise, what the sentence says of it, and how it was first made as far as stated."""

    noun: Token
    by: tuple[str, ...]
    life: Life | None
    to: tuple[str, ...]
    made: Window | None
    place: str | None


def hear(draft: Draft, found: list[Found]) -> None:
    """Tell the one promise of a party what bare mentions say of it."""
    _end_known(draft, found)
    used = {f.candidate.promise.i for f in found}
    for sent in draft.body():
        for echo in _echoes(draft, sent, used):
            fitting = [f for f in found if _of(draft, f, echo)]
            if len(fitting) == 1:
                _tell(draft, fitting[0], echo)


def _end_known(draft: Draft, found: list[Found]) -> None:
    """In "he violated that deal" the one accord told of him before ends; it is no further one."""
    for item in list(found):
        life = item.candidate.frame.life
        if life not in _ENDS or not points_back(item.candidate.deed):
            continue
        before = [f for f in found if f.first.i < item.first.i and f.record.force is Force.AGREED and f is not item]
        same = [f for f in before if any(same_side(draft, a, b) for a in f.record.by for b in item.record.by)]
        if len(same) == 1:
            same[0].record = replace(same[0].record, life=life)
            same[0].more_heads = (*same[0].more_heads, item.candidate.deed.i)
            found.remove(item)


def _of(draft: Draft, item: Found, echo: Echo) -> bool:
    firm = item.record.force in (Force.PROMISED, Force.AGREED) and item.candidate.place != "object"
    return firm and any(same_side(draft, a, b) for a in item.record.by for b in echo.by)


def _echoes(draft: Draft, sent: Span, used: set[int]) -> Iterator[Echo]:
    for noun in sent:
        if noun.pos_ == "NOUN" and noun.i not in used and noun.lemma_ in _NOUNS:
            verb = noun.head.head if noun.head.pos_ == "ADP" else noun.head
            life = lives().get(verb.lemma_.lower())
            making = next((c for c in noun.rights if c.dep_ in ("relcl", "acl")), None)
            by = next((n for t in _owners(noun, making, verb) if (n := names(denote(draft, t)))), ())
            if by and (life is not None or making is not None):
                yield _echo(draft, noun, by, life, making)


def _owners(noun: Token, making: Token | None, verb: Token) -> Iterator[Token]:
    """Whose promise: "his promise", "the promise he made", "she stands by the promise"."""
    yield from (c for c in noun.lefts if c.dep_ == "poss")
    for node in (making, verb):
        if node is not None and (who := subject(node)) is not None:
            yield who


def _echo(draft: Draft, noun: Token, by: tuple[str, ...], life: Life | None, making: Token | None) -> Echo:
    if making is None:
        return Echo(noun=noun, by=by, life=life, to=(), made=None, place=None)
    to = next((n for t in prep_objects(making, "to", "with") if (n := names(denote(draft, t)))), ())
    places = (t for t in making.subtree if t.dep_ == "pobj" and t.head.lower_ in ("in", "at"))
    place = next((p for t in places if (p := place_of(draft, t))), None)
    return Echo(noun=noun, by=by, life=life, to=to, made=_made(draft, making), place=place)


def _made(draft: Draft, making: Token) -> Window | None:
    edge = making.right_edge
    for timex in draft.timexes:
        if making.idx < timex.evidence.span.start < edge.idx + len(edge.text):
            return phrase_window(draft, timex)[2]
    return None


def _tell(draft: Draft, item: Found, echo: Echo) -> None:
    record = item.record
    life = echo.life if echo.life in (Life.REAFFIRMED, Life.KEPT, Life.BROKEN, Life.WITHDRAWN) else None
    item.record = replace(
        record,
        life=life or record.life,
        to=record.to or echo.to,
        made=record.made or echo.made,
        made_place=record.made_place or echo.place,
        grounds=tuple(dict.fromkeys((*record.grounds, *_grounds(draft, echo.noun)))),
    )


def _grounds(draft: Draft, noun: Token) -> tuple[str, ...]:
    return tuple(s.id for s in draft.statements_at(noun.idx))
