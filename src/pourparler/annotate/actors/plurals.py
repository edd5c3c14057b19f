"""They and their: a plural phrase, several actors joined by "and", or one who does something with another."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pourparler.annotate.actors.groups import coordinated, spoken_together
from pourparler.annotate.actors.sheet import Sheet
from pourparler.annotate.draft import Entity
from pourparler.model.findings import ActorKind

_REACH = 3  # sentences
_BY_DISTANCE = (2.6, 2.1, 1.5, 1.1)
_FLOOR, _LEAD = 1.5, 0.15
_SUBJECT = frozenset({"nsubj", "nsubjpass"})


def resolve_plural(sheet: Sheet, token: Token, sentence: int, banned: set[str]) -> Entity | tuple[str, ...] | None:
    """An entity that is several, or the names of several, or None where nobody can tell."""
    best: dict[tuple[str, ...], float] = {}
    single: dict[tuple[str, ...], Entity] = {}
    inside = sheet.draft.quote_at(token.idx)
    for away in range(min(_REACH, sentence) + 1):
        k = sentence - away
        if sheet.draft.has_title and k == 0 and sentence:
            break
        for head, names, entity, bonus in _candidates(sheet, k, token.i):
            if banned.intersection(names):
                continue
            weight = _BY_DISTANCE[away] + bonus + _standing(head)
            if token.dep_ in _SUBJECT and away and head.dep_ not in _SUBJECT:
                weight -= 0.5
            quote = sheet.draft.quote_at(head.idx)
            if inside is None and quote is not None:
                weight -= 0.8
            if weight > best.get(names, 0.0):
                best[names] = weight
                if entity is not None:
                    single[names] = entity
    ranked = sorted(best.items(), key=lambda pair: -pair[1])
    if not ranked or ranked[0][1] < _FLOOR or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _LEAD):
        return None
    return single.get(ranked[0][0]) or ranked[0][0]


def _standing(head: Token) -> float:
    """What part a phrase plays: the subject counts most."""
    if head.dep_ in _SUBJECT:
        return 1.0
    if head.dep_ in ("dobj", "dative", "agent"):
        return 0.3
    return 0.1 if head.dep_ == "poss" else 0.0


Candidate = tuple[Token, tuple[str, ...], Entity | None, float]


def _candidates(sheet: Sheet, k: int, before: int) -> Iterator[Candidate]:
    """Plural antecedents in sentence k, each with its head and a bonus for being expressly several."""
    draft, sent = sheet.draft, sheet.draft.sents[k]
    for i in range(sent.start, min(sent.end, before)):
        token = draft.doc[i]
        if i in draft.groups and not token.text.count("-"):
            yield token, draft.groups[i], None, 0.3
            continue
        ref = draft.ref_at.get(i)
        if ref is None or ref.entity is None or ref.head != i or ref.rule in ("adjective", "capital"):
            continue
        entity = ref.entity
        several = token.tag_ in ("NNS", "NNPS") and entity.kind is not ActorKind.PERSON and ref.rule != "state"
        they = ref.rule == "pronoun" and token.lower_ in ("they", "their", "them")
        if several or they or entity.kind is ActorKind.GROUP or entity.name in sheet.plural:
            yield token, (entity.name,), entity, 0.0
        names = spoken_together(draft, i, before)
        if len(names) > 1:
            yield token, names, None, 0.2 if len(coordinated(draft, token, before)) > 1 else -0.1
