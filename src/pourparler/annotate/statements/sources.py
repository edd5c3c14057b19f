"""Who is the source of a cue: the noun phrase, its words, and the name it stands for."""

from __future__ import annotations

from spacy.tokens import Token

from pourparler.annotate.actors import source_name
from pourparler.annotate.draft import Draft
from pourparler.annotate.statements.find import Piece
from pourparler.annotate.syntax import SUBJECTS, agent, subject
from pourparler.model.findings import ActorKind

RELATIVE = frozenset({"who", "which", "that", "whom"})
_STRESS = frozenset({"himself", "herself", "themselves"})
_WITHIN = frozenset({"appos", "prep", "cc", "conj", "nmod", "compound", "case", "poss", "amod", "nummod", "flat"})


def source_of(verb: Token) -> Token | None:
    """Head of the phrase that says what `verb` reports: its agent if passive, else its subject, "who" included."""
    if verb.dep_ == "compound":
        return verb.head
    if any(c.dep_ == "auxpass" for c in verb.children):
        return agent(verb)
    own = next((c for c in verb.children if c.dep_ in SUBJECTS and c.dep_ != "expl"), None)
    if own is not None:
        return own
    if verb.dep_ in ("acl", "relcl") and verb.tag_ == "VBN":
        return agent(verb)
    return subject(verb)


def phrase(token: Token) -> tuple[Token, Token]:
    """First and last token of a source's phrase: appositions stay, relative clauses and asides do not."""
    left, right = token.left_edge, token
    previous: Token | None = None
    for child in token.rights:
        if child.dep_ == "punct" or child.is_space:
            previous = child
            continue
        if child.dep_ not in _WITHIN:
            break
        if child.dep_ == "prep" and previous is not None and previous.text == ",":
            break
        right = child.right_edge
        for deeper in child.subtree:
            if deeper.dep_ in ("relcl", "acl") and deeper.left_edge.i > child.i and deeper.i > child.i:
                right = deeper.left_edge.nbor(-1)
                break
    while right.i > token.i and (right.is_punct or right.is_space) and right.text not in ")'’":
        right = right.nbor(-1)
    while left.i < token.i and (left.is_punct or left.is_space or left.dep_ in ("cc", "preconj")):
        left = left.nbor(1)
    return left, right


def words_of(token: Token) -> Piece:
    """The characters of a source's phrase."""
    left, right = phrase(token)
    return left.idx, right.idx + len(right.text)


def antecedent(token: Token) -> Token:
    """The noun a relative pronoun stands for; any other token itself."""
    if token.lower_ in RELATIVE:
        node = token.head
        for _ in range(4):
            if node.dep_ in ("relcl", "acl") and node.head.pos_ in ("NOUN", "PROPN", "PRON"):
                return node.head
            node = node.head
    return token


def name_of(draft: Draft, token: Token | None) -> str | None:
    """Canonical name of a source, or None where nobody can tell."""
    if token is None:
        return None
    known = source_name(draft, antecedent(token))
    if known is not None or not any(c.lower_ in _STRESS for c in token.children):
        return known
    called = [n for n, e in draft.entities.items() if e.kind is ActorKind.PERSON and n.split()[-1] == token.text]
    return called[0] if len(called) == 1 else None  # "Trump himself", which taggers take for a verb
