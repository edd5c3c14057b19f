"""Plans that the server was given, solved."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from pourparler.plan.export import to_dict
from pourparler.show.web.api.describe import of_schema
from pourparler.show.web.api.lists import Id
from pourparler.show.web.ask import Day, Words
from pourparler.show.web.desk import Desk
from pourparler.show.web.plans import Plans
from pourparler.show.web.reply import reply_json


def plan_routes(desk: Desk) -> APIRouter:
    """The routes over one record."""
    router = APIRouter()

    @router.get("/plan", summary="Names of the plans", responses=of_schema({"type": "object"}))
    def plans(request: Request) -> Response:
        return reply_json(request, {"items": list(Plans(desk).names())})

    @router.get("/plan/{id}", summary="One plan, solved", responses=of_schema({"type": "object"}))
    def plan(
        request: Request,
        id: Id,
        asof: Day = None,
        side: Annotated[Words, Query(description="Only what this party or side may see.")] = None,
    ) -> Response:
        return reply_json(request, to_dict(Plans(desk).answer(id, asof=asof, side=side)))

    return router
