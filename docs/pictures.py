"""Make the pictures of the pages anew: python docs/pictures.py (needs Chromium: `apt-get install chromium`).

The example dossier is read into a record of its own, served on loopback and photographed. The pictures lie in
docs/pictures/; tests/web/test_web_pictures.py makes them in every run, and holds those kept to the same shape and size.
"""

from __future__ import annotations

import datetime as dt
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs/pictures"
WIDTH, HEIGHT = 1100, 800
HEIGHTS = {"report": 600}
AT = dt.datetime(2019, 3, 2, 9, tzinfo=dt.UTC)
DAY = "asof=2018-10-24"


def main() -> None:
    """Read, serve, photograph."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("no Chromium here: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        record = Path(folder) / "dossier.db"
        summit = fill(record)
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for picture in shoot(browser, serve(record), summit, PICTURES):
            print(f"{picture.name}: {picture.stat().st_size // 1000} kB")
        browser.close()


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


def shoot(browser: Browser, site: str, summit: str, target: Path) -> list[Path]:
    """One PNG for each page in a folder, as much as fits a screen; the tests make them too."""
    target.mkdir(exist_ok=True)
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    out = []
    for name, path in {
        "timeline": f"/timeline?{DAY}",
        "meeting": f"/meetings/{summit}?{DAY}",
        "report": "/reports/2018-09-20-harbour",
        "commitments": "/commitments",
    }.items():
        page.goto(site + path)
        out.append(target / f"{name}.png")
        page.screenshot(path=out[-1], clip={"x": 0, "y": 0, "width": WIDTH, "height": HEIGHTS.get(name, HEIGHT)})
    page.close()
    return out


if __name__ == "__main__":
    main()
