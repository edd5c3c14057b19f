"""What forms on pages send: corrections, tokens. Each is one POST, answered by a redirect to a page."""

from __future__ import annotations

import datetime as dt
import hmac
import time
from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from pourparler.model.groups import CorrectionKind
from pourparler.show.web.desk import Desk
from pourparler.show.web.render import render
from pourparler.show.web.reply import HTML
from pourparler.show.web.safe.guard import COOKIE, Guard
from pourparler.show.web.safe.problem import Problem
from pourparler.show.web.safe.tokens import SESSION, Right, form_token, open_session, right_of

_LONGEST = 1000
Endpoint = Callable[[Request], Awaitable[Response]]


def post_routes(desk: Desk) -> list[Route]:
    """The routes over one record."""
    return [
        Route("/corrections", _corrections(desk), methods=["POST"]),
        Route("/corrections/{id}/revert", _revert(desk), methods=["POST"]),
        Route("/login", _ask_token, methods=["GET"]),
        Route("/login", _login(desk), methods=["POST"]),
        Route("/logout", _logout(desk), methods=["POST"]),
    ]


def _corrections(desk: Desk) -> Endpoint:
    async def correct(request: Request) -> Response:
        form = await _form(desk, request)
        await run_in_threadpool(_correct, desk, form)
        return _back(form)

    return correct


def _correct(desk: Desk, form: FormData) -> None:
    target, kind = _text(form, "target"), _text(form, "kind")
    if kind not in tuple(CorrectionKind):
        raise Problem(422, "a correction confirms, rejects, sets, merges or splits")
    view = desk.view(None)
    seen = _text(form, "seen")
    if target[:1] in ("m", "c") and seen:
        entry = view.meeting(target) if target.startswith("m") else view.commitment(target)
        if seen != str(len(entry.corrections)):
            last = entry.corrections[-1] if entry.corrections else None
            who = f"{last.author or 'somebody'} ({last.kind})" if last else "somebody"
            raise Problem(409, f"meanwhile {who} corrected {target}: look at it again, then decide")
    desk.record.correct(
        target,
        CorrectionKind(kind),
        author=_text(form, "author") or desk.config.author,
        at=dt.datetime.now(dt.UTC),
        why=_text(form, "why"),
        field=_text(form, "field") or None,
        value=_text(form, "value") or None,
        others=[other for value in form.getlist("others") if (other := str(value).strip()[:_LONGEST])],
    )


def _revert(desk: Desk) -> Endpoint:
    async def revert(request: Request) -> Response:
        form = await _form(desk, request)
        author = _text(form, "author") or desk.config.author
        at = dt.datetime.now(dt.UTC)
        await run_in_threadpool(desk.record.revert, request.path_params["id"], author=author, at=at)
        return _back(form)

    return revert


def _ask_token(request: Request) -> Response:
    back = local_path(request.query_params.get("next", "/"))
    return Response(render("login.html", {"nav": (), "back": back, "wrong": False}), media_type=HTML)


def _login(desk: Desk) -> Endpoint:
    config = desk.config

    async def login(request: Request) -> Response:
        form = await request.form(max_files=0, max_fields=10)
        right = right_of(_text(form, "token"), readers=config.readers, writers=config.writers)
        back = local_path(_text(form, "back"))
        if right is Right.NOTHING:
            guard: Guard = request.scope["state"]["guard"]
            guard.failed(request.client.host if request.client else "")
            body = render("login.html", {"nav": (), "back": back, "wrong": True})
            return Response(body, 401, media_type=HTML)
        answer = RedirectResponse(back, 303)
        session = open_session(config.secret, right, now=time.time())
        secure = request.url.scheme == "https"
        answer.set_cookie(COOKIE, session, max_age=SESSION, httponly=True, samesite="strict", secure=secure)
        return answer

    return login


def _logout(desk: Desk) -> Endpoint:
    async def logout(request: Request) -> Response:
        await _form(desk, request)
        answer = RedirectResponse("/login", 303)
        answer.delete_cookie(COOKIE, httponly=True, samesite="strict")
        return answer

    return logout


async def _form(desk: Desk, request: Request) -> FormData:
    """The form, if it is one of ours.

    Raises:
        Problem: if it does not bring back the token of its session.
    """
    form = await request.form(max_files=0, max_fields=200)
    due = form_token(desk.config.secret, request.scope["state"]["session"])
    if not hmac.compare_digest(_text(form, "form").encode(), due.encode()):
        raise Problem(403, "this form is no longer good: go back, load the page again and repeat")
    return form


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.strip()[:_LONGEST] if isinstance(value, str) else ""


def _back(form: FormData) -> Response:
    return RedirectResponse(local_path(_text(form, "back")), 303)


def local_path(path: str) -> str:
    """The path if it leads nowhere but here, else "/"."""
    fine = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if fine else "/"
