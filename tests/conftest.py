"""The language pipeline is loaded once for all tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import pourparler
from pourparler.annotate import drafts
from pourparler.annotate.draft import Draft
from pourparler.model.findings import AnnotatedReport
from pourparler.model.text import Layout, Report, Span
from tests.postgres import Postgres, missing

Kit = Callable[..., Draft]


@pytest.fixture(scope="session")
def kit() -> Kit:
    """`kit(text, published="2018-10-20")` gives the filled Draft of a text that is all body."""

    def make(text: str, *, published: str | None = "2018-10-20") -> Draft:
        report = Report(
            id="test",
            text=text,
            layout=Layout(body=(Span(0, len(text)),)),
            published=dt.date.fromisoformat(published) if published else None,
        )
        return next(drafts([report]))

    return make


@pytest.fixture(scope="session")
def read_dossier() -> tuple[AnnotatedReport, ...]:
    """The reports of examples/dossier, read once."""
    folder = Path(__file__).resolve().parent.parent / "examples/dossier"
    return tuple(r for r in pourparler.read_many([folder]) if isinstance(r, AnnotatedReport))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server of the tests' own."""
    if why := missing():
        pytest.skip(why)
    server = Postgres()
    yield server
    server.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Each call names a place for a new record; every test with it runs on both kinds of database."""
    made: list[str] = []

    def place() -> str:
        if request.param == "postgresql":
            return str(request.getfixturevalue("postgres").fresh())
        made.append(str(tmp_path / f"record{len(made)}.db"))
        return made[-1]

    return place
