"""What parsers get wrong in the same way again and again, put right in the tree before anything reads it.

Only patterns that leave no choice are mended: a tree that may be right stays as it is.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from pourparler.annotate.quick import numbers

_HEADS = frozenset(
    "head chief chairman chairwoman leader president secretary minister director member commander spokesman envoy "
    "ambassador representative deputy chairperson speaker governor mayor spokeswoman spokesperson".split()
)
_PUT_TO = frozenset({"asked", "pressed", "questioned", "challenged"})
_WORDS = _HEADS | _PUT_TO | {"between", "with", "quote"}


def mend(doc: Doc) -> Doc:
    """The same Doc, mended in place."""
    wanted = numbers(_WORDS, doc.vocab.strings)
    for i in [i for i, word in enumerate(doc.to_array("LOWER").tolist()) if word in wanted]:
        token = doc[i]
        if token.dep_ == "prep" and token.lower_ in ("between", "with"):
            _split_owner(token)
            if token.lower_ == "between":
                _find_second(token)
        elif token.dep_ == "nsubj" and token.lower_ in _HEADS:
            _name_behind(token)
        elif token.lower_ == "quote" and token.dep_ == "conj":
            _give_back(token)
        elif token.lower_ in _PUT_TO and token.dep_ == "ROOT" and token.tag_ in ("VBN", "VBD"):
            _subordinate(token)
    return doc


def _split_owner(preposition: Token) -> None:
    """ "between X and Y's president Z" is X and Z, not the president of X and Y: "between" asks for two.

    Behind "with" only a person before a country is split ("with Orban and Slovakia's prime minister"): two countries
    may well share what they own.
    """
    owned = next((c for c in preposition.children if c.dep_ == "pobj"), None)
    if owned is None or any(c.dep_ in ("conj", "cc") for c in owned.children):
        return
    first = next((c for c in owned.children if c.dep_ == "poss"), None)
    if first is None or first.pos_ != "PROPN" or any(c.dep_ == "case" for c in first.children):
        return
    others = [c for c in first.children if c.dep_ == "conj"]
    marks = [c for c in first.children if c.dep_ == "cc"]
    if len(others) != 1 or len(marks) != 1 or not any(c.dep_ == "case" for c in others[0].children):
        return
    if preposition.lower_ == "between":
        if owned.tag_ in ("NNS", "NNPS"):
            return
    elif first.ent_type_ != "PERSON" or others[0].ent_type_ not in ("GPE", "NORP"):
        return
    owner = others[0]
    first.head, first.dep_ = preposition, "pobj"
    owner.head, owner.dep_ = owned, "poss"
    owned.head, owned.dep_ = first, "conj"


def _find_second(preposition: Token) -> None:
    """ "talks between X and Y failed" where the parse took Y for one more subject: "and" binds what follows."""
    first = next((c for c in preposition.children if c.dep_ == "pobj"), None)
    if first is None or any(c.dep_ == "conj" for c in first.children):
        return
    mark = next((c for c in first.children if c.dep_ == "cc" and c.lower_ == "and"), None)
    if mark is None or mark.i + 1 >= len(mark.doc):
        return
    second = mark.nbor(1)
    while second.head.left_edge.i == mark.i + 1 and second.head.i != second.i:
        second = second.head
    if second.dep_ == "nsubj" and second.pos_ in ("NOUN", "PROPN") and second.left_edge.i == mark.i + 1:
        second.head, second.dep_ = first, "conj"


def _give_back(quote: Token) -> None:
    """ "He said, and I quote, that …": what follows is what he said."""
    if not any(c.dep_ == "nsubj" and c.lower_ == "i" for c in quote.children):
        return
    for content in [c for c in quote.children if c.dep_ == "ccomp" and c.i > quote.i]:
        content.head = quote.head


def _subordinate(asked: Token) -> None:
    """ "Asked if talks had failed, X said …" tells what X said, where the parse made the question the main clause."""
    if any(c.dep_ in ("nsubj", "nsubjpass", "auxpass") and c.i < asked.i for c in asked.children):
        return
    main = next((c for c in asked.rights if c.dep_ in ("parataxis", "conj", "ccomp") and _tensed(c)), None)
    if main is None or not {",", '"', "”"} & {main.left_edge.text, main.left_edge.nbor(-1).text}:
        return
    later = [c for c in asked.rights if c.i > main.i]
    main.head = main
    asked.head, asked.dep_, main.dep_ = main, "advcl", "ROOT"
    for child in later:
        child.head = main


def _tensed(verb: Token) -> bool:
    """Is it a verb in the past or present with a subject of its own in front of it?"""
    own = any(c.dep_ == "nsubj" and c.i < verb.i for c in verb.children)
    mark = any(c.dep_ == "mark" for c in verb.children)
    return own and not mark and verb.tag_ in ("VBD", "VBZ", "VBP")


def _name_behind(office: Token) -> None:
    """ "Head of the Russian delegation X Y said": one subject, X Y, and not two."""
    last = office.right_edge
    if last.i == office.i or last.i + 1 >= len(last.doc):
        return
    name = next((c for c in office.head.lefts if c.dep_ == "nsubj" and c.left_edge.i == last.i + 1), None)
    if name is not None and name.pos_ == "PROPN" and name.ent_type_ == "PERSON" and not last.is_punct:
        office.head, office.dep_ = name, "nmod"
