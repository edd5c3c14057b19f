"""The table at which negotiations are held, and to which people return."""

from __future__ import annotations

from spacy.tokens import Token

from pourparler.annotate.syntax import clause, prep_objects

_TALKS = frozenset("negotiating bargaining negotiation negotiations peace talks conference".split())
_BARE = frozenset({"the", "same", "this", "that"})
_WAYS = ("to", "at", "around", "round", "from")


def table_of(verb: Token) -> Token | None:
    """The table at which somebody is or to which he comes: "back at the negotiating table"; no dinner table."""
    for holder in (verb, *(c for c in verb.children if c.dep_ == "advmod" and c.lower_ in ("back", "there"))):
        for noun in prep_objects(holder, *_WAYS):
            kinds = {c.lower_ for c in noun.lefts if not c.is_punct}
            if noun.lemma_ == "table" and (kinds & _TALKS or (kinds and kinds <= _BARE)):
                return noun
            if noun.lower_ == "it" and verb.lemma_ == "be" and clause(verb).perfect:
                return noun  # "have been at it since Thursday"
    return None
