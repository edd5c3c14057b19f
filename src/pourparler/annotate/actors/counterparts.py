"""Relations: "his North Korean counterpart" is who holds the same office there."""

from __future__ import annotations

from spacy.tokens import Token

from pourparler.annotate.actors.lexicon import Rank, titles
from pourparler.annotate.actors.owners import state_for, with_article
from pourparler.annotate.actors.party import Denote, Party
from pourparler.annotate.draft import Draft, Entity
from pourparler.annotate.syntax import conjuncts
from pourparler.model.findings import ActorKind

COUNTERPARTS = frozenset({"counterpart", "homologue"})
_HEDGES = frozenset("likely probably presumably apparently possibly perhaps seemingly evidently".split())
_GUESSES = frozenset({"seem", "appear", "believe", "think", "presume", "assume", "understand"})
_PLAIN = {
    "head": "leader",
    "foreign": "foreign minister",
    "defence": "defense minister",
    "nsa": "national security adviser",
    "finance": "finance minister",
    "trade": "trade minister",
}


def counterpart(draft: Draft, token: Token, denote: Denote) -> tuple[Party, ...]:
    """Who "his counterpart" is: named in apposition, the holder of the same office over there, or that office."""
    for child in token.children:
        ref = draft.ref_at.get(child.i)
        if child.dep_ in ("appos", "compound") and ref and ref.entity and ref.entity.kind is ActorKind.PERSON:
            return (Party(ref.entity.name),)
    following = draft.ref_at.get(token.i + 1)
    if following and following.entity and following.entity.kind is ActorKind.PERSON and following.rule != "pronoun":
        return (Party(following.entity.name),)
    possessor = _possessor(draft, token, denote)
    there = _states(draft, token)
    if not there and possessor:
        there = _elsewhere(draft, token, possessor, denote)
    out = [_holder(draft, possessor, state) for state in there]
    return tuple(p for p in out if p is not None)


def _possessor(draft: Draft, token: Token, denote: Denote) -> str | None:
    """Whose counterpart: the possessive, or who meets him."""
    for child in token.children:
        if child.dep_ == "poss":
            found = denote(draft, child)
            return found[0].name if found else None
    return None


def _states(draft: Draft, token: Token) -> list[str]:
    """The states named with the noun: "North Korean", "Russian and Turkish", "from Egypt"."""
    out = []
    for child in token.children:
        if child.dep_ in ("amod", "compound", "nmod") and child.i < token.i:
            nodes = conjuncts(child)
        elif child.dep_ == "prep" and child.lower_ in ("from", "of", "in"):
            nodes = tuple(n for g in child.children if g.dep_ == "pobj" for n in conjuncts(g))
        else:
            continue
        for node in nodes:
            ref = draft.ref_at.get(node.i)
            if ref and ref.entity and ref.entity.name not in out:
                out.append(ref.entity.name)
    before = draft.ref_at.get(token.i - 1)
    if not out and before and before.entity and before.rule in ("adjective", "state"):
        out.append(before.entity.name)
    return out


def _elsewhere(draft: Draft, token: Token, possessor: str, denote: Denote) -> list[str]:
    """A bare "my counterpart" is the one the report spoke of earlier as that person's counterpart."""
    for other in reversed(draft.doc[max(0, token.i - 2000) : token.i]):
        if other.lemma_.lower() not in COUNTERPARTS or _possessor(draft, other, denote) != possessor:
            continue
        if states := _states(draft, other):
            return states
    return []


def _holder(draft: Draft, possessor: str | None, state: str) -> Party | None:
    """Who holds over there the office that the possessor holds here."""
    person = draft.entities.get(possessor) if possessor else None
    roles = _roles(person) if person else []
    for role in roles:
        for entity in draft.entities.values():
            if entity.kind is ActorKind.PERSON and entity.acts_for == state and role in _roles(entity):
                return Party(entity.name, inferred=_unconfirmed(draft, entity))
    for role in roles:
        title = (
            _PLAIN.get(role) or next((o.title for o in person.offices if _role(o.title) == role), None)
            if person
            else None
        )
        if title:
            return Party(f"{title} of {with_article(state)}")
    return Party(state) if person is None or state_for(draft, person.name) != state else None


def _role(title: str) -> str:
    found = titles().get(title)
    return found.role if found else ""


def _roles(entity: Entity) -> list[str]:
    """Roles an entity fills now, the highest first."""
    if entity.kind is ActorKind.UNNAMED and (title := titles().get(entity.name.partition(" of ")[0])) is not None:
        return [title.role] if title.role else []
    order = list(Rank)
    held = [
        t
        for o in entity.offices
        if (t := titles().get(o.title)) and t.role and t.kind not in ("courtesy", "legislator")
    ]
    return list(dict.fromkeys(t.role for t in sorted(held, key=lambda t: order.index(t.rank))))


def _unconfirmed(draft: Draft, entity: Entity) -> bool:
    """Does the report itself only guess at him: "was likely referring to …"?"""
    for ref in draft.refs:
        if ref.entity is not entity or draft.doc[ref.head].dep_ != "pobj":
            continue
        verb = draft.doc[ref.head].head.head
        if verb.lemma_ == "refer":
            hedged = any(c.lower_ in _HEDGES for c in (*verb.children, *verb.head.children))
            if hedged or verb.head.lemma_ in _GUESSES:
                return True
    return False
