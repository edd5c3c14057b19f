"""The pictures in the documentation are there, small, and of what they say."""

from __future__ import annotations

import re

import pytest

from tests.web.conftest import ROOT

SHOWN = sorted(set(re.findall(r"\]\((pictures/\w+\.png)\)", (ROOT / "docs/pages.md").read_text(encoding="utf-8"))))


@pytest.mark.parametrize("name", SHOWN)
def test_pictures_are_there_and_small(name: str) -> None:
    content = (ROOT / "docs" / name).read_bytes()
    assert content.startswith(b"\x89PNG")
    assert len(content) < 150_000


def test_pages_show_pictures() -> None:
    assert len(SHOWN) >= 3
