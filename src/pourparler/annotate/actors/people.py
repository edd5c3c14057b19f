"""Persons: every mention by name, and which of them are the same man or woman."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from spacy.tokens import Token

from pourparler.annotate.actors.lexicon import (
    Sort,
    Term,
    eastern,
    full_name,
    given,
    short_terms,
    surname_terms,
    terms,
    titles,
)
from pourparler.annotate.actors.mentions import PARTICLES, SUFFIX, Named, find_names
from pourparler.annotate.actors.offices import around
from pourparler.annotate.actors.owners import one_of_them
from pourparler.annotate.actors.sheet import Sheet
from pourparler.annotate.draft import Entity
from pourparler.model.findings import ActorKind

_HIGH = frozenset({"head", "foreign", "vice"})  # a president is not somebody who is known for other offices only


@dataclass(slots=True)
class Roster:
    """The persons of one report by every short form of their names, in order of appearance."""

    day: dt.date | None
    by_short: dict[str, list[Entity]] = field(default_factory=dict)
    by_given: dict[str, list[Entity]] = field(default_factory=dict)
    bound: dict[str, Entity] = field(default_factory=dict)

    def enrol(self, entity: Entity, words: tuple[str, ...]) -> None:
        """Make a person known under all that he can be called for short."""
        core = tuple(w for w in words if w not in SUFFIX)
        shorts = {" ".join(core[i:]) for i in range(1, len(core))}
        if core[-1].lower().startswith(("al-", "el-")):
            shorts.add(core[-1][3:])
        if core[0] in eastern() and core[0] not in given():
            shorts.add(core[0])
        for middle in core[1:-1]:  # "Rodrigo Chaves Robles" is called Chaves
            if middle not in PARTICLES and middle not in given() and len(middle) > 2:
                known = self.by_given.setdefault(middle, [])
                if entity not in known:
                    known.append(entity)
        for short in shorts - PARTICLES:
            known = self.by_short.setdefault(short, [])
            if entity not in known:
                known.append(entity)
        if core[0] not in shorts:
            known = self.by_given.setdefault(core[0], [])
            if entity not in known:
                known.append(entity)

    def meet(self, entity: Entity, mention: Named, *, as_subject: bool) -> None:
        """From a full name on, the surname is that person's, if he is who the sentence is about."""
        short = mention.words[-1]
        if as_subject or short not in self.bound:
            self.bound[short] = entity


def find_people(sheet: Sheet) -> None:
    """Find persons, cluster them, give each his offices and note the references."""
    mentions = _with_shared_surnames(sheet, _without_headline_words(sheet, find_names(sheet)))
    roster = Roster(sheet.draft.report.day)
    whole = {m.start: _whole(sheet, roster, m) for m in mentions if len(m.words) > 1}
    for mention in sorted(mentions + _voted(sheet, roster, mentions), key=lambda m: m.start):
        entity = whole.get(mention.start)
        if entity is not None:
            _settle(sheet, mention, entity, "name")
            roster.meet(entity, mention, as_subject=_is_subject(sheet, mention))
        elif len(mention.words) == 1 and (entity := _single(sheet, roster, mention)) is not None:
            _settle(sheet, mention, entity, "surname")
            roster.bound[mention.words[0]] = entity


def _with_shared_surnames(sheet: Sheet, mentions: list[Named]) -> list[Named]:
    """ "Joey and Paula Reed" are Joey Reed and Paula Reed."""
    by_start = {m.start: m for m in mentions}
    for mention in mentions:
        second = by_start.get(mention.end + 1)
        if second is None or len(second.words) < 2 or sheet.draft.doc[mention.end].lower_ not in ("and", "&"):
            continue
        if len(mention.words) == 1 and mention.words[0] in given() and second.words[0] in given():
            mention.words = (*mention.words, *second.words[1:])
    return mentions


def _is_subject(sheet: Sheet, mention: Named) -> bool:
    return sheet.draft.doc[mention.end - 1].dep_ in ("nsubj", "nsubjpass", "ROOT")


def _without_headline_words(sheet: Sheet, mentions: list[Named]) -> list[Named]:
    """A headline in capitals makes names of anything: only those count whose last word the body has in a name too."""
    if not sheet.draft.has_title:
        return mentions
    end = sheet.draft.sents[0].end
    body = {m.words[-1] for m in mentions if m.start >= end}
    return [m for m in mentions if m.start >= end or m.words[-1] in body or full_name(" ".join(m.words))]


def _whole(sheet: Sheet, roster: Roster, mention: Named) -> Entity:
    """The person of a full name: a well-known one, one already seen, or a new one."""
    plain = " ".join(w for w in mention.words if w not in ("Jr.", "Jr", "Sr."))
    known = _well_known(roster.day, mention.words, plain)
    if known is None:
        for entity in roster.by_short.get(mention.words[-1], ()):
            seen, now = set(entity.name.split()), set(plain.split())
            if seen <= now or now <= seen:
                known = entity.name
    name = known or plain
    entity = sheet.entity(name, ActorKind.PERSON)
    if entity.sex is None:
        entity.sex = next((t.sex for t in terms(name) if t.sex), None) or mention.sex
    if entity.kind is ActorKind.PERSON:
        roster.enrol(entity, tuple(name.split()))
        roster.enrol(entity, mention.words)
    return entity


def _well_known(day: dt.date | None, words: tuple[str, ...], plain: str) -> str | None:
    """Canonical name of a well-known person, however many initials and suffixes the report gives."""
    forms = (" ".join(words), plain, _without_initials(words))
    return next((known for form in forms if (known := full_name(form, day)) is not None), None)


def _without_initials(words: tuple[str, ...]) -> str:
    return " ".join(w for i, w in enumerate(words) if i == 0 or not (len(w) == 2 and w.endswith(".")))


def _single(sheet: Sheet, roster: Roster, mention: Named) -> Entity | None:
    """Whom one word stands for: somebody named in full, a well-known person of that time, or somebody new."""
    word = mention.words[0]
    seen = roster.by_short.get(word) or roster.by_given.get(word, [])
    fitting = [e for e in seen if _fits(e, mention)]
    if fitting:
        bound = roster.bound.get(word)
        return bound if bound in fitting else fitting[0]
    known = _known(roster.day, mention)
    if known is not None:
        entity = sheet.entity(known.name, ActorKind.PERSON)
        entity.sex = entity.sex or known.sex
        roster.enrol(entity, tuple(known.name.split()))
        roster.by_short.setdefault(word, [entity])
        return entity
    hit = sheet.hit_by_start.get(mention.start)
    if hit is not None and hit.entry.sort is not Sort.PERSON and hit.end >= mention.end and not mention.held:
        return None
    if one_of_them(sheet.draft.doc[mention.start]):
        return None
    if not mention.sure and (sheet.draft.doc[mention.start].pos_ != "PROPN" or word in _doubtful(sheet)):
        return None
    if word.endswith("s") and (word[:-1] in roster.by_short or short_terms(word[:-1])):
        return None  # "the Clintons"
    entity = sheet.entity(word, ActorKind.PERSON)
    entity.sex = entity.sex or mention.sex
    roster.by_short.setdefault(word, [entity])
    return entity


def _doubtful(sheet: Sheet) -> frozenset[str]:
    """Words that NER calls a person here but part of an organisation or a place there."""
    if sheet.doubtful is None:
        people: dict[str, int] = {}
        others: dict[str, int] = {}
        for ent in sheet.draft.doc.ents:
            first = ent[0].text
            if ent.label_ == "PERSON" and len(ent) == 1:
                people[first] = people.get(first, 0) + 1
            elif ent.label_ in ("ORG", "GPE", "FAC", "LOC", "PRODUCT", "NORP") and not first.islower():
                others[first] = others.get(first, 0) + 1
        sheet.doubtful = frozenset(w for w, n in others.items() if n >= people.get(w, 0))
    return sheet.doubtful


def _fits(entity: Entity, mention: Named) -> bool:
    """Do sex and office of a mention allow this person?"""
    if mention.sex and entity.sex and mention.sex != entity.sex:
        return False
    wanted = {h.title.role for h in mention.held if h.title.role}
    if not wanted:
        return True
    known = {titles()[t.title].role for t in terms(entity.name) if t.title in titles()}
    return not known or bool(wanted & known) or not wanted & _HIGH


def _known(day: dt.date | None, mention: Named) -> Term | None:
    """The well-known person whom a surname means on that day; None if there are several or none."""
    candidates = short_terms(mention.words[0])
    wanted = {h.title.role for h in mention.held if h.title.role}
    if wanted:  # "Prime Minister May": with the office in front a plain word is a name too
        candidates += tuple(t for t in surname_terms(mention.words[0]) if titles()[t.title].role in wanted)
    if mention.sex:
        candidates = tuple(t for t in candidates if t.sex == mention.sex)
    if day is None:
        people = {t.name for t in candidates}
        return candidates[0] if len(people) == 1 else None
    now = [t for t in candidates if t.covers(day)]
    if not now:
        later = [t for t in candidates if t.until < (day.year, day.month) and mention.words[0] not in given()]
        return later[0] if later and len({t.name for t in candidates}) == 1 else None
    return now[0] if len({t.name for t in now}) == 1 else None


def _voted(sheet: Sheet, roster: Roster, mentions: list[Named]) -> list[Named]:
    """Capitalised words that NER took for something else or missed, but that are the surname of somebody."""
    out: list[Named] = []
    taken = {i for m in mentions for i in range(m.start, m.end)}
    for sent in sheet.draft.sents:
        for token in sent:
            word = token.text.replace("’", "'")
            if token.i in taken or not word[:1].isupper() or len(word) < 2:
                continue
            known = word in roster.by_short
            if not (known or short_terms(word)) or not _votable(sheet, token, known=known):
                continue
            out.append(Named(token.i, token.i + 1, (word,), around(sheet, token.i, token.i + 1), known))
    return out


def _votable(sheet: Sheet, token: Token, *, known: bool) -> bool:
    """May this word be somebody's surname: no part of another name, and a proper noun?"""
    hit = next((h for h in (sheet.hit_by_start.get(token.i), sheet.hit_by_end.get(token.i + 1)) if h), None)
    if hit is not None or token.i in sheet.title_at:
        return False
    doc = sheet.draft.doc
    before = doc[token.i - 1] if token.i else None
    part_of_name = before is not None and before.dep_ == "compound" and before.pos_ == "PROPN" and before.text.istitle()
    if not known and part_of_name and not (token.i - 1 in sheet.title_at or token.i - 1 in sheet.draft.ref_at):
        return False  # "Sailor Moon"
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if following is not None and token.ent_type_ in ("ORG", "FAC") and following.ent_iob_ == "I":
        return following.text in ("'s", "’s") or following.text[:1].islower() or following.lower_ == "administration"
    if token.ent_iob_ == "I" and token.ent_type_ in ("ORG", "FAC", "WORK_OF_ART", "LAW", "EVENT"):
        return False
    return token.pos_ in ("PROPN", "NOUN") or bool(token.ent_type_)


def _settle(sheet: Sheet, mention: Named, entity: Entity, rule: str) -> None:
    """Note the reference and what the words around it tell of the person."""
    start = min([mention.start, *(h.start for h in mention.held if h.end == mention.start)])
    text = " ".join(mention.words)
    if text != entity.name:
        entity.aliases.add(text)
    sheet.add(start, mention.end, entity, rule)
    for held in mention.held:
        if held.title.kind != "courtesy":
            sheet.held.append((entity, held))
            if held.start < start or held.start >= mention.end:
                sheet.add(held.start, held.end, entity, "apposition")
