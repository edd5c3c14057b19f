"""What was said as schema.org `Claim`, and claims about dates that are over as `ClaimReview` (JSON-LD).

Only what the record can settle is reviewed: of what was held or kept, was it on the days named? What no report
tells of is not rated, and neither is anything else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pourparler.model.findings import ActorKind, Status
from pourparler.model.groups import MeetingGroup, ReportCard, Stand, StatementCard
from pourparler.reason.scores import Scored, Verdict, score
from pourparler.show import words
from pourparler.show.exports.material import Group, Material, said_in, source_of, urn, web_address

_RATED = {Verdict.RIGHT: (1, "Came true"), Verdict.WRONG: (0, "Did not come true")}
_SELF = {"@type": "Organization", "name": "Pourparler (computed from the reports cited)"}
Json = dict[str, Any]
Kinds = dict[str, ActorKind]


def claimreview(material: Material) -> Iterator[str]:
    """One JSON-LD document: a Claim a statement, then a ClaimReview a claim about dates whose days are over."""
    yield '{"@context": "https://schema.org", "@graph": ['
    front = "\n"
    for item in _items(material):
        yield front + json.dumps(item, ensure_ascii=False)
        front = ",\n"
    yield "\n]}\n"


def _items(material: Material) -> Iterator[Json]:
    by_origin: dict[str, list[StatementCard]] = {}
    for card in material.statements:
        by_origin.setdefault(card.origin, []).append(card)
    kinds = {name: card.kind for card in material.actors for name in (card.name, *(m.name for m in card.merges))}
    for cards in by_origin.values():
        for card in cards:
            yield _claim(card, cards[0].report, kinds)
    settled = {g.id for g in material.groups if _settled(g)}
    for one in score(material.groups, asof=material.day):
        if one.verdict in _RATED and one.group in settled:
            yield _review(one, material, kinds)


def _settled(group: Group) -> bool:
    """Do reports tell that it took place or was done?"""
    return group.status is Status.HELD if isinstance(group, MeetingGroup) else group.stand is Stand.KEPT


def _claim(card: StatementCard, first: ReportCard, kinds: Kinds) -> Json:
    said = card.statement
    made: Json = {
        "@type": "Claim",
        "@id": urn("statement", said.id),
        "text": said_in(said.content_spans),
        "author": _author(card.chain, kinds),
        "appearance": _work(card.report),
        "firstAppearance": _work(first),
    }
    if said.said and said.said.earliest and said.said.earliest == said.said.latest:
        made["datePublished"] = said.said.earliest.isoformat()
    if card.repeats:
        made["isBasedOn"] = {"@id": urn("statement", card.repeats)}
    return made


def _review(one: Scored, material: Material, kinds: Kinds) -> Json:
    claim, (value, name) = one.claim, _RATED[one.verdict]
    timing = claim.timing
    return {
        "@type": "ClaimReview",
        "@id": urn("review", timing.id),
        "url": urn("review", timing.id),
        "claimReviewed": f"{one.title}: {words.window(timing.window)} ({timing.sense}, {words.hedge(timing)})",
        "author": _SELF,
        "datePublished": material.day.isoformat(),
        "reviewBody": one.why,
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": value,
            "bestRating": 1,
            "worstRating": 0,
            "alternateName": name,
        },
        "itemReviewed": {
            "@type": "Claim",
            "@id": urn("claim", timing.id),
            "text": words.plain(timing.evidence.exact),
            "author": _author(claim.chain, kinds),
            "datePublished": claim.said.isoformat(),
            "appearance": _work(claim.report),
        },
    }


def _author(chain: tuple[str, ...], kinds: Kinds) -> Json:
    """Who says it. Who is no actor of the record is an outlet; who speaks without a name is a person."""
    if not chain:
        return {"@type": "Person", "name": "source not named"}
    person = kinds.get(chain[0]) in (ActorKind.PERSON, ActorKind.UNNAMED) or chain[0].endswith("(unnamed)")
    return {"@type": "Person" if person else "Organization", "name": words.plain(chain[0])}


def _work(card: ReportCard) -> Json:
    made: Json = {"@type": "NewsArticle", "@id": source_of(card)}
    if card.title:
        made["headline"] = words.plain(card.title)
    if card.outlet or card.agency:
        made["publisher"] = {"@type": "Organization", "name": words.plain(card.outlet or card.agency or "")}
    if card.published:
        made["datePublished"] = card.known.isoformat()
    return made | ({"url": source_of(card)} if web_address(card) else {})
