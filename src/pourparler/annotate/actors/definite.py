"""Whom a definite office or body means: "the president", "the official", "the regime"."""

from __future__ import annotations

import datetime as dt
import re

from spacy.tokens import Token

from pourparler.annotate.actors.groups import rank_of_entity
from pourparler.annotate.actors.lexicon import Rank, Title, in_office, states, terms, titles
from pourparler.annotate.actors.owners import state_for
from pourparler.annotate.actors.salience import SUBJECT, Place, earlier, weigh
from pourparler.annotate.actors.sheet import Sheet
from pourparler.annotate.draft import Draft, Entity
from pourparler.model.findings import ActorKind

_NO_OFFICE = frozenset({"", "official", "adviser"})
_BARE = {"secretary": ("secretary of", "secretary-general"), "deputy_secretary": ("deputy secretary of",)}
_RECENT = 400  # references looked back over to see which state a report speaks of most


def holder(sheet: Sheet, token: Token, title: Title, of: str | None) -> Entity | None:
    """The person of the report who holds this office: the most present one before, else the only one at all."""
    top = title.title == "diplomat" and any(c.lower_ in ("top", "chief") for c in token.children)
    role = "foreign" if top else "minister" if title.title == "minister" else title.role
    if (
        role == "supreme"
        and of == title.of
        and of not in sheet.draft.entities
        and "North Korea" in sheet.draft.entities
    ):
        role, of = "head", "North Korea"
    if role in _NO_OFFICE:
        return None
    exact = title.title if of is None and role == "head" and title.title != "leader" else None
    fitting = {e.name: e for e in sheet.people() if _holds(e, role, exact, of)}
    if not fitting and of in states():  # "the Malian leader" is the one president of whom nobody says where he rules
        very = None if title.title == "leader" else title.title  # a party's leader is no state's president
        unowned = [e for e in sheet.people() if e.acts_for is None and _holds(e, role, very, None)]
        fitting = {e.name: e for e in unowned} if len(unowned) == 1 and title.rank is Rank.HEAD else {}
        for entity in fitting.values():
            entity.acts_for = of
    if len(fitting) > 1 and of is None and role != "head":  # "the foreign minister" is not the secretary of state
        fitting = {n: e for n, e in fitting.items() if _holds(e, role, title.title, None)} or fitting
    if len(fitting) < 2:
        return next(iter(fitting.values()), None)
    place = Place.of(sheet, token.i)
    weights: dict[str, float] = {}
    for ref in earlier(sheet, place):
        if ref.entity is not None and ref.entity.name in fitting:
            bonus = 0.5 if ref.rule == "office" else 0.0
            if of is None and token.text[:1].isupper() and ref.entity.name not in sheet.abroad:
                bonus += 1.0  # "the President" of a report that calls others "of Ukraine", "of Israel"
            weights[ref.entity.name] = max(weights.get(ref.entity.name, 0.0), weigh(sheet, ref, place) + bonus)
    return fitting[max(weights, key=lambda name: weights[name])] if weights else None


def former_holder(sheet: Sheet, token: Token, title: Title, of: str | None) -> Entity | None:
    """ "The former Portuguese premier": the one person of the report so far who once held the office."""
    fitting = {e.name: e for e in sheet.people() if _held_once(e, title.role, of, sheet.draft.report.day)}
    if title.role in _NO_OFFICE:
        return None
    near = {r.entity.name for r in earlier(sheet, Place.of(sheet, token.i), reach=1) if r.entity is not None}
    found = [e for name, e in fitting.items() if of is not None or name in near]
    return found[0] if len(found) == 1 else None


def _held_once(entity: Entity, role: str, of: str | None, day: dt.date | None) -> bool:
    """Did the person hold an office of this role, by the report's own words or as a well-known one?"""
    for office in entity.offices:
        held = titles().get(office.title.removeprefix("former "))
        if held is not None and held.title != office.title and held.role == role and of in (None, office.of):
            return True
    for term in terms(entity.name):
        past = day is not None and term.until < (day.year, day.month)
        held = titles().get(term.title)
        if past and held is not None and held.role == role and of is not None and term.of == of:
            return True
    return False


def _holds(entity: Entity, role: str, exact: str | None, of: str | None) -> bool:
    """Does the person hold an office of this role (of this very title, if `exact`), of this state, if one is named?"""
    for office in entity.offices:
        held = titles().get(office.title)
        any_minister = (
            role == "minister" and held is not None and held.kind == "minister" and held.rank is Rank.MINISTER
        )
        bare = role in _BARE and held is not None and held.title.startswith(_BARE[role])
        if (
            held is None
            or (held.role != role and not any_minister and not bare)
            or (exact is not None and held.title != exact)
        ):
            continue
        if of is None or (office.of or held.of or entity.acts_for) == of:
            return True
    return False


def president_at_home(sheet: Sheet) -> Entity | None:
    """ "The President" of a report that names none but is about American politics: who is in office that day."""
    draft = sheet.draft
    if draft.report.day is None or any(rank_of_entity(e) is Rank.HEAD for e in sheet.people()):
        return None
    if not _WASHINGTON.search(draft.report.text):
        return None
    name = in_office("president", "United States", draft.report.day)
    return sheet.entity(name, ActorKind.PERSON, acts_for="United States") if name else None


def secretary_general(sheet: Sheet) -> Entity | None:
    """ "The Secretary-General" of a report that names none and no other body than the United Nations that has one."""
    draft = sheet.draft
    if draft.report.day is None or "United Nations" not in draft.entities or _OTHERS & draft.entities.keys():
        return None
    name = in_office("secretary-general", "United Nations", draft.report.day)
    return sheet.entity(name, ActorKind.PERSON, acts_for="United Nations") if name else None


_OTHERS = frozenset(
    {"NATO", "Arab League", "OPEC", "ASEAN", "Organization of American States", "Commonwealth of Nations"}
    | {"Council of Europe", "Organisation of Islamic Cooperation", "Gulf Cooperation Council", "Interpol"}
)
_WASHINGTON = re.compile(r"\b(?:White House|Congress|Senate|House (?:Democrat|Republican|leader|committee)|GOP)")


def same_noun(sheet: Sheet, token: Token, of: str | None = None) -> Entity | None:
    """ "the official": the unnamed one mentioned last under the same noun; of: whose he is, if that is said."""
    lemma, doc = token.lemma_.lower(), sheet.draft.doc
    for ref in earlier(sheet, Place.of(sheet, token.i), reach=12):
        unnamed = ref.entity is not None and ref.entity.kind is ActorKind.UNNAMED
        head = doc[ref.head]
        if of is not None and ref.entity is not None and not _may_be_of(ref.entity, of):
            continue  # "the Chinese envoy" is not the envoy of the United Nations
        if (unnamed or ref.rule == "government") and head.lemma_.lower() == lemma and head.tag_ == token.tag_:
            return ref.entity
    return None


def _may_be_of(entity: Entity, of: str) -> bool:
    return entity.acts_for == of or (entity.acts_for is None and "'s " not in entity.name)


def state_itself(sheet: Sheet, token: Token) -> Entity | None:
    """ "the regime", "the country": the state spoken of last that does not itself do what the clause says.

    For a country that is so only if it is also the one the report speaks of most, or the subject of its sentence.
    """
    draft, place = sheet.draft, Place.of(sheet, token.i)
    regime = token.lemma_ in ("regime", "government", "junta")
    acting = _actor_of_clause(draft, token) if regime else None
    for ref in earlier(sheet, place, reach=2):
        state = _state(draft, ref.entity)
        if state is None or state.name == acting or ref.rule == "capital":
            continue
        if regime or draft.doc[ref.head].dep_ in SUBJECT or _is_topic(sheet, place, state):
            return state
        return None
    return None


def topic_state(sheet: Sheet) -> Entity | None:
    """The state that a report speaks of far more than of any other: whose "officials" and "authorities" are bare."""
    if sheet.topic is None:
        counts: dict[str, int] = {}
        for ref in sheet.refs:
            if (state := _state(sheet.draft, ref.entity)) is not None:
                counts[state.name] = counts.get(state.name, 0) + 1
        top = sorted(counts.items(), key=lambda pair: -pair[1])
        clear = top and top[0][1] >= _OFTEN and (len(top) == 1 or top[0][1] >= 2 * top[1][1])
        sheet.topic = top[0][0] if clear else ""
    return sheet.draft.entities.get(sheet.topic)


_OFTEN = 3


def _state(draft: Draft, entity: Entity | None) -> Entity | None:
    """The state that an entity is or acts for."""
    state = draft.entities.get(state_for(draft, entity.name)) if entity is not None else None
    return state if state is not None and state.kind is ActorKind.STATE else None


def _is_topic(sheet: Sheet, place: Place, state: Entity) -> bool:
    """Does the report up to here speak of no other state more often?"""
    counts: dict[str, int] = {}
    for n, ref in enumerate(earlier(sheet, place, reach=1 << 30)):
        found = _state(sheet.draft, ref.entity)
        if found is not None:
            counts[found.name] = counts.get(found.name, 0) + 1
        if n > _RECENT:
            break
    return counts.get(state.name, 0) == max(counts.values(), default=0)


def _actor_of_clause(draft: Draft, token: Token) -> str | None:
    """State of the subject of the clause that the token stands in without being its subject itself."""
    if token.dep_ in SUBJECT:
        return None
    node = token
    while node.head.i != node.i and node.pos_ not in ("VERB", "AUX"):
        node = node.head
    for child in node.children:
        if child.dep_ in SUBJECT and (ref := draft.ref_at.get(child.i)) and ref.entity:
            return state_for(draft, ref.entity.name)
    return None


def rank_is_high(title: Title) -> bool:
    """Is it an office whose holder stands for a state even unnamed: "foreign minister of Egypt"?"""
    return title.rank in (Rank.HEAD, Rank.MINISTER)
