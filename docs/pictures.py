"""Make the pictures of the pages anew: python docs/pictures.py (needs Chromium: `apt-get install chromium`).

The example dossier is read into a record of its own, served on loopback and photographed. The pictures lie in
docs/pictures/; tests/web/test_web_pictures.py holds them to their size and to being there.
"""

from __future__ import annotations

import datetime as dt
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WIDTH, HEIGHT = 1100, 800
HEIGHTS = {"report": 600}
AT = dt.datetime(2019, 3, 2, 9, tzinfo=dt.UTC)
DAY = "asof=2018-10-24"


def main() -> None:
    """Read, serve, photograph."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("no Chromium here: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "dossier.db"
        summit = fill(record)
        shoot(chromium, serve(record), {
            "timeline": f"/timeline?{DAY}",
            "meeting": f"/meetings/{summit}?{DAY}",
            "report": "/reports/2018-09-20-harbour",
            "commitments": "/commitments",
        })  # fmt: skip


def fill(path: Path) -> str:
    """The dossier as a record; gives the id of the summit that all speak of."""
    from pourparler.model.findings import AnnotatedReport
    from pourparler.pipeline import run
    from pourparler.reading import read_sources
    from pourparler.record import open_record

    with open_record(path, create=True) as record:
        for item in run(read_sources([ROOT / "examples/dossier"])):
            if isinstance(item, AnnotatedReport):
                record.add(item, added=AT)
        return record.view(dt.date(2018, 10, 24)).find("second summit Trump")[0].id


def serve(record: Path) -> str:
    """A server in the background; gives its address."""
    import uvicorn

    from pourparler.show.web.app import create_app
    from pourparler.show.web.config import WebConfig

    server = uvicorn.Server(uvicorn.Config(create_app(WebConfig(record=str(record))), port=0, log_level="error"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    return f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"


def shoot(chromium: str, site: str, paths: dict[str, str]) -> None:
    """One PNG for each page, as much as fits a screen."""
    from playwright.sync_api import sync_playwright

    target = ROOT / "docs/pictures"
    target.mkdir(exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        for name, path in paths.items():
            page.goto(site + path)
            page.screenshot(
                path=target / f"{name}.png", clip={"x": 0, "y": 0, "width": WIDTH, "height": HEIGHTS.get(name, HEIGHT)}
            )
            print(f"{name}.png: {(target / f'{name}.png').stat().st_size // 1000} kB")
        browser.close()


if __name__ == "__main__":
    main()
