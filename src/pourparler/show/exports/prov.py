"""Where every statement and entry comes from, as PROV (PROV-JSONLD, the W3C submission of 2024).

What somebody said and others passed on is a chain of entities, each quoted from the next; the innermost is the primary
source. A later version of a report is a revision, a reprint is derived, and who speaks for a state acts on its behalf.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from urllib.parse import quote

from pourparler import __version__
from pourparler.model.findings import ActorKind, Life
from pourparler.model.groups import ActorCard, CommitmentGroup, MeetingGroup, ReportCard, StatementCard
from pourparler.show.exports.material import Group, Material, moment, name_id, said_in, state_of_entry

_CONTEXT = [{"pp": "urn:pourparler:"}, "https://openprovenance.org/prov-jsonld/context.jsonld"]
_READING, _SOFTWARE = "pp:reading", f"pp:software-{__version__}"
_BODY = "prov:Organization"
_TYPES = {ActorKind.PERSON: "prov:Person", ActorKind.STATE: _BODY, ActorKind.ORGANISATION: _BODY}
Json = dict[str, Any]


def provenance(material: Material) -> Iterator[str]:
    """One PROV-JSONLD document, a PROV statement a line."""
    yield json.dumps({"@context": _CONTEXT})[:-1] + ', "@graph": ['
    front = "\n"
    for statement in _statements(material):
        yield front + json.dumps(statement, ensure_ascii=False)
        front = ",\n"
    yield "\n]}\n"


def _statements(material: Material) -> Iterator[Json]:
    ids = material.actor_ids()
    yield {"@type": "Agent", "@id": _SOFTWARE, **_words("type", "prov:SoftwareAgent")}
    yield {"@type": "Activity", "@id": _READING, **_words("label", "reading the reports")}
    yield {"@type": "Association", "activity": _READING, "agent": _SOFTWARE}
    for actor in material.actors:
        yield from _actor(actor, ids)
    yield from _outsiders(material, ids)
    for report in material.reports:
        yield from _report(report)
    for card in material.statements:
        yield from _statement(card, ids)
    for group in material.groups:
        yield from _group(group)


def _actor(card: ActorCard, ids: dict[str, str]) -> Iterator[Json]:
    kind = _TYPES.get(card.kind)
    yield _thing("Agent", f"pp:{card.id}", label=card.name, kind=kind)
    if card.acts_for in ids and ids[card.acts_for] != card.id:
        yield {"@type": "Delegation", "delegate": f"pp:{card.id}", "responsible": f"pp:{ids[card.acts_for]}"}


def _outsiders(material: Material, ids: dict[str, str]) -> Iterator[Json]:
    """Outlets and other names in chains that are no actors of the record."""
    for name in sorted({name for card in material.statements for name in card.chain} - ids.keys()):
        yield _thing("Agent", f"pp:{name_id(name)}", label=name)


def _report(card: ReportCard) -> Iterator[Json]:
    here = _report_id(card.id)
    yield _thing("Entity", here, label=card.title, kind="pp:Report", location=card.url)
    yield {"@type": "Usage", "activity": _READING, "entity": here}
    if card.version_of:
        yield _derived(here, _report_id(card.version_of), "prov:Revision")
    if card.origin != card.id:
        yield _derived(here, _report_id(card.origin), None)


def _statement(card: StatementCard, ids: dict[str, str]) -> Iterator[Json]:
    """The remark, and each passing on of it, innermost first; the last stands in the report."""
    here = f"pp:statement-{card.statement.id}"
    links = [f"{here}-{n}" for n in range(max(0, len(card.chain) - 1))] + [here]
    for n, link in enumerate(links):
        value = said_in(card.statement.content_spans) if link == here else None
        yield _thing("Entity", link, kind="pp:Statement", value=value)
        if card.chain:
            name = card.chain[n]
            yield {"@type": "Attribution", "entity": link, "agent": f"pp:{ids.get(name) or name_id(name)}"}
    for inner, outer in pairwise(links):
        yield _derived(outer, inner, "prov:Quotation")
    if len(links) > 1:
        yield _derived(here, links[0], "prov:PrimarySource")
    yield {"@type": "Membership", "collection": _report_id(card.report.id), "entity": [here]}
    if card.repeats:
        yield {"@type": "Alternate", "alternate1": here, "alternate2": f"pp:statement-{card.repeats}"}


def _group(group: Group) -> Iterator[Json]:
    kind = "Meeting" if isinstance(group, MeetingGroup) else "Commitment"
    here = f"pp:{group.id}"
    yield _thing("Entity", here, label=f"{group.title} ({state_of_entry(group)})", kind=f"pp:{kind}")
    yield {"@type": "Generation", "entity": here, "activity": _READING}
    for report in dict.fromkeys(s.report.id for s in group.sightings):
        yield _derived(here, _report_id(report), None)
    if isinstance(group, CommitmentGroup):
        for event in group.events:
            if event.life is Life.WITHDRAWN:
                yield {"@type": "Invalidation", "entity": here, "time": moment(event.day)}


def _report_id(id: str) -> str:
    return f"pp:report-{quote(id, safe='-._')}"


def _derived(new: str, old: str, kind: str | None) -> Json:
    made = {"@type": "Derivation", "generatedEntity": new, "usedEntity": old}
    return made | (_words("type", kind) if kind else {})


def _thing(
    type_: str, id: str, *, label: str | None = None, kind: str | None = None, location: str | None = None,
    value: str | None = None,
) -> Json:  # fmt: skip
    made: Json = {"@type": type_, "@id": id}
    for term, words in (("label", label), ("type", kind), ("location", location), ("value", value)):
        made |= _words(term, words) if words else {}
    return made


def _words(term: str, words: str) -> Json:
    return {term: [{"@value": words}]}
