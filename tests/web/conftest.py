"""A record of the example dossier, a client without a network, a server, a browser if there is one."""

from __future__ import annotations

import datetime as dt
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn
from starlette.testclient import TestClient

from pourparler.pipeline import run
from pourparler.reading import read_sources
from pourparler.record import open_record
from pourparler.show.web.app import create_app
from pourparler.show.web.config import Limits, WebConfig

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[2]
AT = dt.datetime(2019, 3, 2, 9, tzinfo=dt.UTC)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
Serve = Callable[[WebConfig], str]


@pytest.fixture(scope="session")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example dossier as a record; tests that write take a copy."""
    path = tmp_path_factory.mktemp("web") / "dossier.db"
    with open_record(path, create=True) as record:
        record.load(run(read_sources([ROOT / "examples/dossier"])), added=AT)  # type: ignore[arg-type]
    return path


@pytest.fixture(scope="session")
def config(dossier: Path) -> WebConfig:
    return WebConfig(
        record=str(dossier),
        hosts=frozenset({"127.0.0.1", "testserver"}),
        author="Ada",
        plans=(ROOT / "examples/plan.toml",),
        limits=Limits(reads=0, writes=0),
    )


@pytest.fixture(scope="session")
def client(config: WebConfig) -> TestClient:
    return TestClient(create_app(config), raise_server_exceptions=False)


@pytest.fixture
def own(config: WebConfig, dossier: Path, tmp_path: Path) -> WebConfig:
    """A record that a test may write into."""
    with open_record(dossier) as record:
        record.close()
    shutil.copy(dossier, tmp_path / "own.db")
    return replace(config, record=str(tmp_path / "own.db"))


@pytest.fixture
def writing(own: WebConfig) -> TestClient:
    return TestClient(create_app(own), raise_server_exceptions=False, follow_redirects=False)


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """`serve(config)` gives the address of a server that runs as long as the tests."""
    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def begin(config: WebConfig) -> str:
        server = uvicorn.Server(uvicorn.Config(create_app(config), port=0, log_level="error"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        running.append((server, thread))
        port = server.servers[0].sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    yield begin
    for server, thread in running:
        server.should_exit = True
        thread.join(5)


@pytest.fixture(scope="session")
def site(serve: Serve, config: WebConfig) -> str:
    return serve(config)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium here: `apt-get install chromium` brings Debian's")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def paths(client: TestClient) -> dict[str, str]:
    """One address of each page."""
    summit = next(
        m
        for m in client.get("/api/v1/meetings?limit=200").json()["items"]
        if m["title"].startswith("second summit of Donald")
    )
    deed = next(c for c in client.get("/api/v1/commitments").json()["items"] if c["in_return_for"])
    return {
        "overview": "/?asof=2018-10-24",
        "timeline": "/timeline?asof=2018-10-24",
        "meeting": f"/meetings/{summit['id']}?asof=2018-10-24",
        "commitments": "/commitments",
        "matrix": "/commitments?view=matrix",
        "commitment": f"/commitments/{deed['id']}",
        "conflicts": "/conflicts?asof=2018-10-24",
        "actors": "/actors",
        "actor": "/actors/Mike%20Pompeo",
        "reports": "/reports",
        "report": "/reports/2018-10-24-strait",
        "search": "/search?q=summit",
        "plans": "/plan",
        "plan": "/plan/plan",
        "review": "/review",
        "api": "/api",
    }
