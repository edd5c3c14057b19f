"""Who is the source of a cue: the noun phrase, its words, and the name it stands for."""

from __future__ import annotations

from spacy.tokens import Token

from pourparler.annotate.actors import source_name
from pourparler.annotate.actors.lexicon import nouns
from pourparler.annotate.draft import Draft
from pourparler.annotate.rules import words
from pourparler.annotate.statements.find import Piece
from pourparler.annotate.syntax import SUBJECTS, agent, subject
from pourparler.model.findings import ActorKind

RELATIVE = frozenset({"who", "which", "that", "whom"})
_THINGS = frozenset({"it", "this", "that", "these", "those", "which", "what"})
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
        return _behind_according(own) or own
    if verb.dep_ in ("acl", "relcl") and verb.tag_ == "VBN":
        return agent(verb)
    doer = subject(verb)
    return _speaker_above(verb) or doer if doer is not None and verb.tag_ == "VBG" and not can_speak(doer) else doer


def _behind_according(subject: Token) -> Token | None:
    """Y in "According to X, Y said …", where parsers take X for the one who said it."""
    first = subject.left_edge
    while first.i > 1 and first.nbor(-1).dep_ in ("amod", "compound", "nmod", "punct") and first.nbor(-1).lower_ != ",":
        first = first.nbor(-1)
    if first.i < 2 or first.nbor(-1).lower_ != "to" or first.nbor(-2).lower_ != "according":
        return None
    return next((c for c in subject.rights if c.dep_ in ("appos", "conj") and c.left_edge.nbor(-1).text == ","), None)


def _speaker_above(verb: Token) -> Token | None:
    """Who says what a participle tells, if its nearest subject is a thing: "X made clear that the plan …, saying …"."""
    node = verb
    while node.dep_ in ("advcl", "ccomp", "conj", "xcomp", "acomp") and node.head != node:
        node = node.head
        doer = next((c for c in node.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
        if doer is not None and can_speak(doer):
            return doer
    return None


def can_speak(noun: Token) -> bool:
    """Can a noun phrase be somebody who speaks, by what it is and nothing else?"""
    if noun.pos_ == "PRON":
        return noun.lower_ not in _THINGS
    if noun.pos_ == "PROPN":
        return noun.ent_type_ not in ("DATE", "TIME", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART")
    return noun.lower_ in words("statements/who.tsv") or noun.lemma_.lower() in nouns()


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
