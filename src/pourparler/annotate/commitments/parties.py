"""Who is bound, and toward whom."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pourparler.annotate.actors import Party, denote, issuer
from pourparler.annotate.commitments.candidates import Candidate, passive
from pourparler.annotate.commitments.finders import is_noun
from pourparler.annotate.commitments.frames import PROGRESSIVE, TERM, UNDER, kind
from pourparler.annotate.draft import Draft, Entity
from pourparler.annotate.syntax import agent, clause, direct_object, prep_objects, subject
from pourparler.model.findings import ActorKind, Force, Status

_FIRST = frozenset({"i", "we", "us", "our", "my"})
_THIRD = frozenset({"he", "she", "it", "they"})
_SAYING = frozenset({"say", "announce", "indicate", "state", "tell", "declare", "confirm", "insist", "add"})
_GATHERED = frozenset({"they", "both", "their"})
_HEADS = frozenset("leaders officials presidents ministers sides parties delegations governments countries two".split())
_JOINT = frozenset({"alliance", "partnership", "parties", "participants", "sides", "countries", "nations", "both"})
_AT_PRESENT = frozenset({"already", "currently", "now", "presently", "still"})
_LEAVING = frozenset({"run", "go", "leave", "come", "back", "return", "resign", "quit", "retreat", "withdraw", "stand"})
_OWN = frozenset({"his", "her", "its", "their"})
_PAIRED = frozenset({"both", "neither", "each", "either", "two"})
_NEAR = 6  # words between a verb of saying and the verb of its clause
_BODIES = frozenset({ActorKind.STATE, ActorKind.ORGANISATION})
_BEARERS = ("of", "between", "by", "from", "among")


def names(parties: tuple[Party, ...]) -> tuple[str, ...]:
    """Names of parties, each once."""
    return tuple(dict.fromkeys(p.name for p in parties))


def bound(draft: Draft, candidate: Candidate) -> tuple[str, ...]:
    """Canonical names of those whom a candidate binds; () where nobody can tell."""
    if candidate.place == "there" or (_told_passive(draft, candidate)):
        return _speaker(draft, candidate)
    vague: tuple[str, ...] = ()
    for token in _bearers(draft, candidate):
        found = _stood_for(draft, token)
        if any(_named(draft, n) for n in found):
            return tuple(dict.fromkeys((*found, *_partners(draft, candidate))))
        vague = vague or found
    return vague


def _told_passive(draft: Draft, candidate: Candidate) -> bool:
    """Does somebody say in a sentence of its own what is to be done to something?"""
    at = candidate.deed.idx
    spoken = draft.quote_at(at) is not None or draft.speaker_at(at) is not None
    return candidate.frame is TERM and spoken and passive(candidate.deed)


def _speaker(draft: Draft, candidate: Candidate) -> tuple[str, ...]:
    """Who says it, if he speaks for a state or body."""
    statement = draft.speaker_at(candidate.deed.idx)
    if statement is None or statement.source is None:
        return ()
    if candidate.frame is TERM and not (passive(candidate.deed) and of_his_own(draft, candidate)):
        return ()
    return (statement.source,) if in_charge(draft, statement.source) else ()


def in_charge(draft: Draft, name: str) -> bool:
    """Does somebody speak for a state or body, and not just of it, as analysts and residents do?"""
    entity = draft.entities.get(name)
    if entity is not None and entity.kind is not ActorKind.UNNAMED:
        return bool(entity.acts_for or entity.offices) or entity.kind in _BODIES | {ActorKind.GROUP}
    words = set(name.lower().replace("'s", "").split())
    whose = any(
        word[0].isupper() for word in name.split()
    )  # "spokesman for the Libyan government", no bare "spokesman"
    return whose and not words.isdisjoint(kind("in charge"))


def _named(draft: Draft, name: str) -> bool:
    """A party with a name of its own, not "teams" or "officials (unnamed)"."""
    entity = draft.entities.get(name)
    return entity is not None and entity.kind is not ActorKind.UNNAMED and not name.islower()


def _stood_for(draft: Draft, token: Token) -> tuple[str, ...]:
    """Parties of a phrase; "they" and "both" in a report about one meeting are those who met, if nobody nearer fits."""
    found = names(denote(draft, token))
    if token.lower_ in _JOINT and len(joint := issuer(draft, denote)) > 1:
        return joint
    gathered = token.lower_ in _GATHERED or (token.lower_ in _HEADS and not any(_named(draft, n) for n in found))
    if not gathered or draft.speaker_at(token.idx) is not None:
        return found
    held = [m for m in draft.meetings if m.status in (Status.HELD, Status.UNDER_WAY) and len(m.parties) > 1]
    if not held or held[0].evidence.span.start > token.idx:
        return found
    met = held[0].parties
    return found if any(same_side(draft, f, m) for f in found for m in met) else met


def _partners(draft: Draft, candidate: Candidate) -> Iterator[str]:
    """With whom an accord is signed or something agreed: they are bound by it as well."""
    frame = candidate.frame
    if frame.force is Force.AGREED and candidate.promise.pos_ == "VERB" and frame.life is None:
        holders = (candidate.promise, candidate.deed) if candidate.place == "object" else (candidate.promise,)
        for holder in holders:
            for token in prep_objects(holder, "with"):
                yield from names(denote(draft, token))


def _bearers(draft: Draft, candidate: Candidate) -> Iterator[Token]:
    """Tokens that may head the phrase of who is bound, the likeliest first; the search ends at the first party."""
    promise, place = candidate.promise, candidate.place
    if place == "provided" and candidate.actor is not None:
        yield from _owners(draft, candidate.actor)
        return
    if candidate.actor is not None and undergoes(candidate):
        if (by := doer(candidate.deed)) is not None:
            yield by
        return
    if place == "clause" and candidate.frame.own and candidate.actor is not None and of_his_own(draft, candidate):
        if not passive(candidate.deed):
            yield candidate.actor  # "his government"
        yield from _sayers(draft, promise)
        return
    if candidate.actor is not None:
        yield candidate.actor
        if place == "clause" and candidate.frame.own and candidate.actor.lower_ in _THIRD:
            yield from _sayers(draft, promise)
        if candidate.frame.own or place in ("modal", "is to", "item"):
            return
    if is_noun(promise):
        yield from _owners(draft, promise)
        return
    by = agent(promise) if promise.tag_ != "VBD" else None  # "promised elections by May"
    if by is not None:
        yield by
    elif place == "object" and (candidate.deed.dep_ == "nsubjpass" or promise.dep_ in ("amod", "acl")):
        yield from prep_objects(candidate.promise, *_BEARERS)
        yield from prep_objects(candidate.deed, *_BEARERS)
        holder = candidate.deed.head
        if promise.dep_ == "acl" and holder.lemma_ == "have" and (who := subject(holder)) is not None:
            yield who  # "Oslo has a vote scheduled"
    else:
        who = subject(predicate(promise))
        if who is not None:
            yield who
            if who.lemma_ == "office":
                yield from (c for c in who.lefts if c.dep_ == "poss")
            yield from _reported(promise, who)
        if who is None or who.dep_ == "csubj":
            yield from _before(draft, promise)


def undergoes(candidate: Candidate) -> bool:
    """Is something done to the subject of what an accord says: "under the deal, all prisoners will be exchanged"?"""
    if candidate.place == "provided":
        return True
    return candidate.frame in (UNDER, TERM) and candidate.actor is not None and passive(candidate.deed)


def doer(deed: Token) -> Token | None:
    """Who is said to do what is done; "by Friday" is nobody."""
    found = agent(deed)
    return None if found is None or found.ent_type_ in ("DATE", "TIME") else found


def of_both(candidate: Candidate) -> bool:
    """Is it "both sides" or "neither party" that is bound: those who made the accord told before?"""
    who = candidate.actor if candidate.actor is not None else subject(predicate(candidate.promise))
    if who is None or who.lemma_ not in ("side", "party", "signatory"):
        return False
    return any(c.lower_ in _PAIRED for c in who.lefts)


def of_his_own(draft: Draft, candidate: Candidate) -> bool:
    """Is it what the sayer orders: "said that his troops would leave", "said that the prisoners would be freed"?

    What is done to somebody of another side, or by a third party, is not his to promise.
    """
    actor = candidate.actor
    if actor is None or actor.pos_ not in ("NOUN", "PROPN"):
        return False
    owned = any(c.dep_ == "poss" and c.lower_ in _OWN for c in actor.lefts)
    if not passive(candidate.deed):
        return owned and actor.lemma_ in kind("own people")
    official = candidate.deed.lemma_.lower() in kind("official act") and doer(candidate.deed) is None
    if actor.lemma_ in ("decision", "vote", "step", "question", "deal", "agreement", "account", "care"):
        return False
    named = any(_is_other(draft, t) for t in actor.subtree)
    return official and (owned or not named)


def _is_other(draft: Draft, token: Token) -> bool:
    ref = draft.ref_at.get(token.i)
    known = ref is not None and ref.entity is not None and ref.entity.kind is not ActorKind.UNNAMED
    return known and token.tag_ != "PRP$"


def _before(draft: Draft, verb: Token) -> Iterator[Token]:
    """The party named right before the verb and its auxiliaries, where the parse lost the subject."""
    at = verb
    for child in reversed(list(verb.lefts)):
        if child.dep_ not in ("aux", "auxpass", "neg", "advmod"):
            break
        at = child
    while at.i > verb.sent.start:
        at = at.nbor(-1)
        if not at.is_space:
            break
    ref = draft.ref_at.get(at.i)
    if ref is not None:
        head = draft.doc[ref.head]
        while head.dep_ == "conj" and head.head.i < head.i:
            head = head.head
        yield head


def _reported(promise: Token, who: Token) -> Iterator[Token]:
    """In "they said they plan" a pronoun nobody could resolve is most likely whoever says it of himself."""
    saying = promise.head
    if who.lower_ in _THIRD and promise.dep_ == "ccomp" and saying.lemma_ in _SAYING and promise.i - saying.i < _NEAR:
        sayer = subject(saying)
        if sayer is not None and sayer.i != who.i:
            yield sayer


def predicate(promise: Token) -> Token:
    """The verb that carries tense and subject: that of a predicate adjective is its copula."""
    predicative = promise.pos_ == "ADJ" or promise.dep_ in ("acomp", "oprd")
    return promise.head if predicative and promise.head.pos_ in ("VERB", "AUX") else promise


def _owners(draft: Draft, noun: Token) -> Iterator[Token]:
    """Whose promise it is: "Iran's pledge", "a U.S. pledge", "a deal between A and B", "he made a pledge".

    Who reaffirms or breaks "their" commitment does so to his own.
    """
    verb = noun.head
    if (blamed := _blamed(noun)) is not None:
        yield blamed
    if (
        noun.dep_ == "dobj"
        and verb.lemma_ in kind("self")
        and any(c.dep_ == "poss" and c.pos_ == "PRON" for c in noun.lefts)
    ):
        who = subject(verb)
        if who is not None:
            yield who
    for child in noun.lefts:
        if child.dep_ == "poss" or (child.dep_ in ("compound", "amod", "nmod") and child.i in draft.ref_at):
            yield child
    yield from prep_objects(noun, *_BEARERS)
    for side in prep_objects(noun, "on"):
        if side.lemma_ in ("side", "part"):  # "a commitment on the U.S. side", "on the part of Oslo"
            yield from (c for c in side.lefts if c.i in draft.ref_at)
            yield from prep_objects(side, "of")
    owned = any(c.dep_ == "poss" for c in noun.lefts)
    if (
        not owned
        and verb.lemma_ not in kind("onlooker")
        and verb.pos_ in ("VERB", "AUX")
        and noun.dep_ in ("dobj", "oprd")
    ):
        who = subject(verb)
        if who is not None:
            yield who


def _blamed(noun: Token) -> Token | None:
    """In "accused Oslo of breaking its promises" the promises are Oslo's."""
    if not any(c.dep_ == "poss" and c.lower_ in ("its", "his", "her", "their") for c in noun.lefts):
        return None
    node = noun
    for _ in range(6):
        if node.head.i == node.i:
            return None
        node = node.head
        if node.lemma_.lower() in kind("blaming"):
            return direct_object(node)
    return None


def own_action(draft: Draft, candidate: Candidate, by: tuple[str, ...]) -> bool:
    """Does the speaker of the words, or the report of itself, speak of the bound party's own plans?"""
    actor = candidate.actor
    if passive(candidate.deed) and not any(in_charge(draft, name) for name in by):
        return False
    if candidate.frame is PROGRESSIVE and not _ahead(draft, candidate):
        return False
    if actor is not None and actor.lower_ in _FIRST:
        return True
    sources = _sources(draft, candidate)
    if sources is None:
        return candidate.place != "clause" and _announced(draft, candidate, by)
    return any(same_side(draft, s, b) for s in sources for b in by)


def _ahead(draft: Draft, candidate: Candidate) -> bool:
    """Does a present progressive speak of what is to come: denied, or with a day behind publication?"""
    deed = candidate.deed
    if any(c.dep_ == "neg" for c in deed.lefts):
        return (deed.lemma_ not in kind("speech") and direct_object(deed) is not None) or deed.lemma_ in _LEAVING
    return ahead(draft, deed) and not any(c.lower_ in _AT_PRESENT for c in deed.children)


def ahead(draft: Draft, deed: Token, first: Token | None = None) -> bool:
    """Does a time behind the day of publication stand in the words under a deed, from `first` or the deed itself on?"""
    day = draft.report.day
    start, end = (first or deed).idx, deed.right_edge.idx + len(deed.right_edge.text)
    inside = (t.window for t in draft.timexes if start <= t.evidence.span.start < end)
    return day is not None and any(w is not None and w.earliest is not None and w.earliest > day for w in inside)


def _sources(draft: Draft, candidate: Candidate) -> tuple[str, ...] | None:
    """Whose words the deed stands in; None in the report's own voice."""
    statement = draft.speaker_at(candidate.deed.idx)
    by_way = candidate.promise.lemma_ in ("let", "hear", "learn")  # whoever knows it does not say it
    if statement is not None and statement.source is not None and not by_way:
        return (statement.source,)
    if candidate.place == "clause":
        return next((n for t in _sayers(draft, candidate.promise) if (n := names(denote(draft, t)))), ())
    return None if statement is None and draft.quote_at(candidate.deed.idx) is None else ()


def _sayers(draft: Draft, promise: Token) -> Iterator[Token]:
    """Who says or announces what a clause behind the word tells."""
    if is_noun(promise):
        yield from _owners(draft, promise)
    elif promise.lemma_ in ("hear", "learn"):
        yield from prep_objects(promise, "from")
    elif (who := subject(promise)) is not None:
        yield who


def _announced(draft: Draft, candidate: Candidate, by: tuple[str, ...]) -> bool:
    """In the report's own voice "will" tells a plan of a state or body; of a person only with a day or a "not"."""
    deed = candidate.deed
    finite = clause(deed)
    actor = candidate.actor
    place = candidate.promise if candidate.place == "is to" else deed
    done = (finite.passive or finite.progressive) and candidate.frame is not PROGRESSIVE
    if done or place.dep_ not in ("ROOT", "conj") or actor is None:
        return False
    if actor.lower_ in ("it", "this", "that") or (candidate.place == "is to" and actor.pos_ == "PRON"):
        return False
    if deed.lemma_.lower() in kind("tentative"):
        return False
    kinds = {draft.entities[n].kind for n in by if n in draft.entities}
    staff = any(n.partition("'s ")[0] in draft.entities for n in by if "'s " in n)  # "Joe Biden's team"
    if candidate.frame is PROGRESSIVE and kinds <= {ActorKind.UNNAMED}:
        return False
    return staff or candidate.frame is PROGRESSIVE or bool(kinds & _BODIES) or finite.negated or _dated(draft, deed)


def _dated(draft: Draft, deed: Token) -> bool:
    """Does a time of the calendar stand in the clause?"""
    start, end = deed.left_edge.idx, deed.right_edge.idx + len(deed.right_edge.text)
    return any(t.window is not None and start <= t.evidence.span.start < end for t in draft.timexes)


def same_side(draft: Draft, a: str, b: str) -> bool:
    """The same party, or one acts for the other, or both for a third."""
    return a == b or not _sides(draft, a).isdisjoint(_sides(draft, b))


def _sides(draft: Draft, name: str) -> set[str]:
    entity: Entity | None = draft.entities.get(name)
    return {name, entity.acts_for} if entity is not None and entity.acts_for else {name}
