"""Who is said beside a meeting and takes no part in it: the town that hosts it, the minister who agrees on a summit."""

from __future__ import annotations

from spacy.tokens import Token

from pourparler.annotate.actors import Party, Rank, denote, place_of, rank_of, states_of
from pourparler.annotate.draft import Draft
from pourparler.annotate.meetings.frames import lands
from pourparler.annotate.meetings.roles import parties_of
from pourparler.annotate.syntax import agent, conjuncts, prep_objects, subject
from pourparler.model.findings import PlaceOptions

_SUMMIT = "summit"
_ARRANGING = frozenset("hold arrange organise organize plan prepare schedule seek set want".split())


def towns(draft: Draft, noun: Token) -> list[Token]:
    """Towns that host a meeting: "Da Nang or Hanoi will host the summit". With somebody, a town is a government:
    "Seoul hosts talks with Pyongyang".
    """
    verb = noun.head
    if noun.dep_ not in ("dobj", "nsubjpass") or verb.lemma_ != "host" or any(True for _ in prep_objects(noun, "with")):
        return []
    head = subject(verb) if noun.dep_ == "dobj" else agent(verb)
    hosts = list(conjuncts(head)) if head is not None else []
    known = [place for t in hosts if (place := place_of(draft, t)) is not None]
    return hosts if any(lands().get(place, place) != place for place in known) else []


def choice_of_towns(draft: Draft, noun: Token) -> PlaceOptions | None:
    """The choice that hosting towns joined by "or" leave."""
    hosts = towns(draft, noun)
    if len(hosts) < 2 or not any(c.lower_ == "or" for t in hosts for c in t.children):
        return None
    return PlaceOptions(least=len(hosts), most=len(hosts), named=tuple(town_name(draft, t) for t in hosts))


def town_name(draft: Draft, token: Token) -> str:
    """The name of a town, as the gazetteer or else the report has it."""
    ref = draft.ref_at.get(token.i)
    known = place_of(draft, token)
    return known or (ref.entity.name if ref is not None and ref.entity is not None else token.text)


def for_their_states(draft: Draft, noun: Token, support: list[Token], parties: list[Party]) -> list[Party]:
    """Parties of a summit that a minister agrees to hold, or plans: not he will be there, but those he speaks for."""
    if noun.lemma_.lower() != _SUMMIT or noun.dep_ != "dobj" or noun.head.lemma_ not in _ARRANGING:
        return parties
    speakers = [p for t in support for p in denote(draft, t)]
    if not any(rank_of(draft, p.name) not in (None, Rank.HEAD) for p in speakers):
        return parties
    agreed = noun.head.head if noun.head.dep_ in ("xcomp", "advcl", "ccomp", "pcomp") else noun.head
    others = [p for t in prep_objects(agreed, "with") for p in parties_of(draft, t, describe=False)]
    states = (state for p in (*parties, *others) for state in states_of(draft, p.name))
    return [Party(state) for state in dict.fromkeys(states)]
