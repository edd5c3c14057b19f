"""Actors: who somebody is, what he says and passes on, binds himself to, and whom he meets."""

from __future__ import annotations

from collections.abc import Mapping

from pourparler.reason.export import scored_dict
from pourparler.reason.scores import by_source
from pourparler.record import Query
from pourparler.show.jsonable import jsonable
from pourparler.show.web.ask import Ask
from pourparler.show.web.desk import Desk
from pourparler.show.web.faces import group_face
from pourparler.show.web.frame import Page

FEW = 25


def make_actors(desk: Desk, ask: Ask, path: Mapping[str, str]) -> Page:
    """The page `/actors`."""
    known = desk.known(ask.filters.asof)
    actors = known.view.actors(ask.filters.query())
    context = {
        "actors": actors,
        "next": ask.url(after=actors[-1].id) if len(actors) == ask.filters.limit else None,
    }
    return Page(
        template="actors.html", title="Actors", here="actors", context=context,
        data=lambda: {"asof": jsonable(known.day), "actors": jsonable(actors)},
    )  # fmt: skip


def make_actor(desk: Desk, ask: Ask, path: Mapping[str, str]) -> Page:
    """The page `/actors/{id}`; id: an actor's id or name."""
    known = desk.known(ask.filters.asof)
    card = known.view.actor(path["id"])
    name = card.name
    statements = known.view.statements(Query(by=name, limit=FEW))
    said = [s for s in statements if s.chain and s.chain[0] == name]
    passed = [s for s in statements if name in s.chain[1:]]
    commitments = known.view.commitments(Query(by=name, limit=FEW))
    owed = known.view.commitments(Query(to=name, limit=FEW))
    meetings = known.view.meetings(Query(party=name, limit=FEW))
    scored = [s for s in known.scored(meetings) if s.claim.chain and s.claim.chain[0] == name]
    context = {
        "scored": scored, "right": next(iter(by_source(scored)), None),
        "card": card, "said": said, "passed": passed, "commitments": commitments, "owed": owed, "meetings": meetings,
        "few": FEW,
    }  # fmt: skip

    def data() -> dict[str, object]:
        return {
            "actor": jsonable(card),
            "statements": jsonable(statements),
            "commitments": [group_face(g) for g in commitments],
            "owed": [group_face(g) for g in owed],
            "meetings": [group_face(g) for g in meetings],
            "scores": [scored_dict(s) for s in scored],
        }

    return Page(template="actor.html", title=name, here="actors", context=context, data=data)
