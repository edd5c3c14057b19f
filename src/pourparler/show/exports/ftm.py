"""Meetings, actors and reports as FollowTheMoney statements, one JSON object a line.

The model has no schema for what is said or promised; these stay out. A window longer than a day is written only as far
as its days agree (2018-10, 2018), since `startDate` and `endDate` would say that the event lasted so long.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from urllib.parse import quote

from pourparler.model.findings import ActorKind
from pourparler.model.groups import ActorCard, MeetingGroup, ReportCard
from pourparler.model.window import Window
from pourparler.show import words
from pourparler.show.exports.material import Material, edtf, known, moment, name_id, web_address

DATASET = "pourparler"
_SCHEMAS = {
    ActorKind.PERSON: "Person",
    ActorKind.STATE: "PublicBody",
    ActorKind.ORGANISATION: "Organization",
    ActorKind.GROUP: "Organization",
    ActorKind.UNNAMED: "LegalEntity",
}
_LENGTHS = (7, 4)  # characters of a month, of a year
Properties = Iterator[tuple[str, str]]


def statements(material: Material) -> Iterator[str]:
    """Every property of every entity, in order of actors, reports with the names in them, and meetings."""
    ids = material.actor_ids()
    for card in material.actors:
        yield from _entity(_id(card.id), _SCHEMAS[card.kind], _actor(card))
    for report in material.reports:
        seen = (moment(report.known), moment(report.known))
        yield from _entity(_id(report.id), "Article", _report(report), seen)
        for actor in material.read(report.id).actors:
            if actor.name in ids:
                link = name_id(f"{report.id}|{actor.name}")
                yield from _entity(_id(link), "Mention", _mention(report, actor.name, actor.kind, ids), seen)
    for group in material.meetings:
        first, last = known(group)
        yield from _entity(_id(group.id), "Event", _meeting(group, ids), (moment(first), moment(last)))


def _entity(
    id: str, schema: str, properties: Properties, seen: tuple[str | None, str | None] = (None, None)
) -> Iterator[str]:
    for prop, value in dict.fromkeys(properties):
        key = hashlib.sha1(f"{DATASET}.{id}.{prop}.{value}".encode("utf-8", "replace"), usedforsecurity=False)
        row = {
            "canonical_id": id,
            "entity_id": id,
            "prop": prop,
            "schema": schema,
            "value": value,
            "dataset": DATASET,
            "lang": None,
            "original_value": None,
            "first_seen": seen[0],
            "last_seen": seen[1],
            "external": False,
            "origin": None,
            "id": key.hexdigest(),
        }
        yield json.dumps(row, ensure_ascii=False) + "\n"


def _id(id: str) -> str:
    return f"pourparler-{quote(id, safe='-._')}"


def _actor(card: ActorCard) -> Properties:
    yield "name", words.plain(card.name)
    for merge in card.merges:
        yield "alias", words.plain(merge.name)
    for tenure in card.tenures:
        of = f" of {tenure.office.of}" if tenure.office.of else ""
        if card.kind is ActorKind.PERSON:
            yield "position", words.plain(tenure.office.title + of)


def _report(card: ReportCard) -> Properties:
    yield "fileName", card.id
    yield "title", words.plain(card.title or card.id)
    yield "language", "eng"
    if card.published:
        yield "publishedAt", card.known.isoformat()
    if card.outlet or card.agency:
        yield "publisher", words.plain(card.outlet or card.agency or "")
    if address := web_address(card):
        yield "sourceUrl", address


def _mention(card: ReportCard, name: str, kind: ActorKind, ids: dict[str, str]) -> Properties:
    yield "document", _id(card.id)
    yield "name", words.plain(name)
    yield "resolved", _id(ids[name])
    yield "detectedSchema", _SCHEMAS[kind]


def _meeting(group: MeetingGroup, ids: dict[str, str]) -> Properties:
    yield "name", words.plain(group.title)
    yield "summary", f"{group.status}; {words.window(group.window)}; EDTF {edtf(group.window) or 'unknown'}"
    if day := shared(group.window):
        yield "date", day
    for place in group.place:
        yield "location", words.plain(place)
    for name in group.parties:
        if name in ids:
            yield "involved", _id(ids[name])
    for report in dict.fromkeys(s.report.id for s in group.sightings):
        yield "proof", _id(report)


def shared(window: Window | None) -> str | None:
    """As much of a date as all days of the window share: a day, a month, a year, or nothing."""
    if window is None or window.earliest is None or window.latest is None:
        return None
    first, last = window.earliest.isoformat(), window.latest.isoformat()
    return first if first == last else next((first[:n] for n in _LENGTHS if first[:n] == last[:n]), None)
