"""Further events that a time dates: "In March, at the debate, he announced a plan to …" dates debate and plan."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pourparler.annotate.commitments.frames import kind
from pourparler.annotate.commitments.parties import same_side
from pourparler.annotate.syntax import Tense, clause, conjuncts
from pourparler.annotate.timings.known import ANNOUNCING, PLAIN_SAYING, Event, Known, above, head_of
from pourparler.model.findings import Form, Life, Timex

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
    past = clause(verb).tense is Tense.PAST
    if past:
        yield from _said(known, verb)
    for doer in (*conjuncts(verb), *(_beyond(verb) if fronted else ())):
        if doer.pos_ != "VERB" or (doer is not verb and not (past and doer.i > below.i)):
            continue
        if doer is verb or clause(doer).tense is Tense.PAST:
            yield from _made(known, doer)
        for doing in _doing(doer) if past else ():
            if doing.i > below.i:
                yield from _made(known, doing, saying=fronted)


def _verb_above(token: Token) -> tuple[Token | None, Token | None]:
    """The verb on which a time hangs by nothing but prepositions and words of time, and the child that leads there."""
    below, node = token, token
    for _ in range(5):
        if node.pos_ in ("VERB", "AUX"):
            return node, below
        if above(node) is None or not (node.i == token.i or node.pos_ in ("ADP", "SCONJ", "ADV") or node.ent_type_):
            break
        below, node = node, above(node) or node
    return None, None


def _beyond(verb: Token) -> Iterator[Token]:
    """The verb behind a semicolon: "In May the movement began; its leader promised …"."""
    head = verb.head
    if verb.dep_ == "ccomp" and head.i > verb.i and any(c.text == ";" for c in head.lefts):
        yield head


def _doing(verb: Token) -> Iterator[Token]:
    """Participles that tell how it is done: "left, promising to return", "sent a letter saying", "by announcing"."""
    for child in verb.rights:
        if child.dep_ == "advcl" and child.tag_ == "VBG":
            yield child
        elif child.dep_ == "dobj":
            yield from (c for c in child.rights if c.dep_ == "acl" and c.tag_ == "VBG")
        elif child.dep_ == "prep" and child.lower_ == "by":
            yield from (c for c in child.children if c.dep_ == "pcomp" and c.tag_ == "VBG")


def _said(known: Known, verb: Token) -> Iterator[Event]:
    """What the source newly binds itself to in words retold: made on the day on which it says so."""
    if verb.idx not in known.cues:
        return
    draft = known.draft
    for statement in draft.statements:
        if statement.form is Form.DIRECT or not any(c.span.start <= verb.idx < c.span.end for c in statement.cue_spans):
            continue
        for commitment in draft.commitments:
            inside = any(commitment.evidence.span in piece.span for piece in statement.content_spans)
            own = statement.source is not None and any(same_side(draft, statement.source, n) for n in commitment.by)
            if inside and own and commitment.life in (Life.NEW, Life.STANDING):
                yield Event(commitment.id, verb, "said", f"said with {verb.text!r}", "made")


def _settings(known: Known, verb: Token) -> Iterator[Event]:
    for prep in verb.children:
        if prep.dep_ == "prep" and prep.lower_ in _SETTING:
            for noun in prep.children:
                found = known.heads.get(noun.i)
                if found is not None and found[1] is None:
                    yield Event(found[0], verb, "setting", f"{verb.text!r} {prep.text!r} {noun.text!r}")


def _made(known: Known, verb: Token, *, saying: bool = False) -> Iterator[Event]:
    """Promises that the verb makes, itself or by its object. saying: plain saying counts too."""
    if verb.lemma_ in PLAIN_SAYING and not saying:
        return
    making = verb.lemma_ in kind("making") or verb.lemma_ in ANNOUNCING
    for word in (verb, *(c for c in verb.children if c.dep_ == "dobj")):
        for finding, new in known.promises.get(word.i, ()):
            if new or making or word is verb:
                yield Event(finding, verb, "beside", f"made with {verb.text!r}", "made")
