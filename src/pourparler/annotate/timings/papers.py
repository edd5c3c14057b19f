"""Times of what holds promises: "under an accord signed yesterday", "the deal, announced Friday, begins in May"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from pourparler.annotate.commitments.frames import CONDITION, kind, noun_kinds
from pourparler.annotate.draft import Draft
from pourparler.annotate.syntax import OBJECTS
from pourparler.annotate.timings.known import Event, Known, above, head_of
from pourparler.model.findings import Force, Timex

_POINTING = frozenset({"the", "this", "that"})
_SAID = frozenset({"statement", "declaration", "communique", "communiqué", "announcement", "release", "text"})
_NEAR = 40  # words from a deed to a noun that stands for it
_MEANING = frozenset("change deal decision measure merger move plan purchase sale step takeover transaction".split())
_CARRIED_OUT = frozenset(
    "begin close commence come complete conclude enter finalise finalize go happen implement occur start take".split()
)
_BY = frozenset({"under", "in", "to", "by", "through", "with"})


def papers(known: Known, timex: Timex) -> Iterator[Event]:
    """Promises that stand in the paper which the time dates: made when it was signed, reached, issued or announced."""
    token = head_of(known.draft, timex.evidence.span)
    for paper, by in _dated(token) if token is not None else ():
        for finding in dict.fromkeys((*_holds(known.draft, paper), *_same(known, paper))):
            yield Event(finding, by, "paper", f"stands in {paper.text!r}", "made")


def in_exchange(known: Known, event: Event) -> Iterator[Event]:
    """What the other side binds itself to in the same sentence and exchange was made when the one side's part was."""
    draft = known.draft
    if event.of != "made":
        return
    known_as = {c.id: c for c in draft.commitments}
    own = known_as[event.id]
    for other in draft.commitments:
        linked = other.in_return_for == own.id or own.in_return_for == other.id or other.rule == CONDITION.name
        if linked and other.id != own.id and draft.doc[draft.commitment_heads[other.id][-1]].sent == event.token.sent:
            yield replace(event, id=other.id, rule="exchange", why=f"in exchange, {event.why}")


def _dated(time: Token) -> Iterator[tuple[Token, Token]]:
    """Papers that a time dates, each with the word that carries the claim: "deal signed Friday", "Friday's deal"."""
    if time.dep_ in ("poss", "compound", "nmod", "amod") and time.head.pos_ == "NOUN":
        yield time.head, time.head
        return
    node: Token | None = time
    while node is not None and node.pos_ != "VERB":
        node = above(node)
    if node is None or node.lemma_ not in kind("making"):
        return
    if node.dep_ == "acl" and node.tag_ == "VBN":
        yield node.head, node
    else:
        yield from ((c, node) for c in node.children if c.dep_ in OBJECTS or c.dep_ == "nsubjpass")


def _accord(noun: Token) -> bool:
    return "agreement" in noun_kinds().get(noun.lemma_.lower(), ())


def _holds(draft: Draft, paper: Token) -> Iterator[str]:
    """What is told to stand in it: "under an accord …, they would", "will do so, according to a statement …"."""
    prep = paper.head
    if not (_accord(paper) or paper.lemma_ in _SAID) or prep.dep_ != "prep" or prep.lower_ not in _BY:
        return
    verb = above(prep)
    while verb is not None and (verb.pos_ not in ("VERB", "AUX") or verb.lower_ == "according"):
        verb = above(verb)
    for finding, tokens in draft.commitment_heads.items():
        if verb is not None and verb.i in tokens:
            yield finding


def what_it_means(known: Known, verb: Token, noun: Token) -> str | None:
    """The deed meant in "a deal that will be closed by June", "the change will occur in May", "the truce begins"."""
    if verb.lemma_ not in _CARRIED_OUT or noun.i in known.heads:
        return None
    accord = next(_same(known, noun), None)
    if accord is not None or noun.lemma_ not in _MEANING or not any(c.dep_ == "det" for c in noun.lefts):
        return accord
    deeds = (i for i in range(noun.i - 1, max(-1, noun.i - _NEAR), -1) if known.heads.get(i, ("", None))[1] == "due")
    last = next(deeds, None)
    return known.heads[last][0] if last is not None else None


def _same(known: Known, paper: Token) -> Iterator[str]:
    """The one accord of the report that a bare "the deal" means."""
    pointing = any(c.lower_ in _POINTING or c.dep_ == "poss" for c in paper.lefts)
    if not _accord(paper) or not pointing or paper.i in known.heads:
        return
    draft = known.draft
    heads = {c.id: draft.commitment_heads[c.id] for c in draft.commitments if c.force is Force.AGREED}
    named = {f: tokens for f, tokens in heads.items() if any(_accord(draft.doc[i]) for i in tokens)}
    alike = [f for f, tokens in named.items() if any(draft.doc[i].lemma_ == paper.lemma_ for i in tokens)]
    found = alike or list(named)
    if len(found) == 1:
        yield found[0]
