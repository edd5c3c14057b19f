"""What a URL asks: the same filters on pages, on the API and on the command line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal
from urllib.parse import quote, urlencode

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from pourparler.model.findings import Life, Status
from pourparler.model.groups import Stand
from pourparler.reason.relation_types import Kind
from pourparler.record.query import Query
from pourparler.show.web.safe.problem import Problem

ROWS, MOST_ROWS = 50, 200
EARLIEST, LATEST = dt.date(1000, 1, 1), dt.date(2999, 12, 31)  # days that can be asked for


def _blank(value: object) -> object:
    """A field of a form left empty asks nothing."""
    return None if isinstance(value, str) and not value.strip() else value


def _likely(day: dt.date | None) -> dt.date | None:
    if day and not EARLIEST <= day <= LATEST:
        raise ValueError(f"ask for a day from {EARLIEST} to {LATEST}")
    return day


Day = Annotated[dt.date | None, BeforeValidator(_blank), AfterValidator(_likely)]
Words = Annotated[Annotated[str, Field(max_length=200)] | None, BeforeValidator(_blank)]


def between_days(value: str | None) -> tuple[dt.date | None, dt.date | None]:
    """Two days with two dots between them, either of which may be missing.

    Raises:
        ValueError: if it is no such thing.
    """
    first, dots, last = (value or "").partition("..")
    begin, end = (dt.date.fromisoformat(day) if day else None for day in (first, last if dots else first))
    if begin and end and end < begin:
        raise ValueError("ends before it begins")
    return begin, end


def _checked(value: str | None) -> str | None:
    between_days(value)
    return value


Between = Annotated[Annotated[str, Field(max_length=30)] | None, BeforeValidator(_blank), AfterValidator(_checked)]


class Filters(BaseModel):
    """Which entries, known when, and how many."""

    model_config = ConfigDict(extra="forbid")

    asof: Day = Field(None, description="The record as it stood on this day.")
    party: Words = Field(None, description="Somebody who takes part, binds himself, is bound to, or speaks.")
    place: Words = Field(None, description="Words of a place.")
    by: Words = Field(None, description="Who binds himself or speaks.")
    to: Words = Field(None, description="To whom.")
    status: Annotated[Status | None, BeforeValidator(_blank)] = Field(None, description="Status of a meeting.")
    life: Annotated[Life | Stand | None, BeforeValidator(_blank)] = Field(
        None, description="Life or stand of a commitment."
    )
    between: Between = Field(
        None, description="Days the entry may touch: 2018-10-01..2018-12-31; one side may be missing."
    )
    text: Words = Field(None, description="Full text: entries whose words hold all of these.")
    independent: Annotated[Annotated[int, Field(ge=1, le=1000)] | None, BeforeValidator(_blank)] = Field(
        None, description="Least number of independent origins."
    )
    limit: int = Field(ROWS, ge=1, le=MOST_ROWS, description="At most so many entries.")
    after: Words = Field(None, description="Go on behind the entry with this id.")

    def query(self, *, limit: int | None = None) -> Query:
        """The same, as the record is asked."""
        return Query(
            party=self.party,
            place=self.place,
            by=self.by,
            to=self.to,
            status=self.status,
            life=self.life,
            between=between_days(self.between),
            text=self.text,
            independent=self.independent or 0,
            limit=limit or self.limit,
            after=self.after,
        )


class PageFilters(Filters):
    """A page's URL: the filters, and what is looked at. What a page does not know of it leaves alone."""

    model_config = ConfigDict(extra="ignore")

    scale: Literal["weeks", "year", "years"] = "year"
    since: Day = None
    q: Words = None
    start: Day = None
    pin: Words = None
    lit: Words = None
    without: Words = None
    view: Literal["pairs", "matrix"] = "pairs"
    show: Annotated[str, Field(pattern="^[smct]{1,4}$")] = "smct"
    kind: Annotated[Kind | None, BeforeValidator(_blank)] = None
    side: Words = None
    all: bool = False
    next: Annotated[str, Field(max_length=2000)] = "/"


class Ask:
    """One page request: path, filters, and links that keep the rest of the URL."""

    def __init__(self, path: str, params: Mapping[str, str]) -> None:
        self.path, self.params = path, {k: v for k, v in params.items() if v.strip()}
        try:
            self.filters = PageFilters.model_validate(self.params)
        except ValidationError as why:
            raise Problem(400, "this address asks something that cannot be", errors=failures(why)) from None

    def url(self, path: str | None = None, **changes: Any) -> str:
        """A link to a path (this one by default) that keeps what is asked, with changes; None takes away."""
        return link(path or self.path, {**self.params, **changes})

    def to(self, path: str, **changes: Any) -> str:
        """A link to another page that keeps only the as-of day."""
        return link(path, {"asof": self.params.get("asof"), **changes})


def link(path: str, params: Mapping[str, Any]) -> str:
    """A path with its query; parameters without value are left out."""
    kept = {k: v.isoformat() if isinstance(v, dt.date) else str(v) for k, v in params.items() if v not in (None, "")}
    return quote(path, safe="/.:@-_~") + (f"?{urlencode(kept)}" if kept else "")


def failures(why: ValidationError) -> list[dict[str, str]]:
    """Where and why parameters do not hold, without repeating what was sent."""
    return [
        {"where": ".".join(str(part) for part in error["loc"]) or "query", "why": error["msg"]}
        for error in why.errors(include_input=False, include_url=False)
    ]
