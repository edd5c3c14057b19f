"""Third-person pronouns: he, she, they, it and their kin, resolved within the report; unresolved stays open.

Candidates are weighed by distance in sentences, by being a subject, and by what sex or number allows. Inside a
quotation "he" is not the one who speaks, and what stands inside it counts before what stands outside.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.symbols import PRON
from spacy.tokens import Token

from pourparler.annotate.actors.counterparts import COUNTERPARTS, counterpart
from pourparler.annotate.actors.denote import denote
from pourparler.annotate.actors.groups import is_side_noun, ranks_of
from pourparler.annotate.actors.plurals import resolve_plural
from pourparler.annotate.actors.salience import Place, earlier, weigh
from pourparler.annotate.actors.sheet import Sheet
from pourparler.annotate.draft import Draft, Entity
from pourparler.annotate.quick import numbers
from pourparler.annotate.quotes import Quote
from pourparler.annotate.syntax import subject
from pourparler.model.findings import ActorKind

_SEX = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_THING = frozenset({"it", "its", "itself"})
_EMPTY_IT = frozenset(
    "be seem appear take happen remain become make mean matter turn look rain sound help need depend follow "
    "come".split()
)
SAYING = frozenset(
    "say tell add reply write note state declare announce ask warn insist argue claim explain stress acknowledge admit "
    "comment continue concede recall remark observe suggest tweet promise pledge vow agree deny call describe urge "
    "respond answer assert believe think conclude quip joke emphasize emphasise reiterate reaffirm quote go".split()
)
_FLOOR = 0.9  # weight under which a candidate is no more than a guess
_LEAD = 0.15  # by which the best must lead another person


def find_pronouns(sheet: Sheet) -> None:
    """Resolve pronouns outside quotations first, then those inside, whose speaker is known by then."""
    draft = sheet.draft
    inside: list[tuple[Token, Quote]] = []
    for token in _candidates(draft):
        if token.lemma_ not in COUNTERPARTS and token.tag_ in ("NNS", "NNPS") and token.i not in draft.ref_at:
            if (ranks_of(token) is not None or is_side_noun(token)) and len(found := denote(draft, token)) > 1:
                draft.groups[token.i] = tuple(p.name for p in found)
        elif token.lemma_ in COUNTERPARTS and token.i not in draft.ref_at:
            _counterpart(sheet, token)
        elif token.pos_ == "PRON" and token.i not in draft.ref_at and token.lower_ in _ANY:
            quote = draft.quote_at(token.idx)
            if quote is not None:
                inside.append((token, quote))
            else:
                _resolve(sheet, token, None, None)
    speakers: dict[int, str | None] = {}
    for token, quote in inside:
        if quote.start not in speakers:
            speakers[quote.start] = speaker_of(sheet, quote)
        _resolve(sheet, token, quote, speakers[quote.start])


def _candidates(draft: Draft) -> Iterator[Token]:
    """Plural nouns, counterparts and pronouns of a report, found by their numbers."""
    doc = draft.doc
    plural, other = numbers(_PLURAL_TAGS, doc.vocab.strings), numbers(COUNTERPARTS, doc.vocab.strings)
    words = doc.to_array(["TAG", "POS", "LEMMA"]).tolist()
    for sent in draft.sents:
        for i in range(sent.start, sent.end):
            tag, kind, lemma = words[i]
            if tag in plural or kind == PRON or lemma in other:
                yield doc[i]


_PLURAL_TAGS = frozenset({"NNS", "NNPS"})
_ANY = frozenset(_SEX) | _PLURAL | _THING


def _resolve(sheet: Sheet, token: Token, quote: Quote | None, speaker: str | None) -> None:
    word = token.lower_
    place = Place(token.i, sheet.sentence(token.i), quote)
    if word in _SEX:
        entity = _person(sheet, token, place, speaker, _SEX[word])
    elif word in _PLURAL:
        entity = _many(sheet, token, place, speaker)
    else:
        entity = _thing(sheet, token, place, speaker)
    if entity is not None:
        sheet.add(token.i, token.i + 1, entity, "pronoun")


def _counterpart(sheet: Sheet, token: Token) -> None:
    """A counterpart that can be told is an actor like any other, for those who speak of him later."""
    found = counterpart(sheet.draft, token, denote)
    if len(found) > 1:
        sheet.draft.groups[token.i] = tuple(p.name for p in found)
    if len(found) == 1:
        entity = sheet.draft.entities.get(found[0].name) or sheet.entity(found[0].name, ActorKind.UNNAMED)
        if entity.kind is ActorKind.UNNAMED and entity.acts_for is None:
            entity.acts_for = entity.name.rpartition(" of ")[2].removeprefix("the ") or None
        sheet.add(token.i, token.i + 1, entity, "counterpart")


def _person(sheet: Sheet, token: Token, place: Place, speaker: str | None, sex: str) -> Entity | None:
    weights: dict[str, float] = {}
    entities: dict[str, Entity] = {}
    banned = _same_clause(sheet, token) | ({speaker} if speaker else set())
    for ref in earlier(sheet, place):
        entity = ref.entity
        if entity is None or entity.kind not in (ActorKind.PERSON, ActorKind.UNNAMED) or entity.name in banned:
            continue
        if entity.sex not in (None, sex) or (entity.kind is ActorKind.UNNAMED and entity.name in sheet.plural):
            continue
        weight = weigh(sheet, ref, place) - (0.25 if entity.sex is None else 0.0)
        if entity.kind is ActorKind.UNNAMED and sheet.draft.doc[ref.head].dep_ not in ("nsubj", "nsubjpass"):
            weight -= 0.3
        entities[entity.name] = entity
        weights[entity.name] = max(weights.get(entity.name, -9.0), weight)
    if (ahead := _ahead(sheet, token)) is not None and ahead.sex in (None, sex) and ahead.name not in banned:
        entities[ahead.name], weights[ahead.name] = ahead, 4.2
    ranked = sorted(weights.items(), key=lambda p: -p[1])
    if not ranked or ranked[0][1] < _FLOOR:
        return None
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _LEAD:
        return None
    entity = entities[ranked[0][0]]
    entity.sex = entity.sex or sex
    return entity


def _ahead(sheet: Sheet, token: Token) -> Entity | None:
    """The subject behind a fronted phrase that the pronoun stands in: "For his work, Mendez was awarded …"."""
    node = token
    while node.head is not node and node.head.i != node.i and node.dep_ != "ROOT":
        above = node.head
        if node.dep_ in ("prep", "advcl") and above.i > token.i and above.pos_ in ("VERB", "AUX"):
            doer = next((c for c in above.children if c.dep_ in ("nsubj", "nsubjpass")), None)
            ref = sheet.draft.ref_at.get(doer.i) if doer is not None and doer.i > token.i else None
            if ref is not None and ref.entity is not None and ref.entity.kind is ActorKind.PERSON:
                return ref.entity
        node = above
    return None


def _same_clause(sheet: Sheet, token: Token) -> set[str]:
    """Names that the pronoun cannot stand for because they are the other argument of the same verb."""
    if token.dep_ not in ("dobj", "dative", "nsubj", "nsubjpass", "pobj") or token.tag_ == "PRP$":
        return set()
    if token.lower_ in ("himself", "herself", "itself", "themselves"):
        return set()
    verb = token.head
    if token.dep_ == "pobj":
        verb = verb.head
    out = set()
    for child in verb.children:
        if child != token and child.dep_ in ("nsubj", "nsubjpass", "dobj", "dative"):
            ref = sheet.draft.ref_at.get(child.i)
            if ref is not None and ref.entity is not None:
                out.add(ref.entity.name)
    doer = subject(verb) if token.dep_ != "nsubj" else None
    ref = sheet.draft.ref_at.get(doer.i) if doer is not None else None
    if ref is not None and ref.entity is not None:
        out.add(ref.entity.name)
    return out


def _many(sheet: Sheet, token: Token, place: Place, speaker: str | None) -> Entity | None:
    """They: one entity that is several; or several, which become a group of the draft."""
    banned = _same_clause(sheet, token) | ({speaker} if speaker else set())
    found = resolve_plural(sheet, token, place.sentence, banned)
    if isinstance(found, tuple):
        sheet.draft.groups[token.i] = found
        return None
    return found


def _means_something(it: Token) -> bool:
    """Is "it" somebody who acts, and no mere placeholder: "it was expected that", "it seems"?"""
    verb = it.head
    if it.dep_ == "nsubjpass":
        return verb.lemma_ not in SAYING and not any(c.dep_ in ("ccomp", "csubj", "csubjpass") for c in verb.children)
    return it.dep_ == "nsubj" and verb.lemma_ not in _EMPTY_IT and verb.pos_ != "AUX"


def _thing(sheet: Sheet, token: Token, place: Place, speaker: str | None) -> Entity | None:
    """It: the state or body that was subject last, in this sentence or the one before."""
    if token.lower_ == "it" and not _means_something(token):
        return None
    banned = _same_clause(sheet, token) | ({speaker} if speaker and token.lower_ == "it" else set())
    best: tuple[float, Entity] | None = None
    second = 0.0
    for ref in earlier(sheet, place, reach=1):
        entity = ref.entity
        if entity is None or entity.kind in (ActorKind.PERSON, ActorKind.UNNAMED) or entity.name in banned:
            continue
        head = sheet.draft.doc[ref.head]
        weight = 2.0 if head.dep_ in ("nsubj", "nsubjpass") else 0.8 if head.dep_ in ("dobj", "poss", "pobj") else 0.0
        weight += 0.6 if sheet.sentence(ref.start) == place.sentence else 0.0
        if ref.rule == "capital" and head.dep_ == "pobj":
            continue
        if best is None or weight > best[0]:
            if best is not None and best[1] is not entity:
                second = max(second, best[0])
            best = (weight, entity)
        elif best[1] is not entity:
            second = max(second, weight)
    if best is None or best[0] < 1.9 or best[0] - second < 0.5:
        return None
    return best[1]


def speaker_of(sheet: Sheet, quote: Quote) -> str | None:
    """Who says a quotation, by the verb of saying beside it: enough to know who "he" inside it is not."""
    doc = sheet.draft.doc
    span = doc.char_span(quote.start, quote.end, alignment_mode="expand")
    if span is None:
        return None
    lo = doc[span.start].sent.start
    hi = doc[min(span.end, len(doc) - 1)].sent.end
    best: tuple[int, str] | None = None
    for i in (*range(span.end, min(hi, span.end + 25)), *range(max(lo, span.start - 25), span.start)):
        token = doc[i]
        if token.lemma_ not in SAYING or token.pos_ not in ("VERB", "AUX") or sheet.draft.quote_at(token.idx):
            continue
        doer = next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")), None) or subject(token)
        ref = sheet.draft.ref_at.get(doer.i) if doer is not None else None
        away = i - span.end if i >= span.end else span.start - i
        if ref is not None and ref.entity is not None and (best is None or away < best[0]):
            best = (away, ref.entity.name)
    return best[1] if best else None
