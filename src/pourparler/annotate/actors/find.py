"""The step: gazetteers, persons, organisations, common nouns, pronouns, in this order."""

from __future__ import annotations

from pourparler.annotate.actors.lexicon import bodies, terms, titles
from pourparler.annotate.actors.nominals import find_nominals
from pourparler.annotate.actors.organisations import find_organisations
from pourparler.annotate.actors.people import find_people
from pourparler.annotate.actors.pronouns import find_pronouns
from pourparler.annotate.actors.scan import scan
from pourparler.annotate.actors.sheet import Sheet
from pourparler.annotate.draft import Draft, Entity
from pourparler.model.findings import ActorKind, Office


def find_actors(draft: Draft) -> None:
    """Fill `draft.entities`, `draft.refs`, `draft.ref_at` and `draft.places`."""
    sheet = Sheet.of(draft, scan(draft))
    find_people(sheet)
    find_organisations(sheet)
    for entity in list(draft.entities.values()):
        if entity.kind is ActorKind.PERSON:
            _represent(sheet, entity)
    sheet.refs.sort(key=lambda r: r.start)
    find_nominals(sheet)
    sheet.refs.sort(key=lambda r: r.start)
    find_pronouns(sheet)
    sheet.refs.sort(key=lambda r: (r.start, r.end))
    draft.refs = sheet.refs
    for ref in draft.refs:
        first, last = draft.doc[ref.start], draft.doc[ref.end - 1]
        name = ref.entity.name if ref.entity else "nobody that can be told"
        draft.tell("actors", ref.rule, first.idx, last.idx + len(last.text), f"stands for {name}")


def _represent(sheet: Sheet, entity: Entity) -> None:
    """Give a person the offices that everybody knows he holds that day, and the state he acts for."""
    day = sheet.draft.report.day
    for term in terms(entity.name):
        if term.covers(day) and not any(o.title == term.title for o in entity.offices):
            entity.offices.append(Office(title=term.title, of=term.of))
    entity.offices[:] = [_owned(entity, office) for office in entity.offices]
    for office in entity.offices:
        title = titles().get(office.title)
        if title is None or title.kind == "legislator":
            continue
        of = office.of or title.of
        if of is not None and entity.acts_for is None:
            body = bodies().get(of)
            entity.acts_for = body.of if body and body.of else of


def _owned(entity: Entity, office: Office) -> Office:
    """An office whose owner the report leaves out belongs to whom everybody knows."""
    if office.of is None:
        former = office.title.removeprefix("former ")
        of = next((t.of for t in terms(entity.name) if t.title == former), None)
        if of:
            return Office(title=office.title, of=of)
    return office
