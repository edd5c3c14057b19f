"""A record as a STIX 2.1 bundle: identities, a note an entry, an opinion a claim about when, and the reports.

An opinion is its speaker's: "strongly-agree" says plainly that it falls in the window told, "disagree" doubts it. Its
`confidence` is the probability that the speaker's hedge word stands for, in per cent; the labels name word and scale,
as a number without them would tell nothing. Ids and times follow from the record alone.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Iterator
from typing import Any

from pourparler.model.findings import ActorKind, Hedge, Sense
from pourparler.model.groups import ActorCard, Claim, CommitmentGroup, MeetingGroup, ReportCard
from pourparler.reason.hedges import doubt
from pourparler.show import words
from pourparler.show.exports.material import (
    Group,
    Material,
    edtf,
    known,
    source_of,
    state_of_entry,
    web_address,
    when_of,
)

_OURS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:pourparler")
_EPOCH = dt.date(1970, 1, 1)  # of identities, which no day makes
_CLASSES = {
    ActorKind.PERSON: "individual",
    ActorKind.STATE: "organization",
    ActorKind.ORGANISATION: "organization",
    ActorKind.GROUP: "group",
    ActorKind.UNNAMED: "unknown",
}
_INSIDE = {
    Hedge.CERTAIN: "strongly-agree",
    Hedge.APPROXIMATE: "strongly-agree",
    Hedge.LIKELY: "agree",
    Hedge.HOPED: "agree",
}
_OUTSIDE = {"strongly-agree": "strongly-disagree", "agree": "disagree"}
Json = dict[str, Any]


def bundle(material: Material) -> Iterator[str]:
    """One bundle, an object a line. A report without findings is left out: STIX wants it to speak of something."""
    made = list(_objects(material))
    key = "|".join(item["id"] for item in made)
    yield json.dumps({"type": "bundle", "id": f"bundle--{uuid.uuid5(_OURS, key)}"})[:-1] + ', "objects": [\n'
    yield ",\n".join(json.dumps(item, ensure_ascii=False) for item in made)
    yield "\n]}\n"


def _objects(material: Material) -> Iterator[Json]:
    yield _object("identity", "pourparler", _EPOCH, _EPOCH, name="Pourparler", identity_class="system")
    ids = material.actor_ids()
    for card in material.actors:
        yield _identity(card)
    told: dict[str, list[str]] = {report.id: [] for report in material.reports}
    for group in material.groups:
        note = _note(group, ids)
        yield note
        for report in dict.fromkeys(s.report.id for s in group.sightings):
            told.setdefault(report, []).append(note["id"])
        for claim in group.claims:
            opinion = _opinion(group, claim, note["id"])
            told.setdefault(claim.report.id, []).append(opinion["id"])
            yield opinion
    for source in material.reports:
        if about := told[source.id]:
            yield _report(source, about)


def _identity(card: ActorCard) -> Json:
    made = _object(
        "identity", card.id, _EPOCH, _EPOCH, name=words.plain(card.name), identity_class=_CLASSES[card.kind]
    )  # fmt: skip
    offices = [words.plain(t.office.title + (f" of {t.office.of}" if t.office.of else "")) for t in card.tenures]
    return made | ({"roles": offices} if offices else {})


def _note(group: Group, ids: dict[str, str]) -> Json:
    first, last = known(group)
    names = group.parties if isinstance(group, MeetingGroup) else (*group.by, *group.to)
    who = [stix_id("identity", ids[name]) for name in dict.fromkeys(names) if name in ids]
    kind = "meeting" if isinstance(group, MeetingGroup) else "commitment"
    when = edtf(when_of(group))
    return _object(
        "note",
        group.id,
        first,
        last,
        abstract=words.plain(group.title),
        content=f"{kind}, {state_of_entry(group)}; {words.window(when_of(group))}" + _deed(group),
        object_refs=who or [stix_id("identity", "pourparler")],
        labels=[kind, f"state:{state_of_entry(group)}", *([f"edtf:{when}"] if when else [])],
    )


def _deed(group: Group) -> str:
    return f": {words.quoted(group.text)}" if isinstance(group, CommitmentGroup) else ""


def _opinion(group: Group, claim: Claim, note: str) -> Json:
    timing, sure = claim.timing, doubt(claim)
    said = _INSIDE.get(timing.hedge, "neutral")
    inside = timing.sense is Sense.INSIDE
    chain = " → ".join(words.plain(name) for name in claim.chain) or "source not named"
    return _object(
        "opinion",
        timing.id,
        claim.said,
        claim.report.known,
        opinion=said if inside else _OUTSIDE.get(said, said),
        explanation=f"{words.window(timing.window)}, {words.hedge(timing)}: {words.quoted(timing.evidence.exact)}",
        authors=[chain],
        object_refs=[note],
        confidence=round(100 * sure.p),
        labels=[f"hedge:{timing.hedge}", f"word:{sure.label}", f"confidence-scale:{sure.scale}", "reported-speech"],
    )


def _report(card: ReportCard, about: list[str]) -> Json:
    source = {"source_name": card.outlet or card.agency or "report", "external_id": card.id}
    return _object(
        "report",
        card.id,
        card.known,
        card.known,
        name=words.plain(card.title or f"Report {card.id}"),
        published=_moment(card.known),
        report_types=["observed-data"],
        object_refs=list(dict.fromkeys(about)),
        external_references=[source | ({"url": source_of(card)} if web_address(card) else {})],
    )


def _object(type_: str, key: str, created: dt.date, modified: dt.date, **rest: Any) -> Json:
    made = {"type": type_, "spec_version": "2.1", "id": stix_id(type_, key)}
    if (type_, key) != ("identity", "pourparler"):
        made["created_by_ref"] = stix_id("identity", "pourparler")
    return made | {"created": _moment(created), "modified": _moment(max(created, modified)), **rest}


def stix_id(type_: str, key: str) -> str:
    """The STIX id of a thing of ours: the same thing has the same id in every bundle."""
    return f"{type_}--{uuid.uuid5(_OURS, f'{type_}|{key}')}"


def _moment(day: dt.date) -> str:
    return f"{day.year:04d}-{day.month:02d}-{day.day:02d}T00:00:00.000Z"
