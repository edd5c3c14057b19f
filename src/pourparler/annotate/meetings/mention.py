"""One mention of a meeting: a word that a frame claims, with its roles, status and time."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from pourparler.annotate.actors import Party, Rank, denote, rank_of, states_of
from pourparler.annotate.actors.lexicon import bodies, states, terms
from pourparler.annotate.draft import Draft
from pourparler.annotate.meetings.frames import Frame, counterparts, lands
from pourparler.annotate.meetings.roles import names, parties_of, sentence
from pourparler.annotate.meetings.status import Reading
from pourparler.annotate.syntax import prep_objects
from pourparler.model.findings import ActorKind, MeetingForm
from pourparler.model.window import Window

_CALLERS = frozenset("police detectives investigators officers prosecutors deputies paramedics doctors".split())


@dataclass(slots=True, eq=False)
class Mention:
    """One mention; it knows of no other.

    heads: anchor and the verbs that carry it. definite: speaks of an occasion as already known. sequel: the word that
    makes it one of a series ("second", "next"); its parties may be those of the one before. form: what words beside
    the frame say of the form ("leader-level"). needs: how many parties must be known. title: the
    words of its proper name beside those of parties ("Nuclear Security" Summit). added: its
    parties are only those who are said to be there ("at the meeting, the ambassador said").
    """

    frame: Frame
    anchor: Token
    heads: tuple[int, ...]
    start: int
    end: int
    reading: Reading
    parties: list[Party] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    times: list[tuple[Window | None, Token]] = field(default_factory=list)
    window: Window | None = None
    purpose: tuple[int, int] | None = None
    ordinal: int | None = None
    definite: bool = False
    sequel: str | None = None
    form: MeetingForm | None = None
    needs: int = 2
    title: frozenset[str] = frozenset()
    added: bool = False


def cast(draft: Draft, anchor: Token, roles: dict[str, list[Token]]) -> tuple[list[Party], list[Token]]:
    """Who takes part by some roles, without doubles, and the tokens that belong to the mention's words.

    A name of which the anchor is part ("the Madrid Summit") is the meeting's own and takes no part in it.
    """
    parties: dict[str, Party] = {}
    parts = []
    own = draft.ref_at.get(anchor.i)
    for path, tokens in roles.items():
        for token in tokens:
            if own is not None and draft.ref_at.get(token.i) is own:
                continue
            found = parties_of(draft, token, describe=path != "modifier")
            for party in found:
                if _is_venue(party.name):
                    continue
                parties.setdefault(party.name, party)
            if found or path in ("with", "between", "object", "among"):
                parts.append(token)
    return list(parties.values()), parts


def in_name(noun: Token) -> list[Party]:
    """The state in the proper name of a conference: "the Ukraine Recovery Conference"."""
    if not noun.text[0].isupper():
        return []
    return [Party(t.text) for t in noun.doc[noun.left_edge.i : noun.i] if t.text in states()][:1]


def guests(
    draft: Draft, noun: Token, roles: dict[str, list[Token]], parties: list[Party], spots: list[Token]
) -> list[Party]:
    """Whose visit "his visit" is: nobody visits his own state while a foreigner is named before in the sentence."""
    owner = next(iter(roles.get("owner", ())), None)
    hosts = {state for name in names(draft, spots) if (state := _land(draft, name))}
    if owner is None or owner.pos_ != "PRON" or len(parties) != 1 or not hosts & set(states_of(draft, parties[0].name)):
        return parties
    for i in range(noun.i - 1, sentence(noun)[0] - 1, -1):
        ref = draft.ref_at.get(i)
        entity = ref.entity if ref is not None and ref.head == i else None
        if entity is not None and entity.kind is ActorKind.PERSON and entity.name != parties[0].name:
            home = states_of(draft, entity.name)
            if home and not hosts & set(home):
                return [Party(entity.name)]
    return parties


def with_host(draft: Draft, parties: list[Party], spots: list[Token]) -> list[Party]:
    """Who visits a place visits its state, if it is not his own; and a seat ("the White House") is its state's."""
    towns = set(names(draft, spots)) - states()
    parties = [p for p in parties if p.name not in towns or ((e := draft.entities.get(p.name)) and e.acts_for)]
    seats = {n for t in spots if (n := draft.places.get(t.i)) and (e := draft.entities.get(n)) and e.acts_for}
    parties = [Party(draft.entities[p.name].acts_for or p.name) if p.name in seats else p for p in parties]
    home = {p.name for p in parties} | {e.acts_for for p in parties if (e := draft.entities.get(p.name))}
    hosts = [state for name in names(draft, spots) if (state := _land(draft, name)) and state not in home]
    return [*parties, Party(hosts[0])] if parties and hosts else parties


def _land(draft: Draft, place: str) -> str | None:
    """The state in which a place lies, or whose seat it is ("the White House")."""
    seat, venue = draft.entities.get(place), bodies().get(place)
    return lands().get(place) or (seat.acts_for if seat is not None else None) or (venue.of if venue else None)


def _is_venue(name: str) -> bool:
    """Is it a house or room that takes no part: "his Oval Office meeting"?"""
    known = bodies().get(name)
    return known is not None and known.detail.endswith("/venue")


def with_land(draft: Draft, noun: Token, parties: list[Party]) -> list[Party]:
    """Who visits "the country" just named visits that state."""
    if len(parties) != 1:
        return parties
    found = [
        p for o in prep_objects(noun, "to", "in", "of") if o.lemma_ in ("country", "nation") for p in denote(draft, o)
    ]
    home = states_of(draft, parties[0].name)
    return [*parties, found[0]] if len(found) == 1 and found[0].name not in home else parties


def is_envoy(draft: Draft, party: Party) -> bool:
    """Is it somebody whose visit is the visit of more than himself: a person with an office, a delegation?"""
    entity = draft.entities.get(party.name)
    if entity is not None and entity.kind is ActorKind.PERSON:
        return bool(entity.offices or entity.acts_for)
    return rank_of(draft, party.name) not in (None, Rank.OTHER) or party.name.split()[-1] in ("delegation", "envoys")


def is_several(token: Token) -> bool:
    """Is it a plural of officials, one phrase for all who meet: "NATO leaders", "the ministers of the bloc"?"""
    return token.tag_ == "NNS" and token.lemma_ in counterparts()


def is_named(draft: Draft, party: Party) -> bool:
    """Is a party known by name, or described as somebody's ("foreign ministers of the European Union")?"""
    entity = draft.entities.get(party.name)
    if (entity is not None and entity.kind is not ActorKind.UNNAMED) or (entity is None and party.name in states()):
        return True
    known = (n for e in draft.entities.values() if e.kind is not ActorKind.UNNAMED for n in (e.name, *e.aliases))
    return any(name in party.name for name in known)


def is_public(draft: Draft, party: Party) -> bool:
    """Does a party stand for a state, a body or an office? Two private people who meet are no matter for the record."""
    entity = draft.entities.get(party.name)
    if party.name.removesuffix(" (unnamed)").split()[-1].lower() in _CALLERS:
        return False
    if entity is None or entity.kind is not ActorKind.PERSON:
        return True
    return bool(entity.offices or entity.acts_for or terms(party.name))


def is_somebody(draft: Draft, party: Party) -> bool:
    """Does a party's name or description tell enough to count: not just "people"?"""
    return is_named(draft, party) or len(party.name.removesuffix(" (unnamed)").split()) > 1


def has_counterpart(draft: Draft, roles: dict[str, list[Token]], frame: Frame) -> bool:
    """Does somebody of the right kind stand where the other side has to stand?"""
    for path in frame.counter:
        for token in roles.get(path, ()):
            for party in parties_of(draft, token, describe=True):
                entity = draft.entities.get(party.name)
                kind = entity.kind if entity else ActorKind.UNNAMED
                if not frame.kinds or kind.value in frame.kinds or token.lemma_ == "delegation":
                    return True
    return False
