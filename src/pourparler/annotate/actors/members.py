"""One of several nobody names: "one of them", "one of the diplomats", "another", "a third"."""

from __future__ import annotations

from spacy.tokens import Token

from pourparler.annotate.actors.denote import denote
from pourparler.annotate.actors.groups import NUMBERS
from pourparler.annotate.actors.lexicon import demonyms, nouns, states
from pourparler.annotate.actors.owners import describe
from pourparler.annotate.draft import Draft
from pourparler.annotate.syntax import prep_objects
from pourparler.model.findings import ActorKind

_ONE = frozenset({"one", "another", "second", "third", "fourth", "fifth", "other"})
_UNNAMED = " (unnamed)"
_PART = frozenset({"nsubj", "nsubjpass", "agent", "pobj"})
_BACK = 80  # words within which they were spoken of


def is_member(head: Token) -> bool:
    """Is it a bare "one", "another", "a third" that stands for a person?"""
    if head.lower_ not in _ONE or head.dep_ in ("amod", "det", "nummod", "compound"):
        return False
    return all(c.dep_ in ("det", "prep", "punct", "relcl", "acl", "appos", "advmod") for c in head.children)


def member(draft: Draft, head: Token) -> str | None:
    """What the report tells of him: "Indian official (unnamed)" for "one of them"; None if that is nothing."""
    of = next(prep_objects(head, "of"), None)
    for noun in (head, *([of] if of is not None else ())):  # "one of their lawyers, Jane Doe,"
        for child in noun.children:
            ref = draft.ref_at.get(child.i)
            if child.dep_ == "appos" and ref and ref.entity and ref.entity.kind is ActorKind.PERSON:
                return ref.entity.name
    if of is None:
        return _spoken_of(draft, head) if head.lower_ != "one" else None
    if of.tag_ == "NNS" and (text := _singular(describe(draft, of))) is not None:
        return text
    found = denote(draft, of)
    if len(found) != 1:
        return None
    name = found[0].name
    if name.endswith(_UNNAMED):
        return _singular(name.removesuffix(_UNNAMED))
    return _of_state(draft, head, name) if name in states() else None


def _singular(text: str) -> str | None:
    """A description of several as one of one: "two officials close to the talks", "official close to the talks"."""
    parts = text.split()
    while parts and parts[0].lower() in NUMBERS:
        parts.pop(0)
    for i, word in enumerate(parts):
        one = _one(word)
        if one is not None:
            return " ".join((*parts[:i], one, *parts[i + 1 :])) + _UNNAMED
    return None


def _one(word: str) -> str | None:
    plain = word.lower()
    known = nouns()
    for ending, instead in (("ies", "y"), ("men", "man"), ("s", "")):
        one = plain.removesuffix(ending) + instead
        if plain.endswith(ending) and known.get(one, ("", None))[0] in ("person", "anonymous"):
            return one
    return None


def _of_state(draft: Draft, head: Token, state: str) -> str | None:
    """One of a state's officials: they were last spoken of by a noun in the plural."""
    for token in reversed(draft.doc[max(0, head.i - _BACK) : head.i]):
        ref = draft.ref_at.get(token.i)
        if ref is not None and ref.rule == "government" and token.tag_ == "NNS" and ref.entity is not None:
            one = _one(token.text) if ref.entity.name == state else None
            return f"{demonyms().get(state, state)} {one}{_UNNAMED}" if one else None
    return None


def _spoken_of(draft: Draft, head: Token) -> str | None:
    """ "Another", behind somebody unnamed: one like him."""
    for token in reversed(draft.doc[max(0, head.i - _BACK) : head.i]):
        if token.pos_ != "NOUN" or token.dep_ not in _PART or token.lemma_.lower() not in nouns():
            continue
        ref = draft.ref_at.get(token.i)
        entity = ref.entity if ref is not None else None
        if entity is None:
            return _singular(describe(draft, token)) if token.tag_ == "NNS" else None
        if entity.kind is not ActorKind.UNNAMED:
            return None
        return _singular(entity.name.removesuffix(_UNNAMED)) if token.tag_ == "NNS" else entity.name
    return None
