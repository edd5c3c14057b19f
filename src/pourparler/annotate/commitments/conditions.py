"""Conditions: "if …", "unless …", "once …", "as soon as …", "only after …", "on condition that …"; and exchanges."""

from __future__ import annotations

from spacy.tokens import Token

from pourparler.annotate.commitments.candidates import Candidate

_MARKS = frozenset({"if", "unless", "once", "provided", "providing"})


def opens_condition(token: Token) -> bool:
    """Does a condition begin with this word?"""
    word = token.lower_
    if word in _MARKS:
        if word in ("provided", "providing"):
            return token.dep_ in ("mark", "prep", "advcl", "acl", "dep") and not _takes_object(token)
        return token.dep_ in ("mark", "advmod") and token.head.dep_ != "ccomp" and not _even(token)
    if word in ("after", "when"):
        return token.dep_ in ("mark", "advmod") and token.i > 0 and token.nbor(-1).lower_ == "only"
    if word in ("so", "as"):
        soon = word == "as" and _ahead(token, "soon", "as") and not _ahead(token, "soon", "as", "possible")
        return soon or _ahead(token, "long", "as")
    return word == "on" and _ahead(token, "condition")


def _takes_object(token: Token) -> bool:
    return any(c.dep_ in ("dobj", "agent") or (c.dep_ == "nsubj" and c.i < token.i) for c in token.children)


def _even(token: Token) -> bool:
    return token.i > 0 and token.nbor(-1).lower_ == "even"


def _ahead(token: Token, *words: str) -> bool:
    doc = token.doc
    return all(token.i + k < len(doc) and doc[token.i + k].lower_ == w for k, w in enumerate(words, 1))


def opens_exchange(token: Token) -> bool:
    """Does "in return", "in exchange" begin here?"""
    return token.lower_ == "in" and (_ahead(token, "return") or _ahead(token, "exchange"))


def condition(candidate: Candidate) -> tuple[Token, Token] | None:
    """First and last token of the condition on which the deed depends, or None.

    It stands behind the deed or before it, in the same sentence, with no other finite "will" between.
    """
    deed, promise = candidate.deed, candidate.promise
    sent = deed.sent
    for token in sent:
        if not opens_condition(token):
            continue
        head = _governor(token)
        if (
            head.i in (deed.i, promise.i, promise.head.i)
            or _above(head, deed)
            or (head.i > deed.i and _above(deed, head))
        ):
            return _span(token, head)
    return None


def _governor(token: Token) -> Token:
    """Head of what the conditional clause hangs on."""
    clause = token.head
    return clause.head if token.dep_ in ("mark", "advmod") else clause


def _above(node: Token, deed: Token) -> bool:
    at = deed
    for _ in range(6):
        if at.i == node.i:
            return True
        if at.head == at:
            return False
        at = at.head
    return False


def _span(first: Token, head: Token) -> tuple[Token, Token]:
    clause = first.head if first.dep_ in ("mark", "advmod", "prep") else first
    doc = first.doc
    last = clause.right_edge if clause.right_edge.i > first.i + 1 else doc[first.sent.end - 1]
    for i in range(first.i + 1, last.i + 1):
        if doc[i].text in (",", ";", "--", "—", '"', "”", "''"):
            last = doc[i - 1]
            break
    while last.i > first.i and (last.is_punct or last.is_space):
        last = last.nbor(-1)
    return first, last
