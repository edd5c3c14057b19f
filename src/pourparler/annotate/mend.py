"""What parsers get wrong in the same way again and again, put right in the tree before anything reads it.

Only patterns that leave no choice are mended: a tree that may be right stays as it is.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token


def mend(doc: Doc) -> Doc:
    """The same Doc, mended in place."""
    for token in doc:
        if token.dep_ == "prep" and token.lower_ in ("between", "with"):
            _split_owner(token)
            if token.lower_ == "between":
                _find_second(token)
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
