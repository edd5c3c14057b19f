"""What can be listed and looked up: reports, statements, meetings, commitments, timings, actors, changes, conflicts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from pourparler.model.groups import (
    ActorCard,
    Change,
    Claim,
    CommitmentGroup,
    MeetingGroup,
    ReportCard,
    StatementCard,
)
from pourparler.reason.export import relation_dict
from pourparler.show.jsonable import jsonable
from pourparler.show.web.api.describe import answers, lists, of_schema
from pourparler.show.web.ask import Day, Filters, Words, link
from pourparler.show.web.desk import Desk
from pourparler.show.web.faces import answer_face
from pourparler.show.web.reply import reply_json
from pourparler.show.web.safe.problem import Problem

ROOT = "/api/v1"
ANSWER = {"type": "object", "description": "An answer as `pourparler when` gives it (docs/when.md)."}
RELATIONS = {"type": "object", "description": "Relations as `pourparler conflicts` gives them (docs/when.md)."}
Asked = Annotated[Filters, Query()]
Id = Annotated[str, Path(max_length=200, description="Its id, or the beginning of it.")]


def listed(request: Request, asked: Filters, items: Sequence[Any], key: Callable[[Any], str]) -> Response:
    """One page of a list, and where the next one is."""
    after = None
    if len(items) == asked.limit:
        after = link(request.url.path, {**request.query_params, "after": key(items[-1])})
    data = {"asof": jsonable(asked.asof), "items": jsonable(tuple(items)), "next": after}
    return reply_json(request, data, {"link": f'<{after}>; rel="next"'} if after else None)


def list_routes(desk: Desk) -> APIRouter:
    """The routes over one record."""
    router = APIRouter()
    _entries(router, desk)
    _relations(router, desk)
    return router


def _entries(router: APIRouter, desk: Desk) -> None:
    def by_id(item: Any) -> str:
        return str(item.id)

    @router.get("/reports", summary="Reports, by the day they were known", responses=lists(ReportCard))
    def reports(request: Request, asked: Asked) -> Response:
        return listed(request, asked, desk.view(asked.asof).reports(asked.query()), by_id)

    @router.get("/statements", summary="Statements, by the day they were known", responses=lists(StatementCard))
    def statements(request: Request, asked: Asked) -> Response:
        found = desk.view(asked.asof).statements(asked.query())
        return listed(request, asked, found, lambda card: str(card.statement.id))

    @router.get("/statements/{id}", summary="One statement", responses=answers(StatementCard))
    def statement(request: Request, id: Id, asof: Day = None) -> Response:
        return reply_json(request, jsonable(desk.view(asof).statement(id)))

    @router.get("/meetings", summary="Meetings, by when they can be", responses=lists(MeetingGroup))
    def meetings(request: Request, asked: Asked) -> Response:
        return listed(request, asked, desk.view(asked.asof).meetings(asked.query()), by_id)

    @router.get("/meetings/{id}", summary="One meeting", responses=answers(MeetingGroup))
    def meeting(request: Request, id: Id, asof: Day = None) -> Response:
        return reply_json(request, jsonable(desk.known(asof, ROOT).meeting(id)))

    @router.get("/commitments", summary="Commitments, by the day they became known", responses=lists(CommitmentGroup))
    def commitments(request: Request, asked: Asked) -> Response:
        return listed(request, asked, desk.view(asked.asof).commitments(asked.query()), by_id)

    @router.get("/commitments/{id}", summary="One commitment", responses=answers(CommitmentGroup))
    def commitment(request: Request, id: Id, asof: Day = None) -> Response:
        return reply_json(request, jsonable(desk.known(asof, ROOT).commitment(id)))

    @router.get("/actors", summary="Actors", responses=lists(ActorCard))
    def actors(request: Request, asked: Asked) -> Response:
        return listed(request, asked, desk.view(asked.asof).actors(asked.query()), by_id)

    @router.get("/actors/{id}", summary="One actor, by id or name", responses=answers(ActorCard))
    def actor(request: Request, id: Id, asof: Day = None) -> Response:
        return reply_json(request, jsonable(desk.view(asof).actor(id)))


def _relations(router: APIRouter, desk: Desk) -> None:
    @router.get("/timings", summary="Claims about when", responses=lists(Claim, paged=False))
    def timings(request: Request, asked: Asked) -> Response:
        data = {"asof": jsonable(asked.asof), "items": jsonable(desk.view(asked.asof).claims(asked.query()))}
        return reply_json(request, data)

    @router.get("/conflicts", summary="How sayings relate", responses=of_schema(RELATIONS))
    def conflicts(request: Request, asked: Asked) -> Response:
        found = desk.known(asked.asof).relations(asked.query())
        return reply_json(request, {"asof": jsonable(asked.asof), "items": [relation_dict(r) for r in found]})

    @router.get("/changes", summary="What changed in substance", responses=lists(Change, paged=False))
    def changes(request: Request, since: Day = None, until: Day = None, asof: Day = None) -> Response:
        items = jsonable(desk.view(asof).changes(since, until))
        return reply_json(request, {"asof": jsonable(asof), "items": items})

    @router.get("/when", summary="When a meeting takes place or a commitment is due", responses=of_schema(ANSWER))
    def when(
        request: Request,
        meeting: Words = None,
        commitment: Words = None,
        asof: Day = None,
        without: Annotated[Words, Query(description="A source, report or timing to leave out.")] = None,
    ) -> Response:
        if (meeting is None) == (commitment is None):
            raise Problem(422, "name a meeting or a commitment, and only one of them")
        known = desk.known(asof, ROOT)
        group = known.view.meeting(meeting) if meeting else known.view.commitment(str(commitment))
        answer = known.when(group, without=frozenset({without} if without else ()))
        return reply_json(request, answer_face(answer))
