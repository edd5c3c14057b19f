"""The language pipeline is loaded once for all tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from pourparler.annotate import drafts
from pourparler.annotate.draft import Draft
from pourparler.model.text import Layout, Report, Span

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
