"""Events as PLOVER records, one JSON object a line (PLOVER manual, v0.8 draft, 2024).

`date` is the day of the report, as the manual has no room for a stretch of days; the days on which the event itself was
or is to be stand in `x_window`. Fields of ours begin with `x_`: the manual invites further named fields.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pourparler.annotate.events.coding import UNKNOWN, sector, state_code, state_in
from pourparler.annotate.events.lexicon import quads
from pourparler.model.findings import Actor, ActorKind, AnnotatedReport, Event


def plover(annotated: AnnotatedReport) -> Iterator[dict[str, Any]]:
    """The events of a report in order, each as the plain dict of its PLOVER record; none if none were asked for.

    A report without a day of publication gives `"date": null`, which the manual does not foresee: nobody can tell it.
    """
    actors = {actor.name: actor for actor in annotated.actors}
    status: dict[str, str] = {m.id: m.status.value for m in annotated.meetings}
    status |= {c.id: c.life.value for c in annotated.commitments}
    for number, event in enumerate(annotated.events, 1):
        yield _record(annotated, event, number, actors, status)


def _record(
    annotated: AnnotatedReport, event: Event, number: int, actors: dict[str, Actor], status: dict[str, str]
) -> dict[str, Any]:
    report, span = annotated.report, event.evidence.span
    record: dict[str, Any] = {
        "id": f"{report.id}/e{number}",
        "has_event": True,
        "date": report.day.isoformat() if report.day else None,
        "actor": [_entity(name, actors) for name in event.actor],
        "recipient": [_entity(name, actors) for name in event.recipient],
        "event": [event.type],
        "mode": event.mode,
        "quad_code": int(quads()[event.type]),
        "event_text": event.evidence.exact,
        "event_loc": [{"extracted_place": place} for place in event.place],
        "text_info": {"start": span.start, "end": span.end},
        "cite_info": {
            "url": report.url,
            "title": report.title,
            "publication": report.outlet or report.agency,
            "language": report.language,
        },
        "coder": annotated.provenance.software,
        "x_cameo": event.cameo,
        "x_window": _window(event),
        "x_status": status.get(event.of or ""),
        "x_rule": event.rule,
    }
    return record


def _window(event: Event) -> dict[str, str | None] | None:
    if event.window is None:
        return None
    bounds = event.window.earliest, event.window.latest
    return dict(zip(("earliest", "latest"), (day.isoformat() if day else None for day in bounds), strict=True))


def _entity(name: str, actors: dict[str, Actor]) -> dict[str, Any]:
    """An actor in the form of the manual's worked example, with the `code` that its minimum asks for."""
    actor = actors.get(name)
    state = state_in(name) or (actor.acts_for if actor else None)
    office = actor.offices[0].title if actor and actor.offices else None
    plain = name == state or (actor is not None and actor.kind is ActorKind.STATE)  # a state as such has no sector
    return {
        "code": state_code(state) if state else UNKNOWN,
        "raw_text": name,
        "entity_name": name,
        "country_name": state,
        "sector_code": None if plain else sector(office or name),
        "office": office,
    }
