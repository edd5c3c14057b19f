"""The words that stand for a meeting: a short verb phrase or noun phrase; and those that state its purpose."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from pourparler.annotate.meetings.frames import talking
from pourparler.annotate.meetings.roles import sentence
from pourparler.annotate.syntax import phrase

LONGEST = 30  # tokens of a mention
_STOPS = frozenset({"relcl", "acl", "advcl", "appos", "ccomp", "parataxis"})


def verb_span(verb: Token, parts: Iterable[Token]) -> tuple[Token, Token]:
    """From a verb to the end of the last phrase that belongs to its roles."""
    last = verb
    for part in parts:
        if part.i > verb.i and part.i < sentence(verb)[1]:
            end = _last_of(part)
            if end.i > last.i and end.i - verb.i < LONGEST:
                last = end
    return verb, _trim(verb, last)


def _last_of(part: Token) -> Token:
    end = phrase(part)[1]
    for child in part.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON"):
            end = max(end, _last_of(child), key=lambda t: t.i)
    return end


def noun_span(noun: Token, parts: Iterable[Token]) -> tuple[Token, Token]:
    """From a noun's determiner to the end of the last of its prepositional phrases."""
    first = noun
    for child in noun.lefts:
        if child.dep_ not in ("cc", "preconj", "punct", "prep", "mark"):
            first = min(first, child.left_edge, key=lambda t: t.i)
    last = noun
    for child in noun.rights:
        if child.dep_ in _STOPS or child.dep_ in ("cc", "conj"):
            break
        if child.dep_ == "punct":
            continue
        last = child.right_edge
    cut = next((t for t in noun.doc[noun.i : last.i + 1] if t.dep_ in _STOPS and t.i > noun.i), None)
    if cut is not None and cut.left_edge.i > noun.i:
        last = noun.doc[cut.left_edge.i - 1]
    for part in parts:
        if part.i > noun.i and part.i > last.i and part.i - noun.i < LONGEST and noun.is_ancestor(part):
            last = _last_of(part)
    if last.i - first.i >= LONGEST:
        last = noun.doc[first.i + LONGEST - 1]
    while first.i < noun.i and (first.is_punct or first.is_space):
        first = first.nbor(1)
    return first, _trim(noun, last)


def _trim(head: Token, last: Token) -> Token:
    while last.i > head.i and (
        last.is_punct or last.is_space or last.pos_ in ("ADP", "CCONJ", "DET") or last.tag_ == "POS"
    ):
        last = last.nbor(-1)
    words = head.doc[head.i : last.i + 1].text
    if words.rfind("(") > words.rfind(")"):
        opener = next((t for t in reversed(head.doc[head.i + 1 : last.i + 1]) if "(" in t.text), None)
        return _trim(head, opener.nbor(-1)) if opener is not None else last
    return last


def purpose(holders: Iterable[Token]) -> tuple[int, int] | None:
    """Characters of the purpose clause ("to discuss …", "aimed at …") on an anchor or its verb."""
    chain = list(holders)
    for holder in chain:
        for child in holder.children:
            if child.i == chain[0].i:
                continue
            if child.dep_ in ("advcl", "xcomp", "acl", "relcl") and child.i > holder.i:
                opener = child.left_edge
                infinitive = any(c.tag_ == "TO" and c.i == opener.i for c in child.children)
                aimed = child.lemma_ in ("aim", "design", "intend") and child.tag_ == "VBN"
                if infinitive or aimed:
                    last = _trim(child, child.right_edge)
                    return opener.idx, last.idx + len(last.text)
    return None


def talks_purpose(holder: Token) -> bool:
    """Is the purpose of a journey to talk: an infinitive of talking, or a noun of talks after "for"?"""
    for child in holder.children:
        if child.dep_ in ("advcl", "xcomp", "acl") and any(c.tag_ == "TO" for c in child.children):
            return child.lemma_ in talking() or any(
                c.dep_ == "dobj" and c.lemma_ in ("talk", "meeting") for c in child.children
            )
        if child.dep_ == "prep" and child.lower_ == "for":
            return any(c.lemma_ in ("talk", "negotiation", "consultation", "discussion") for c in child.children)
    return False
