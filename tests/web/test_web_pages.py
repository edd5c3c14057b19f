"""The pages say what the record says, with words, twins and links that last."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html
from starlette.testclient import TestClient

from pourparler.show.web.pages import PAGES
from tests.web.conftest import ROOT

TEMPLATES = sorted((ROOT / "src/pourparler/show/web/templates").iterdir())


def page(client: TestClient, path: str) -> html.HtmlElement:
    got = client.get(path, headers={"accept": "text/html"})
    assert got.status_code == 200, (path, got.text[:300])
    return html.fromstring(got.text)


def words(tree: html.HtmlElement) -> str:
    return re.sub(r"\s+", " ", tree.xpath("//main")[0].text_content())


def test_every_page_is_sound_html_and_has_its_twin(client: TestClient, paths: dict[str, str]) -> None:
    for name, path in paths.items():
        tree = page(client, path)
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids)), (name, [i for i in ids if ids.count(i) > 1])
        assert len(tree.xpath("//h1")) == 1, name
        assert not tree.xpath("//@style | //@onclick | //script[not(@src)] | //style"), name
        if twin := tree.xpath("//footer//a[text()='This page as JSON']/@href"):
            assert client.get(twin[0]).headers["content-type"] == "application/json", name


def test_every_link_leads_somewhere(client: TestClient, paths: dict[str, str]) -> None:
    seen = set()
    for path in paths.values():
        for href in page(client, path).xpath("//main//a/@href | //nav//a/@href"):
            place = urlsplit(href)
            if not place.netloc and place.path and (place.path, place.query) not in seen and len(seen) < 150:
                seen.add((place.path, place.query))
                assert client.get(href).status_code == 200, (path, href)
    assert len(seen) > 60


def test_reading_changes_nothing(client: TestClient, paths: dict[str, str]) -> None:
    before = client.get("/api/v1/stamp").json()
    for path in paths.values():
        client.get(path)
    assert client.get("/api/v1/stamp").json() == before


def test_meeting_page_leads_with_the_answer_and_proves_it(client: TestClient, paths: dict[str, str]) -> None:
    told = words(page(client, paths["meeting"]))
    assert "Not before 7 Nov 2018" in told
    assert "“after the U.S. elections on November 6”" in told
    assert "NOT “this year” likely" in told
    assert "one of 3 to 4 places, none named" in told


def test_without_a_source_is_a_link_that_redraws(client: TestClient, paths: dict[str, str]) -> None:
    told = words(page(client, paths["meeting"] + "&without=Donald+Trump"))
    assert "Without Donald Trump" in told
    assert "Not before 7 Nov 2018" not in told


def test_asof_replays_the_record(client: TestClient) -> None:
    later = client.get("/timeline.json?asof=2019-03-01").json()
    early = client.get("/timeline.json?asof=2018-05-11").json()
    assert len(early["lanes"]) < len(later["lanes"])
    assert "second summit" not in str([lane["title"] for lane in early["lanes"]])


def test_links_keep_the_day(client: TestClient, paths: dict[str, str]) -> None:
    for href in page(client, paths["timeline"]).xpath("//article//h3/a/@href | //nav[@class='nav']/a/@href"):
        assert parse_qs(urlsplit(href).query)["asof"] == ["2018-10-24"], href


def test_evidence_is_lit_in_the_text(client: TestClient, paths: dict[str, str]) -> None:
    for href in page(client, paths["meeting"]).xpath("//a[@data-evidence]/@href")[:4]:
        lit = page(client, href).xpath("//*[@class='lit']")
        assert lit and lit[0].get("id") == "lit", href


def test_report_is_shown_character_for_character(client: TestClient) -> None:
    text = client.get("/api/v1/reports/2018-09-20-harbour").json()["text"]
    tree = page(client, "/reports/2018-09-20-harbour")
    for number in tree.xpath("//article//a[@class='num']"):
        number.drop_tree()
    shown = "\n\n".join(p.text_content() for p in tree.xpath("//article/p"))
    assert shown.strip() == text.strip()


def test_marks_can_be_turned_off(client: TestClient) -> None:
    tree = page(client, "/reports/2018-09-20-harbour?show=m")
    assert tree.xpath("//article//*[@class='m']") and not tree.xpath("//article//*[@class='s']")


def test_pair_of_commitments_stands_in_one_row(client: TestClient) -> None:
    rows = page(client, "/commitments").xpath("//ul[@class='ledger']/li")
    assert any("denuclearization" in r.text_content() and "security guarantees" in r.text_content() for r in rows)


def test_party_of_a_plan_sees_nothing_of_the_other(client: TestClient) -> None:
    got = client.get("/plan/plan?side=North+Korea").text
    assert "Pyongyang" in got
    for secret in ("midterm", "armistice", "Christmas", "advance team", "6.05", "White House"):
        assert secret.lower() not in got.lower(), secret


def test_empty_record_says_what_would_fill_it(tmp_path: Path) -> None:
    from pourparler.record import open_record
    from pourparler.show.web.app import create_app
    from pourparler.show.web.config import WebConfig

    open_record(tmp_path / "new.db", create=True).close()
    empty = TestClient(create_app(WebConfig(record=str(tmp_path / "new.db"), hosts=frozenset({"testserver"}))))
    for path, _ in PAGES:
        if "{" not in path:
            assert empty.get(path).status_code == 200, path
    assert "pourparler add FILE" in empty.get("/").text
    assert empty.get("/meetings/m1").status_code == 404


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_nothing_that_the_browser_would_refuse(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for refused in (
        r"\sstyle=",
        r"\son\w+=",
        r"hx-on",
        r"hx-vals=.js:",
        r"\|\s*safe\b",
        r"https?://(?!www\.w3\.org)\w",
    ):
        assert not re.search(refused, text), refused


def test_same_content_is_not_sent_twice(client: TestClient) -> None:
    first = client.get("/timeline")
    again = client.get("/timeline", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_every_page_is_documented() -> None:
    told = (ROOT / "docs/pages.md").read_text(encoding="utf-8")
    for path, _ in PAGES:
        assert f"`{path}`" in told, path
