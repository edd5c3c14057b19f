"""Acts between two actors that are neither meeting nor commitment: accuse, threaten, sanction, aid, yield, attack …"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from pourparler.annotate.actors import denote
from pourparler.annotate.actors.owners import describe
from pourparler.annotate.draft import Draft
from pourparler.annotate.events.lexicon import FRIENDLY, Act, above, acts, announced, nouns, quads, said_of
from pourparler.annotate.syntax import OBJECTS, Mood, agent, clause, conjuncts, subject

_CLIMB = frozenset({"xcomp", "ccomp", "pcomp", "prep", "conj", "acl", "advcl"})
_ALONE = frozenset({"PROTEST", "MOBILIZE", "ASSAULT", "RETREAT", "COERCE", "REJECT"})
_THINGS = frozenset({"it", "this", "that", "which", "what", "there", "who", "they", "them", "he", "she", "him", "her"})
_PLACE = frozenset({"in", "at", "on", "near", "inside"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An act in a sentence: its verb, what it is, the head tokens of who acts and whom it is done to."""

    verb: Token
    type: str
    mode: str
    cameo: str
    actor: Token | None
    recipient: Token | None


def found_acts(draft: Draft, taken: frozenset[int]) -> Iterator[Found]:
    """Acts of the report's body in order; `taken` are tokens that already belong to meetings and commitments."""
    told: set[int] = set()  # what is asked for or refused is coded with the asking
    for sent in draft.body():
        for token in sent:
            if token.pos_ in ("VERB", "AUX") and token.i not in taken and token.i not in told:
                found = _read(token) or _ought(token)
                if found is not None:
                    if (inner := _inner(token)) is not None:
                        told.add(inner.i)
                    yield found


def act_of(verb: Token) -> Act | None:
    """The act that a verb with its objects tells, whatever stands above it; None for any other verb."""
    return next((a for a in acts().get(verb.lemma_.lower(), ()) if _fits(verb, a)), None)


def _read(verb: Token) -> Found | None:
    act = act_of(verb)
    if act is None:
        return None
    actor, patient = _doer(verb), _patient(verb, act)
    type_, mode, cameo, actor = _seen_from_above(verb, act, actor)
    if type_ == act.type and (inner := _inner(verb)) is not None and (told := act_of(inner)) is not None:
        mode, cameo = said_of(type_, told.type) if (type_, "") in announced() else (mode, cameo)
    if not type_ or (actor is None and patient is None):
        return None
    return Found(verb=verb, type=type_, mode=mode, cameo=cameo, actor=actor, recipient=patient)


def _inner(verb: Token) -> Token | None:
    """What somebody is asked, threatened or accused to do, where that is an act itself."""
    if verb.lemma_.lower() not in above():
        return None
    for child in verb.rights:
        if child.dep_ in ("xcomp", "ccomp") and any(c.tag_ == "TO" for c in child.lefts):
            return child if act_of(child) is not None else None
        if child.dep_ == "prep" and child.lower_ in ("of", "for", "to"):
            doing = next((c for c in child.children if c.dep_ == "pcomp"), None)
            if doing is not None:
                return doing if act_of(doing) is not None else None
    return None


def _ought(verb: Token) -> Found | None:
    """Who says that another must do something asks it of him: "Oslo says Bern must leave"."""
    if verb.dep_ != "ccomp" or clause(verb).mood is not Mood.OUGHT or clause(verb).negated:
        return None
    asker, asked = subject(verb.head), subject(verb)
    if asker is None or asked is None or asker.i == asked.i:
        return None
    mode, cameo = said_of("REQUEST", "")
    return Found(verb=verb, type="REQUEST", mode=mode, cameo=cameo, actor=asker, recipient=asked)


def _fits(verb: Token, act: Act) -> bool:
    particles = act.word.split()[1:]
    if particles:
        beside = {c.lower_ for c in verb.children if c.dep_ in ("prt", "advmod", "prep", "dobj", "acomp")}
        if not beside >= set(particles[:1]):
            return False
    if act.object:
        return any(act.object in nouns().get(n.lemma_.lower(), ()) for n in _things(verb))
    if act.via == {"-"}:
        return not any(c.dep_ == "dobj" for c in verb.children)
    if act.via:
        goes = act.mode == "visit" and any(c.dep_ == "dobj" for c in verb.children)  # "returned the book to Rome"
        return not goes and any(True for _ in _behind(verb, act.via))
    return any(c.dep_ in ("dobj", "nsubjpass", "dative", "xcomp", "ccomp") for c in verb.children) or bool(particles)


def _things(verb: Token) -> Iterator[Token]:
    """Objects of a verb, also its passive subject and what "on" leads to ("remained on alert")."""
    for child in verb.children:
        if child.dep_ in OBJECTS or child.dep_ == "nsubjpass":
            for thing in conjuncts(child):
                yield thing
                yield from (c for c in thing.children if c.dep_ in ("compound", "nmod"))
                yield from _of(thing)
        elif child.dep_ == "prep" and child.lower_ in ("on", "in", "to", "into"):
            yield from (o for o in child.children if o.dep_ == "pobj")


def _of(noun: Token) -> Iterator[Token]:
    """What a measure or a part is of: "tons of food", "an act of aggression"."""
    for prep in noun.children:
        if prep.dep_ == "prep" and prep.lower_ in ("of", "in"):
            yield from (o for o in prep.children if o.dep_ == "pobj")


def _doer(verb: Token) -> Token | None:
    said = clause(verb)
    if said.passive or (verb.tag_ == "VBN" and verb.dep_ == "acl"):
        return agent(verb)
    found = subject(verb)
    if found is not None and found.pos_ == "PRON" and verb.dep_ == "ccomp":
        return subject(verb.head) or found  # "Oslo says it will"
    return found


def _patient(verb: Token, act: Act) -> Token | None:
    """Whom it is done to: the object, or where a thing is the object whoever a preposition leads to, or its owner."""
    via = act.via or frozenset({"against", "on", "to", "with", "for", "from", "at", "of"})
    objects = [c for c in verb.children if c.dep_ in ("dobj", "dative", "nsubjpass") and c.pos_ != "ADP"]
    if act.object:
        things = [c for c in objects if act.object in nouns().get(c.lemma_.lower(), ())] or objects
        given = next((c for c in objects if c.dep_ == "dative"), None)
        if given is not None:
            return given
        for holder in (*things, verb):
            found = next((t for t in _behind(holder, via) if t.lemma_.lower() not in nouns()), None)
            if found is not None:
                return found
        parts = [o for t in things for o in _of(t) if o.lemma_.lower() in nouns()]  # "five million dollars in aid to"
        found = next((t for o in parts for t in _behind(o, via) if t.lemma_.lower() not in nouns()), None)
        if found is not None:
            return found
        owner = next((c for t in things for c in t.children if c.dep_ in ("poss", "amod", "compound")), None)
        return owner if owner is not None and owner.ent_type_ in ("GPE", "NORP", "ORG", "PERSON") else None
    if act.via:
        return next(_behind(verb, act.via), None)
    if objects:
        return _whose(objects[0])
    inner = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp")), None)
    if inner is not None:
        return next((c for c in inner.lefts if c.dep_ in ("nsubj", "nsubjpass")), None) or next(
            (c for c in inner.children if c.dep_ == "dobj"), None
        )
    return next(_behind(verb, via), None)


def _whose(thing: Token) -> Token:
    """Who is meant where a thing of his is the object: "criticised the army's conduct" the army."""
    owner = next(
        (c for c in thing.children if c.dep_ == "poss" and c.lower_ not in ("his", "her", "their", "its")), None
    )
    return owner if owner is not None and thing.ent_type_ != "PERSON" else thing


def _behind(holder: Token, words: frozenset[str]) -> Iterator[Token]:
    for prep in holder.rights:
        if prep.dep_ in ("prep", "dative", "agent") and prep.lower_ in words:
            yield from (o for o in prep.children if o.dep_ in ("pobj", "pcomp"))


def _seen_from_above(verb: Token, act: Act, actor: Token | None) -> tuple[str, str, str, Token | None]:
    """What auxiliaries and governing words make of an act: a promise, a threat, a request, a refusal, or nothing."""
    friendly = quads()[act.type] in FRIENDLY
    if clause(verb).negated:
        firm = friendly and clause(verb).mood in (Mood.WILL, Mood.PLAIN)
        return ("REJECT", *said_of("REJECT", act.type), actor) if firm else ("", "", "", None)
    word = next((c.lower_ for c in verb.lefts if c.dep_ == "aux" and c.lower_ in above()), None)
    bare = verb.tag_ in ("VB", "VBG") and not any(c.tag_ == "MD" for c in verb.lefts)
    if word is None and bare:
        node = verb
        for _ in range(3):
            if node.dep_ not in _CLIMB or node.head.i == node.i:
                break
            node = node.head
            if node.lemma_.lower() in above():
                word = node.lemma_.lower()
                actor = _doer(node) or actor if node.pos_ in ("VERB", "AUX") else actor
                break
            if node.pos_ == "VERB" and node.dep_ != "conj":
                break
    if word is None:
        return act.type, act.mode, act.cameo, actor
    type_ = above()[word][0 if friendly else 1]
    if not type_:
        return "", "", "", actor
    mode, cameo = said_of(type_, act.type)
    return type_, mode, cameo, actor


def party(draft: Draft, token: Token | None) -> tuple[str, ...]:
    """Names of whom a head token stands for; a description where nobody is named, () for mere things and pronouns."""
    if token is None:
        return ()
    known = tuple(p.name for p in denote(draft, token))
    if known:
        return known
    if token.i in draft.places:
        return (draft.places[token.i],)
    if token.lower_ in _THINGS or token.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return ()
    return (describe(draft, token),) if describe(draft, token) else ()


def needs_nobody(type_: str) -> bool:
    """May an act of this type stand without anybody whom it is done to?"""
    return type_ in _ALONE
