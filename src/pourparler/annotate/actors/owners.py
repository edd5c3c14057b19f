"""Whose something is, and how a noun phrase describes somebody who has no name."""

from __future__ import annotations

import re

from spacy.tokens import Token

from pourparler.annotate.actors.lexicon import nouns, terms
from pourparler.annotate.draft import Draft, Entity, Ref
from pourparler.annotate.syntax import prep_objects
from pourparler.model.findings import ActorKind

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "their", "its"})
_INDEFINITE = frozenset({"a", "an", "one", "another", "some", "any", "no", "each", "every"})
_ONE = frozenset({"a", "an", "one", "another"})
_OF = ("of", "for", "from", "in", "at", "to", "with", "within", "inside")
_MARKS = frozenset({'"', "“", "”", "``", "''", "«", "»"})
_DROPPED = frozenset({"one", "some", "many", "several", "other", "unnamed", "anonymous", "unidentified"})
_EXAMPLES = frozenset({"including", "such", "like"})
_SPEAKING = frozenset(
    {"speak", "ask", "request", "insist", "condition", "decline", "quote", "say", "tell", "cite", "name"}
)
_LONGEST = 9  # words of a clause that tells who somebody is
_SPELT = {"MP": "Member of Parliament", "MPs": "Members of Parliament", "MEP": "Member of the European Parliament"}
_MODIFIER = frozenset({"amod", "compound", "poss", "nmod", "nummod", "advmod", "quantmod", "case", "punct"})


def owner(draft: Draft, noun: Token) -> str | None:
    """Whose the noun is: the state, body or person named in front of it or behind "of"."""
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "poss", "nmod") and child.i < noun.i:
            for token in (child, *(g for g in child.children if g.dep_ in ("compound", "amod"))):
                ref = draft.ref_at.get(token.i)
                if ref and ref.entity and ref.end <= noun.i:
                    return ref.entity.name
    before = draft.ref_at.get(noun.i - 1) if noun.i else None
    if before and before.entity and before.end == noun.i and before.rule in ("adjective", "state"):
        return before.entity.name
    for target in prep_objects(noun, *_OF):
        ref = draft.ref_at.get(target.i)
        if ref and ref.entity and (target.head.lower_ == "of" or ref.entity.kind is not ActorKind.PERSON):
            return ref.entity.name
    return None


def state_for(draft: Draft, name: str) -> str:
    """The state that an actor acts for, or the actor himself."""
    entity = draft.entities.get(name)
    return entity.acts_for or name if entity else name


def named_beside(draft: Draft, noun: Token, kind: ActorKind = ActorKind.PERSON) -> Entity | None:
    """Who is named in apposition: "the mayor of London, Sadiq Khan", "constituent Dan Golvach", "broadcaster NHK"."""
    if noun.tag_ not in ("NN", "NNP"):
        return None
    refs = draft.ref_at
    for child in noun.children:
        ref = refs.get(child.i)
        if child.dep_ == "appos" and ref and ref.entity and _is(ref.entity, kind) and ref.head == child.i:
            return ref.entity
    if kind is ActorKind.PERSON and (far := _behind_place(draft, noun)) is not None:
        return far
    at = noun.i + 1
    while at < len(draft.doc) and draft.doc[at].is_space:
        at += 1
    ref = refs.get(at)
    if (
        ref
        and ref.entity
        and _is(ref.entity, kind)
        and ref.start == at
        and ref.rule in ("name", "surname", "gazetteer", "organisation")
    ):
        return ref.entity
    return None


def _is(entity: Entity, kind: ActorKind) -> bool:
    """Is it of this kind? A group is an organisation too."""
    return entity.kind is kind or (kind is ActorKind.ORGANISATION and entity.kind is ActorKind.GROUP)


def _behind_place(draft: Draft, noun: Token) -> Entity | None:
    """Who is named behind where somebody works: "an analyst at Merrill Lynch, Jane Doe, said"."""
    places = list(prep_objects(noun, "at", "for", "of", "in", "from"))
    for target in (*places, *(deeper for p in places for deeper in prep_objects(p, "in", "at", "of"))):
        work = draft.ref_at.get(target.i)
        if work is not None and work.entity is not None and work.entity.kind is ActorKind.PERSON:
            continue
        for child in target.children:
            ref = draft.ref_at.get(child.i)
            if child.dep_ == "appos" and ref and ref.entity and ref.entity.kind is ActorKind.PERSON:
                return ref.entity if draft.doc[ref.start - 1].text == "," and ref.head == child.i else None
    return None


def realm(draft: Draft, name: str) -> str:
    """The state or body that an actor acts for or once ruled: "the Obama administration" is the United States."""
    entity = draft.entities.get(name)
    if entity is None or entity.kind is not ActorKind.PERSON or entity.acts_for:
        return state_for(draft, name)
    ruled = next((o.of for o in entity.offices if o.of), None) or next((t.of for t in terms(name) if t.of), None)
    return ruled or name


def owners_in_front(draft: Draft, noun: Token) -> tuple[str, ...]:
    """States and bodies named as a list right in front of a noun: "U.S. and North Korean officials"."""
    out: list[str] = []
    i = noun.i - 1
    while i >= 0:
        ref = draft.ref_at.get(i)
        if ref is not None and ref.entity is not None and (ref.rule == "adjective" or _like_adjective(draft, ref)):
            out.append(ref.entity.name)
            i = ref.start - 1
        elif out and draft.doc[i].lower_ in ("and", ",", "-", "–"):
            i -= 1
        else:
            break
    return tuple(dict.fromkeys(reversed(out)))


def _like_adjective(draft: Draft, ref: Ref) -> bool:
    """ "U.S.", "EU", "Taliban": names that stand in front of a noun as they are."""
    text = draft.doc[ref.start : ref.end].text
    body = ref.entity is not None and ref.entity.kind in (ActorKind.ORGANISATION, ActorKind.GROUP)
    return text.replace(".", "").isupper() or body


def with_article(state: str) -> str:
    """The name of a state or body as it stands behind "of": "the United States", "Egypt"."""
    return f"the {state}" if _WITH_ARTICLE.search(state) else state


_WITH_ARTICLE = re.compile(
    r"^(?:United|European|African|Arab|Soviet|Holy|Palestinian|Federated|Democratic Rep|Central African Rep)"
    r"|(?:Republic|Islands|Union|Nations|Philippines|Netherlands|Bahamas|Maldives|Gambia)$"
)


def determiner(noun: Token) -> str:
    """ "def", "indef" or "" for a bare noun."""
    for child in noun.children:
        if child.i < noun.i and child.dep_ in ("det", "poss", "nummod", "predet"):
            if child.dep_ == "poss" or child.lower_ in _DEFINITE:
                return "def"
            if child.lower_ in _INDEFINITE:
                return "indef"
    return ""


def one_of_them(noun: Token) -> bool:
    """Is it one of a party's people rather than the party: "one senior Conservative", "a Republican"?"""
    person = nouns().get(noun.lower_, ("", None))[0] == "person"
    return person and noun.tag_ in ("NN", "NNP") and any(c.lower_ in _ONE for c in noun.children)


def describe(draft: Draft, noun: Token) -> str:
    """The best plain description of a noun phrase: without determiner and quotation marks, with what tells who it is.

    A possessor is given by his full name: "her aides" are "Hillary Clinton's aides" where the report tells who she is.
    """
    left = min((t.i for t in noun.subtree if t.i <= noun.i and _in_front(noun, t)), default=noun.i)
    whose = next((c for c in noun.children if c.dep_ == "poss" and c.i < noun.i), None)
    prefix = ""
    if whose is not None and (ref := draft.ref_at.get(whose.i)) is not None and ref.entity is not None:
        prefix = f"{ref.entity.name.removesuffix(' (unnamed)')}'s "
        left = next(
            (i for i in range(whose.i + 1, noun.i + 1) if draft.doc[i].tag_ != "POS" and not _clitic(draft, i)), noun.i
        )
    words = [t for t in draft.doc[left : noun.i + 1] if not _dropped(t)]
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in _OF and child.i == noun.i + 1:
            words += [t for t in draft.doc[child.i : _end(child)] if t.text not in _MARKS]
            break
        if (end := _telling(child)) is not None and child.left_edge.i == noun.i + 1:
            words += list(draft.doc[noun.i + 1 : end])
            break
    text = " ".join("".join(_named(draft, t, noun) for t in words).split()).strip(" ,.(")
    opens = not prefix and bool(words) and words[0].is_sent_start and words[0].text.istitle()
    if opens and words[0].pos_ in ("NOUN", "ADJ", "NUM") and words[0].ent_type_ != "NORP":
        text = text[:1].lower() + text[1:]
    return prefix + _SPELT.get(text, text)


def _named(draft: Draft, word: Token, noun: Token) -> str:
    """A word of a description; behind the noun a possessor by name: "people familiar with her thinking"."""
    ref = draft.ref_at.get(word.i) if word.tag_ == "PRP$" and word.i > noun.i else None
    return f"{ref.entity.name}'s " if ref is not None and ref.entity is not None else word.text_with_ws


def _clitic(draft: Draft, i: int) -> bool:
    return draft.doc[i].text in ("'s", "’s", "'", "’")


def _end(prep: Token) -> int:
    """Token behind a prepositional phrase, relative clauses and appositions left out."""
    loose = (t for t in prep.subtree if t.dep_ in ("relcl", "acl", "appos", "advcl") or t.lower_ in _EXAMPLES)
    cut = min((t.left_edge.i for t in loose), default=1 << 60)
    return min(cut, max(t.i for t in prep.subtree) + 1)


def _telling(child: Token) -> int | None:
    """Where a clause ends that tells which people are meant: "close to the talks", "briefed on them", "who were there".

    None for what a comma sets off, for how somebody spoke ("who asked not to be named") and for what runs on and on.
    """
    if child.dep_ not in ("amod", "acl", "relcl") or child.lemma_.lower() in _SPEAKING:
        return None
    if any(c.dep_ == "ccomp" for c in child.children):  # what they say, not who they are
        return None
    inside = child.doc[child.left_edge.i : child.right_edge.i + 1]
    stop = next((t.i for t in inside if t.is_punct or t.is_space or t.text in _MARKS), child.right_edge.i + 1)
    length = stop - child.left_edge.i
    return stop if 2 <= length <= _LONGEST and stop > child.i else None


def _in_front(noun: Token, token: Token) -> bool:
    """Is the token in a modifier directly in front of the noun?"""
    node = token
    while node.head.i != noun.i and node.i != noun.i:
        node = node.head
    return node.i == noun.i or node.dep_ in _MODIFIER


def _dropped(token: Token) -> bool:
    return (
        token.dep_ in ("det", "predet")
        or token.text in _MARKS
        or token.tag_ in ("DT", "PRP$")
        or token.lower_ in _DROPPED
    )
