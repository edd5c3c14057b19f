"""Whom a noun phrase stands for: the one question that every later step asks."""

from __future__ import annotations

from spacy.tokens import Token

from pourparler.annotate.actors import groups
from pourparler.annotate.actors.counterparts import COUNTERPARTS, counterpart
from pourparler.annotate.actors.lexicon import nouns
from pourparler.annotate.actors.owners import describe, owner, state_for
from pourparler.annotate.actors.party import Party
from pourparler.annotate.draft import Draft
from pourparler.annotate.syntax import conjuncts
from pourparler.model.findings import ActorKind

_ONE = frozenset({"i", "me", "my", "mine", "myself"})
_US = frozenset({"we", "us", "our", "ours", "ourselves"})
_RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
_PARTITIVE = frozenset({"each", "all", "either", "neither", "none", "both"})


def denote(draft: Draft, token: Token) -> tuple[Party, ...]:
    """The parties that the noun phrase headed by `token` stands for, coordination included; () where nobody can tell.

    Looks at names, offices, pronouns (first person by the speaker of the statement the token stands in),
    possessives ("their leaders"), groups ("both sides", "the two Koreas") and relations ("his counterpart").
    """
    out: list[Party] = []
    for node in (*conjuncts(token), *_stray(draft, token)):
        for party in _one(draft, node):
            if all(party.name != known.name for known in out):
                out.append(party)
    return tuple(out)


def _stray(draft: Draft, token: Token) -> tuple[Token, ...]:
    """What stands behind an "and" that the parse has left without a second half: a name that it took for a subject."""
    kinds = [c.dep_ for c in token.children]
    if "cc" not in kinds or "conj" in kinds:
        return ()
    joint = next(c for c in token.children if c.dep_ == "cc")
    for i in range(joint.i + 1, min(joint.i + 7, len(draft.doc))):
        ref = draft.ref_at.get(i)
        if ref is None:
            return ()
        if ref.head >= i and draft.doc[ref.head].dep_ not in ("amod", "compound", "nmod", "poss"):
            return (draft.doc[ref.head],) if joint.lower_ == "and" else ()
    return ()


def _one(draft: Draft, token: Token) -> tuple[Party, ...]:
    if token.i in draft.groups:
        return _parties(draft.groups[token.i])
    if token.lemma_.lower() in COUNTERPARTS:
        return counterpart(draft, token, denote)
    ref = draft.ref_at.get(token.i)
    if ref is not None and ref.entity is not None:
        return (Party(ref.entity.name),)
    word = token.lower_
    if word in _ONE or word in _US:
        return _speaker(draft, token, joint=word in _US)
    if word in _RELATIVE and token.head.dep_ in ("relcl", "acl") and token.head.head.i != token.i:
        return _one(draft, token.head.head)
    if word in _PARTITIVE and (target := _part_of(token)) is not None:
        return denote(draft, target)
    if word in ("two", "both", "pair") and (token.pos_ in ("NUM", "DET", "PRON") or word == "pair"):
        return _counted(draft, token)
    if token.pos_ in ("NOUN", "PROPN"):
        return _noun(draft, token)
    return ()


def _parties(names: tuple[str, ...]) -> tuple[Party, ...]:
    return tuple(Party(name) for name in names)


def _speaker(draft: Draft, token: Token, *, joint: bool) -> tuple[Party, ...]:
    """Whose "I" it is; "we" of somebody who speaks for a state is the state."""
    statement = draft.speaker_at(token.idx)
    if statement is None or statement.source is None:
        return ()
    return (Party(state_for(draft, statement.source) if joint else statement.source),)


def _part_of(token: Token) -> Token | None:
    """X in "each of X"."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            return next((g for g in child.children if g.dep_ == "pobj"), None)
    return None


def _counted(draft: Draft, token: Token) -> tuple[Party, ...]:
    """ "the two", "both": those last spoken of together."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            for target in child.children:
                if target.dep_ == "pobj" and target.lower_ not in ("them", "us", "you"):
                    return _one(draft, target) or _plural(draft, target, pair=True)
    names, _ = groups.pair_before(draft, token, _sentence(draft, token))
    return _parties(names or groups.two_leaders(draft, token.i))


def _sentence(draft: Draft, token: Token) -> int:
    """Number of the body sentence that a token stands in."""
    lo, hi = 0, len(draft.sents)
    while lo < hi:
        mid = (lo + hi) // 2
        if draft.sents[mid].end <= token.i:
            lo = mid + 1
        else:
            hi = mid
    return min(lo, len(draft.sents) - 1)


def _noun(draft: Draft, token: Token) -> tuple[Party, ...]:
    many = token.tag_ in ("NNS", "NNPS")
    pair = groups.is_pair(token)
    if many and token.lower_ == "koreas":
        return _parties(("North Korea", "South Korea"))
    if many and (found := _plural(draft, token, pair=pair)):
        return found
    if token.i in draft.places and token.dep_ in ("nsubj", "nsubjpass", "agent", "poss"):
        return (Party(draft.places[token.i]),)
    found_sort = nouns().get(token.lemma_.lower())
    if found_sort is None:
        return ()
    return _common(draft, token, found_sort[0], many=many)


def _plural(draft: Draft, token: Token, *, pair: bool) -> tuple[Party, ...]:
    """Leaders and sides: of whom a possessive tells, of the two spoken of, of the states named in front."""
    leader, side = groups.is_leader_noun(token), groups.is_side_noun(token)
    if not (leader or side):
        title = groups.high_office(draft, token)
        owners = tuple(dict.fromkeys(state_for(draft, o) for o in _owners(draft, token))) if title else ()
        return _parties(tuple(groups.holder_of(draft, title, o) for o in owners)) if title else ()
    definite = pair or any(c.lower_ == "the" for c in token.children)
    owners = _owners(draft, token)
    if leader:
        if len(owners) > 1 or (owners and not definite):
            return _parties(tuple(dict.fromkeys(groups.leader_of(draft, state_for(draft, o)) for o in owners)))
        return _parties(groups.two_leaders(draft, token.i)) if definite and not owners else ()
    if len(owners) > 1:
        return _parties(owners)
    if pair or (definite and token.lemma_ in ("side", "party")):
        return _parties(groups.two_states(draft, token.i)) if not owners else ()
    return ()


def _owners(draft: Draft, token: Token) -> tuple[str, ...]:
    """Everybody whose the noun is: "their", "the Russian and Chinese", "of Russia and China"."""
    out: list[str] = []
    for child in token.children:
        if child.dep_ == "poss" or (child.dep_ in ("amod", "compound", "nmod") and child.i < token.i):
            out += [p.name for p in denote(draft, child)] if child.pos_ != "ADJ" else _adjectives(draft, child)
        elif child.dep_ == "prep" and child.lower_ == "of":
            for target in child.children:
                if target.dep_ == "pobj":
                    out += [p.name for p in denote(draft, target)]
    return tuple(dict.fromkeys(out))


def _adjectives(draft: Draft, token: Token) -> list[str]:
    found = []
    for node in conjuncts(token):
        ref = draft.ref_at.get(node.i)
        if ref and ref.entity:
            found.append(ref.entity.name)
    return found


def _common(draft: Draft, token: Token, sort: str, *, many: bool) -> tuple[Party, ...]:
    """A common noun for people or a body: the state it belongs to, or its plain description."""
    whose = owner(draft, token)
    entity = draft.entities.get(whose) if whose else None
    if sort == "state":
        if entity is not None:
            return (Party(state_for(draft, entity.name)),)
        return ()
    if entity is not None and entity.kind is ActorKind.PERSON and token.lemma_ == "campaign":
        return (Party(f"{entity.name} campaign"),)
    text = describe(draft, token)
    if len(text.split()) < 2 and not (sort == "anonymous" or many):
        return ()
    if sort in ("person", "anonymous", "leader"):
        return (Party(f"{text} (unnamed)"),)
    return (Party(text),)
