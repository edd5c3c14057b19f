"""The description of the API: as JSON for programs, as a plain page for people. Nothing is loaded from elsewhere."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
from fastapi import APIRouter, FastAPI
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pourparler.show.web.api.corrections import correction_routes
from pourparler.show.web.api.describe import PROBLEM, SCHEMAS
from pourparler.show.web.api.lists import list_routes
from pourparler.show.web.api.plans import plan_routes
from pourparler.show.web.api.reports import report_routes
from pourparler.show.web.desk import Desk
from pourparler.show.web.frame import NAV
from pourparler.show.web.render import render
from pourparler.show.web.reply import HTML, JSON, reply

ABOUT = """The record of a negotiation: who said what and through whom, who bound himself to what, which meetings are
held, planned or off, when they can be, and where sources disagree. Every entry leads back to the exact words."""


def api_routes(desk: Desk) -> APIRouter:
    """All routes of the API."""
    router = APIRouter()
    for part in (report_routes, list_routes, correction_routes, plan_routes):
        router.include_router(part(desk))
    return router


def describing(app: FastAPI) -> list[Route]:
    """Where the description is."""

    @cache
    def told() -> dict[str, Any]:
        made = FastAPI.openapi(app)
        made["info"]["description"] = ABOUT
        schemas = made.setdefault("components", {}).setdefault("schemas", {})
        schemas |= SCHEMAS.components | {"Problem": PROBLEM}
        return made

    def document(request: Request) -> Response:
        return reply(request, msgspec.json.encode(told()), JSON)

    def page(request: Request) -> Response:
        return reply(request, render("api.html", {"api": told(), "nav": NAV}), HTML)

    return [Route("/api/v1/openapi.json", document), Route("/api", page)]
