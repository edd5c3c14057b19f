"""Whose "we" it is in a text that speaks in its own voice: a readout, a press release, a joint statement."""

from __future__ import annotations

from spacy.tokens import Token

from pourparler.annotate.actors.lexicon import states
from pourparler.annotate.actors.owners import owner, state_for
from pourparler.annotate.actors.party import Denote
from pourparler.annotate.draft import Draft
from pourparler.annotate.syntax import SUBJECTS
from pourparler.model.findings import ActorKind, Form

_PUBLIC = frozenset({ActorKind.STATE, ActorKind.ORGANISATION})


def issuer(draft: Draft, denote: Denote) -> tuple[str, ...]:
    """The states or bodies whose act the first sentence tells; () for a text that quotes people, as news do.

    "President Biden met today with …": the United States. "France and Japan have agreed …": both.
    """
    if draft.issuers is None or draft.issuers[0] != len(draft.statements):
        quoted = any(s.form is Form.DIRECT for s in draft.statements)
        draft.issuers = len(draft.statements), ()  # "the government" there is nobody: no circle
        draft.issuers = len(draft.statements), () if quoted else _first(draft, denote)
    return draft.issuers[1]


def _first(draft: Draft, denote: Denote) -> tuple[str, ...]:
    opening = next(iter(draft.body()), None)
    if opening is None:
        return ()
    verb: Token = opening.root
    who = next((c for c in verb.lefts if c.dep_ in SUBJECTS), None)
    if who is not None and who.lower_ == "we":
        who = next((c for c in who.children if c.dep_ == "appos"), None)  # "We, the leaders of France and Japan, …"
    if who is None or verb.lemma_ == "be" or verb.pos_ != "VERB" or who.pos_ == "PRON":
        return ()
    found = (_behind(draft, who, p.name) for p in denote(draft, who))
    names = tuple(dict.fromkeys(state_for(draft, name) for name in found))
    return names if all(_public(draft, name) for name in names) else ()


def _behind(draft: Draft, who: Token, name: str) -> str:
    """The body whose leaders or ministers speak together: "NATO leaders"."""
    if who.tag_ != "NNS":
        return name
    country = name.rpartition(" of ")[2].removeprefix("the ")
    if country in states() or name.startswith("leader of "):
        return country
    return owner(draft, who) or name if name.endswith("(unnamed)") else name


def _public(draft: Draft, name: str) -> bool:
    """A state or body; one that is known only from whoever acts for it has no entry of its own."""
    entity = draft.entities.get(name)
    return entity is None or entity.kind in _PUBLIC
