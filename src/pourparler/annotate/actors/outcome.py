"""What later steps ask of actors beyond whom a phrase stands for: kind, rank, states, places; and the frozen result."""

from __future__ import annotations

import hashlib

from spacy.tokens import Token

from pourparler.annotate.actors.groups import rank_of_entity
from pourparler.annotate.actors.lexicon import Rank, full_name, states, terms, titles
from pourparler.annotate.draft import Draft
from pourparler.model.findings import Actor, ActorKind, Mention


def kind_of(draft: Draft, name: str) -> ActorKind | None:
    """What kind of party a canonical name is, None if the report does not know it."""
    entity = draft.entities.get(name)
    if entity is not None:
        return entity.kind
    if name in states():
        return ActorKind.STATE
    return ActorKind.UNNAMED if name.endswith("(unnamed)") or _title_of(name) else None


def _title_of(name: str) -> str | None:
    """The office in a description such as "foreign minister of Egypt"."""
    head = name.removesuffix(" (unnamed)")
    while head:
        if head in titles():
            return head
        if " " not in head:
            return None
        head = head.rsplit(" ", 1)[0]
    return None


def rank_of(draft: Draft, name: str) -> Rank | None:
    """How high the person of a name stands in this report; None for states, bodies and people without office."""
    entity = draft.entities.get(name)
    best = rank_of_entity(entity) if entity else None
    if best is not None:
        return best
    title = titles().get(_title_of(name) or "")
    if title is not None:
        return title.rank
    if entity is not None and entity.kind is ActorKind.UNNAMED:
        return Rank.OFFICIAL if "official" in name or "diplomat" in name else Rank.OTHER
    known = full_name(name)
    held = [t for t in terms(known) if t.covers(draft.report.day)] if known else []
    found = titles().get(held[0].title) if held else None
    return found.rank if found else None


def states_of(draft: Draft, name: str) -> tuple[str, ...]:
    """The state that a name is or acts for, () if none is known."""
    entity = draft.entities.get(name)
    if name in states():
        return (name,)
    if entity is not None and entity.acts_for:
        return (entity.acts_for,)
    tail = name.rpartition(" of ")[2].removeprefix("the ")
    return (tail,) if tail in states() else ()


def place_of(draft: Draft, token: Token) -> str | None:
    """Canonical name of the place (city, country or venue) that a token names, or None if it names none."""
    place = draft.places.get(token.i)
    if place is not None:
        return place
    if token.lower_ in _VENUES:
        left = token.i
        while (
            left > 0 and draft.doc[left - 1].dep_ in ("compound", "nmod", "prep", "pobj") and left > token.left_edge.i
        ):
            left -= 1
        name = " ".join(draft.doc[left : token.i + 1].text.split())
        return name if name[:1].isupper() and left < token.i else None
    return None


_VENUES = frozenset(
    "building headquarters palace hotel residence embassy base airport resort estate house castle centre center hall "
    "villa lodge".split()
)


def freeze_actors(draft: Draft) -> tuple[tuple[Actor, ...], tuple[Mention, ...]]:
    """The entities and references as frozen actors and mentions."""
    doc = draft.doc
    mentions = []
    used = set()
    for ref in draft.refs:
        name = ref.entity.name if ref.entity else None
        used.add(name)
        mentions.append(Mention(evidence=draft.words(doc[ref.start], doc[ref.end - 1]), actor=name, rule=ref.rule))
    actors = []
    for entity in draft.entities.values():
        if entity.name not in used:
            continue
        key = f"actor|{draft.report.id}|{entity.name}"
        actors.append(
            Actor(
                id=hashlib.sha256(key.encode()).hexdigest()[:16],
                name=entity.name,
                kind=entity.kind,
                aliases=tuple(sorted(entity.aliases)),
                offices=tuple(dict.fromkeys(entity.offices)),
                acts_for=entity.acts_for,
            )
        )
    return tuple(actors), tuple(mentions)
