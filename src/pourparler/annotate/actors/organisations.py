"""States, bodies and other organisations by name: from the gazetteers and from the language pipeline."""

from __future__ import annotations

import re

from spacy.tokens import Span as TokenSpan

from pourparler.annotate.actors.lexicon import Sort, demonyms
from pourparler.annotate.actors.owners import one_of_them
from pourparler.annotate.actors.scan import Hit
from pourparler.annotate.actors.sheet import Sheet
from pourparler.annotate.draft import Entity
from pourparler.annotate.rules import words
from pourparler.model.findings import ActorKind

_LEGAL = re.compile(r",? (?:Inc|Corp|Co|Ltd|Corporation|Incorporated|Limited|PLC|plc|Plc|LLC|AG|SA|NV|GmbH)\.?$")
_VAGUE = frozenset(
    "United National American British International General First New North South East West Central Federal Royal The "
    "Bank University Department Ministry House State World Public Senate Supreme High".split()
)
_PAPER = frozenset(  # what is agreed or held, and can neither speak nor promise
    "framework act agreement agreements treaty accord accords plan deal bill law amendment protocol pact declaration "
    "constitution program project award prize cup games festival medal code rule rules day week war crisis".split()
)
_PREFIXED = re.compile(r"(?:anti|pro|post|pre|non|ex|mid|pan)-", re.IGNORECASE)
_ORGAN = frozenset(
    "ministry department army navy military embassy parliament cabinet government police assembly senate forces guard "
    "presidency consulate mission office".split()
)
_OF_STATE = frozenset({Sort.STATE, Sort.ADJECTIVE, Sort.CAPITAL})
_BAD = re.compile(r"[A-Za-z]-\d|^[^A-Z@]*$|\d{3}|^[A-Z]$|\n\n")


def find_organisations(sheet: Sheet) -> None:
    """Note references to everything that is named and is no person."""
    for hit in sheet.found.hits:
        if hit.entry.sort is not Sort.PERSON:
            _gazetteer(sheet, hit)
    sheet.draft.groups.update(sheet.found.double)
    _both_koreas(sheet)
    known: dict[str, Entity] = {}
    for entity in sheet.draft.entities.values():
        if entity.kind is ActorKind.ORGANISATION and entity.name.count(" ") > 1:
            known.setdefault(_initials(entity.name), entity)
    names = sorted({_plain(ent) for ent in sheet.draft.doc.ents if ent.label_ == "ORG" and len(ent) > 1})
    full = {_initials(name): name for name in names if name.count(" ")}
    for ent in sheet.draft.doc.ents:
        if sheet.found.inside[ent.start]:
            _entity(sheet, ent, known, full)


def _both_koreas(sheet: Sheet) -> None:
    """ "North and South Korea" names two states with one noun."""
    draft = sheet.draft
    for match in _BOTH_KOREAS.finditer(draft.report.text):
        span = draft.doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if span is not None:
            draft.groups[span[-1].i] = ("North Korea", "South Korea")


_BOTH_KOREAS = re.compile(r"\b(?:North\s+and\s+South|South\s+and\s+North)\s+Korea\b")


def _initials(name: str) -> str:
    return "".join(w[0] for w in name.split() if w[0].isupper())


def _plain(ent: TokenSpan) -> str:
    """The name without article and legal form."""
    words = " ".join(ent.text.split()).removesuffix("'s").removesuffix("’s")
    return _LEGAL.sub("", words.removeprefix("the ").removeprefix("The "))


def _gazetteer(sheet: Sheet, hit: Hit) -> None:
    entry, draft = hit.entry, sheet.draft
    venue = entry.detail.endswith("/venue")
    if venue or entry.sort in (Sort.PLACE, Sort.CAPITAL):
        place = entry.detail if entry.sort is Sort.CAPITAL else entry.name
        for i in range(hit.start, hit.end):
            draft.places.setdefault(i, _CITY.get(place, place))
        if entry.sort is not Sort.CAPITAL:
            return
    elif entry.sort in (Sort.STATE, Sort.SEAT) or entry.name == "White House":
        for i in range(hit.start, hit.end):
            draft.places.setdefault(i, entry.detail if entry.sort is Sort.SEAT else entry.name)
    if hit.start in draft.ref_at:
        return
    if _is_plain_word(sheet, hit) or _is_part_of_name(sheet, hit):
        return
    if entry.sort is Sort.BODY:
        kind = ActorKind.GROUP if entry.detail.startswith("group") else ActorKind.ORGANISATION
        sheet.add(hit.start, hit.end, sheet.entity(entry.name, kind, acts_for=entry.of), "gazetteer")
    else:
        sheet.add(hit.start, hit.end, sheet.entity(entry.name, ActorKind.STATE), entry.sort.value)


def _is_plain_word(sheet: Sheet, hit: Hit) -> bool:
    """ "Time", "Dawn", "IS": a body only where NER sees a name or the next word tells."""
    doc = sheet.draft.doc
    if hit.entry.sort is not Sort.BODY or doc[hit.start : hit.end].text not in words("actors/doubtful.tsv"):
        return False
    return doc[hit.end - 1].ent_type_ != "ORG"


def _is_part_of_name(sheet: Sheet, hit: Hit) -> bool:
    """ "Bank of China", "University of Jordan": no word about the state."""
    doc, at = sheet.draft.doc, hit.start
    return hit.entry.sort is Sort.STATE and at > 1 and doc[at - 1].lower_ == "of" and doc[at - 2].text in _HOUSES


_HOUSES = frozenset(
    {"Bank", "University", "Institute", "College", "Museum", "Church", "Academy", "Hospital", "Airport"}
)
_CITY = {f"Washington{c}D{d}C{d}": "Washington" for c in (" ", ", ") for d in ("", ".")}


def _entity(sheet: Sheet, ent: TokenSpan, known: dict[str, Entity], full: dict[str, str]) -> None:
    """An entity of NER that the gazetteers don't know: an organisation, a people or a place."""
    draft, start, end = sheet.draft, ent.start, ent.end
    while start < end and draft.doc[start].lower_ in ("the", "a", "an", "'s", "’s"):
        start += 1
    while end > start and draft.doc[end - 1].text in ("'s", "’s", "'", "’", ","):
        end -= 1
    name = " ".join(draft.doc[start:end].text.split())
    if start >= end or _BAD.search(name) or any(i in draft.ref_at for i in range(start + 1, end)) or len(name) > 80:
        return
    if name in _VAGUE or (len(ent) == 1 and one_of_them(ent[0])):
        return
    first = sheet.hit_by_start.get(start)
    if ent.label_ in ("GPE", "LOC", "FAC"):
        if first is None or first.entry.sort not in (Sort.STATE, Sort.ADJECTIVE):
            draft.places.update((i, name) for i in range(start, end) if i not in draft.places)
        return
    if (first is not None and first.end >= end) or _PREFIXED.match(name):
        return
    if start in draft.ref_at and not (first and first.end < end and first.entry.sort is not Sort.BODY):
        return
    if draft.doc[end - 1].lower_ in _PAPER:
        return
    if ent.label_ not in ("ORG", "PRODUCT", "NORP") or any(i in sheet.title_at for i in (start, end - 1)):
        return
    if ent.label_ == "NORP" and draft.doc[end - 1].tag_ not in ("NNPS", "NNS"):
        return
    if ent.label_ == "PRODUCT" and name not in known:
        return
    _organisation(sheet, start, end, full.get(name, name) if name not in known else name, known)


def _state_of_organ(sheet: Sheet, start: int, end: int) -> str | None:
    """The state whose ministry, parliament or army it is, by a name in it or in front of it."""
    doc = sheet.draft.doc
    if not any(doc[i].lower_ in _ORGAN for i in range(start, end)):
        return None
    hits = [sheet.hit_by_start.get(i) for i in range(start, end)]
    before = start - 1 if start and doc[start - 1].text in ("'s", "’s") else start
    for hit in (*hits, sheet.hit_by_end.get(before)):
        if hit is not None and hit.entry.sort in _OF_STATE:
            return hit.entry.name
    return None


def _names_state(sheet: Sheet, start: int, end: int) -> bool:
    return any(i in sheet.hit_by_start for i in range(start, end))


def _organisation(sheet: Sheet, start: int, end: int, name: str, known: dict[str, Entity]) -> None:
    draft, plain = sheet.draft, _LEGAL.sub("", name)
    for i in range(start, end):
        if (ref := draft.ref_at.get(i)) is not None and ref.start >= start and ref.end <= end:
            sheet.drop(ref)
    state = _state_of_organ(sheet, start, end)
    if state is not None and not _names_state(sheet, start, end):
        plain = f"{demonyms().get(state, state)} {plain}"
    entity = known.get(plain)
    if entity is None:
        entity = sheet.entity(plain, ActorKind.ORGANISATION, acts_for=state)
        known[plain] = entity
        words = plain.split()
        if words[0] not in _VAGUE and len(words[0]) > 2 and sheet.hit_by_start.get(start) is None:
            known.setdefault(words[0], entity)
        if len(words) > 2:
            known.setdefault(" ".join(words[:2]), entity)
        if len(initials := _initials(plain)) > 1:
            known.setdefault(initials, entity)
    if name != entity.name:
        entity.aliases.add(name)
    sheet.add(start, end, entity, "organisation")
