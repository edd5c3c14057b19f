"""The canonical name of a statement's source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from spacy.tokens import Token

from pourparler.annotate.actors.denote import denote
from pourparler.annotate.actors.groups import together
from pourparler.annotate.actors.lexicon import titles
from pourparler.annotate.actors.members import is_member, member
from pourparler.annotate.actors.owners import describe, one_of_them
from pourparler.annotate.draft import Draft
from pourparler.annotate.syntax import prep_objects, subject
from pourparler.model.findings import ActorKind

_PAPERS = frozenset(
    "statement report announcement editorial letter tweet filing article book study poll communique communiqué release "
    "memo document post message testimony comment remark interview speech declaration resolution email e-mail survey "
    "account text draft summary advertisement ad banner notice advisory warning transcript paper blog readout lawsuit "
    "complaint estimate affidavit column review decision ruling indictment petition dispatch".split()
)


_MEDIA = frozenset("agency newspaper daily weekly paper broadcaster network channel station magazine website".split())
_PASSED_ON = frozenset({"carry", "publish", "quote", "cite", "report", "obtain", "see", "air", "broadcast", "relay"})
_ISSUED = frozenset("release issue publish send sign post write circulate".split())
_AGAIN = frozenset(
    "statement letter report communique communiqué declaration release memo study article survey poll email".split()
)
_BACK = 150  # words within which a statement may be spoken of again
_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
_OF_TWO = {"former": 0, "latter": 1}
_SOME = frozenset("some someone somebody many several most few one none others dozens hundreds thousands".split())


def source_name(draft: Draft, tokens: Token | Iterable[Token]) -> str | None:
    """Canonical name of the source, or a description marked "(unnamed)"; None if nobody can tell.

    `tokens` is the head of the phrase or all its tokens.
    """
    head = tokens if isinstance(tokens, Token) else _head(tuple(tokens))
    if head is None:
        return None
    if head.lemma_.lower() in _PAPERS and head.i not in draft.ref_at:
        return _author(draft, head)
    if head.lemma_.lower() in _MEDIA and head.i not in draft.ref_at:
        outlet = _named_in_front(draft, head)
        if outlet is not None:
            return outlet
    if head.lower_ in _OF_TWO and any(c.lower_ == "the" for c in head.children) and len(list(head.children)) == 1:
        return _of_two(draft, head)
    if is_member(head):
        return member(draft, head)
    parties = denote(draft, head)
    if parties and head.tag_ == "NNPS" and _people(draft, head):
        return head.text
    if parties:
        return parties[0].name
    if head.lower_ in _FIRST_PERSON:
        return None
    if head.lower_ in _SOME and (target := next(prep_objects(head, "of"), None)) is not None:
        found = denote(draft, target)
        if found or target.pos_ == "PRON":
            return found[0].name if found else None
        return f"{describe(draft, target)} (unnamed)"
    if head.lower_ in _SOME or (head.lower_ == "others" and head.pos_ in ("NOUN", "PRON")):
        return f"{head.lower_} (unnamed)"
    if head.pos_ in ("PRON", "DET") and head.tag_ in ("PRP", "PRP$", "WP", "WDT", "DT", "EX"):
        return None
    if head.pos_ == "PROPN" and head.lower_ not in titles() and not one_of_them(head):
        left = min((c.i for c in head.children if c.dep_ == "compound"), default=head.i)
        return " ".join(draft.doc[left : head.i + 1].text.split())
    if head.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "PRON"):
        definite = any(c.lower_ in ("the", "this", "that") for c in head.children)
        text = describe(draft, head)
        return (
            None if definite and len(text.split()) < 2 and head.tag_ == "NN" else f"{text} (unnamed)" if text else None
        )
    return None


def _of_two(draft: Draft, head: Token) -> str | None:
    """ "The latter", "the former": of the two spoken of together last."""
    number = bisect_right([s.start for s in draft.sents], head.i) - 1
    two = together(draft, head, number, lambda name: name, 2)
    return two[_OF_TWO[head.lower_]] if two else None


def _named_in_front(draft: Draft, medium: Token) -> str | None:
    """The outlet in "the official IRNA news agency", "the Haaretz newspaper"."""
    at = medium.i - 1
    while at > 0 and draft.doc[at].lower_ in ("news", "daily", "weekly", "television", "tv", "radio"):
        at -= 1
    ref = draft.ref_at.get(at)
    if ref is None or ref.entity is None or ref.rule not in ("gazetteer", "organisation"):
        return None
    return ref.entity.name


def _people(draft: Draft, head: Token) -> bool:
    """Are they a nation's people in general ("Russians say they …"), and not its side ("the Russians said")?"""
    ref = draft.ref_at.get(head.i)
    nation = ref is not None and ref.entity is not None and ref.entity.kind is ActorKind.STATE
    return nation and head.text.endswith("ns") and not any(c.dep_ in ("det", "poss", "conj") for c in head.children)


def _head(tokens: tuple[Token, ...]) -> Token | None:
    """The token of a phrase whose head lies outside it."""
    inside = {t.i for t in tokens}
    for token in tokens:
        if (token.head.i not in inside or token.head == token) and not token.is_punct and not token.is_space:
            return token
    return tokens[0] if tokens else None


def _author(draft: Draft, paper: Token, *, again: bool = True) -> str | None:
    """Who wrote a statement, letter or report. again: it may also be one spoken of before."""
    for child in paper.children:
        if child.dep_ == "poss":
            found = denote(draft, child)
            return found[0].name if found else None
    for node in (paper, *(c for c in paper.children if c.dep_ == "acl")):
        for target in prep_objects(node, "from", "by", "of"):
            owner = next((c for c in target.children if c.dep_ == "poss"), None)
            if node.lemma_ in _PASSED_ON:
                break
            if found := denote(draft, target) or (denote(draft, owner) if owner is not None else ()):
                return found[0].name
            for child in paper.children:  # "a study by a sociologist, Jane Doe"
                ref = draft.ref_at.get(child.i)
                if child.dep_ == "appos" and ref and ref.entity and ref.entity.kind is ActorKind.PERSON:
                    return ref.entity.name
    for child in paper.children:
        ref = draft.ref_at.get(child.i)
        if child.dep_ in ("compound", "amod") and ref and ref.entity:
            return ref.entity.name
    if paper.dep_ == "dobj" and paper.head.lemma_ in _ISSUED and (doer := subject(paper.head)) is not None:
        found = denote(draft, doer)
        return found[0].name if found else None
    if not again or paper.lemma_.lower() not in _AGAIN or paper.dep_ not in ("nsubj", "pobj"):
        return None
    return _author_before(draft, paper) if any(c.lower_ in ("the", "this") for c in paper.children) else None


def _author_before(draft: Draft, paper: Token) -> str | None:
    """Who wrote "the statement": whoever is said to have issued one last."""
    for i in range(paper.i - 1, max(-1, paper.i - _BACK), -1):
        earlier = draft.doc[i]
        same = earlier.pos_ == "NOUN" and earlier.lemma_.lower() == paper.lemma_.lower()
        if same and (known := _author(draft, earlier, again=False)) is not None:
            return known
    return None
