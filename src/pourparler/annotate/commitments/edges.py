"""The shortest piece of the sentence that says what is to be done, and the condition that stands beside it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pourparler.annotate.commitments.candidates import Candidate

_CONDITIONAL = frozenset({"if", "unless", "once", "provided", "providing", "until"})
_EXCHANGE = frozenset({"return", "exchange"})
_CUT_AFTER_COMMA = frozenset({"relcl", "advcl", "acl", "parataxis", "ccomp", "appos", "prep", "nsubj"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_TRIM = frozenset('.,;:!?"“”\'’`()[]-–—*')


def deed_span(candidate: Candidate) -> tuple[Token, Token]:
    """First and last token of the deed."""
    deed = candidate.deed
    if deed.pos_ in ("VERB", "AUX") or deed.tag_.startswith("V"):
        first, last = _verb_start(candidate), _verb_end(deed)
    else:
        first, last = deed.left_edge, _noun_end(deed)
    if candidate.frame.whole and candidate.promise.i < first.i:
        first = candidate.promise
    while last.i > first.i and (last.is_space or last.text in _TRIM):
        last = last.nbor(-1)
    while first.i < last.i and (first.is_space or first.text in _TRIM or first.tag_ == "TO"):
        first = first.nbor(1)
    return first, last


def _verb_start(candidate: Candidate) -> Token:
    """The verb with its "not", its passive "be" and the adverbs before it, without "to" and "will"."""
    deed = candidate.deed
    start = deed
    for child in reversed(list(deed.lefts)):
        if child.i > start.i:
            continue
        if child.dep_ in ("neg", "auxpass", "advmod", "preconj") and child.i == _before(start).i:
            start = child
        elif child.tag_ == "TO" or child.dep_ in ("aux", "punct") or child.is_space:
            if child.dep_ == "aux" and child.tag_ != "TO":
                break
            before = next((c for c in deed.lefts if c.dep_ == "neg" and c.i < child.i), None)
            if child.tag_ == "TO" and before is not None and child.i - before.i == 1:
                start = before
            if child.tag_ == "TO":
                break
        else:
            break
    return start


def _before(token: Token) -> Token:
    before = token
    while before.i and (before is token or before.is_space or before.is_quote):
        before = before.nbor(-1)
    return before


def _verb_end(deed: Token) -> Token:
    last = deed
    for child in deed.rights:
        if _leaves(child, deed):
            break
        last = child.right_edge if child.dep_ != "punct" else last
        if cut := _inner_cut(child, deed):
            return cut
    return last


def _leaves(child: Token, head: Token) -> bool:
    """Does the deed end before this dependent of its head?"""
    if child.dep_ == "conj":
        return child.tag_ in _FINITE or any(c.dep_ in ("nsubj", "nsubjpass") or c.tag_ == "MD" for c in child.children)
    if child.dep_ == "cc":
        follower = next((c for c in head.rights if c.dep_ == "conj" and c.i > child.i), None)
        return follower is not None and _leaves(follower, head)
    if conditional(child) or _exchange(child):
        return True
    if child.dep_ == "advcl" and any(c.lower_ == "that" and c.nbor(-1).lower_ == "so" for c in child.lefts if c.i):
        return True
    return child.dep_ in _CUT_AFTER_COMMA and _comma_before(child) and not infinitive_of_list(child)


def infinitive_of_list(child: Token) -> bool:
    """A further "to …" in a list the parser hung on as a clause."""
    return any(c.tag_ == "TO" for c in child.lefts)


def _comma_before(token: Token) -> bool:
    edge = token.left_edge
    return edge.i > 0 and _before(edge).text in (",", "--", "–", "—", "-", ";", "(")


def _inner_cut(child: Token, deed: Token) -> Token | None:
    """A cut inside a long dependent: a relative clause or an "including" behind a comma, a condition, an exchange."""
    for token in child.subtree:
        if token.i <= deed.i:
            continue
        if token.dep_ == "conj" and token.tag_ in _FINITE and any(c.dep_ == "nsubj" for c in token.children):
            return _last_word(token.left_edge)
        stops = token.dep_ in ("relcl", "advcl", "acl", "appos") or token.lower_ in ("including", "as")
        if stops and token is not child and _comma_before(token) and not infinitive_of_list(token):
            return _last_word(token.left_edge)
        if conditional(token) or _exchange(token):
            return _last_word(token.left_edge)
    return None


def _last_word(token: Token) -> Token:
    before = token.nbor(-1)
    while before.i and (before.is_space or before.is_punct or before.dep_ == "cc"):
        before = before.nbor(-1)
    return before


def _noun_end(noun: Token) -> Token:
    last = noun
    for child in noun.rights:
        if child.dep_ in ("punct", "relcl", "appos", "cc") and child.dep_ != "cc":
            break
        if child.dep_ == "cc":
            follower = next((c for c in noun.rights if c.dep_ == "conj" and c.i > child.i), None)
            if follower is None or follower.tag_ in _FINITE:
                break
            continue
        if child.dep_ in ("prep", "acl", "conj", "amod", "advmod", "nummod") and not _comma_before(child):
            if conditional(child) or _exchange(child):
                break
            last = child.right_edge
            if cut := _inner_cut(child, noun):
                return cut
        else:
            break
    return last


def conditional(token: Token) -> bool:
    """Is this the head of a condition: "if …", "unless …", "as long as …", "on condition that …", "provided that …"?"""
    if token.dep_ == "advcl":
        marks = [c.lower_ for c in token.lefts if c.dep_ in ("mark", "advmod")]
        return any(m in _CONDITIONAL for m in marks) or _so_long(token)
    if token.lower_ in ("provided", "providing") and token.dep_ in ("prep", "advcl", "acl"):
        return True
    if token.lower_ == "on" and token.dep_ == "prep":
        return any(c.lower_ in ("condition", "conditions") for c in token.children)
    return token.lower_ == "long" and token.nbor(-1).lower_ in ("so", "as") and token.dep_ == "advmod"


def _so_long(clause: Token) -> bool:
    return any(c.lower_ == "as" and c.i and c.nbor(-1).lower_ == "long" for c in clause.lefts)


def _exchange(token: Token) -> bool:
    return token.lower_ in ("in", "as") and token.dep_ == "prep" and any(c.lower_ in _EXCHANGE for c in token.children)


def condition(candidate: Candidate) -> tuple[Token, Token] | None:
    """First and last token of the condition on which the deed depends, or None."""
    for token in _condition_heads(candidate):
        first, last = token.left_edge, token.right_edge
        while last.i > first.i and (last.is_punct or last.is_space):
            last = last.nbor(-1)
        while first.i < last.i and (first.is_punct or first.is_space):
            first = first.nbor(1)
        if any(c.lower_ in ("long",) for c in token.lefts) and first.i and first.nbor(-1).lower_ in ("so", "as"):
            first = first.nbor(-1)
        return first, last
    return None


def _condition_heads(candidate: Candidate) -> Iterator[Token]:
    seen = set()
    for holder in (candidate.deed, candidate.promise, candidate.promise.head):
        if holder.i in seen:
            continue
        seen.add(holder.i)
        for child in holder.children:
            if conditional(child) and not any(c.lower_ == "until" for c in child.lefts):
                yield child
        if holder is candidate.deed:
            yield from (t for t in holder.subtree if t.i > holder.i and conditional(t) and t.dep_ == "advcl")
