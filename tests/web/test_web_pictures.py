"""The pictures in the documentation are there, small, and of what they say."""

from __future__ import annotations

import datetime as dt
import importlib.util
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from pourparler.record import open_record
from tests.web.conftest import ROOT

SHOWN = sorted(set(re.findall(r"\]\((pictures/\w+\.png)\)", (ROOT / "docs/pages.md").read_text(encoding="utf-8"))))


@pytest.mark.parametrize("name", SHOWN)
def test_pictures_are_there_and_small(name: str) -> None:
    content = (ROOT / "docs" / name).read_bytes()
    assert content.startswith(b"\x89PNG")
    assert len(content) < 150_000


def test_pages_show_pictures() -> None:
    assert len(SHOWN) >= 3


def test_pictures_can_be_made_anew(browser: Browser, site: str, dossier: Path, tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("pictures", ROOT / "docs/pictures.py")
    assert spec is not None
    assert spec.loader is not None
    pictures = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(pictures)
    with open_record(dossier) as record:
        summit = record.view(dt.date(2018, 10, 24)).find("second summit Trump")[0].id
    made = pictures.shoot(browser, site, summit, tmp_path)
    assert {f"pictures/{picture.name}" for picture in made} >= set(SHOWN)
    for picture in made:  # width and height stand in bytes 16 to 24
        assert picture.read_bytes()[:24] == (pictures.PICTURES / picture.name).read_bytes()[:24]
