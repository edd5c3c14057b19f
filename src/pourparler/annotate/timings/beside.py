"""Further events that a time dates: "In March, at the debate, he announced a plan to …" dates debate and plan."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pourparler.annotate.syntax import Tense, clause, conjuncts
from pourparler.annotate.timings.known import PLAIN_SAYING, Event, Known, head_of
from pourparler.model.findings import Timex

_SETTING = frozenset({"at", "during", "in"})


def beside(known: Known, timex: Timex) -> Iterator[Event]:
    """What stands under the same verb as the time: the occasion on which it was done, promises made with it."""
    token = head_of(known.draft, timex.evidence.span)
    verb, below = _verb_above(token) if token is not None else (None, None)
    if verb is None or below is None:
        return
    fronted = below.i < verb.i
    if fronted:
        yield from _settings(known, verb)
    doers = [v for v in conjuncts(verb) if v.pos_ == "VERB" and (v is verb or v.i > below.i)]
    for doer in doers:
        if doer is not verb and not (clause(doer).tense is Tense.PAST and clause(verb).tense is Tense.PAST):
            continue
        yield from _made(known, doer)


def _verb_above(token: Token) -> tuple[Token | None, Token | None]:
    """The verb on which a time hangs by nothing but prepositions and words of time, and the child that leads there."""
    below, node = token, token
    for _ in range(5):
        if node.pos_ in ("VERB", "AUX"):
            return node, below
        if node.head.i == node.i or not (node.i == token.i or node.pos_ in ("ADP", "SCONJ", "ADV") or node.ent_type_):
            break
        below, node = node, node.head
    return None, None


def _settings(known: Known, verb: Token) -> Iterator[Event]:
    for prep in verb.children:
        if prep.dep_ == "prep" and prep.lower_ in _SETTING:
            for noun in prep.children:
                found = known.heads.get(noun.i)
                if found is not None and found[1] is None:
                    yield Event(found[0], verb, "setting", f"{verb.text!r} {prep.text!r} {noun.text!r}")


def _made(known: Known, verb: Token) -> Iterator[Event]:
    """Promises that the verb makes, itself or by its object."""
    if verb.lemma_ in PLAIN_SAYING:
        return
    nouns = [c for c in verb.children if c.dep_ == "dobj"]
    for word in (verb, *nouns):
        for finding in known.promises.get(word.i, ()):
            yield Event(finding, verb, "beside", f"made with {verb.text!r}", "made")
