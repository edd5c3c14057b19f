"""Where a report names persons: words that are a name, by NER, by a title in front, by a given name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from pourparler.annotate.actors.lexicon import Rank, Sort, given, nouns, short_terms
from pourparler.annotate.actors.offices import Held, around
from pourparler.annotate.actors.sheet import Sheet
from pourparler.annotate.quick import numbers

PARTICLES = frozenset(
    "al el bin bint ibn de del della der den di da dos du van von la le ben abu ul ur y arap ter ten".split()
)
SUFFIX = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})
_ROYAL = frozenset({"king", "queen", "pope", "prince", "princess", "emperor", "duke", "crown prince"})
_MALE = frozenset({"king", "prince", "emperor", "duke", "mister", "sir", "lord", "emir", "amir", "sheikh", "sultan",
                   "spokesman", "chairman", "congressman", "pope", "herr"})  # fmt: skip
_FEMALE = frozenset({"queen", "princess", "mistress", "miss", "lady", "dame", "baroness", "spokeswoman", "chairwoman",
                     "congresswoman", "frau", "first lady"})  # fmt: skip
_DAYS = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July August September "
    "October November December Today Yesterday Tomorrow".split()
)
_LONGEST = 7
_MISTAKEN = frozenset({"ORG", "GPE", "FAC", "PRODUCT", "WORK_OF_ART", "LOC"})
_ORGANISATION = re.compile(
    r"\b(?:The|Institute|Party|Group|Council|University|Bank|Ministry|News|Agency|Association|Union|Front|Movement|Army|"
    r"Fund|Committee|Company|Corp|Inc|Foundation|Center|Centre|Trust|Court|Services?|International|Energy|Times)\b"
)
_HIGH = (Rank.HEAD, Rank.MINISTER, Rank.OFFICIAL)


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


def find_names(sheet: Sheet) -> list[Named]:
    """All mentions of persons by name, in order, without overlaps."""
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
        if hit.entry.sort is Sort.PERSON and not _is_tail(sheet, hit.start):
            take(hit.start, _run_end(sheet, hit.end), sure=True)
    for ent in sheet.draft.doc.ents:
        if ent.label_ == "PERSON" and sheet.found.inside[ent.start]:
            start, end = _trim(sheet, ent.start, _joined(sheet, ent))
            last = sheet.draft.doc[end - 1]
            if start < end and (last.lower_ in PARTICLES or (end - start == 1 and last.text in given())):
                end = _run_end(sheet, end)
            elif start < end < len(sheet.draft.doc) and sheet.draft.doc[end].ent_iob_ == "O":
                end = _run_end(sheet, end, apart=True)
            take(start, end, sure=False)
        elif ent.label_ in _MISTAKEN and sheet.found.inside[ent.start] and (_holds_office(sheet, ent) or _told(ent)):
            take(ent.start, ent.end, sure=True)
    for office in sheet.found.titles:
        if not office.title.plural:
            start, end = office.end, _run(sheet, office.end, courtesy=office.title.kind == "courtesy")
            take(start + sheet.draft.doc[start].is_space if start < end else start, end, sure=True)
    for start in _given_names(sheet, taken):
        take(start, max(start + 2, _run_end(sheet, start + 1)), sure=True)
    out.sort(key=lambda m: m.start)
    return out


def _joined(sheet: Sheet, ent: TokenSpan) -> int:
    """End of a name whose last word NER took for something else: "Bilawal Bhutto" "Zardari"."""
    doc, end = sheet.draft.doc, ent.end
    if end >= len(doc) or end - ent.start < 2 or doc[end].ent_iob_ != "B" or not _namelike(doc[end]):
        return end
    alone = end + 1 >= len(doc) or doc[end + 1].ent_iob_ != "I"
    bound = doc[end - 1].dep_ == "compound" and doc[end - 1].head.i == end
    known = end in sheet.hit_by_start or end in sheet.title_at
    return end + 1 if alone and bound and not known and doc[end].ent_type_ in ("PERSON", *_MISTAKEN) else end


def _holds_office(sheet: Sheet, ent: TokenSpan) -> bool:
    """What NER takes for an organisation is a person where an office of a state stands beside it in apposition."""
    if not 2 <= len(ent) <= 4 or any(i in sheet.hit_by_start or i in sheet.title_at for i in range(ent.start, ent.end)):
        return False
    if not all(_namelike(t) for t in ent):
        return False
    return any(h.of and h.title.rank in _HIGH and not h.title.plural for h in around(sheet, ent.start, ent.end))


def _told(ent: TokenSpan) -> bool:
    """ "The rebels' representative, Bilal Ag Acherif,": a noun for one person says that it is one."""
    noun = ent.root.head
    if ent.root.dep_ != "appos" or noun.tag_ != "NN" or not 2 <= len(ent) <= 4 or ent[0].nbor(-1).text != ",":
        return False
    sort, _ = nouns().get(noun.lemma_.lower(), ("", None))
    return sort in ("person", "anonymous") and all(_namelike(t) for t in ent) and not _ORGANISATION.search(ent.text)


@cache
def _given() -> frozenset[str]:
    return frozenset(given())


def _given_names(sheet: Sheet, taken: set[int]) -> list[int]:
    """Tokens that are a given name with another capitalised word behind it, which NER has missed."""
    doc, out = sheet.draft.doc, []
    known, words = numbers(_given(), doc.vocab.strings), doc.to_array("ORTH").tolist()
    for sent in sheet.draft.sents:
        for i in range(sent.start, sent.end - 1):
            if words[i] in known and i not in taken and not (token := doc[i]).ent_type_:
                following = doc[i + 1]
                free = not any(i in sheet.hit_by_start or i in sheet.title_at for i in (token.i, following.i))
                if free and token.pos_ == "PROPN" and not following.ent_type_ and _namelike(following, noun=True):
                    out.append(token.i)
    return out


def _royal(sheet: Sheet, start: int, words: tuple[str, ...], held: list[Held]) -> tuple[int, tuple[str, ...]]:
    """Kings and popes are called by title and first name."""
    core = [w for w in words if w not in SUFFIX]
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
        if office and office.start <= start and office.end <= end:
            start = office.end
        elif (
            hit
            and hit.entry.sort is not Sort.PERSON
            and (hit.entry.sort is not Sort.STATE or hit.end == end or _of_office(sheet, start))
        ):
            start = hit.end
        elif not doc[start].text[:1].isupper() and doc[start].lower_ not in PARTICLES:
            start += 1
        else:
            break
    while end > start and (doc[end - 1].text in ("'s", "’s", "'", "’") or not doc[end - 1].text[:1].isalpha()):
        end -= 1
    last = sheet.hit_by_end.get(end)
    if last is not None and start < last.start and last.entry.sort in (Sort.BODY, Sort.SEAT):
        end = last.start  # "the Obama White House"
    while start < end and _is_tail(sheet, start):
        start -= 1
    return start, end


def _is_tail(sheet: Sheet, start: int) -> bool:
    """Does a name go on here: "bin Zayed" behind "Abdullah", a family name behind a given one that NER missed?"""
    doc = sheet.draft.doc
    if not start or not _namelike(doc[start - 1]) or start - 1 in sheet.title_at or start - 1 in sheet.hit_by_start:
        return False
    if doc[start].text.islower() and doc[start].lower_ in PARTICLES:
        return True
    of = sheet.hit_by_end.get(start - 1)  # "the President of Chad Idriss Deby"
    return of is not None and of.entry.sort is Sort.STATE and doc[start - 1].ent_iob_ == "O"


def _of_office(sheet: Sheet, state: int) -> bool:
    """Does the state belong to an office and not to the name behind it: "the ambassador to Chad Mary Jones"?"""
    return sheet.draft.doc[state - 1].lower_ in ("of", "to") and state - 2 in sheet.title_at


def _run(sheet: Sheet, start: int, *, courtesy: bool) -> int:
    """End of the run of capitalised words that begins behind a title."""
    doc, i = sheet.draft.doc, start
    if i + 1 < len(doc) and doc[i].is_space and doc[i].text.count("\n") == 1:
        i += 1
    if i >= len(doc) or not _namelike(doc[i]) or i in sheet.title_at:
        return start
    hit = sheet.hit_by_start.get(i)
    if (
        hit is not None
        and not courtesy
        and (hit.end > i + 1 or doc[i].text not in given() or not _namelike(doc[min(i + 1, len(doc) - 1)]))
    ):
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


def _mended(name: str) -> str:
    """ "PeÃ±a" was written as UTF-8 and read as Latin-1 somewhere on its way; the name is Peña all the same."""
    composed = unicodedata.normalize("NFC", name)
    if "Ã" not in composed and "Å" not in composed:
        return name
    try:
        return composed.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return name


def _cased(sheet: Sheet, start: int, word: str) -> str:
    """A name written in capitals, as in transcripts: "PRESIDENT TRUMP" is Trump; an abbreviation stays one."""
    if len(word) < 3 or not word.isupper() or word.title() == word or "." in word:
        return word
    titled = start > 0 and sheet.draft.doc[start - 1].is_upper and start - 1 in sheet.title_at
    plain = word.title()
    return plain if titled or (len(word) > 3 and (plain in given() or short_terms(plain))) else word


def _words(sheet: Sheet, start: int, end: int) -> tuple[str, ...]:
    """Words of a name, or () if it cannot be one."""
    text = _mended(" ".join(sheet.draft.doc[start:end].text.split()).replace("’", "'"))
    words = tuple(_cased(sheet, start, w.strip(",")) for w in text.split() if w.strip(",") and w[0] not in '"“”(')
    if not 0 < len(words) <= _LONGEST or any(c.isdigit() for c in text):
        return ()
    if not any(w[:1].isupper() for w in words) or len(words[0]) < 2 or not words[0][0].isalpha():
        return ()
    if any(w.islower() and w not in PARTICLES for w in words):
        return ()
    return words
