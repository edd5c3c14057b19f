"""Whom a noun phrase stands for: the one question that every later step asks."""

from __future__ import annotations

from spacy.tokens import Token

from pourparler.annotate.actors import groups
from pourparler.annotate.actors.counterparts import COUNTERPARTS, counterpart
from pourparler.annotate.actors.issuer import issuer
from pourparler.annotate.actors.lexicon import Rank, nouns, states
from pourparler.annotate.actors.owners import describe, named_beside, owner, realm, state_for
from pourparler.annotate.actors.party import Party
from pourparler.annotate.draft import Draft
from pourparler.annotate.syntax import conjuncts
from pourparler.model.findings import ActorKind

_ONE = frozenset({"i", "me", "my", "mine", "myself"})
_US = frozenset({"we", "us", "our", "ours", "ourselves"})
_ARMS = frozenset({"delegation", "government", "administration", "ministry", "army", "parliament", "navy"})
_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_NAMED = frozenset({"name", "surname"})
_PARTITIVE = frozenset({"each", "all", "either", "neither", "none", "both"})


def denote(draft: Draft, token: Token) -> tuple[Party, ...]:
    """The parties that the noun phrase headed by `token` stands for, coordination included; () where nobody can tell.

    Looks at names, offices, pronouns (first person by the speaker of the statement the token stands in),
    possessives ("their leaders"), groups ("both sides", "the two Koreas") and relations ("his counterpart").
    """
    out: list[Party] = []
    nodes = conjuncts(token)
    for node in (*nodes, *(n for t in nodes for n in _listed(draft, t)), *groups.stray(draft, token)):
        for party in _one(draft, node):
            if all(party.name != known.name for known in out):
                out.append(party)
    return tuple(out)


def _listed(draft: Draft, token: Token) -> tuple[Token, ...]:
    """An apposition that names somebody else is the next of a list: "Leader A, Speaker B, and Leader C"."""
    own = draft.ref_at.get(token.i)
    if own is None or own.entity is None:
        return ()
    if own.entity.kind is ActorKind.STATE:
        return _states_listed(draft, token)
    if own.entity.kind is not ActorKind.PERSON or own.rule not in _NAMED:
        return ()
    out: list[Token] = []
    for child in token.children:
        ref = draft.ref_at.get(child.i)
        if child.dep_ != "appos" or ref is None or ref.entity is None:
            continue
        if ref.entity is own.entity:  # "A, the trade representative, and B"
            out += [t for t in conjuncts(child)[1:] if _is_name(draft, t)]
        elif ref.rule in _NAMED:
            out += conjuncts(child) if ref.entity.kind is ActorKind.PERSON else ()
    return tuple(out)


def _states_listed(draft: Draft, token: Token) -> tuple[Token, ...]:
    """States behind a first one that parsers take for an apposition: "of Greece, Italy and Spain"."""
    out: list[Token] = []
    for child in token.children:
        ref = draft.ref_at.get(child.i)
        if child.dep_ == "appos" and ref is not None and ref.entity is not None and ref.rule == "state":
            out += conjuncts(child) if any(c.dep_ == "conj" for c in child.children) else ()
    return tuple(out)


def _is_name(draft: Draft, token: Token) -> bool:
    ref = draft.ref_at.get(token.i)
    return ref is not None and ref.entity is not None and ref.entity.kind is ActorKind.PERSON and ref.rule in _NAMED


def _one(draft: Draft, token: Token) -> tuple[Party, ...]:
    if token.i in draft.groups:
        return _parties(draft.groups[token.i])
    if token.lemma_.lower() in COUNTERPARTS:
        return counterpart(draft, token, denote)
    if token.text.endswith("s") and token.text.istitle() and len(family := _family(draft, token)) > 1:
        return family
    if token.tag_ == "NNS" and token.lemma_ in _ARMS and len(owners := _owners(draft, token)) > 1:
        return _parties(tuple(dict.fromkeys(state_for(draft, o) for o in owners)))
    ref = draft.ref_at.get(token.i)
    if ref is not None and ref.entity is not None:
        return _at_home(draft, ref.entity.name) or (Party(ref.entity.name),)
    word = token.lower_
    if word in _ONE or word in _US:
        return _speaker(draft, token, joint=word in _US)
    if token.tag_ in _RELATIVE:
        return _antecedent(draft, token)
    if word in _PARTITIVE and (target := _part_of(token)) is not None:
        return denote(draft, target)
    if word in groups.NUMBERS and (token.pos_ in ("NUM", "DET", "PRON") or word == "pair"):
        return _counted(draft, token)
    if token.pos_ in ("NOUN", "PROPN"):
        return _noun(draft, token)
    return ()


def _antecedent(draft: Draft, token: Token) -> tuple[Party, ...]:
    """Whom the clause of a relative pronoun is about: "Zarif, with whom he spoke"."""
    node = token
    for _ in range(4):
        node = node.head
        if node.dep_ in ("relcl", "acl"):
            return _one(draft, node.head) if node.head.i < token.i else ()
    return ()


def _parties(names: tuple[str, ...]) -> tuple[Party, ...]:
    return tuple(Party(name) for name in names)


def _speaker(draft: Draft, token: Token, *, joint: bool) -> tuple[Party, ...]:
    """Whose "I" it is; "we" of somebody who speaks for a state is the state."""
    statement = draft.speaker_at(token.idx)
    if statement is None or statement.source is None:
        return _parties(issuer(draft, denote)) if joint and draft.quote_at(token.idx) is None else ()
    return (Party(state_for(draft, statement.source) if joint else statement.source),)


def _family(draft: Draft, token: Token) -> tuple[Party, ...]:
    """Who "the Reeds" are: those of that surname whom the report names."""
    surname = token.text.removesuffix("s")
    people = (e.name for e in draft.entities.values() if e.kind is ActorKind.PERSON)
    return _parties(tuple(name for name in people if name.split()[-1] == surname)) if len(surname) > 2 else ()


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
    count = groups.NUMBERS[token.lower_]
    found = groups.together(draft, token, _sentence(draft, token), lambda name: name, count)
    if not found and count == 2:
        found = groups.two_lately(draft, token.i, groups.is_person(draft, Rank.HEAD), ahead=True)
    return _parties(found)


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
    if (named := named_beside(draft, token)) is not None:
        return (Party(named.name),)
    many = token.tag_ in ("NNS", "NNPS") or any(c.lower_ in _EACH for c in token.children)
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
    """Leaders, ministers and sides: of whom a possessive tells, of the states named in front, of those spoken of."""
    if named := _named_behind(draft, token):
        return named
    owners = _owners(draft, token)
    ranks = groups.ranks_of(token)
    if ranks is not None and len(people := _people(draft, owners)) > 1:
        return _parties(people)
    if ranks is not None and (held := _holders(draft, token, owners, ranks)):
        return held
    definite = pair or any(c.lower_ == "the" for c in token.children)
    if not definite or owners:
        if len(owners) < 2 or not groups.is_side_noun(token):
            return ()
        states_too = token.lemma_.lower() in _STATES
        return _parties(tuple(dict.fromkeys(state_for(draft, o) for o in owners)) if states_too else owners)
    sentence = _sentence(draft, token)
    if ranks is not None:
        if not pair and not ranks:
            return ()
        fits = groups.is_person(draft, *ranks)
    elif groups.is_side_noun(token) and (pair or token.lemma_.lower() in ("side", "party")):
        fits = groups.is_state(draft) if token.lemma_.lower() in _STATES else groups.is_side(draft)
    else:
        return ()
    found = groups.together(draft, token, sentence, fits, groups.number(token))
    if not found and (pair or Rank.HEAD in (ranks or ())):
        wanted = groups.is_state(draft) if ranks is None else fits
        found = groups.two_lately(draft, token.i, wanted, ahead=ranks is not None)
    return _parties(found)


_EACH = frozenset({"neither", "either", "each"})
_STATES = frozenset({"country", "nation", "state", "government", "capital"})


def _named_behind(draft: Draft, token: Token) -> tuple[Party, ...]:
    """Who is named in apposition to a plural: "the two ministers, Jean-Yves Le Drian and Heiko Maas"."""
    for child in token.children:
        ref = draft.ref_at.get(child.i)
        if child.dep_ == "appos" and ref and ref.entity and ref.entity.kind is ActorKind.PERSON:
            names = groups.coordinated(draft, child, 1 << 60)
            return _parties(names) if len(names) > 1 else ()
    return ()


def _people(draft: Draft, owners: tuple[str, ...]) -> tuple[str, ...]:
    """Who is named behind the countries: "the presidents of Chad and Mali, A and B", where parsers make one list."""
    known = [(name, draft.entities.get(name)) for name in owners]
    people = [entity for _, entity in known if entity is not None and entity.kind is ActorKind.PERSON]
    countries = [name for name, entity in known if entity is None or entity.kind is not ActorKind.PERSON]
    if not countries:
        return ()
    if len(people) == len(countries):
        for entity, country in zip(people, countries, strict=True):
            entity.acts_for = entity.acts_for or country
    return tuple(entity.name for entity in people)


def _holders(draft: Draft, token: Token, owners: tuple[str, ...], ranks: tuple[Rank, ...]) -> tuple[Party, ...]:
    """The leaders or ministers of those named: each by name, one state's leaders in general as the state."""
    owners = tuple(dict.fromkeys(_state_led(state_for(draft, o)) for o in owners))
    title = groups.high_office(draft, token)
    if len(owners) == 1:
        return _parties(owners if owners[0] in states() and not groups.is_pair(token) else ())
    if ranks == (Rank.HEAD,):
        return _parties(tuple(dict.fromkeys(groups.leader_of(draft, o) for o in owners)))
    return _parties(tuple(groups.holder_of(draft, title, o) for o in owners)) if title else ()


def _state_led(name: str) -> str:
    """The state of somebody known only as its leader."""
    return name.removeprefix("leader of ").removeprefix("the ")


def _owners(draft: Draft, token: Token) -> tuple[str, ...]:
    """Everybody whose the noun is: "their", "the Russian and Chinese", "of Russia and China"."""
    out: list[str] = []
    for child in token.children:
        if child.dep_ == "poss" or (child.dep_ in ("amod", "compound", "nmod") and child.i < token.i):
            out += [p.name for p in denote(draft, child)] if child.pos_ != "ADJ" else _adjectives(draft, child)
        elif child.dep_ == "prep" and child.lower_ in ("of", "from"):
            for target in child.children:
                if target.dep_ == "pobj":
                    out += [p.name for p in denote(draft, target)]
    return tuple(dict.fromkeys(out))


def _at_home(draft: Draft, name: str) -> tuple[Party, ...]:
    """Whose "the Administration" is that a paper writes like a name: its own."""
    known = issuer(draft, denote) if name in ("Administration", "Government") else ()
    return _parties(known) if len(known) == 1 else ()


def _executive(draft: Draft, token: Token) -> tuple[Party, ...]:
    """Whose "the administration" or "the government" is in a text that speaks for one: its own."""
    known = issuer(draft, denote) if token.lemma_.lower() in ("administration", "government") else ()
    return _parties(known) if len(known) == 1 and any(c.lower_ in ("the", "our") for c in token.lefts) else ()


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
        return (Party(realm(draft, entity.name)),) if entity is not None else _executive(draft, token)
    if sort == "side" and not many:
        return ()
    text = describe(draft, token)
    if len(text.split()) < 2 and not (sort == "anonymous" or many):
        return ()
    if sort in ("person", "anonymous", "leader"):
        return (Party(f"{text} (unnamed)"),)
    return (Party(text),)
