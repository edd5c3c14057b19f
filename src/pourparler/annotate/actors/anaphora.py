"""Bodies spoken of again by a common noun: "the company", "the newspaper", "the commission"."""

from __future__ import annotations

import re
from collections import Counter

from spacy.tokens import Token

from pourparler.annotate.actors.lexicon import bodies
from pourparler.annotate.actors.salience import REACH, Place, earlier, weigh
from pourparler.annotate.actors.sheet import Sheet
from pourparler.annotate.draft import Entity
from pourparler.model.findings import ActorKind

_COMPANY = frozenset(
    "company firm corporation maker airline carmaker automaker thrift retailer manufacturer unit subsidiary "
    "partnership conglomerate operator producer bank insurer utility broadcaster".split()
)
_MEDIA = frozenset("newspaper paper magazine network agency editorial daily journal broadcaster outlet website".split())
FIGHTERS = frozenset({"rebel", "militant", "insurgent", "guerrilla", "fighter", "separatist"})
_KINDS: dict[str, tuple[str, ...]] = {  # noun -> sorts of bodies.tsv that it can mean
    **dict.fromkeys((*FIGHTERS, "group", "militia"), ("armed",)),
    **dict.fromkeys(("organization", "organisation"), ("body", "armed")),
    **dict.fromkeys(("alliance", "body", "court", "union"), ("body",)),
    **dict.fromkeys(("department", "ministry"), ("organ",)),
    "agency": ("body", "agency", "organ"),
    "bloc": ("body", "bloc"),
    "movement": ("armed", "party"),
    "party": ("party",),
    "watchdog": ("body", "agency"),
}
_OFTEN = 2
_MEDIA_NAME = re.compile(
    r"\b(?:News|Times|Post|Journal|Herald|Tribune|Gazette|Advocate|Sentinel|Globe|Chronicle|Mail|Sun|Star|Telegraph|"
    r"Guardian|Observer|Press|Review|Register|Courier|Monitor|Mirror|Standard|Today|Radio|TV|Television|Informer)\b"
)


def foremost_company(sheet: Sheet) -> Entity | None:
    """The company of a report about one: the organisation named most, if it may be one and none is named as often."""
    named = Counter(r.entity.name for r in sheet.refs if r.entity and r.entity.kind is ActorKind.ORGANISATION)
    top = named.most_common(2)
    if not top or top[0][1] < _OFTEN or (len(top) > 1 and top[1][1] == top[0][1]):
        return None
    entity = sheet.draft.entities[top[0][0]]
    return entity if _suits(entity, "company") else None


def body_before(sheet: Sheet, noun: Token, reach: int = REACH) -> Entity | None:
    """The body spoken of last that the noun can mean, or None."""
    word = noun.lemma_.lower()
    place = Place.of(sheet, noun.i)
    best: tuple[float, Entity] | None = None
    for ref in earlier(sheet, place, reach=reach):
        entity = ref.entity
        if entity is None or entity.kind not in (ActorKind.ORGANISATION, ActorKind.GROUP) or not _suits(entity, word):
            continue
        weight = weigh(sheet, ref, place) + 0.8 * (sheet.sentence(ref.start) == place.sentence)
        if best is None or weight > best[0]:
            best = (weight, entity)
    return best[1] if best else None


def _suits(entity: Entity, word: str) -> bool:
    """May an organisation be called by this noun?"""
    body = bodies().get(entity.name)
    media = body.detail.endswith("/media") if body else bool(_MEDIA_NAME.search(entity.name))
    if word in _MEDIA:
        return media or (body is not None and word == "agency" and "Agency" in entity.name)
    if re.search(rf"\b{re.escape(word)}", entity.name, re.IGNORECASE):
        return True
    if word in _COMPANY:
        return not media and (body is None or body.detail.endswith("/company"))
    return body is not None and body.detail.rpartition("/")[2] in _KINDS.get(word, ())
