"""Two hundred hostile texts, in every place where a report can put words: all shown, none does anything."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from lxml import html
from starlette.testclient import TestClient

from pourparler.model.findings import (
    Actor,
    ActorKind,
    AnnotatedReport,
    Commitment,
    Force,
    Form,
    Hedge,
    Life,
    Meeting,
    MeetingForm,
    Mention,
    Provenance,
    Sense,
    Statement,
    Status,
    Timing,
)
from pourparler.model.text import Layout, Report, Span
from pourparler.model.window import Window
from pourparler.record import open_record
from pourparler.show.web.app import create_app
from pourparler.show.web.config import WebConfig

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.web.conftest import Serve

SEEDS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "</p></article><iframe src=//evil.example></iframe>",
    "\"><a href='javascript:alert(1)'>x</a>",
    "{{ 7*7 }}{% raw %}",
    "${alert(1)}",
    "<style>*{display:none}</style>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<form action=//evil.example><button>x",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<!--<img src='--><img src=x onerror=alert(1)//'>",
    "]]><script>alert(1)</script>",
    "<div hx-get=//evil.example hx-trigger=load>",
    "<a data-copy=x data-key=c>",
    "\u202egnp.exe\u202c",
    "\x00<b>nul</b>",
    "'; DROP TABLE reports; --",
    "<math><mtext><script>alert(1)</script>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<details open ontoggle=alert(1)>",
    "../../../../etc/passwd",
)
FRAMES = ("@", "said @ on", "“@”", "a@b@c", "@\n\nnext @", "x @ x @ x @", "\t@\u00a0@", "É@\U0001f4a3")
HOSTILE = tuple(frame.replace("@", seed) for frame in FRAMES for seed in SEEDS)
AT = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


def hostile(n: int, words: str) -> AnnotatedReport:
    """A report in which every name and every stretch of text is hostile."""
    text = f"{words}\n\nThe envoys {words} met, {words}, and agreed to {words} soon."
    report = Report(
        id=f"h{n}", text=text, layout=Layout(body=(Span(0, len(text)),)), title=words, outlet=words, agency=words,
        url=f"javascript:alert('{n}')", published=dt.date(2020, 1, 1) + dt.timedelta(n), published_from="given",
    )  # fmt: skip
    at = report.evidence(0, len(words))
    rest = report.evidence(len(words) + 2, len(text))
    day = Window(earliest=dt.date(2020, 2, 1), latest=dt.date(2020, 2, 1))
    said = Statement(
        id=f"{n:016x}", source=words, source_spans=(at,), cue_spans=(), content_spans=(rest,), form=Form.DIRECT,
        chain=(words, "x" + words), rule="r",
    )  # fmt: skip
    met = Meeting(
        id=f"{n + 1000:016x}", evidence=at, mentions=(at,), form=MeetingForm.TALKS, parties=(words, "y" + words),
        status=Status.PLANNED, rule="r", place=(words,), window=day, purpose=at, grounds=(said.id,),
    )  # fmt: skip
    deed = Commitment(
        id=f"{n + 2000:016x}", evidence=rest, by=(words,), to=("z" + words,), force=Force.PROMISED, life=Life.NEW,
        rule="r", condition=at, made_place=words, due=day, grounds=(said.id,),
    )  # fmt: skip
    when = Timing(
        id=f"{n + 3000:016x}", about=met.id, evidence=at, window=day, sense=Sense.INSIDE, hedge=Hedge.LIKELY, rule="r",
        grounds=said.id,
    )  # fmt: skip
    actor = Actor(id=f"{n + 4000:016x}", name=words, kind=ActorKind.PERSON, aliases=("w" + words,))
    return AnnotatedReport(
        report=report, provenance=Provenance(software="t", model="t", rules="t"), actors=(actor,),
        mentions=(Mention(evidence=at, actor=words, rule="r"),), statements=(said,), meetings=(met,),
        commitments=(deed,), timings=(when,),
    )  # fmt: skip


@pytest.fixture(scope="module")
def hostile_config(tmp_path_factory: pytest.TempPathFactory, config: WebConfig) -> WebConfig:
    path = tmp_path_factory.mktemp("hostile") / "h.db"
    with open_record(path, create=True) as record:
        record.load((hostile(n, words) for n, words in enumerate(HOSTILE)), added=AT)
    return replace(config, record=str(path))


@pytest.fixture(scope="module")
def visited(hostile_config: WebConfig) -> dict[str, str]:
    """Every page of the hostile record, and a page for each report."""
    client = TestClient(create_app(hostile_config))
    groups = [m["id"] for m in client.get("/api/v1/meetings?limit=8").json()["items"]]
    deeds = [m["id"] for m in client.get("/api/v1/commitments?limit=8").json()["items"]]
    actors = [a["id"] for a in client.get("/api/v1/actors?limit=8").json()["items"]]
    paths = [f"/reports/h{n}" for n in range(len(HOSTILE))]
    paths += [f"/meetings/{id}" for id in groups] + [f"/commitments/{id}" for id in deeds]
    paths += [f"/actors/{id}" for id in actors]
    paths += [
        "/",
        "/timeline?scale=years",
        "/commitments?limit=200",
        "/commitments?view=matrix&limit=200",
        "/reports?limit=200",
    ]
    paths += ["/actors?limit=200", "/review", "/conflicts"]
    told = {}
    for path in paths:
        got = client.get(path)
        assert got.status_code == 200, path
        told[path] = got.text
    for words in HOSTILE[:25:3]:
        got = client.get("/search", params={"q": words[:200]})
        assert got.status_code == 200, words
        told[f"/search {words}"] = got.text
    return told


OWN_SCRIPTS = re.compile(r"/static/[0-9a-f]{12}/(keys|htmx\.min)\.js\Z")


def test_there_are_two_hundred_of_them() -> None:
    assert len(set(HOSTILE)) == 200


def test_nothing_that_acts_comes_from_a_text(visited: dict[str, str]) -> None:
    for path, text in visited.items():
        tree = html.document_fromstring(text)
        assert all(OWN_SCRIPTS.match(src) for src in tree.xpath("//script/@src")), path
        assert len(tree.xpath("//script")) == 2, path
        assert not tree.xpath("//iframe | //base | //style | //object | //embed | //img | //template | //math"), path
        assert not tree.xpath("//@*[starts-with(name(), 'on')] | //@style"), path
        assert not tree.xpath("//meta[@http-equiv] | //noscript"), path
        hrefs = [h.strip().lower() for h in tree.xpath("//@href | //@action | //@src | //@formaction")]
        assert not [h for h in hrefs if not h.startswith(("/", "#"))], path


def test_the_text_itself_is_all_there(visited: dict[str, str]) -> None:
    for n, words in enumerate(HOSTILE):
        shown = html.document_fromstring(visited[f"/reports/h{n}"]).xpath("//article")[0].text_content()
        bare = re.sub(r"[\s\x00\ufffd]+", "", words)
        assert bare in re.sub(r"[\s\x00\ufffd]+", "", shown), words


def test_a_browser_stays_calm(hostile_config: WebConfig, serve: Serve, browser: Browser) -> None:
    site = serve(hostile_config)
    page = browser.new_page()
    troubles: list[str] = []
    page.on("dialog", lambda d: troubles.append(f"dialog {d.message}"))
    page.on("console", lambda m: troubles.append(m.text) if m.type == "error" else None)
    page.on("request", lambda r: None if r.url.startswith(site) else troubles.append(r.url))
    for path in (
        "/reports?limit=200",
        "/timeline?scale=years",
        "/commitments?limit=200",
        "/actors?limit=200",
        "/reports/h0",
    ):
        page.goto(site + path)
        page.wait_for_timeout(30)
    page.close()
    assert troubles == []
