"""Who takes part in a meeting, and where it is, by the places in the grammar that a frame names."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from spacy.tokens import Token

from pourparler.annotate.actors import Party, denote, place_of
from pourparler.annotate.draft import Draft, Ref
from pourparler.annotate.meetings.frames import counterparts, lands, press, teams
from pourparler.annotate.meetings.lists import listed
from pourparler.annotate.syntax import agent, clause, conjuncts, direct_object, phrase, prep_objects, subject
from pourparler.model.findings import ActorKind, PlaceOptions

_CALENDAR = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL"})
_SETTINGS = frozenset("meeting summit conference session forum gathering sideline margin assembly".split())
_HOUSES = frozenset(
    "hotel villa palace castle resort airport residence embassy ministry headquarters compound university lodge "
    "mansion monastery club camp base hall centre center building office estate ranch dacha farmhouse school church "
    "mosque".split()
)
_LEAVING = frozenset({"leave", "depart", "head", "embark"})
_AND_THEN = frozenset({"and", "then", "later", "separately", "also"})
_MIDDLE = frozenset({"ADP", "PROPN", "NUM", "ADV", "PRON", "SCONJ"})
_GAP = 9  # tokens between two people of a list
_LIST = 40  # tokens that a list of those who take part may take
_OPTION_NOUNS = frozenset("location place venue site city country option spot capital".split())
_NAMES = frozenset({"PROPN", "ADJ", "X"})
_JOINED = frozenset({"compound", "nmod", "npadvmod", "conj"})  # "US-Russian talks", "Trump-Kim summit"
_NUMBERS = dict(zip("one two three four five six seven eight nine ten".split(), range(1, 11), strict=True))
_NUMBERS |= {"couple": 2}


def role(token: Token, path: str, supports: tuple[Token, ...] = ()) -> Iterator[Token]:
    """Head tokens that stand on `path` from a frame's anchor; `supports` are the verbs that carry a noun."""
    if path == "subject":
        found = agent(token) if clause(token).passive and agent(token) is not None else subject(token)
        if found is not None:
            yield found
    elif path == "object":
        found = direct_object(token) or next((c for c in token.children if c.dep_ in ("dative", "nsubjpass")), None)
        if found is None and clause(token).passive:
            found = subject(token)  # "is due to be received by the king"
        if found is not None:
            yield found
    elif path == "owner":
        yield from (_whole_owner(c) for c in token.children if c.dep_ == "poss")
    elif path == "modifier":
        before = token.nbor(-1) if token.i else token
        if before.is_digit and before.nbor(-1).lower_ == "of":  # "a Group of 20 meeting"
            yield before
        for child in token.lefts:
            if child.dep_ in ("compound", "nmod", "amod") and child.pos_ in ("PROPN", "ADJ"):
                yield child
                yield from (g for g in child.children if g.dep_ in _JOINED and g.pos_ in _NAMES)
    elif path == "involving":
        for child in token.children:
            if child.dep_ == "acl" and child.lemma_ in ("involve", "include", "attend"):
                yield from (o for o in (direct_object(child), agent(child)) if o is not None)
    else:
        yield from _prepositional(token, path, supports)


def _whole_owner(owner: Token) -> Token:
    """The person in "Prince Mohammed of Arabia's visit", where parsers see only the visit of Arabia."""
    noun = owner.head
    whole = noun.head.head
    if (
        noun.dep_ == "pobj"
        and noun.head.lower_ == "of"
        and whole.pos_ == "PROPN"
        and owner.left_edge.i == noun.left_edge.i
    ):
        return whole
    return owner


def _prepositional(token: Token, word: str, supports: tuple[Token, ...]) -> Iterator[Token]:
    """Objects of a preposition on the anchor, on its verb, or on nouns of place and time between."""
    direct = list(prep_objects(token, word))
    for verb in supports:
        direct += [o for o in prep_objects(verb, word) if o not in direct]
    if word == "by" and not direct and token.dep_ == "dobj" and not clause(token.head).passive:
        direct = [o for c in token.head.children if c.lower_ == "by" and c.i > token.i for o in c.children]
    if direct or word in ("of", "by"):
        yield from direct
        return
    if word in ("with", "between"):
        anchors = {token.i, *(s.i for s in supports)}
        for other in token.doc[token.i : sentence(token)[1]]:
            if other.lower_ == word and other.dep_ == "prep" and tether(other, anchors) is not None:
                yield from (c for c in other.children if c.dep_ == "pobj")
                return


def further(token: Token) -> list[Token]:
    """Later "with"s of a verb that begin another occasion: "met with the chancellor and then with the president"."""
    end = sentence(token)[1]
    rest = token.doc[token.i + 1 : end]
    first = next((t for t in rest if t.lower_ == "with"), None)
    if first is None:
        return []
    return [t for t in token.doc[first.i + 1 : end] if t.lower_ == "with" and t.nbor(-1).lower_ in _AND_THEN]


def sentence(token: Token) -> tuple[int, int]:
    """First token of a token's sentence and the one behind its last; much cheaper than asking spaCy for the span."""
    while token.head.i != token.i:
        token = token.head
    return token.left_edge.i, token.right_edge.i + 1


def tether(token: Token, anchors: Container[int]) -> int | None:
    """Index of the anchor on which a phrase hangs, also through names, people and times, where parsers misplace it.

    "met with the president of Chad in Paris on Friday": whatever "in" and "on" are attached to, they belong to "met".
    """
    node = token
    for _ in range(8):
        if node.i in anchors:
            return node.i
        if node.pos_ in ("VERB", "AUX"):
            return None
        if node != token and not (
            node.pos_ in _MIDDLE or node.ent_type_ in _CALENDAR or _people(node) or _inside(node)
        ):
            return None
        if node.head == node:
            return None
        node = node.head
    return None


def _inside(noun: Token) -> bool:
    """Is it an occasion in whose setting something happens: "met during a summit in Bali", "on the sidelines of"?"""
    if any(c.lower_ in ("news", "press") for c in noun.lefts):
        return False
    if noun.lemma_ in _HOUSES:  # "met at a hotel in Geneva"
        return noun.dep_ == "pobj" and noun.head.lower_ in ("in", "at")
    return noun.lemma_ in _SETTINGS and noun.dep_ == "pobj" and noun.head.lower_ in ("during", "at", "on", "of")


def _people(noun: Token) -> bool:
    return noun.pos_ == "NOUN" and noun.lemma_.lower() in counterparts()


def parties_of(draft: Draft, token: Token, *, describe: bool) -> list[Party]:
    """Who stands at a token and what is coordinated with it; with `describe`, unnamed people by their words too."""
    if any(c.lower_ in ("any", "no", "every", "each") for c in token.lefts):
        return []
    known = list(denote(draft, token))
    if token.lemma_ == "leader" and (body := _body(draft, token)) is not None:
        return [Party(body), *(p for p in known if "(unnamed)" not in p.name)]
    if len(known) < 2 and is_plural(token):
        known = _several(draft, token) or known
    if describe:
        for part in conjuncts(token):
            if part.pos_ == "NOUN" and not _known_alone(draft, part) and (words := _description(part)):
                known.append(Party(words))
        known += [p for p in (*_included(draft, token), *_listed_on(draft, token)) if p not in known]
        longer = listed(draft, token)
        if {p.name for p in known} < {p.name for p in longer}:
            return longer
    return known


def _listed_on(draft: Draft, token: Token) -> list[Party]:
    """Who follows in a list of people and their countries, where parsers lose the thread: "A of X, B of Y and C"."""
    ref = draft.ref_at.get(token.i)
    out: list[Party] = []
    while ref is not None and ref.entity is not None and ref.entity.kind is ActorKind.PERSON:
        following = _next_listed(draft, ref.end)
        if following is None or draft.doc[following.head].dep_ in ("nsubj", "nsubjpass"):
            break
        ref = following
        out += [Party(ref.entity.name)] if ref.entity is not None else []
    return out


def lost_subjects(draft: Draft, verb: Token) -> list[Party]:
    """Who is named right before a finite verb to which the parser gave no subject: "Chad and Niger meet"."""
    if verb.tag_ not in ("VBD", "VBP", "VBZ") or verb.dep_ not in ("ROOT", "ccomp", "conj", "advcl"):
        return []
    out: list[Party] = []
    i, joined = verb.i - 1, True
    while i >= 0 and (joined or draft.doc[i].lower_ in ("and", ",")):
        ref = draft.ref_at.get(i)
        if joined and (ref is None or ref.entity is None):
            break
        if ref is not None and ref.entity is not None:
            out.insert(0, Party(ref.entity.name))
            i, joined = ref.start - 1, False
        else:
            i, joined = i - 1, True
    return out


def _next_listed(draft: Draft, at: int) -> Ref | None:
    """The person named behind "of" with a country, and a comma or an "and"; None where anything else stands between."""
    doc, joined, country = draft.doc, False, False
    for i in range(at, min(at + _GAP, len(doc))):
        token, ref = doc[i], draft.ref_at.get(i)
        if token.lower_ in (",", "and", ";"):
            joined = True
        elif ref is not None and joined:
            person = ref.entity is not None and ref.entity.kind is ActorKind.PERSON
            return ref if person and ref.start == i else None
        elif token.lower_ in ("of", "the"):
            country = country or token.lower_ == "of"
        elif not (token.is_space or (country and ref is not None)):
            return None
    return None


def is_plural(noun: Token) -> bool:
    """A plural of people, also one written like a name, which taggers take for a singular: "the Security Advisors"."""
    word = noun.lower_
    named = noun.pos_ == "PROPN" and word.endswith("s") and word.removesuffix("s") in counterparts()
    return noun.tag_ in ("NNS", "NNPS") or named


def _body(draft: Draft, token: Token) -> str | None:
    """The body whose leaders meet under its name: "NATO leaders"."""
    for child in token.lefts:
        ref = draft.ref_at.get(child.i)
        if ref and ref.entity and ref.entity.kind is ActorKind.ORGANISATION and ref.entity.acts_for is None:
            return ref.entity.name
    return None


def _included(draft: Draft, token: Token) -> list[Party]:
    """Who is named as one of many: "with manufacturers including Sanofi and Pfizer"."""
    end = min(sentence(token)[1], token.i + _LIST)
    inside = [t for t in token.doc[token.i : end] if token.is_ancestor(t)]
    led = next((t for t in inside if t.dep_ == "acl" and t.lemma_ in ("lead", "head")), None)
    if led is not None and (leader := agent(led)) is not None:  # "a delegation led by the foreign minister"
        return list(denote(draft, leader))
    word = next((t for t in inside if t.lower_ == "including"), None)
    if word is None:
        return []
    out: dict[str, Party] = {}
    for other in word.subtree:
        if other.i > word.i and draft.ref_at.get(other.i) is not None and draft.ref_at[other.i].head == other.i:
            ref = draft.ref_at[other.i]
            if ref.entity is not None and ref.entity.kind is not ActorKind.STATE:
                out.setdefault(ref.entity.name, Party(ref.entity.name))
    return list(out.values())


def _several(draft: Draft, token: Token) -> list[Party]:
    """ "Delegations of Cyprus, Greece and Israel", "envoys from": a plural of several owners stands for all of them."""
    whose = ("of", "from", "for") if token.lemma_.lower() in teams() else ("of", "from")
    owners = [p for o in prep_objects(token, *whose) for p in denote(draft, o)]
    return owners if len(owners) > 1 else []


def _known_alone(draft: Draft, token: Token) -> bool:
    """Does the reference step know whom this very noun stands for, whatever is coordinated with it?"""
    others = {p.name for c in token.children if c.dep_ == "conj" for p in denote(draft, c)}
    return any(p.name not in others for p in denote(draft, token))


def _description(token: Token) -> str | None:
    """Own words for people who have no name: "victims of the bombing"; None for bare "leaders" or "the two sides"."""
    if token.lemma_.lower() not in counterparts():
        return None
    left = [c for c in token.lefts if c.dep_ in ("amod", "compound", "nmod", "poss") and not c.is_punct]
    first, last = left[0].left_edge if left else token, token
    right = next((t for t in token.doc[token.i + 1 : token.i + 3] if not t.is_space), None)
    if right is not None and right.lower_ in ("of", "from"):
        last = next((phrase(c)[1] for c in right.children if c.dep_ == "pobj"), token)
    if first.i == last.i or last.i - first.i > 9:
        return None
    return re.sub(r"\s+", " ", token.doc[first.i : last.i + 1].text)


def is_press(token: Token) -> bool:
    """Is it reporters, a crowd or another audience?"""
    return token.lemma_.lower() in press() or any(
        c.dep_ in ("compound", "amod") and c.lemma_.lower() in ("press", "news", "media") for c in token.children
    )


def places(draft: Draft, anchor: Token, supports: tuple[Token, ...], paths: tuple[str, ...]) -> list[Token]:
    """Tokens that name where a meeting is: objects of "in" and "at" on anchor and verbs, names before a noun."""
    anchors = {anchor.i, *(s.i for s in supports)}
    wanted = {"in", "at", "outside", "near", *paths}
    out = []
    for prep in draft.doc[slice(*sentence(anchor))]:
        leads = prep.lower_ in wanted or (prep.lower_ == "for" and prep.head.lemma_ in _LEAVING)
        if leads and prep.dep_ in ("prep", "dative") and tether(prep, anchors) is not None:
            out += [t for t in prep.children if t.dep_ == "pobj" and _spot(draft, t)]
    if "object" in paths:
        beside = (c for c in anchor.rights if c.dep_ == "npadvmod" and c.left_edge.i == anchor.i + 1)  # "visits Warsaw"
        out += [t for t in (*role(anchor, "object"), *beside) if place_of(draft, t)]
    if anchor.pos_ in ("NOUN", "PROPN") and (city := city_before(draft, anchor)) is not None:
        out.append(city)
    seen: dict[int, Token] = {t.i: t for t in out}
    return list(seen.values())


def here(draft: Draft, holders: tuple[Token, ...]) -> list[str]:
    """Where "here" is: the town from which the report is written."""
    dateline = draft.report.layout.dateline
    town = dateline.place if dateline is not None else None
    said = any(c.lower_ == "here" and c.dep_ == "advmod" for t in holders for c in t.children)
    return [town.title() if town.isupper() else town] if said and town else []


def city_before(draft: Draft, noun: Token) -> Token | None:
    """The city in "the Geneva talks"; of two ("Seoul-Tokyo talks") neither is a place, and a state takes part."""
    towns = [t for t in role(noun, "modifier") if lands().get(place := draft.places.get(t.i, ""), place) != place]
    return towns[0] if len(towns) == 1 else None


def names(draft: Draft, spots: list[Token]) -> list[str]:
    """Names of places at some tokens, without doubles."""
    return list(dict.fromkeys(name for t in spots if (name := _spot(draft, t))))


def _spot(draft: Draft, token: Token) -> str | None:
    """The place a token names; "in" before a name that nobody knows makes it one, too."""
    if (known := place_of(draft, token)) is not None:
        return known
    name = token.pos_ == "PROPN" and token.text[0].isupper() and token.i not in draft.ref_at
    if not name or token.head.lower_ != "in" or token.ent_type_ in _CALENDAR | {"EVENT", "LAW", "LANGUAGE"}:
        return None
    left = token.left_edge if token.left_edge.pos_ == "PROPN" else token
    return " ".join(token.doc[left.i : token.i + 1].text.split())


def options(draft: Draft, sent_start: int, sent_end: int) -> list[tuple[Token, PlaceOptions]]:
    """Choices of places in a sentence ("one of three or four possible locations"), each with its noun."""
    out = []
    for token in draft.doc[sent_start:sent_end]:
        if token.lemma_ in _OPTION_NOUNS and token.tag_ == "NNS":
            numbers = [n for c in token.children if c.dep_ == "nummod" for n in conjuncts(c)]
            counts = [_NUMBERS.get(n.lower_) or (int(n.text) if n.text.isdigit() else None) for n in numbers]
            known = [c for c in counts if c]
            choice = any(c.lower_ in ("possible", "potential", "different", "candidate") for c in token.children)
            if known and (choice or (token.head.lower_ == "of" and token.head.head.lower_ in ("one", "either", "any"))):
                out.append((token, PlaceOptions(least=min(known), most=max(known))))
    return out
