"""The shortest piece of the sentence that says what is to be done.

The parse says how far the deed may reach; the words at its joints say where it ends sooner: a relative clause, a
condition, what the other side gives in return, or a further finite verb are not part of what is to be done.
"""

from __future__ import annotations

from spacy.tokens import Token

from pourparler.annotate.commitments.candidates import Candidate, passive
from pourparler.annotate.commitments.conditions import opens_condition, opens_exchange
from pourparler.annotate.commitments.finders import no_plan
from pourparler.annotate.commitments.frames import PROGRESSIVE

_FAR = 15  # tokens from a subject to what is done to it
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_AIMS = frozenset({"order", "effort", "attempt", "bid", "hope", "hopes"})
_TRIM = frozenset(". , ; : ! ? \" “ ” '' `` ’ ‘ ( ) [ - – — -- * ** ...".split())
_PREFIXES = frozenset({"re", "co", "de", "pre"})
_JOINTS = frozenset({",", ";", "--", "—", "–", "-", "("})
_TURNS = frozenset(
    "which who whom whose where when while whereas although though but as after before because since including saying "
    "adding according despite even down compared so".split()
)


def deed_span(candidate: Candidate) -> tuple[Token, Token]:
    """First and last token of the deed."""
    deed = candidate.deed
    verbal = deed.tag_.startswith("V") or deed.pos_ in ("VERB", "AUX")
    first = _verb_start(deed) if verbal else _noun_start(deed)
    if (whole := _passive_start(candidate)) is not None:
        first = whole
    elif verbal and first.i == deed.i:
        first = _denial(candidate.promise) or first
    elif first.lower_ in ("n't", "n’t") and first.i:
        first = first.nbor(-1)
    if candidate.frame is PROGRESSIVE and first.i == candidate.promise.i:
        first = deed  # "is headed to Paris"
    last = _cut(deed, _reach(candidate) if verbal else _noun_reach(candidate))
    if candidate.frame.whole and candidate.promise.i < first.i:
        first = candidate.promise
    elif no_plan(candidate.promise):
        first = candidate.promise.left_edge
    while last.i > first.i and (last.is_space or last.text in _TRIM or last.dep_ == "cc"):
        last = last.nbor(-1)
    if last.i - 1 > first.i and last.nbor(-1).lower_ == "last" and last.ent_type_ in ("DATE", "TIME"):
        last = last.nbor(-2)  # "offered to resign last night": the time of the offer
    if last.i > first.i and last.lower_ == "only":
        last = last.nbor(-1)  # "only after …" belongs to the condition
    while last.i > first.i and last.tag_ == "IN" and next(last.children, None) is None:
        last = last.nbor(-1)  # a preposition whose object is lost
    while first.i < last.i and (first.is_space or first.text in _TRIM or first.tag_ == "TO"):
        first = first.nbor(1)
    return first, last


def _verb_start(deed: Token) -> Token:
    """The verb with its "not", its passive "be" and the adverbs right before it, without "to" and "will"."""
    start = deed
    while start.i > deed.left_edge.i:
        before = previous(start)
        if before.head.i != deed.i and before.head.i != start.i:
            break
        if before.dep_ in ("neg", "auxpass", "advmod", "preconj"):
            start = before
        elif before.tag_ == "TO" and before.i > deed.left_edge.i and previous(before).dep_ == "neg":
            start = previous(before)
            break
        else:
            break
    return start


def _passive_start(candidate: Candidate) -> Token | None:
    """Where what is done to something begins, which says nothing without it: "two posts would be handed over"."""
    actor, deed = candidate.actor, candidate.deed
    if actor is None or actor.pos_ == "PRON" or candidate.place not in ("clause", "modal", "is to"):
        return None
    if not passive(deed) or deed.i - actor.i > _FAR or actor.i > deed.i or actor.sent != deed.sent:
        return None
    return _noun_start(actor)


def _denial(modal: Token) -> Token | None:
    """The "not" of "not going to leave" belongs to the deed, or it would say the contrary."""
    if modal.lower_ == "going":
        return next((c for c in modal.lefts if c.dep_ == "neg"), None)
    return modal if modal.lower_ == "wo" else None


def previous(token: Token) -> Token:
    """The word before a token, spaces and quotation marks skipped; the token itself at the start of the text."""
    at = token
    while at.i:
        at = at.nbor(-1)
        if not (at.is_space or at.is_quote):
            return at
    return token


def _noun_start(noun: Token) -> Token:
    start = noun.left_edge
    while start.i < noun.i and (start.is_space or start.is_punct):
        start = start.nbor(1)
    return start


def _reach(candidate: Candidate) -> Token:
    """How far the deed's own words go by the parse, with the infinitives and phrases hung on the promise behind it."""
    deed, promise = candidate.deed, candidate.promise
    last = deed
    for child in deed.rights:
        if child.dep_ == "conj" and _own_clause(child):
            break
        last = child.right_edge
    for holder in {promise, promise.head}:
        for child in holder.rights if holder.i < deed.i else ():
            if child.left_edge.i != last.i + 1 or child.dep_ not in ("advcl", "prep", "xcomp", "conj"):
                continue
            if child.dep_ == "prep" or any(c.tag_ == "TO" for c in child.lefts):
                last = child.right_edge
    if deed.lower_ in _PREFIXES and deed.i + 2 < deed.sent.end and deed.nbor(1).text == "-":
        last = max(last, deed.nbor(2), deed.nbor(2).right_edge, key=lambda t: t.i)  # "re-enter the treaty"
    return deed.doc[deed.sent.end - 1] if _broken_off(deed, last) else last


def _broken_off(deed: Token, last: Token) -> bool:
    """Did the parser lose what follows: a preposition without object, a verb right before an article or adjective?"""
    if last.dep_ == "prep" or (last.pos_ == "ADP" and last.i > deed.i):
        return last.i + 1 < deed.sent.end
    following = last
    while following.i + 1 < deed.sent.end and (following is last or following.is_space):
        following = following.nbor(1)
    return last.i == deed.i and following.pos_ in ("DET", "ADJ", "NOUN", "PROPN", "NUM")


def _own_clause(verb: Token) -> bool:
    if any(c.tag_ == "TO" for c in verb.lefts):
        return False
    return verb.tag_ in _FINITE or any(c.dep_ in ("nsubj", "nsubjpass") or c.tag_ == "MD" for c in verb.children)


def _noun_reach(candidate: Candidate) -> Token:
    """How far a noun phrase goes: "two million dollars in aid", "peace and to the security of all"."""
    noun = candidate.deed
    last = noun
    for child in noun.rights:
        if child.dep_ in ("relcl", "appos") or (child.dep_ == "conj" and child.tag_ in _FINITE):
            break
        last = child.right_edge
    holder = noun.head
    for child in holder.rights:
        also = child.dep_ == "conj" and child.pos_ == "ADP" and child.lower_ == holder.lower_
        near = last.i < child.left_edge.i <= last.i + (2 if also else 1)
        if near and (also or child.lower_ == "in") and not _dated(child):
            last = child.right_edge
    inner = (t for t in noun.doc[noun.i + 1 : last.i + 1] if t.dep_ in ("relcl", "acl") and t.head.i != noun.i)
    cut = next((t for t in inner if t.left_edge.i > noun.i + 1), None)
    return cut.left_edge.nbor(-1) if cut is not None else last


def _dated(phrase: Token) -> bool:
    return any(t.ent_type_ in ("DATE", "TIME", "GPE", "LOC") for t in phrase.subtree)


def _cut(deed: Token, last: Token) -> Token:
    """The last word before the first joint at which the deed ends."""
    doc = deed.doc
    for i in range(deed.i + 1, last.i + 1):
        token = doc[i]
        joint = token.text in _JOINTS and not (token.text == "-" and not doc[i - 1].whitespace_)
        if joint and (following := _following(token, last)) is not None and _turns(deed, following):
            return doc[i - 1]
        if "](" in token.text or "://" in token.text:
            return doc[i - 1] if i - 1 > deed.i else deed
        if _subordinate(token, deed) or any(ends(token) for ends in _ENDINGS):
            return doc[i - 1]
        if token.dep_ == "cc" and _to_finite(token, deed):
            return doc[i - 1]
    return last


def _following(token: Token, last: Token) -> Token | None:
    """The next word up to `last`, spaces skipped."""
    return next((t for t in token.doc[token.i + 1 : last.i + 1] if not t.is_space), None)


def _subordinate(token: Token, deed: Token) -> bool:
    """A clause of time or cause behind the deed is no part of it: "leave after he lost", "stay as Mr. Biden plans"."""
    if token.dep_ not in ("mark", "advmod") or token.head.dep_ != "advcl" or token.head.tag_ not in _FINITE | {"VBN"}:
        return False
    if token.lower_ in ("after", "because", "since", "although", "though", "while", "whereas"):
        return any(c.dep_ in ("nsubj", "nsubjpass") for c in token.head.children)
    named = any(c.dep_ == "nsubj" and c.pos_ == "PROPN" for c in token.head.children)
    return token.lower_ == "as" and named and deed.i < token.i - 1


def _aim(token: Token) -> bool:
    """The aim of a deed is no part of it: "in order to", "in an effort to", "in a bid to"."""
    doc = token.doc
    return token.lower_ == "in" and any(t.lower_ in _AIMS and _next(t) == "to" for t in doc[token.i + 1 : token.i + 3])


def _so_that(token: Token) -> bool:
    return token.lower_ == "so" and _next(token) == "that"


_ENDINGS = (opens_condition, opens_exchange, _so_that, _aim)


def _next(token: Token) -> str:
    return str(token.nbor(1).lower_) if token.i + 1 < len(token.doc) else ""


def _turns(deed: Token, token: Token) -> bool:
    """Does something else begin after a comma: a relative or subordinate clause, a participle, a new subject?"""
    if token.lower_ in _TURNS or token.tag_ in ("WDT", "WP", "WP$", "WRB") or _measured(token):
        return True
    if token.tag_ == "VBG" and deed.tag_ != "VBG":
        return True
    if token.dep_ in ("relcl", "appos", "parataxis") or (token.tag_ == "TO" and _next(token) == "be"):
        return True
    return token.dep_ in ("nsubj", "nsubjpass") and token.head.tag_ in _FINITE and token.head.i > token.i


def _measured(token: Token) -> bool:
    """ "…, nearly two years after", "…, a week before": how long after something else it was done."""
    ahead = token.doc[token.i : min(token.i + 6, len(token.doc))]
    end = next((t.i for t in ahead if t.lower_ in ("after", "before", "since")), None)
    between = token.doc[token.i : end] if end is not None else ()
    return len(between) > 1 and all(t.pos_ in ("ADV", "NUM", "NOUN", "DET", "ADJ") for t in between)


def _to_finite(cc: Token, deed: Token) -> bool:
    """Does an "and" lead back out of the deed, to a verb on a level with the promise or one with its own "will"?"""
    for token in cc.head.rights:
        if token.i > cc.i and token.dep_ == "conj":
            uneven = token.tag_ == "VBG" and deed.tag_ == "VB"
            return token.head.i <= deed.i and (uneven or _own_clause(token))
    return False
