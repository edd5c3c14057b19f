"""Toward whom somebody is bound: those told or promised, else those named in the deed as the ones it is for."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pourparler.annotate.actors import denote
from pourparler.annotate.commitments.candidates import Candidate
from pourparler.annotate.commitments.frames import kind
from pourparler.annotate.commitments.parties import names, same_side
from pourparler.annotate.draft import Draft
from pourparler.annotate.meetings.roles import is_press
from pourparler.model.findings import ActorKind, Force

_TELLING = frozenset({"tell", "assure", "promise", "inform", "notify", "guarantee", "warn"})
_NO_SIDE = frozenset({ActorKind.UNNAMED, ActorKind.GROUP})
_GIVEN = frozenset({"to", "for", "with", "toward", "towards"})


def toward(draft: Draft, candidate: Candidate, by: tuple[str, ...], first: Token, last: Token) -> tuple[str, ...]:
    """Canonical names of those toward whom the parties `by` are bound; () where the sentence names none."""
    for token in _told(candidate.promise):
        if is_press(token):  # what is told to reporters is promised to somebody else, or to nobody
            continue
        if found := _others(draft, token, by):
            return found
    deed = candidate.deed.lemma_.lower()
    if deed in kind("leaving") or (deed in kind("hostile") and candidate.frame.force is not Force.THREATENED):
        return ()
    for token in draft.doc[first.i : last.i + 1]:
        ref = draft.ref_at.get(token.i)
        if ref is not None and ref.head == token.i and _benefits(token) and (found := _named(draft, token, by)):
            return found
    return ()


def _benefits(token: Token) -> bool:
    """Does the phrase name for whom something is done: an object, "to", "for", "with" somebody, somebody's security?"""
    head = token.head
    if head.lemma_ in kind("hostile") or head.head.lemma_ in kind("hostile"):
        return False
    if token.dep_ in ("dobj", "dative"):
        return not (head.lemma_ == "address" and token.lower_ in ("nation", "country"))
    if token.dep_ == "nsubj":
        return head.head.lemma_ == "help"
    if token.dep_ == "pobj":
        return head.lower_ in _GIVEN or (head.lower_ == "of" and head.head.lemma_ in kind("good of"))
    if token.dep_ == "conj":
        return _benefits(head)
    if token.tag_ == "PRP$":  # whose "its" is, is too uncertain to bind somebody toward him
        return False
    return token.dep_ in ("poss", "compound", "amod", "nmod") and head.dep_ in ("dobj", "pobj", "nsubj", "conj")


def _others(draft: Draft, token: Token, by: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(n for n in names(denote(draft, token)) if not any(same_side(draft, n, b) for b in by))


def _named(draft: Draft, token: Token, by: tuple[str, ...]) -> tuple[str, ...]:
    """Named parties that a phrase stands for, those on the side of the bound left out."""
    out = []
    for name in _others(draft, token, by):
        entity = draft.entities.get(name)
        if entity is not None and entity.kind not in _NO_SIDE and not name.islower():
            out.append(name)
    return tuple(out)


def _told(promise: Token) -> Iterator[Token]:
    for child in promise.rights:
        told = child.dep_ == "dobj" and promise.lemma_ in _TELLING
        if (child.dep_ == "dative" and child.pos_ != "ADP") or told:
            yield child
        elif child.dep_ in ("prep", "dative") and child.lower_ in ("with", "to"):
            yield from (g for g in child.children if g.dep_ == "pobj")
