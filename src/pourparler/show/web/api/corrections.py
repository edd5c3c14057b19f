"""Corrections by people: listed, made and taken back."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Body, Header
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from pourparler.model.groups import Correction, CorrectionKind
from pourparler.show.jsonable import jsonable
from pourparler.show.web.api.describe import SCHEMAS, lists, of_schema
from pourparler.show.web.api.lists import Id
from pourparler.show.web.desk import Desk
from pourparler.show.web.reply import reply_json
from pourparler.show.web.safe.problem import Problem

Line = Annotated[str, Field(max_length=500)]


class Asked(BaseModel):
    """A correction that somebody asks for."""

    model_config = ConfigDict(extra="forbid")

    target: Line = Field(description="Id of a meeting, commitment or actor.")
    kind: CorrectionKind
    author: Line = Field(default="", description="Who corrects; by default whoever runs the server.")
    why: Line = ""
    field: Line | None = Field(default=None, description="With set: which field.")
    value: Line | None = Field(default=None, description="With set: what it becomes, in words.")
    others: Annotated[list[Line], Field(max_length=200)] = Field(
        default=[], description="With merge: ids of the same; with split: findings or reports that are another."
    )


def correction_routes(desk: Desk) -> APIRouter:
    """The routes over one record."""
    router = APIRouter()

    @router.get("/corrections", summary="All corrections, oldest first", responses=lists(Correction, paged=False))
    def corrections(request: Request) -> Response:
        return reply_json(request, {"asof": None, "items": jsonable(desk.record.corrections())})

    @router.post(
        "/corrections", status_code=201, summary="Correct an entry",
        responses=of_schema(SCHEMAS.of(Correction), 400, 403, 409, 413, status=201, said="it holds"),
    )  # fmt: skip
    def correct(
        request: Request,
        asked: Annotated[Asked, Body()],
        if_match: Annotated[str | None, Header(description="`stamp` of the record as it was looked at.")] = None,
    ) -> Response:
        if if_match is not None and if_match.strip('"') != desk.stamp():
            raise Problem(409, "the record changed meanwhile: look at the entry again, then decide")
        made = desk.record.correct(
            asked.target,
            asked.kind,
            author=asked.author or desk.config.author,
            at=dt.datetime.now(dt.UTC),
            why=asked.why,
            field=asked.field,
            value=asked.value,
            others=asked.others,
        )
        answer = reply_json(request, jsonable(made))
        answer.status_code = 201
        return answer

    @router.post(
        "/corrections/{id}/revert", summary="Take a correction back",
        responses=of_schema(SCHEMAS.of(Correction), 400, 403),
    )  # fmt: skip
    def revert(request: Request, id: Id) -> Response:
        gone = desk.record.revert(id, author=desk.config.author, at=dt.datetime.now(dt.UTC))
        return reply_json(request, jsonable(gone))

    @router.get(
        "/stamp", summary="A word that changes whenever the record does", responses=of_schema({"type": "object"})
    )
    def stamp(request: Request) -> Response:
        return reply_json(request, {"stamp": desk.stamp()})

    return router
