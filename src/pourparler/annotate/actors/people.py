"""Persons: every mention by name, and which of them are the same man or woman."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from spacy.tokens import Token

from pourparler.annotate.actors.lexicon import Sort, Term, eastern, full_name, given, short_terms, terms, titles
from pourparler.annotate.actors.offices import Held, around
from pourparler.annotate.actors.sheet import Sheet
from pourparler.annotate.draft import Entity
from pourparler.model.findings import ActorKind

PARTICLES = frozenset(
    "al el bin bint ibn de del della der den di da dos du van von la le ben abu ul ur y arap ter ten".split()
)
_SUFFIX = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})
_ROYAL = frozenset({"king", "queen", "pope", "prince", "princess", "emperor", "duke", "crown prince"})
_MALE = frozenset({"king", "prince", "emperor", "duke", "mister", "sir", "lord", "emir", "amir", "sheikh", "sultan", "father",
                   "spokesman", "chairman", "congressman", "pope", "herr"})  # fmt: skip
_FEMALE = frozenset({"queen", "princess", "mistress", "miss", "lady", "dame", "baroness", "spokeswoman", "chairwoman",
                     "congresswoman", "frau", "first lady"})  # fmt: skip
_DAYS = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July August September "
    "October November December Today Yesterday Tomorrow".split()
)
_LONGEST = 7
_HIGH = frozenset({"head", "foreign", "vice"})  # a president is not somebody who is known for other offices only


@dataclass(slots=True)
class Named:
    """One mention of a person by name: tokens [start, end) without title, and what surrounds them."""

    start: int
    end: int
    words: tuple[str, ...]
    held: list[Held]
    sure: bool  # more than a label by NER on a single word

    @property
    def sex(self) -> str | None:
        """What title or given name tell."""
        for held in self.held:
            if held.title.title in _MALE:
                return "m"
            if held.title.title in _FEMALE:
                return "f"
        return given().get(self.words[0]) if len(self.words) > 1 else None


@dataclass(slots=True)
class Roster:
    """The persons of one report by every short form of their names, in order of appearance."""

    day: dt.date | None
    by_short: dict[str, list[Entity]] = field(default_factory=dict)
    by_given: dict[str, list[Entity]] = field(default_factory=dict)
    last_seen: dict[str, int] = field(default_factory=dict)

    def enrol(self, entity: Entity, words: tuple[str, ...]) -> None:
        """Make a person known under all that he can be called for short."""
        core = tuple(w for w in words if w not in _SUFFIX)
        shorts = {" ".join(core[i:]) for i in range(1, len(core))}
        if core[-1].lower().startswith(("al-", "el-")):
            shorts.add(core[-1][3:])
        if core[0] in eastern() and core[0] not in given():
            shorts.add(core[0])
        for short in shorts - PARTICLES:
            known = self.by_short.setdefault(short, [])
            if entity not in known:
                known.append(entity)
        if core[0] not in shorts:
            known = self.by_given.setdefault(core[0], [])
            if entity not in known:
                known.append(entity)


def find_people(sheet: Sheet) -> None:
    """Find persons, cluster them, give each his offices and note the references."""
    mentions = _mentions(sheet)
    roster = Roster(sheet.draft.report.day)
    mentions = _without_headline_words(sheet, mentions)
    whole = [m for m in mentions if len(m.words) > 1]
    for mention in whole:
        _settle(sheet, roster, mention, _whole(sheet, roster, mention), "name")
    singles = [m for m in mentions if len(m.words) == 1] + _voted(sheet, roster, mentions)
    for mention in sorted(singles, key=lambda m: m.start):
        entity = _single(sheet, roster, mention)
        if entity is not None:
            _settle(sheet, roster, mention, entity, "surname")


def _without_headline_words(sheet: Sheet, mentions: list[Named]) -> list[Named]:
    """A headline in capitals makes names of anything: only those count whose last word the body has in a name too."""
    if not sheet.draft.has_title:
        return mentions
    end = sheet.draft.sents[0].end
    body = {m.words[-1] for m in mentions if m.start >= end}
    return [m for m in mentions if m.start >= end or m.words[-1] in body or full_name(" ".join(m.words))]


def _mentions(sheet: Sheet) -> list[Named]:
    taken: set[int] = set()
    out: list[Named] = []

    def take(start: int, end: int, *, sure: bool) -> None:
        if start < end and not taken.intersection(range(start, end)):
            words = _words(sheet, start, end)
            if words:
                held = around(sheet, start, end)
                start, words = _royal(sheet, start, words, held)
                taken.update(range(start, end))
                out.append(Named(start, end, words, held, sure or len(words) > 1 or bool(held)))

    for hit in sheet.found.hits:
        if hit.entry.sort is Sort.PERSON:
            take(hit.start, _run_end(sheet, hit.end), sure=True)
    for ent in sheet.draft.doc.ents:
        if ent.label_ == "PERSON" and sheet.found.inside[ent.start]:
            start, end = _trim(sheet, ent.start, ent.end)
            last = sheet.draft.doc[end - 1]
            if start < end and (last.lower_ in PARTICLES or (end - start == 1 and last.text in given())):
                end = _run_end(sheet, end)
            elif start < end < len(sheet.draft.doc) and sheet.draft.doc[end].ent_iob_ == "O":
                end = _run_end(sheet, end, apart=True)
            take(start, end, sure=False)
    for office in sheet.found.titles:
        if not office.title.plural:
            start, end = office.end, _run(sheet, office.end)
            take(start + sheet.draft.doc[start].is_space if start < end else start, end, sure=True)
    for start in _given_names(sheet, taken):
        take(start, max(start + 2, _run_end(sheet, start + 1)), sure=True)
    out.sort(key=lambda m: m.start)
    return out


def _given_names(sheet: Sheet, taken: set[int]) -> list[int]:
    """Tokens that are a given name with another capitalised word behind it, which NER has missed."""
    doc, out = sheet.draft.doc, []
    for sent in sheet.draft.sents:
        for token in sent:
            if token.text in given() and token.i not in taken and token.i + 1 < sent.end and not token.ent_type_:
                following = doc[token.i + 1]
                if _namelike(following, noun=True) and not following.ent_type_ and token.pos_ == "PROPN":
                    if not {token.i, following.i} & (sheet.hit_by_start.keys() | sheet.title_at.keys()):
                        out.append(token.i)
    return out


def _royal(sheet: Sheet, start: int, words: tuple[str, ...], held: list[Held]) -> tuple[int, tuple[str, ...]]:
    """Kings and popes are called by title and first name."""
    core = [w for w in words if w not in _SUFFIX]
    if held and len(core) == 1 and held[0].title.title in _ROYAL and held[0].end == start:
        title = sheet.draft.doc[held[0].start : held[0].end].text
        return held[0].start, (title, *words)
    return start, words


def _trim(sheet: Sheet, start: int, end: int) -> tuple[int, int]:
    """An entity of NER without titles, articles, possessive marks and other actors' names at its edges."""
    doc = sheet.draft.doc
    while start < end:
        hit = sheet.hit_by_start.get(start)
        office = sheet.title_at.get(start)
        if office and office.start <= start and office.end < end:
            start = office.end
        elif hit and hit.entry.sort is not Sort.PERSON and (hit.entry.sort is not Sort.STATE or hit.end == end):
            start = hit.end
        elif not doc[start].text[:1].isupper() and doc[start].lower_ not in PARTICLES:
            start += 1
        else:
            break
    while end > start and (doc[end - 1].text in ("'s", "’s", "'", "’") or not doc[end - 1].text[:1].isalpha()):
        end -= 1
    return start, end


def _run(sheet: Sheet, start: int) -> int:
    """End of the run of capitalised words that begins behind a title."""
    doc, i = sheet.draft.doc, start
    if i + 1 < len(doc) and doc[i].is_space and doc[i].text.count("\n") == 1:
        i += 1
    if i >= len(doc) or not _namelike(doc[i]) or i in sheet.title_at:
        return start
    hit = sheet.hit_by_start.get(i)
    if hit is not None and (hit.end > i + 1 or doc[i].text not in given() or not _namelike(doc[min(i + 1, len(doc) - 1)])):
        return start
    return _run_end(sheet, i + 1)


def _run_end(sheet: Sheet, i: int, *, apart: bool = False) -> int:
    """End of a run of name words from token i on; `apart`: only over words that NER gives no label."""
    doc, first = sheet.draft.doc, i
    while i < len(doc) and i - first < _LONGEST:
        token = doc[i]
        if apart and token.ent_iob_ != "O":
            break
        if token.text in ("-", "'", "’") and i + 1 < len(doc) and not doc[i - 1].whitespace_ and not token.whitespace_:
            i += 2
        elif _namelike(token) and i not in sheet.hit_by_start and i not in sheet.title_at and not token.is_sent_start:
            i += 1
        elif token.is_space and "\n" in token.text and token.text.count("\n") == 1 and i + 1 < len(doc):
            if (
                not _namelike(doc[i + 1])
                or i + 1 in sheet.hit_by_start
                or i + 1 in sheet.title_at
                or (i == first and doc[i - 1].lower_ not in PARTICLES and doc[i - 1].text not in given())
            ):
                break
            i += 2
        elif token.lower_ in PARTICLES and i + 1 < len(doc) and _namelike(doc[i + 1]):
            i += 2
        else:
            break
    return i


def _namelike(token: Token, *, noun: bool = False) -> bool:
    text = token.text
    if text in _DAYS:
        return False
    return (
        (token.pos_ == "PROPN" or (noun and token.pos_ == "NOUN"))
        and text[:1].isupper()
        and (len(text) > 1 or text.isalpha())
        and text != "US"
    )


def _words(sheet: Sheet, start: int, end: int) -> tuple[str, ...]:
    """Words of a name, or () if it cannot be one."""
    text = " ".join(sheet.draft.doc[start:end].text.split()).replace("’", "'")
    words = tuple(w.strip(",") for w in text.split() if w.strip(","))
    if not 0 < len(words) <= _LONGEST or any(c.isdigit() for c in text):
        return ()
    if not any(w[:1].isupper() for w in words) or len(words[0]) < 2 or not words[0][0].isalpha():
        return ()
    if any(w.islower() and w not in PARTICLES for w in words):
        return ()
    return words


def _whole(sheet: Sheet, roster: Roster, mention: Named) -> Entity:
    """The person of a full name: a well-known one, one already seen, or a new one."""
    plain = " ".join(w for w in mention.words if w not in ("Jr.", "Jr", "Sr."))
    known = full_name(" ".join(mention.words)) or full_name(plain) or full_name(_without_initials(mention.words))
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


def _without_initials(words: tuple[str, ...]) -> str:
    return " ".join(w for i, w in enumerate(words) if i == 0 or not (len(w) == 2 and w.endswith(".")))


def _single(sheet: Sheet, roster: Roster, mention: Named) -> Entity | None:
    """Whom one word stands for: somebody named in full, a well-known person of that time, or somebody new."""
    word = mention.words[0]
    seen = roster.by_short.get(word) or roster.by_given.get(word, [])
    fitting = [e for e in seen if _fits(e, mention)]
    if fitting:
        before = [e for e in fitting if roster.last_seen.get(e.name, 1 << 60) < mention.start]
        return max(before, key=lambda e: roster.last_seen[e.name]) if before else fitting[0]
    known = _known(roster.day, mention)
    if known is not None:
        entity = sheet.entity(known.name, ActorKind.PERSON)
        entity.sex = entity.sex or known.sex
        roster.enrol(entity, tuple(known.name.split()))
        roster.by_short.setdefault(word, [entity])
        return entity
    hit = sheet.hit_by_start.get(mention.start)
    if hit is not None and hit.entry.sort is not Sort.PERSON and hit.end >= mention.end:
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
    if mention.sex:
        candidates = tuple(t for t in candidates if t.sex == mention.sex)
    if day is None:
        people = {t.name for t in candidates}
        return candidates[0] if len(people) == 1 else None
    now = [t for t in candidates if t.covers(day)]
    if not now:
        later = [t for t in candidates if t.until < (day.year, day.month)]
        return later[0] if later and len({t.name for t in candidates}) == 1 else None
    return now[0] if len({t.name for t in now}) == 1 else None


def _voted(sheet: Sheet, roster: Roster, mentions: list[Named]) -> list[Named]:
    """Capitalised words that NER took for something else or missed, but that are the surname of somebody."""
    doc, out = sheet.draft.doc, []
    taken = {i for m in mentions for i in range(m.start, m.end)}
    for sent in sheet.draft.sents:
        for token in sent:
            word = token.text.replace("’", "'")
            if token.i in taken or not word[:1].isupper() or len(word) < 2:
                continue
            if not (word in roster.by_short or short_terms(word)) or not _votable(sheet, token):
                continue
            out.append(
                Named(token.i, token.i + 1, (word,), around(sheet, token.i, token.i + 1), word in roster.by_short)
            )
    return out


def _votable(sheet: Sheet, token: Token) -> bool:
    """May this word be somebody's surname: no part of another name, and a proper noun?"""
    hit = next((h for h in (sheet.hit_by_start.get(token.i), sheet.hit_by_end.get(token.i + 1)) if h), None)
    if hit is not None or token.i in sheet.title_at:
        return False
    doc = sheet.draft.doc
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if following is not None and token.ent_type_ in ("ORG", "FAC") and following.ent_iob_ == "I":
        return following.text in ("'s", "’s") or following.text[:1].islower() or following.lower_ == "administration"
    if token.ent_iob_ == "I" and token.ent_type_ in ("ORG", "FAC", "WORK_OF_ART", "LAW", "EVENT"):
        return False
    return token.pos_ in ("PROPN", "NOUN") or bool(token.ent_type_)


def _settle(sheet: Sheet, roster: Roster, mention: Named, entity: Entity, rule: str) -> None:
    """Note the reference and what the words around it tell of the person."""
    roster.last_seen[entity.name] = mention.start
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
