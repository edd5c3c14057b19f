"""The application: pages, their twins in JSON, the API, files, and the door before all of them."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Scope

from pourparler import __version__
from pourparler.errors import UserError
from pourparler.show.web.api.openapi import api_routes, describing
from pourparler.show.web.ask import Ask
from pourparler.show.web.config import WebConfig
from pourparler.show.web.desk import Desk
from pourparler.show.web.frame import NAV, Frame, Maker
from pourparler.show.web.pages import PAGES
from pourparler.show.web.posts import post_routes
from pourparler.show.web.render import render, static_files
from pourparler.show.web.reply import HTML, reply, reply_json
from pourparler.show.web.safe.guard import Guard
from pourparler.show.web.safe.problem import MEDIA_TYPE, Problem, wants_json
from pourparler.show.web.safe.tokens import Right, form_token
from pourparler.show.web.trouble import problem_of

_log = logging.getLogger(__name__)


def create_app(config: WebConfig) -> Guard:
    """A server over one record, as an ASGI application behind its door. Opens the record at the first request."""
    desk = Desk(config)
    app = FastAPI(
        title="Pourparler",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        routes=[*_files(), *post_routes(desk), *(route for path, maker in PAGES for route in _both(desk, path, maker))],
    )
    app.include_router(api_routes(desk), prefix="/api/v1")
    app.router.routes += describing(app)
    for kind in (Problem, UserError, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, _failed)
    return Guard(app, config=config, answer=answer)


def _both(desk: Desk, path: str, maker: Maker) -> list[Route]:
    """A page and its twin."""

    def page(request: Request) -> Response:
        ask = asked(request)
        frame = frame_of(desk, ask, request)
        key = (frame.stamp, frame.form, frame.may_write, request.url.path, request.url.query)
        return reply(request, desk.pages.get(key, lambda: made(request, ask, frame)), HTML)

    def made(request: Request, ask: Ask, frame: Frame) -> bytes:
        made = maker(desk, ask, request.path_params)
        return render(made.template, {**made.context, "page": made, "frame": frame, "ask": ask, "nav": NAV})

    def twin(request: Request) -> Response:
        return reply_json(request, maker(desk, asked(request), request.path_params).data())

    return [Route(f"{'/overview' if path == '/' else path}.json", twin), Route(path, page)]


def asked(request: Request) -> Ask:
    """What the address of a page or its twin asks."""
    path = request.url.path.removesuffix(".json")
    return Ask("/" if path == "/overview" else path, request.query_params)


def frame_of(desk: Desk, ask: Ask, request: Request) -> Frame:
    """What stands around the page of a request."""
    asof = ask.filters.asof
    stamp = desk.stamp()
    before, here, later = desk.days_around(stamp, asof)
    earlier = here if asof and here and here < asof else before
    state = request.scope["state"]
    return Frame(
        ask=ask,
        day=asof or here,
        given=asof is not None,
        stamp=stamp,
        earlier=earlier,
        later=later,
        form=form_token(desk.config.secret, state["session"]),
        may_write=state["right"] >= Right.WRITE,
        may_leave=desk.config.guarded,
    )


def _files() -> list[Route]:
    def file(request: Request) -> Response:
        content, kind, version = static_files().get(request.path_params["name"], (b"", "", ""))
        if not kind or version != request.path_params["version"]:
            raise HTTPException(404)
        return Response(content, media_type=kind, headers={"cache-control": "public, max-age=31536000, immutable"})

    def icon(request: Request) -> Response:
        return Response(static_files()["icon.svg"][0], media_type="image/svg+xml")

    return [Route("/static/{version}/{name}", file), Route("/favicon.ico", icon)]


def _failed(request: Request, why: Exception) -> Response:
    problem = problem_of(why)
    if problem.status >= 500:
        _log.error("request %s failed: %s: %s", request.scope["state"]["request"], request.url.path, why)
    return answer(problem, request.scope)


def answer(problem: Problem, scope: Scope) -> Response:
    """A problem as the client can read it: JSON, or a page."""
    accept = next((v.decode("latin-1") for k, v in scope["headers"] if k == b"accept"), "")
    told: Mapping[str, Any] = problem.shape(scope["state"]["request"])
    if wants_json(scope["path"], accept):
        return Response(msgspec.json.encode(told), problem.status, problem.headers, MEDIA_TYPE)
    body = render("problem.html", {"problem": told, "nav": NAV})
    return Response(body, problem.status, problem.headers, HTML)
