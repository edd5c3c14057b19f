"""Several actors in one phrase: "their leaders", "both sides", "the two leaders", "the two Koreas"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import islice

from spacy.tokens import Token

from pourparler.annotate.actors.lexicon import Rank, Title, states, titles
from pourparler.annotate.actors.owners import state_for, with_article
from pourparler.annotate.draft import Draft, Entity, Ref
from pourparler.model.findings import ActorKind

_TWO = frozenset({"two", "both", "2", "neither", "either", "each"})
NUMBERS = {"both": 2, "two": 2, "pair": 2, "three": 3, "trio": 3, "four": 4, "five": 5, "six": 6}
Fits = Callable[[str], str | None]
_FACING = frozenset("meet join host call visit welcome receive phone telephone see".split())
_PART_IN = frozenset({"with", "between", "by", "to", "of", "for", "among"})
_NEAR_AHEAD = 40
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


def together(draft: Draft, token: Token, sentence: int, fits: Fits, count: int | None = None) -> tuple[str, ...]:
    """The actors last spoken of together before a token, coordinated or one with another, as far as they fit.

    fits: name of an actor -> the name that the phrase wants of him (himself, his state), or None. count: how many they
    must be. () if there are none in the last three sentences.
    """
    for k in range(sentence, max(-1 + (draft.has_title and sentence > 0), sentence - _LOOK_BACK), -1):
        best: tuple[str, ...] = ()
        for i in range(draft.sents[k].start, min(draft.sents[k].end, token.i)):
            names = tuple(dict.fromkeys(f for n in spoken_together(draft, i, token.i) if (f := fits(n)) is not None))
            if len(names) > 1 and count in (None, len(names)):
                best = names
        if best:
            return best
    return ()


def spoken_together(draft: Draft, i: int, before: int) -> tuple[str, ...]:
    """The actors for whom the phrase headed by token i stands: a group, a coordination, a subject with its partner."""
    if i in draft.groups:
        return draft.groups[i]
    ref = draft.ref_at.get(i)
    if ref is None or ref.entity is None or ref.head != i or ref.rule == "adjective" or not prominent(draft, i):
        return ()
    names = coordinated(draft, draft.doc[i], before)
    if len(names) == 1:
        return tuple(dict.fromkeys((*names, *partner(draft, draft.doc[i], before))))
    return names


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
        stack += stray(draft, node)
    return tuple(out)


def stray(draft: Draft, token: Token) -> tuple[Token, ...]:
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


def partner(draft: Draft, token: Token, before: int) -> tuple[str, ...]:
    """Those with whom a subject does something: "Pompeo met Kim", "Pompeo hopes to meet with Kim"."""
    if token.dep_ not in ("nsubj", "nsubjpass"):
        return ()
    verbs = [token.head]
    for verb in verbs:
        for child in verb.children:
            target = child if child.dep_ == "dobj" and verb.lemma_ in _FACING else None
            if child.dep_ == "prep" and child.lower_ in _WITH:
                target = next((g for g in child.children if g.dep_ == "pobj"), None)
            if target is not None and target.i < before and (names := _those(draft, target, before)):
                return names
            if child.dep_ in ("ccomp", "xcomp") and len(verbs) < _DEPTH:
                verbs.append(child)
    return ()


def _those(draft: Draft, target: Token, before: int) -> tuple[str, ...]:
    """For whom the object of a verb stands; a capital that somebody visits is a place."""
    if target.i in draft.groups:
        return draft.groups[target.i]
    ref = draft.ref_at.get(target.i)
    return coordinated(draft, target, before) if ref is not None and ref.rule != "capital" else ()


def number(noun: Token) -> int | None:
    """How many the noun counts: 3 for "the three ministers", None if it does not say."""
    return next((NUMBERS[c.lower_] for c in noun.children if c.i < noun.i and c.lower_ in NUMBERS), None)


def is_pair(noun: Token) -> bool:
    """Is the noun counted as two: "the two sides", "both leaders"?"""
    return any(c.lower_ in _TWO for c in noun.children if c.i < noun.i)


def two_lately(draft: Draft, at: int, fits: Fits, *, ahead: bool = False) -> tuple[str, ...]:
    """The two who fit spoken of last before a token (`ahead`: or first after it); () if there are no two."""
    out: list[str] = []
    after = bisect_left(draft.refs, at + 1, key=lambda r: r.start)
    later = draft.refs[after : after + _NEAR_AHEAD] if ahead else []
    for ref in (*islice(_back(draft, at), _NEAR), *later):
        if ref.entity is None or (ref.rule == "capital" and draft.doc[ref.head].dep_ == "pobj"):
            continue
        name = fits(ref.entity.name)
        if name is not None and name not in out and not any(_same_side(draft, name, other) for other in out):
            out.append(name)
        if len(out) == 2:
            return tuple(reversed(out))
    return ()


def _same_side(draft: Draft, one: str, other: str) -> bool:
    """Do two people act for the same state?"""
    a, b = draft.entities.get(one), draft.entities.get(other)
    return a is not None and b is not None and a.acts_for is not None and a.acts_for == b.acts_for


def is_state(draft: Draft) -> Fits:
    """A state, or the state that somebody acts for."""

    def fits(name: str) -> str | None:
        state = state_for(draft, name)
        return state if state in states() else None

    return fits


def is_side(draft: Draft) -> Fits:
    """Whoever can be a party to a dispute: states and bodies, for whom their people stand."""
    return lambda name: state_for(draft, name)


def is_person(draft: Draft, *ranks: Rank) -> Fits:
    """A person by name, of one of these ranks if any are given."""

    def fits(name: str) -> str | None:
        entity = draft.entities.get(name)
        if entity is None or entity.kind is not ActorKind.PERSON:
            return None
        return name if not ranks or rank_of_entity(entity) in ranks else None

    return fits


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
    return f"leader of {with_article(state)}"


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
    return f"{title.title} of {with_article(state)}"


def ranks_of(noun: Token) -> tuple[Rank, ...] | None:
    """Of what rank the people are for whom a plural noun stands; () for any, None if it is no such noun."""
    return _RANKS.get(noun.lower_) if noun.tag_ in ("NNS", "NNPS") else None


_RANKS: dict[str, tuple[Rank, ...]] = {
    "leaders": (Rank.HEAD,),
    "presidents": (Rank.HEAD,),
    "premiers": (Rank.HEAD,),
    "statesmen": (Rank.HEAD,),
    "ministers": (Rank.MINISTER, Rank.HEAD),
    "secretaries": (Rank.MINISTER,),
    "diplomats": (Rank.MINISTER, Rank.OFFICIAL),
    "envoys": (Rank.OFFICIAL,),
    "negotiators": (Rank.OFFICIAL, Rank.MINISTER),
    "men": (),
    "women": (),
    "politicians": (),
}


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
