"""Which offices a person holds, and for whom he therefore acts."""

from __future__ import annotations

from pourparler.annotate.actors.lexicon import Rank, bodies, states, terms, titles
from pourparler.annotate.actors.offices import Held, late_owner, rank
from pourparler.annotate.actors.sheet import Sheet
from pourparler.annotate.draft import Entity
from pourparler.model.findings import ActorKind, Office

_OWN_ACCOUNT = frozenset({"legislator", "cleric", "courtesy"})  # they speak for themselves
_HIGH = (Rank.HEAD, Rank.MINISTER)


def represent(sheet: Sheet) -> None:
    """Give every person his offices, from the report and from what everybody knows, and whom he acts for."""
    people = [e for e in sheet.draft.entities.values() if e.kind is ActorKind.PERSON]
    for entity, held in sheet.held:
        if held.of is not None:
            sheet.abroad.add(entity.name)
        office = _office(sheet, held)
        if office not in entity.offices:
            entity.offices.append(office)
    for entity in people:
        _known_offices(sheet, entity)
        entity.acts_for = _acts_for(sheet, entity)
    for entity in people:  # whoever works for a person acts for whom that person acts for
        chief = sheet.draft.entities.get(entity.acts_for or "")
        if chief is not None and chief.kind is ActorKind.PERSON and chief.acts_for:
            entity.acts_for = chief.acts_for
    home = _home(people)
    if home is not None:
        for entity in people:
            _at_home(entity, home)


def attach(sheet: Sheet, entity: Entity, held: Held) -> None:
    """Give a person an office found later, and see for whom he acts by it."""
    office = _office(sheet, held)
    if not any(o.title == office.title and (o.of or office.of) == office.of for o in entity.offices):
        entity.offices.append(office)
        _known_offices(sheet, entity)
        entity.acts_for = entity.acts_for or _acts_for(sheet, entity)


def _office(sheet: Sheet, held: Held) -> Office:
    office = held.office()
    if held.of is None:
        return Office(title=office.title, of=late_owner(sheet, held))
    return office


def _known_offices(sheet: Sheet, entity: Entity) -> None:
    """What the person holds on the day of the report, and whose an office is that the report leaves open."""
    known = terms(entity.name)
    for term in known:
        if term.covers(sheet.draft.report.day) and not any(o.title == term.title for o in entity.offices):
            entity.offices.append(Office(title=term.title, of=term.of))
    for i, office in enumerate(entity.offices):
        if office.of is None:
            of = next((t.of for t in known if t.title == office.title.removeprefix("former ") and t.of), None)
            entity.offices[i] = Office(title=office.title, of=of)
    entity.offices[:] = dict.fromkeys(entity.offices)


def _acts_for(sheet: Sheet, entity: Entity) -> str | None:
    """The state or body whose office the person holds now; the highest office decides."""
    order = list(Rank)
    held = [
        (order.index(t.rank), o.of or t.of)
        for o in entity.offices
        if (t := titles().get(o.title)) and t.kind not in _OWN_ACCOUNT
    ]
    for _, of in sorted(((order, of) for order, of in held if of), key=lambda pair: pair[0]):
        body, person = bodies().get(of), sheet.draft.entities.get(of)
        if of == entity.name:
            continue
        if person is not None and person.kind is ActorKind.PERSON:
            return person.acts_for or person.name
        return body.of if body and body.of and body.detail.endswith("/organ") else of
    return None


def _home(people: list[Entity]) -> str | None:
    """The one state whose leaders and ministers the report speaks of, if there is just one."""
    found = {e.acts_for for e in people if e.acts_for in states() and any(_is_high(o) for o in e.offices)}
    return found.pop() if len(found) == 1 else None


def _is_high(office: Office) -> bool:
    title = titles().get(office.title)
    return (
        title is not None and title.rank in _HIGH and title.kind in ("head_of_state", "head_of_government", "minister")
    )


def _at_home(entity: Entity, home: str) -> None:
    """A minister of whom nobody says whose he is belongs to the only state in question."""
    if entity.acts_for is None:
        for i, office in enumerate(entity.offices):
            if office.of is None and rank(office) is Rank.MINISTER and _is_high(office):
                entity.offices[i] = Office(title=office.title, of=home)
                entity.acts_for = home
