"""Several actors in one phrase: "their leaders", "both sides", "the two leaders", "the two Koreas"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Token

from pourparler.annotate.actors.lexicon import Rank, Title, nouns, titles
from pourparler.annotate.draft import Draft, Entity, Ref
from pourparler.model.findings import ActorKind

_TWO = frozenset({"two", "both", "2"})
_FACING = frozenset("meet join host call visit welcome receive phone telephone see".split())
_PART_IN = frozenset({"with", "between", "by", "to", "of", "for", "among"})
_NEAR = 300  # references: what lies further back is not spoken of any more
_DEPTH = 5  # verbs below a subject: "said he hopes to meet with"
_WITH = frozenset({"with", "against", "between"})
_LOOK_BACK = 3  # sentences


def rank_of_entity(entity: Entity) -> Rank | None:
    """The highest office that an entity holds now."""
    best: Rank | None = None
    order = list(Rank)
    for office in entity.offices:
        title = titles().get(office.title)
        if title and title.title == "leader" and office.of is None:
            continue  # of a party or of nobody in particular
        if title and title.kind != "courtesy" and (best is None or order.index(title.rank) < order.index(best)):
            best = title.rank
    return best


def pair_before(draft: Draft, token: Token, sentence: int) -> tuple[tuple[str, ...], int]:
    """The actors last spoken of together before a token, coordinated or one with another; and in which sentence.

    () if there are none in this sentence and the one before.
    """
    for k in range(sentence, max(-1 + (draft.has_title and sentence > 0), sentence - 2), -1):
        sent = draft.sents[k]
        best: tuple[str, ...] = ()
        for i in range(sent.start, min(sent.end, token.i)):
            ref = draft.ref_at.get(i)
            if ref is None or ref.entity is None or ref.head != i or ref.rule == "adjective" or not prominent(draft, i):
                continue
            names = coordinated(draft, draft.doc[i], token.i)
            if len(names) > 1:
                best = names
            elif names and (other := partner(draft, draft.doc[i], token.i)) and other not in names:
                best = (*names, other)
        if best:
            return best, k
    return (), -1


def prominent(draft: Draft, i: int) -> bool:
    """Does the phrase play a part in what is done: no later half of a coordination, no mere place or example?"""
    token = draft.doc[i]
    if token.dep_ == "pobj":
        return token.head.lower_ in _PART_IN
    return token.dep_ in ("nsubj", "nsubjpass", "dobj", "dative", "poss", "attr", "ROOT", "appos")


def coordinated(draft: Draft, token: Token, before: int) -> tuple[str, ...]:
    """Names joined by "and" from this one on, all before an index."""
    out: list[str] = []
    stack = [token]
    while stack:
        node = stack.pop()
        ref = draft.ref_at.get(node.i)
        if node.i >= before:
            break
        if ref is not None and ref.entity is not None and ref.entity.name not in out:
            out.append(ref.entity.name)
        stack += [c for c in node.children if c.dep_ == "conj"]
    return tuple(out)


def partner(draft: Draft, token: Token, before: int) -> str | None:
    """The one with whom a subject does something: "Pompeo met Kim", "Pompeo hopes to meet with Kim"."""
    if token.dep_ not in ("nsubj", "nsubjpass"):
        return None
    verbs = [token.head]
    for verb in verbs:
        for child in verb.children:
            target = child if child.dep_ == "dobj" and verb.lemma_ in _FACING else None
            if child.dep_ == "prep" and child.lower_ in _WITH:
                target = next((g for g in child.children if g.dep_ == "pobj"), None)
            ref = draft.ref_at.get(target.i) if target is not None and target.i < before else None
            if ref is not None and ref.entity is not None:
                return ref.entity.name
            if child.dep_ in ("ccomp", "xcomp") and len(verbs) < _DEPTH:
                verbs.append(child)
    return None


def is_pair(noun: Token) -> bool:
    """Is the noun counted as two: "the two sides", "both leaders"?"""
    return any(c.lower_ in _TWO for c in noun.children if c.i < noun.i)


def two_states(draft: Draft, at: int) -> tuple[str, ...]:
    """The two states spoken of last before a token, by name, demonym or through their people; () if not two."""
    out: list[str] = []
    for ref in islice(_back(draft, at), _NEAR):
        entity = ref.entity
        if entity is None or (ref.rule == "capital" and draft.doc[ref.head].dep_ == "pobj"):
            continue
        name = entity.name if entity.kind is ActorKind.STATE else entity.acts_for
        if (name and name not in out and name in draft.entities and draft.entities[name].kind is ActorKind.STATE) or (
            name and name not in out and name not in draft.entities
        ):
            out.append(name)
        if len(out) == 2:
            return tuple(reversed(out))
    return ()


def two_leaders(draft: Draft, at: int) -> tuple[str, ...]:
    """The two heads of state or government of different states spoken of last before a token (or first after it)."""
    out: list[Entity] = []
    after = bisect_left(draft.refs, at + 1, key=lambda r: r.start)
    for ref in (*islice(_back(draft, at), _NEAR), *draft.refs[after : after + 40]):
        entity = ref.entity
        if entity is None or entity.kind is not ActorKind.PERSON or rank_of_entity(entity) is not Rank.HEAD:
            continue
        if entity not in out and all(e.acts_for is None or e.acts_for != entity.acts_for for e in out):
            out.append(entity)
        if len(out) == 2:
            return tuple(e.name for e in reversed(out))
    return ()


def _back(draft: Draft, at: int) -> Iterator[Ref]:
    """References before a token, nearest first."""
    for k in range(bisect_left(draft.refs, at, key=lambda r: r.start) - 1, -1, -1):
        yield draft.refs[k]


def leader_of(draft: Draft, state: str) -> str:
    """The head of a state or party whom the report names, or "leader of X"."""
    for ref in draft.refs:
        entity = ref.entity
        if (
            entity
            and entity.kind is ActorKind.PERSON
            and entity.acts_for == state
            and rank_of_entity(entity) is Rank.HEAD
        ):
            return entity.name
    return f"leader of {state}"


def holder_of(draft: Draft, title: Title, state: str) -> str:
    """Who holds an office of a state in the report, or "foreign minister of X"."""
    for entity in draft.entities.values():
        for office in entity.offices:
            held = titles().get(office.title)
            if (
                held
                and held.role == title.role
                and (office.of or entity.acts_for) == state
                and entity.kind is ActorKind.PERSON
            ):
                return entity.name
    return f"{title.title} of {state}"


def is_leader_noun(noun: Token) -> bool:
    """Plural nouns that stand for the heads of the states spoken of."""
    return noun.lower_ in ("leaders", "presidents", "premiers") and noun.tag_ in ("NNS", "NNPS")


def high_office(draft: Draft, noun: Token) -> Title | None:
    """The office of ministers that a plural noun ends or begins: "foreign ministers", "ministers of finance"."""
    for start in range(noun.i, max(-1, noun.i - 4), -1):
        for end in (noun.i + 1, noun.i + 3):
            title = titles().get(draft.doc[start:end].text.lower())
            if title and title.plural and title.rank in (Rank.HEAD, Rank.MINISTER):
                best = title
                longer = titles().get(draft.doc[max(0, start - 1) : end].text.lower())
                return longer if longer and longer.plural else best
    return None


def is_side_noun(noun: Token) -> bool:
    """Nouns for each party to the matter: side, party, country, nation, state, government, rival, neighbour, ally."""
    return noun.lemma_.lower() in _SIDES


_SIDES = frozenset(
    "side party country nation state government rival neighbor neighbour ally foe adversary capital".split()
)


def sort_of(noun: Token) -> str | None:
    """Sort of a common noun for people, or None."""
    found = nouns().get(noun.lemma_.lower())
    return found[0] if found else None
