"""What the parse says about a predicate: who, to whom, when spoken of, how sure, negated or not.

Shared by statements, meetings, commitments and the direction of times, so that "hopes to meet", "agreed to meet",
"was asked to meet" and "will not meet" are read in one place. Works on spaCy's English dependency labels (ClearNLP).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
OBJECTS = frozenset({"dobj", "obj", "attr", "oprd"})
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_MAY = frozenset({"may", "might", "could", "can", "ca"})
_OUGHT = frozenset({"should", "ought", "must", "need"})
_WOULD = frozenset({"would", "'d", "’d"})


class Tense(StrEnum):
    """Which way in time a predicate points, seen from the moment of speaking."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    NONE = "none"  # infinitives and participles that say nothing by themselves


class Mood(StrEnum):
    """Modality by auxiliary: plain, will, may, ought, would."""

    PLAIN = "plain"
    WILL = "will"
    MAY = "may"
    OUGHT = "ought"
    WOULD = "would"


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate with what its auxiliaries say."""

    verb: Token
    tense: Tense
    mood: Mood
    negated: bool
    passive: bool
    progressive: bool
    perfect: bool


def clause(verb: Token) -> Clause:
    """Tense, mood, polarity and voice of a verb, from its auxiliaries."""
    aux = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    negated = any(c.dep_ == "neg" or c.lower_ in ("never", "no longer", "hardly") for c in verb.children)
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)
    have = any(a.lemma_ in ("have", "'ve", "’ve") for a in aux if a.dep_ == "aux")
    being = any(a.lemma_ == "be" for a in aux if a.dep_ == "aux")
    to = any(a.tag_ == "TO" for a in aux)
    mood = _mood(aux)
    return Clause(
        verb=verb,
        tense=_tense(verb, aux, mood, have=have, to=to),
        mood=mood,
        negated=negated,
        passive=passive,
        progressive=being and verb.tag_ == "VBG",
        perfect=have,
    )


def _mood(aux: list[Token]) -> Mood:
    for a in aux:
        word = a.lower_
        if word in _FUTURE:
            return Mood.WILL
        if word in _MAY:
            return Mood.MAY
        if word in _OUGHT:
            return Mood.OUGHT
        if word in _WOULD and a.tag_ == "MD":
            return Mood.WOULD
    return Mood.PLAIN


def _tense(verb: Token, aux: list[Token], mood: Mood, *, have: bool, to: bool) -> Tense:
    if mood is not Mood.PLAIN:
        return Tense.PAST if have and mood is not Mood.WILL else Tense.FUTURE
    going = verb.lower_ == "going" and any(c.dep_ == "xcomp" for c in verb.children)
    finite = next((a for a in aux if a.tag_ in ("VBD", "VBZ", "VBP")), None)
    if to:
        return Tense.PAST if have else Tense.NONE
    if finite is None:
        return {"VBD": Tense.PAST, "VBZ": Tense.PRESENT, "VBP": Tense.PRESENT}.get(verb.tag_, Tense.NONE)
    if going:
        return Tense.FUTURE
    if have or finite.tag_ == "VBD":
        return Tense.PAST
    return Tense.PRESENT


def conjuncts(token: Token) -> tuple[Token, ...]:
    """A token and everything coordinated with it from here on, in order: "Russia, China and Iran"."""
    out = [token]
    for child in token.children:
        if child.dep_ == "conj":
            out += conjuncts(child)
    return tuple(out)


def subject(verb: Token) -> Token | None:
    """Who does what `verb` says, control and coordination followed: the head of the subject phrase, or None.

    "Lavrov agreed to meet": Lavrov for meet. "Officials asked Iran to stop": Iran for stop. "The talks, which ended":
    talks for ended. A passive verb gives its surface subject; see `agent` for who did it.
    """
    seen = 0
    node = verb
    while seen < 8:
        seen += 1
        own = [c for c in node.children if c.dep_ in SUBJECTS and c.dep_ != "expl"]
        if own:
            return _antecedent(own[1] if len(own) > 1 and _is_dateline(own[0]) else own[0])
        if node.dep_ == "conj" and node.head.pos_ in ("VERB", "AUX"):
            node = node.head
        elif node.dep_ in ("xcomp", "advcl", "pcomp", "ccomp") and node.head != node:
            holder = node.head.head if node.dep_ == "pcomp" and node.head.pos_ == "ADP" else node.head
            if node.dep_ == "ccomp" and clause(node).tense is not Tense.NONE:
                return None
            controller = _controller(holder) if node.dep_ in ("xcomp", "ccomp") else None
            if controller is not None:
                return controller
            node = holder
        elif node.dep_ in ("acomp", "oprd") and node.pos_ == "ADJ" and node.head.pos_ in ("VERB", "AUX"):
            node = node.head
        elif node.dep_ == "acl" and node.head.lemma_ in _INTENTS and (bearer := _bearer(node.head)) is not None:
            return bearer
        elif node.dep_ in ("acl", "relcl") and node.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return _possessor_or_head(node)
        else:
            return None
    return None


def _is_dateline(token: Token) -> bool:
    """Is it the town in front of a report, which parsers take for a subject: "MINSK — The leaders agreed"?"""
    return token.pos_ == "PROPN" and token.i + 1 < len(token.doc) and token.nbor(1).text in ("-", "--", "—", "–")


_OBJECT_CONTROL = frozenset(
    "ask tell urge order persuade invite allow permit enable force press call expect want require help instruct advise "
    "encourage warn push convince authorise authorize direct task beg compel oblige commit "
    "send dispatch".split()
)


def _controller(verb: Token) -> Token | None:
    """The object that does the infinitive under an object-control verb ("urged Iran to …")."""
    if verb.lemma_ not in _OBJECT_CONTROL:
        return None
    return next((c for c in verb.children if c.dep_ in ("dobj", "dative", "obj")), None)


_INTENTS = frozenset(
    "plan offer intent intention invitation agreement decision promise proposal pledge refusal willingness readiness "
    "desire effort attempt bid opportunity chance".split()
)


def _bearer(noun: Token) -> Token | None:
    """Whose plan or offer it is: "the intent of the ministry to", "Iran has no plans to", "he rejected an offer to"."""
    owner = next((c for c in noun.children if c.dep_ == "poss"), None) or next(prep_objects(noun, "of", "by"), None)
    if owner is None and noun.dep_ in ("dobj", "attr") and noun.head.pos_ in ("VERB", "AUX"):
        return subject(noun.head)
    return owner


def _antecedent(token: Token) -> Token:
    """A relative pronoun stands for the noun its clause hangs on."""
    if token.tag_ in ("WDT", "WP") or (token.lower_ == "that" and token.pos_ == "PRON"):
        verb = token.head
        if verb.dep_ in ("relcl", "acl") and verb.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return _thing(verb.head) if token.lower_ == "which" else verb.head
    return token


def _thing(noun: Token) -> Token:
    """What "which" means when the parser hung its clause on a person: the thing the person belongs to.

    "The debate between Smith and Jones, which was slated for May": the debate.
    """
    node = noun
    while node.ent_type_ == "PERSON" and node.dep_ in ("conj", "pobj", "appos"):
        node = node.head.head if node.dep_ == "pobj" else node.head
    return node if node.pos_ == "NOUN" else noun


def _possessor_or_head(verb: Token) -> Token:
    """Of "Kim's commitment to disarm" it is Kim who disarms; of "the man to lead" the man."""
    noun = verb.head
    if any(c.tag_ == "TO" for c in verb.children):
        owner = next((c for c in noun.children if c.dep_ == "poss"), None)
        if owner is not None:
            return owner
    return noun


def agent(verb: Token) -> Token | None:
    """Who did what a passive verb says: the object of its "by", or None."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((g for g in child.children if g.dep_ == "pobj"), None)
    return None


def direct_object(verb: Token) -> Token | None:
    """Head of the direct object, or None."""
    return next((c for c in verb.children if c.dep_ in OBJECTS), None)


def prep_objects(token: Token, *words: str) -> Iterator[Token]:
    """Objects of the prepositions `words` (any, if none are given) on a token, chained ones ("together with") too."""
    for child in token.children:
        if child.dep_ in ("prep", "agent", "dative") and child.pos_ in ("ADP", "SCONJ", "ADV", "PART"):
            if not words or child.lower_ in words:
                yield from (o for g in child.children if (o := _object(child, g)) is not None)
            yield from prep_objects(child, *words)


def _object(preposition: Token, token: Token) -> Token | None:
    """The object of a preposition; of "spoke with X to discuss Y", which parsers take for one clause, it is X."""
    if token.dep_ == "pobj":
        return token
    if token.dep_ != "pcomp" or preposition.lower_ != "with" or not any(c.tag_ == "TO" for c in token.children):
        return None
    return next((c for c in token.children if c.dep_ == "nsubj"), None)


def phrase(token: Token) -> tuple[Token, Token]:
    """First and last token of the phrase under a token, without relative clauses and appositions behind it."""
    left = token.left_edge
    right = token
    for child in token.rights:
        if child.dep_ in ("relcl", "appos", "punct", "cc", "conj", "acl", "advcl") or child.lower_ == ",":
            break
        right = child.right_edge
    while left.is_punct or left.is_space:
        left = left.nbor(1)
    return left, right
