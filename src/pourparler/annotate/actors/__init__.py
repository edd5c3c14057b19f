"""Who is named in a report, what else stands for whom, and who acts for whom."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from pourparler.annotate.draft import Draft
from pourparler.annotate.syntax import conjuncts
from pourparler.model.findings import Actor, Mention


@dataclass(frozen=True, slots=True)
class Party:
    """A canonical name; `inferred` where the report itself marks it as unconfirmed."""

    name: str
    inferred: bool = False


def find_actors(draft: Draft) -> None:
    """Fill `draft.entities`, `draft.refs` and `draft.ref_at`."""


def freeze_actors(draft: Draft) -> tuple[tuple[Actor, ...], tuple[Mention, ...]]:
    """The entities and references as frozen actors and mentions."""
    return (), ()


def denote(draft: Draft, token: Token) -> tuple[Party, ...]:
    """The parties that the noun phrase headed by `token` stands for, coordination included; () where nobody can tell.

    Looks at names, offices, pronouns (first person by the speaker of the statement the token stands in),
    possessives ("their leaders"), groups ("both sides", "the two Koreas") and relations ("his counterpart").
    """
    out = []
    for t in conjuncts(token):
        ref = draft.ref_at.get(t.i)
        if ref and ref.entity:
            out.append(Party(ref.entity.name))
    return tuple(out)


def place_of(draft: Draft, token: Token) -> str | None:
    """Canonical name of the place that a token names, or None if it names none."""
    return token.text if token.ent_type_ == "GPE" else None
