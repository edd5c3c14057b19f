"""Word sent and received: "let them know that …", "heard from X that …", "telephoned Y to say that …"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pourparler.annotate.draft import Draft
from pourparler.annotate.statements.clauses import finite, negated
from pourparler.annotate.statements.find import Find, Piece, trim
from pourparler.annotate.statements.sources import source_of, words_of

_SENT = frozenset("called calls phoned phones telephoned telephones rang wrote writes cabled texted emailed".split())
_HEARD = frozenset({"heard", "learned", "learnt"})
_TOLD = frozenset({"say", "tell", "warn", "inform"})
_LET = frozenset({"let", "lets"})
_WORDS = _SENT | _HEARD | _LET


def errand_finds(draft: Draft) -> Iterator[Find]:
    """Attributions whose cue is a word sent or received, in order of the cue."""
    for token in draft.among(_WORDS):
        if token.pos_ == "VERB" and not negated(token):
            find = _heard(draft, token) if token.lower_ in _HEARD else _sent(draft, token)
            if find is not None:
                yield find


def _heard(draft: Draft, verb: Token) -> Find | None:
    giver = next((c for p in verb.children if p.lower_ == "from" for c in p.children if c.dep_ == "pobj"), None)
    clause = _clause(verb)
    if giver is None or clause is None or not giver.i < clause[0].i:
        return None
    return _make(draft, verb, giver, clause, [(verb.idx, giver.head.idx + len(giver.head.text))])


def _sent(draft: Draft, verb: Token) -> Find | None:
    known = verb.lower_ in _LET
    for child in verb.rights:
        fits = child.lower_ == "know" if known else child.lemma_ in _TOLD and child.nbor(-1).tag_ == "TO"
        clause = _clause(child) if fits and child.dep_ in ("ccomp", "xcomp", "advcl") else None
        source = source_of(verb)
        if clause is not None and source is not None and (finite(verb) or verb.tag_ == "VBD"):
            cue = [(verb.idx, verb.idx + len(verb.text))] if known else []
            return _make(draft, verb, source, clause, [*cue, (child.idx, child.idx + len(child.text))])
    return None


def _clause(verb: Token) -> tuple[Token, Token] | None:
    """First and last token of what was told."""
    clause = next((c for c in verb.rights if c.dep_ in ("ccomp", "acl", "relcl") and finite(c)), None)
    if clause is None or (clause.dep_ != "ccomp" and clause.left_edge.lower_ != "that"):
        return None
    return clause.left_edge, clause.right_edge


def _make(draft: Draft, verb: Token, source: Token, clause: tuple[Token, Token], cue: list[Piece]) -> Find | None:
    piece = trim(draft, clause[0].idx, clause[1].idx + len(clause[1].text))
    if piece is None:
        return None
    return Find(
        rule="errand",
        stance="say",
        pieces=[piece],
        verb=verb,
        cue=cue,
        source=source,
        source_span=words_of(source),
    )
