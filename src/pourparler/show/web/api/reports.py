"""One report whole, what is related to it, and new ones sent in."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from pourparler.errors import ReadError
from pourparler.model import codec
from pourparler.model.findings import AnnotatedReport
from pourparler.model.text import Skipped
from pourparler.show.web.api.describe import of_schema
from pourparler.show.web.api.lists import Id
from pourparler.show.web.ask import Words, failures
from pourparler.show.web.desk import Desk
from pourparler.show.web.reply import reply_json
from pourparler.show.web.safe.problem import Problem

_KINDS = {
    "text/plain": ".txt",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/ninjs+json": ".json",
}
_ADDED = {
    "type": "object",
    "properties": {
        "id": {"type": "string"},
        "added": {"enum": ["new", "same", "version", "anew"]},
        "record": {"type": "object"},
    },
    "required": ["id", "added", "record"],
}


class Sent(BaseModel):
    """A report as JSON: its text or its page, and what is known of it."""

    model_config = ConfigDict(extra="forbid")

    text: str | None = Field(default=None, description="Plain text, kept as it is.")
    html: str | None = Field(default=None, description="A page; the article in it is read.")
    published: str | None = Field(None, max_length=40, description="Day or moment of publication: 2018-10-20.")
    outlet: str | None = Field(None, max_length=200)
    title: str | None = Field(None, max_length=1000)
    url: str | None = Field(None, max_length=2000)


_BODY = {
    "required": True,
    "content": {
        "application/json": {"schema": Sent.model_json_schema()},
        "text/plain": {"schema": {"type": "string"}},
        "text/html": {"schema": {"type": "string"}},
        "application/ninjs+json": {"schema": {"type": "object", "required": ["uri"]}},
    },
}


def report_routes(desk: Desk) -> APIRouter:
    """The routes over one record."""
    router = APIRouter()

    @router.get("/reports/{id}", summary="One report and what it says", responses=of_schema({"type": "object"}))
    def report(request: Request, id: Id) -> Response:
        annotated = desk.view(None).report(id)
        return reply_json(request, codec.to_dict(annotated) | {"text": annotated.report.text})

    @router.post(
        "/reports", status_code=201, summary="Read a report into the record",
        responses=of_schema(_ADDED, 400, 403, 413, 415, status=201, said="it is in the record")
        | of_schema(_ADDED, status=200, said="it was there already"),
        openapi_extra={"requestBody": _BODY},
    )  # fmt: skip
    async def add(
        request: Request,
        published: Annotated[Words, Query(description="Day of publication; of text and HTML bodies.")] = None,
        outlet: Words = None,
        title: Words = None,
        url: Words = None,
    ) -> Response:
        body = await request.body()
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        sent = Sent(published=published, outlet=outlet, title=title, url=url)
        if kind == "application/json":
            sent, kind, body = _from_json(body)
        if kind not in _KINDS:
            raise Problem(415, "send text/plain, text/html, application/json or application/ninjs+json")
        annotated = await run_in_threadpool(_read, body, _KINDS[kind], sent)
        added = await run_in_threadpool(desk.record.add, annotated, added=dt.datetime.now(dt.UTC))
        data = {"id": annotated.report.id, "added": str(added), "record": codec.to_dict(annotated)}
        made = reply_json(request, data, {"location": f"/api/v1/reports/{annotated.report.id}"})
        made.status_code = 200 if added == "same" else 201
        return made

    return router


def _from_json(body: bytes) -> tuple[Sent, str, bytes]:
    try:
        sent = Sent.model_validate_json(body)
    except ValidationError as why:
        raise Problem(422, "this is no report", errors=failures(why)) from None
    if (sent.text is None) == (sent.html is None):
        raise Problem(422, "send a text or a page (html), and only one of them")
    words = sent.text if sent.text is not None else sent.html or ""
    return sent, "text/plain" if sent.text is not None else "text/html", words.encode("utf-8", "replace")


def _read(body: bytes, suffix: str, sent: Sent) -> AnnotatedReport:
    """The report read and annotated.

    Raises:
        ReadError: if it cannot be read.
    """
    from pourparler.pipeline import run  # the language pipeline is loaded by the first report, not by the server
    from pourparler.reading import Given, parse_published
    from pourparler.reading.sources import read_bytes

    given = Given(
        published=parse_published(sent.published),
        outlet=sent.outlet,
        title=sent.title,
        url=sent.url,
        now=dt.datetime.now(dt.UTC),
    )
    found = list(run(read_bytes(body, "the report", suffix, given)))
    if len(found) != 1 or isinstance(found[0], Skipped):
        why = found[0].why if found and isinstance(found[0], Skipped) else f"holds {len(found)} reports"
        raise ReadError(f"the report {why}")
    return found[0]
