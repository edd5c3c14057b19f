"""Common nouns that stand for an actor: "the North Korean leader", "the secretary of state", "a senior official"."""

from __future__ import annotations

from spacy.tokens import Token

from pourparler.annotate.actors.anaphora import body_before
from pourparler.annotate.actors.lexicon import Rank, Sort, Title, nouns, titles
from pourparler.annotate.actors.offices import Held
from pourparler.annotate.actors.represent import attach
from pourparler.annotate.actors.sheet import Sheet
from pourparler.annotate.draft import Draft, Entity
from pourparler.annotate.syntax import prep_objects
from pourparler.model.findings import ActorKind

_DEFINITE = frozenset({"the", "this", "that", "his", "her", "their", "its"})
_INDEFINITE = frozenset({"a", "an", "one", "another", "some", "any", "no", "each", "every"})
_OF = ("of", "for", "from", "in", "at", "to", "with")
_STATE_ADJECTIVES = (Sort.ADJECTIVE, Sort.STATE)
_MARKS = frozenset({'"', "“", "”", "``", "''", "«", "»"})
_DOING = frozenset({"nsubj", "nsubjpass"})
_STATE_ITSELF = frozenset({"regime", "government", "country", "nation"})
_STATE_NOUNS_PLURAL = frozenset({"official", "authority", "diplomat", "negotiator", "side", "representative", "envoy"})


def owner(draft: Draft, noun: Token) -> str | None:
    """Whose the noun is: the state, body or person named in front of it or behind "of"."""
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "poss", "nmod") and child.i < noun.i:
            for token in (child, *(g for g in child.children if g.dep_ in ("compound", "amod"))):
                ref = draft.ref_at.get(token.i)
                if ref and ref.entity and ref.end <= noun.i:
                    return ref.entity.name
    before = draft.ref_at.get(noun.i - 1) if noun.i else None
    if before and before.entity and before.end == noun.i and before.rule in ("adjective", "state"):
        return before.entity.name
    for target in prep_objects(noun, *_OF):
        ref = draft.ref_at.get(target.i)
        if ref and ref.entity and (target.head.lower_ == "of" or ref.entity.kind is not ActorKind.PERSON):
            return ref.entity.name
    return None


def state_for(draft: Draft, name: str) -> str:
    """The state that an actor acts for, or the actor himself."""
    entity = draft.entities.get(name)
    return entity.acts_for or name if entity else name


def find_nominals(sheet: Sheet) -> None:
    """Resolve definite offices to persons of the report and note unnamed persons and governments."""
    draft = sheet.draft
    for sent in draft.sents:
        for token in sent:
            if token.pos_ in ("NOUN", "PROPN") and token.i not in draft.ref_at:
                title = sheet.title_at.get(token.i)
                if title is not None and title.title.plural and token.lemma_.lower() in nouns():
                    _noun(sheet, token)
                elif title is not None and title.title.kind != "courtesy":
                    if (named := _named_beside(sheet, token)) is not None:
                        sheet.add(title.start, title.end, named, "apposition")
                        attach(sheet, named, Held(title.title, None, _former(token), title.start, title.end))
                    elif not title.title.plural and token.i == _last_noun(draft, title.start, title.end):
                        _office(sheet, token, title.title, title.start, title.end)
                elif token.lemma_.lower() in nouns():
                    _noun(sheet, token)


def _named_beside(sheet: Sheet, noun: Token) -> Entity | None:
    """The person whom an apposition names: "the mayor of London, Sadiq Khan", "constituent Dan Golvach"."""
    if noun.tag_ not in ("NN", "NNP"):
        return None
    refs = sheet.draft.ref_at
    for child in noun.children:
        ref = refs.get(child.i)
        if child.dep_ == "appos" and ref and ref.entity and ref.entity.kind is ActorKind.PERSON and ref.head == child.i:
            return ref.entity
    at = noun.i + 1
    while at < len(sheet.draft.doc) and sheet.draft.doc[at].is_space:
        at += 1
    ref = refs.get(at)
    if (
        ref
        and ref.entity
        and ref.entity.kind is ActorKind.PERSON
        and ref.start == at
        and ref.rule in ("name", "surname")
    ):
        return ref.entity
    return None


def _former(noun: Token) -> bool:
    return any(c.lower_ in ("former", "ex", "then") for c in noun.children)


def _last_noun(draft: Draft, start: int, end: int) -> int:
    """The head noun of a title: "secretary" in "secretary of state"."""
    for i in range(start, end):
        if draft.doc[i].lower_ in ("of", "for"):
            return i - 1
    return end - 1


def determiner(noun: Token) -> str:
    """ "def", "indef" or "" for a bare noun."""
    for child in noun.children:
        if child.i < noun.i and child.dep_ in ("det", "poss", "nummod", "predet"):
            if child.dep_ == "poss" or child.lower_ in _DEFINITE:
                return "def"
            if child.lower_ in _INDEFINITE:
                return "indef"
    return ""


def _office(sheet: Sheet, token: Token, title: Title, start: int, end: int) -> None:
    draft = sheet.draft
    whose = owner(draft, token)
    of = state_for(draft, whose) if whose else None
    kind = determiner(token)
    if kind == "indef" and not (of and title.rank in (Rank.HEAD, Rank.MINISTER)):
        _unnamed(sheet, token, title, of)
        return
    entity = _holder(sheet, token, title, of or title.of)
    if entity is None and kind == "def" and title.role in ("official", "diplomat", "adviser", "spokesperson", "envoy"):
        entity = _anaphor(sheet, token)
        if entity is None:
            _unnamed(sheet, token, title, of)
            return
    if entity is None and of and title.rank in (Rank.HEAD, Rank.MINISTER):
        name = f"{title.title} of {of}"
        entity = sheet.entity(name, ActorKind.UNNAMED, acts_for=of)
    if entity is not None:
        sheet.add(start, end, entity, "office")


def _holder(sheet: Sheet, token: Token, title: Title, of: str | None) -> Entity | None:
    """The person of the report who holds this office: named most recently before, else the only one."""
    fitting = []
    role = (
        "foreign"
        if title.title == "diplomat" and any(c.lower_ in ("top", "chief") for c in token.children)
        else title.role
    )
    loose = of is None and role == "head" and title.title != "leader"
    for ref in sheet.refs:
        entity = ref.entity
        if entity is None or entity.kind is not ActorKind.PERSON or not role or role in ("official", "adviser"):
            continue
        for office in entity.offices:
            held = titles().get(office.title)
            if (
                held
                and held.role == role
                and not (loose and held.title != title.title)
                and (of is None or (office.of or held.of or entity.acts_for) == of)
            ):
                fitting.append(ref)
                break
    earlier = [r for r in fitting if r.start < token.i]
    if earlier:
        return (
            earlier[-1].entity
            if of or len({r.entity.name for r in fitting if r.entity}) == 1
            else _nearest(sheet, earlier, token)
        )
    people = {r.entity.name: r.entity for r in fitting if r.entity}
    return next(iter(people.values())) if len(people) == 1 else None


def _nearest(sheet: Sheet, earlier: list, token: Token) -> Entity | None:  # type: ignore[type-arg]
    """Of several holders the one named last, if he was named within the last three sentences."""
    last = earlier[-1]
    return last.entity if sheet.sentence(token.i) - sheet.sentence(last.start) <= 3 else None


def _anaphor(sheet: Sheet, token: Token) -> Entity | None:
    """ "the official": the unnamed one mentioned last under the same noun."""
    lemma = token.lemma_.lower()
    for ref in reversed(sheet.refs):
        if ref.entity and ref.entity.kind is ActorKind.UNNAMED and ref.start < token.i:
            if sheet.draft.doc[ref.head].lemma_.lower() == lemma and sheet.draft.doc[ref.head].tag_ == token.tag_:
                return ref.entity
    return None


def describe(draft: Draft, noun: Token) -> str:
    """The best plain description of a noun phrase: without determiner, relative clause and quotation marks."""
    left = min((t.i for t in noun.subtree if t.i <= noun.i and _before(noun, t)), default=noun.i)
    words = [t for t in draft.doc[left : noun.i + 1] if not _dropped(t)]
    right = noun.i
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in _OF and child.i == right + 1:
            right = max(t.i for t in child.subtree)
            words += [t for t in draft.doc[child.i : right + 1] if not t.is_quote]
            break
    return " ".join("".join(t.text_with_ws for t in words).split()).strip(" ,.")


def _before(noun: Token, token: Token) -> bool:
    """Is the token in a modifier directly in front of the noun?"""
    node = token
    while node.head != noun and node != noun:
        node = node.head
    return node is noun or node.dep_ in (
        "amod",
        "compound",
        "poss",
        "nmod",
        "nummod",
        "advmod",
        "quantmod",
        "case",
        "punct",
    )


def _dropped(token: Token) -> bool:
    return (token.dep_ in ("det", "predet") or token.text in _MARKS
        or token.tag_ in ("DT", "PRP$")
        or token.lower_ in ("one", "some", "many", "several", "other")
    )


def _unnamed(sheet: Sheet, token: Token, title: Title | None, of: str | None) -> None:
    entity = sheet.entity(f"{describe(sheet.draft, token)} (unnamed)", ActorKind.UNNAMED, acts_for=of)
    left = min((c.i for c in token.children if c.dep_ in ("amod", "compound") and c.i < token.i), default=token.i)
    start = token.i
    while start > left and start - 1 not in sheet.draft.ref_at:
        start -= 1
    sheet.add(start, token.i + 1, entity, "unnamed")


def _noun(sheet: Sheet, token: Token) -> None:
    """A person or body by a common noun."""
    draft = sheet.draft
    sort, rank = nouns()[token.lemma_.lower()]
    if token.dep_ in ("compound", "amod", "nmod"):
        return
    if (named := _named_beside(sheet, token)) is not None:
        sheet.add(token.i, token.i + 1, named, "apposition")
        return
    whose = owner(draft, token)
    of = state_for(draft, whose) if whose else None
    state = of is not None and of in draft.entities and draft.entities[of].kind is ActorKind.STATE
    many = token.tag_ in ("NNS", "NNPS")
    kind = determiner(token)
    if state and of and (sort == "state" or (many and token.lemma_ in _STATE_NOUNS_PLURAL and _bare(draft, token))):
        sheet.add(token.i, token.i + 1, draft.entities[of], "government")
    elif kind == "def" and not many and token.lemma_ in _STATE_ITSELF and whose is None:
        entity = _regime(sheet, token)
        if entity is not None:
            sheet.add(token.i, token.i + 1, entity, "government")
    elif sort in ("person", "anonymous") and token.lemma_.lower() not in (
        "leader",
        "member",
        "party",
        "people",
        "person",
    ):
        entity = _anaphor(sheet, token) if kind == "def" else None
        if entity is not None:
            sheet.add(token.i, token.i + 1, entity, "same noun")
        elif kind != "def" and (sort == "anonymous" or rank is Rank.OFFICIAL or (many and token.dep_ in _DOING)):
            _unnamed(sheet, token, None, of if state else None)
    elif kind == "def" and whose is None and not many:
        entity = body_before(sheet, token)
        if entity is not None:
            sheet.add(token.i, token.i + 1, entity, "same body")


def _bare(draft: Draft, noun: Token) -> bool:
    """Has the noun no other modifier than a nationality: "Chinese officials"?"""
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "nmod") and child.i not in draft.ref_at:
            return False
        if child.dep_ in ("det", "nummod") and child.lower_ != "the":
            return False
        if child.dep_ in ("relcl", "acl"):
            return False
    return True


def _regime(sheet: Sheet, token: Token) -> Entity | None:
    """ "the regime", "the country": the state spoken of last that does not itself do what the clause says.

    For a country that is so only if it is also the one the report speaks of most, or the subject of its sentence.
    """
    draft = sheet.draft
    regime = token.lemma_ in ("regime", "government")
    acting = _actor_of_clause(draft, token) if regime else None
    at = sheet.sentence(token.i)
    counts: dict[str, int] = {}
    nearest: tuple[str, bool] | None = None
    for ref in reversed(sheet.refs):
        if ref.entity is None or ref.start >= token.i:
            continue
        state = state_for(draft, ref.entity.name)
        entity = draft.entities.get(state)
        if entity is None or entity.kind is not ActorKind.STATE:
            continue
        counts[state] = counts.get(state, 0) + 1
        near = at - sheet.sentence(ref.start) <= 2 and state != acting and ref.rule != "capital"
        if nearest is None and near:
            nearest = state, draft.doc[ref.head].dep_ in _DOING
    if nearest is None or not (regime or nearest[1] or counts[nearest[0]] == max(counts.values())):
        return None
    return draft.entities[nearest[0]]


def _actor_of_clause(draft: Draft, token: Token) -> str | None:
    """State of the subject of the clause that the token is no subject of."""
    node = token
    while node.head != node and node.pos_ not in ("VERB", "AUX"):
        node = node.head
    if token.dep_ in ("nsubj", "nsubjpass"):
        node = node.head
    for child in node.children:
        if child.dep_ in ("nsubj", "nsubjpass") and (ref := draft.ref_at.get(child.i)) and ref.entity:
            return state_for(draft, ref.entity.name)
    return None
