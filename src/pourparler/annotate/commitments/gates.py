"""Which candidates are no commitments: hopes, predictions, calls upon others, questions, suppositions, done acts."""

from __future__ import annotations

from spacy.tokens import Token

from pourparler.annotate.commitments.candidates import Candidate
from pourparler.annotate.commitments.frames import meeting_verbs, undeeds
from pourparler.annotate.draft import Draft
from pourparler.annotate.syntax import Mood, clause

_WISHES = frozenset({"hope", "want", "urge", "ask", "call", "demand", "expect", "wish", "fail", "try", "seek", "request",
                     "press", "need", "refuse", "decline", "reject", "beg", "pressure", "encourage", "implore", "invite",
                     "persuade", "convince", "get", "require", "force", "believe", "doubt", "deny", "predict", "lack"})
_SUPPOSED = frozenset({Mood.MAY, Mood.OUGHT, Mood.WOULD})
_HEDGES = frozenset({"likely", "probably", "perhaps", "maybe", "possibly", "inevitably", "undoubtedly", "doubtless",
                     "surely", "eventually", "hopefully", "presumably"})
_ASKING = frozenset({"who", "what", "when", "where", "why", "how", "which", "whether"})


def stands(draft: Draft, candidate: Candidate) -> str | None:
    """None if the candidate may stand, else the reason why it is none."""
    deed, promise = candidate.deed, candidate.promise
    if deed.i in _meeting_tokens(draft):
        return "a meeting"
    if _in_question(deed):
        return "a question"
    if candidate.place in ("modal", "clause", "is to"):
        return _future(candidate)
    if promise.pos_ == "NOUN":
        return _noun(candidate)
    return _verb(candidate)


def _meeting_tokens(draft: Draft) -> set[int]:
    return {i for heads in draft.meeting_heads.values() for i in heads}


def _in_question(deed: Token) -> bool:
    sent = deed.sent
    tail = sent[-1]
    while tail.i > sent.start and (tail.is_quote or tail.is_space):
        tail = tail.nbor(-1)
    if tail.text == "?":
        return True
    return any(c.lower_ in _ASKING and c.dep_ in ("advmod", "dobj", "attr", "pobj") for c in deed.lefts)


def _future(candidate: Candidate) -> str | None:
    deed = candidate.deed
    lemma = deed.lemma_.lower()
    if any(c.lower_ in _HEDGES for c in deed.children):
        return "hedged"
    if deed.dep_ in ("relcl", "advcl", "acl") and candidate.place == "modal":
        return "in passing"
    if candidate.frame.own and lemma in meeting_verbs():
        return "a meeting"
    binding = not candidate.frame.own
    if lemma in undeeds() and not (binding and lemma not in ("be", "have")) and not _passive(deed):
        return "no deed"
    return None


def _passive(deed: Token) -> bool:
    return any(c.dep_ == "auxpass" for c in deed.children)


def _verb(candidate: Candidate) -> str | None:
    promise = candidate.promise
    copula = promise.head if promise.pos_ == "ADJ" or promise.dep_ == "acomp" else promise
    finite = clause(copula)
    if finite.negated and not candidate.frame.whole and candidate.place != "ordered":
        return "denied"
    if finite.negated and candidate.frame.whole:
        return "denied"
    if finite.mood in _SUPPOSED:
        return "supposed"
    if _wished(copula):
        return "wished"
    if finite.mood is Mood.WILL and candidate.frame.own:
        return "to come"
    return None


def _wished(verb: Token) -> bool:
    """"hopes to agree", "was asked to promise", "urged Iran to commit"."""
    node = verb
    while node.dep_ in ("xcomp", "ccomp", "conj", "advcl", "pcomp", "prep") and node.head is not node:
        if node.dep_ == "ccomp" and any(c.dep_ in ("nsubj", "nsubjpass") for c in node.children) and not _bare(node):
            return False
        node = node.head
        if node.lemma_.lower() in _WISHES:
            return True
    return False


def _bare(verb: Token) -> bool:
    return any(c.tag_ == "TO" for c in verb.lefts)


def _noun(candidate: Candidate) -> str | None:
    noun, verb = candidate.promise, candidate.promise.head
    if any(c.lower_ in ("no", "any") and c.dep_ == "det" for c in noun.lefts):
        return "denied"
    if noun.dep_ in ("dobj", "pobj") and verb.pos_ == "VERB":
        finite = clause(verb)
        if finite.negated or finite.mood in _SUPPOSED:
            return "supposed"
        if verb.lemma_.lower() in _WISHES or _wished(verb):
            return "wished"
    return None
