"""Common nouns that stand for an actor: "the North Korean leader", "the secretary of state", "a senior official"."""

from __future__ import annotations

import re
from collections import Counter

from spacy.symbols import NOUN, PROPN
from spacy.tokens import Token

from pourparler.annotate.actors.anaphora import FIGHTERS, body_before, foremost_company
from pourparler.annotate.actors.definite import (
    former_holder,
    holder,
    president_at_home,
    rank_is_high,
    same_noun,
    secretary_general,
    state_itself,
    topic_state,
)
from pourparler.annotate.actors.groups import ranks_of
from pourparler.annotate.actors.lexicon import Rank, Title, demonyms, nouns, states
from pourparler.annotate.actors.offices import Held
from pourparler.annotate.actors.owners import (
    describe,
    determiner,
    named_beside,
    owner,
    owners_in_front,
    realm,
    state_for,
    with_article,
)
from pourparler.annotate.actors.represent import attach
from pourparler.annotate.actors.sheet import Sheet
from pourparler.annotate.draft import Draft, Entity
from pourparler.model.findings import ActorKind

_KIN = dict.fromkeys("father son husband brother uncle grandfather widower man boy actor priest".split(), "m")
_KIN |= dict.fromkeys("mother daughter wife sister aunt grandmother widow woman girl actress nun".split(), "f")
_SPOKESPEOPLE = frozenset({"spokesman", "spokeswoman", "spokesperson"})
_EMPLOYERS = frozenset("company firm carmaker automaker airline bank thrift party".split())
_FIRMS = _EMPLOYERS - {"party"}
_DOING = frozenset({"nsubj", "nsubjpass", "poss"})
_NOBODY = frozenset({"leader", "member", "party", "people", "person"})
_BARE = frozenset({"officials", "authorities"})
_MAKERS = frozenset({"maker", "carmaker", "automaker", "airline", "bank", "insurer", "retailer", "manufacturer"})
_STATE_ITSELF = frozenset({"regime", "government", "country", "nation", "junta"})
_STATE_NOUNS_PLURAL = frozenset({"official", "authority", "diplomat", "negotiator", "side", "representative", "envoy"})


def find_nominals(sheet: Sheet) -> None:
    """Resolve definite offices to persons of the report and note unnamed persons and governments."""
    draft = sheet.draft
    kinds = draft.doc.to_array("POS").tolist()
    for sent in draft.sents:
        for i in range(sent.start, sent.end):
            if kinds[i] in (NOUN, PROPN) and i not in draft.ref_at:
                token = draft.doc[i]
                title = sheet.title_at.get(token.i)
                if title is not None and title.title.plural and token.lemma_.lower() in nouns():
                    _noun(sheet, token)
                elif title is not None and title.title.kind != "courtesy":
                    if (named := named_beside(sheet.draft, token)) is not None:
                        sheet.add(title.start, title.end, named, "apposition")
                        attach(sheet, named, Held(title.title, None, _former(token), title.start, title.end))
                    elif not title.title.plural and token.i == _last_noun(draft, title.start, title.end):
                        _office(sheet, token, title.title, title.start, title.end)
                elif token.lemma_.lower() in nouns():
                    _noun(sheet, token)


def _former(noun: Token) -> bool:
    return any(c.lower_ in ("former", "ex", "then") for c in noun.children)


def _last_noun(draft: Draft, start: int, end: int) -> int:
    """The head noun of a title: "secretary" in "secretary of state"."""
    for i in range(start, end):
        if draft.doc[i].lower_ in ("of", "for"):
            return i - 1
    return end - 1


def _office(sheet: Sheet, token: Token, title: Title, start: int, end: int) -> None:
    draft = sheet.draft
    whose = owner(draft, token)
    of = state_for(draft, whose) if whose else None
    kind = determiner(token)
    if kind == "indef" and not (of and rank_is_high(title)):
        _unnamed(sheet, token, title, of)
        return
    if _former(token):
        once = former_holder(sheet, token, title, of or title.of) if kind == "def" else None
        if once is not None:
            sheet.add(start, end, once, "office")
        else:
            _unnamed(sheet, token, title, None)
        return
    strangers = whose is None and any(c.dep_ == "poss" and c.pos_ == "NOUN" for c in token.children)
    entity = holder(sheet, token, title, of or title.of) if not strangers else None  # "the pope's envoy"
    if entity is None and of is None and kind == "def" and title.title == "president":
        entity = president_at_home(sheet)
    if entity is None and of is None and kind == "def" and title.title == "secretary-general":
        entity = secretary_general(sheet)
    if entity is None and kind == "def" and title.role in ("official", "diplomat", "adviser", "spokesperson", "envoy"):
        entity = same_noun(sheet, token, of) if not strangers else None
        if entity is None:
            _unnamed(sheet, token, title, of)
            return
    if entity is None and of and rank_is_high(title):
        name = f"{title.title} of {with_article(of)}"
        entity = sheet.entity(name, ActorKind.UNNAMED, acts_for=of)
    if entity is not None:
        sheet.add(start, end, entity, "office")


def _unnamed(sheet: Sheet, token: Token, title: Title | None, of: str | None) -> None:
    entity = sheet.entity(f"{_described(sheet, token)} (unnamed)", ActorKind.UNNAMED, acts_for=of)
    if token.tag_ in ("NNS", "NNPS"):
        sheet.plural.add(entity.name)
    left = min((c.i for c in token.children if c.dep_ in ("amod", "compound") and c.i < token.i), default=token.i)
    start = token.i
    while start > left and start - 1 not in sheet.draft.ref_at:
        start -= 1
    sheet.add(start, token.i + 1, entity, "unnamed")


def _described(sheet: Sheet, token: Token) -> str:
    """The description of somebody; whose he is by name: "a company spokesman" of a report on one company."""
    text = describe(sheet.draft, token)
    for child in token.children:
        if child.dep_ == "compound" and child.lower_ in _EMPLOYERS and child.i not in sheet.draft.ref_at:
            body = body_before(sheet, child)
            if body is None or not _foremost(sheet.draft, body):
                body = foremost_company(sheet) if child.lower_ in _FIRMS else None
            if body is not None:
                return re.sub(rf"\b{re.escape(child.text)}\b", body.name, text, count=1, flags=re.IGNORECASE)
    speaks_for = _body_just_before(sheet, token) if text.lower() in _SPOKESPEOPLE else None
    return f"{speaks_for.name} {text.lower()}" if speaks_for is not None else text


def _body_just_before(sheet: Sheet, token: Token) -> Entity | None:
    """The only body that does something in the sentence before: "a spokesman" speaks for it."""
    number = sheet.sentence(token.i)
    if number < 1:
        return None
    found = [r for t in sheet.draft.sents[number - 1] if t.dep_ == "nsubj" and (r := sheet.draft.ref_at.get(t.i))]
    names = {r.entity.name: r.entity for r in found if r.entity and r.entity.kind is ActorKind.ORGANISATION}
    return next(iter(names.values())) if len(names) == 1 and len(found) == 1 else None


def _foremost(draft: Draft, body: Entity) -> bool:
    """Is no other organisation named more often so far?"""
    named = Counter(r.entity.name for r in draft.refs if r.entity and r.entity.kind is ActorKind.ORGANISATION)
    return named[body.name] == max(named.values())


def _noun(sheet: Sheet, token: Token) -> None:
    """A person, a state or a body by a common noun."""
    lemma = token.lemma_.lower()
    sort, _ = nouns()[lemma]
    if token.dep_ in ("compound", "amod", "nmod"):
        return
    named = named_beside(sheet.draft, token, ActorKind.ORGANISATION if sort == "body" else ActorKind.PERSON)
    if named is not None and sort != "state":  # "head of the delegation X Y": X is its head
        sheet.add(token.i, token.i + 1, named, "apposition")
        named.sex = named.sex or _KIN.get(token.lower_)
        return
    whose = owner(sheet.draft, token)
    if _stands_for_state(sheet, token, sort, whose):
        return
    office_holders = ranks_of(token) is not None
    pointed = lemma == "people" and any(c.lower_ in ("these", "those") or _tells(c, token) for c in token.children)
    if sort in ("person", "anonymous") and (lemma not in _NOBODY or pointed) and not office_holders:
        _person(sheet, token, whose)
    elif determiner(token) == "def" and (whose is None or (lemma in _MAKERS and whose in states())):
        _mentioned_again(sheet, token, sort)


def _stands_for_state(sheet: Sheet, token: Token, sort: str, whose: str | None) -> bool:
    """ "The Chinese government", "Iranian officials", "the regime": the state itself; "its ministry" by name."""
    draft = sheet.draft
    of = (realm if sort == "state" else state_for)(draft, whose) if whose else None
    state = draft.entities.get(of) if of else None
    many = token.tag_ in ("NNS", "NNPS")
    entity: Entity | None = None
    rule = "government"
    if state is not None and state.kind is ActorKind.STATE:
        if token.lower_ == "ministry":
            entity, rule = _ministry(sheet, token, state.name), "ministry"
        elif sort == "state" or (many and token.lemma_ in _STATE_NOUNS_PLURAL and _bare(draft, token)):
            entity = state
            if many and len(several := owners_in_front(draft, token)) > 1:
                draft.groups[token.i] = several
    elif whose is None and token.lower_ in _BARE and _bare(draft, token):
        entity = topic_state(sheet)
    elif whose is None and not many and token.lemma_ in _STATE_ITSELF and determiner(token) == "def":
        entity = state_itself(sheet, token)
    if entity is not None:
        sheet.add(token.i, token.i + 1, entity, rule)
    return entity is not None


def _person(sheet: Sheet, token: Token, whose: str | None) -> None:
    """ "The official" of before, "the rebels", or somebody new without a name."""
    many, definite = token.tag_ in ("NNS", "NNPS"), determiner(token) == "def"
    if definite:
        entity = same_noun(sheet, token, state_for(sheet.draft, whose) if whose else None)
        if entity is None and token.lemma_.lower() in FIGHTERS and whose is None:
            entity = body_before(sheet, token)
        if entity is not None:
            sheet.add(token.i, token.i + 1, entity, "same noun")
        return
    sort, rank = nouns()[token.lemma_.lower()]
    if sort == "anonymous" or rank is Rank.OFFICIAL or (many and token.dep_ in _DOING):
        of = state_for(sheet.draft, whose) if whose else None
        state = sheet.draft.entities.get(of) if of else None
        _unnamed(sheet, token, None, of if state is not None and state.kind is ActorKind.STATE else None)


def _mentioned_again(sheet: Sheet, token: Token, sort: str) -> None:
    """ "The delegation", "the company": a body spoken of before."""
    if sort == "state" and (again := same_noun(sheet, token)) is not None:
        sheet.add(token.i, token.i + 1, again, "same noun")
    elif token.tag_ not in ("NNS", "NNPS") and not any(c.lower_ == "of" for c in token.children):
        entity = body_before(sheet, token)
        if entity is not None:
            sheet.add(token.i, token.i + 1, entity, "same body")


def _ministry(sheet: Sheet, token: Token, state: str) -> Entity:
    """ "China's foreign ministry", "the Ministry of Defence of Norway": one name, whatever the wording."""
    doc, left = sheet.draft.doc, token.i
    while left > 0 and doc[left - 1].dep_ in ("amod", "compound") and left - 1 not in sheet.draft.ref_at:
        left -= 1
    name = f"{demonyms().get(state, state)} {doc[left : token.i + 1].text.title()}"
    return sheet.entity(name, ActorKind.ORGANISATION, acts_for=state)


def _bare(draft: Draft, noun: Token) -> bool:
    """Has the noun no other modifier than a nationality: "Chinese officials"?"""
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "nmod") and child.i not in draft.ref_at and child.lower_ != "government":
            return False
        if child.dep_ in ("det", "nummod") and child.lower_ != "the":
            return False
        if child.dep_ in ("relcl", "acl") or (child.dep_ == "prep" and child.lower_ in ("from", "of", "on")):
            return False
    return True


def _tells(child: Token, noun: Token) -> bool:
    """ "People briefed on the call"; not "people familiar with her thinking", of whom we first must know who she is."""
    whose = (t.tag_ in ("PRP", "PRP$") for t in child.subtree)
    return child.i > noun.i and child.dep_ in ("amod", "acl") and not any(whose)
