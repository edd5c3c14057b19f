"""In Debian's Chromium: no error, no outside request, no barrier; by keyboard, on a phone, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AXE = Path(__file__).with_name("axe.min.js").read_text(encoding="utf-8")
SERIOUS = """async () => {
  const found = await axe.run(document, { resultTypes: ["violations"] });
  return found.violations.filter(v => v.impact === "serious" || v.impact === "critical")
    .map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.target + " " + (n.any[0] || {}).message).join(" | "));
}"""


@pytest.fixture
def troubles() -> list[str]:
    return []


@pytest.fixture
def page(browser: Browser, site: str, troubles: list[str]) -> Iterator[Page]:
    yield from opened(browser, site, troubles)


def opened(browser: Browser, site: str, troubles: list[str], **options: Any) -> Iterator[Page]:
    context = browser.new_context(base_url=site, **options)
    context.set_default_timeout(5000)
    page = context.new_page()
    page.on("console", lambda m: troubles.append(f"{page.url} {m.text}") if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: troubles.append(f"{page.url} {e}"))
    page.on("request", lambda r: None if r.url.startswith(site) else troubles.append(r.url))
    yield page
    context.close()


def test_no_page_has_errors_outside_requests_or_barriers(
    page: Page, paths: dict[str, str], troubles: list[str]
) -> None:
    weights = {}
    for name, path in paths.items():
        sizes: list[int] = []
        page.on("response", lambda r, sizes=sizes: sizes.append(int(r.headers.get("content-length", 0))))
        page.goto(path)
        weights[name] = sum(sizes)
        page.evaluate(AXE)
        assert page.evaluate(SERIOUS) == [], name
        assert page.evaluate("document.querySelectorAll('*').length") < 4000, name
    assert troubles == []
    assert max(weights.values()) < 1_500_000


def test_dark_has_contrast_too(browser: Browser, site: str, paths: dict[str, str], troubles: list[str]) -> None:
    for page in opened(browser, site, troubles, color_scheme="dark"):
        for name in ("timeline", "meeting", "commitments", "report", "plan"):
            page.goto(paths[name])
            page.evaluate(AXE)
            assert page.evaluate(SERIOUS) == [], name


def test_a_phone_scrolls_no_page_sideways(
    browser: Browser, site: str, paths: dict[str, str], troubles: list[str]
) -> None:
    for page in opened(browser, site, troubles, viewport={"width": 390, "height": 844}, has_touch=True):
        for name, path in paths.items():
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, name


def test_everything_can_be_read_without_scripts(
    browser: Browser, site: str, paths: dict[str, str], troubles: list[str]
) -> None:
    for page in opened(browser, site, troubles, java_script_enabled=False):
        page.goto(paths["timeline"])
        page.click("a[rel=next]")
        assert "7 Nov 2018" in page.inner_text("h1")
        page.fill("#asof", "2018-05-11")
        page.click("text=Show")
        assert "11 May 2018" in page.inner_text("h1")
        page.goto(paths["meeting"])
        page.click("summary >> text=as a table")
        assert "17 %" in page.inner_text("details table")
        page.fill("#q", "Yongbyon")
        page.press("#q", "Enter")
        assert "dismantle" in page.inner_text("#results")


def test_keyboard_alone(page: Page, paths: dict[str, str], troubles: list[str]) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.evaluate("document.activeElement.blur()")
    for keys, path in (
        ("gt", "/timeline"),
        ("gc", "/commitments"),
        ("gd", "/conflicts"),
        ("gr", "/review"),
        ("go", "/"),
    ):
        page.keyboard.press(keys[0])
        with page.expect_navigation():
            page.keyboard.press(keys[1])
        assert page.evaluate("location.pathname") == path
    page.goto(paths["timeline"])
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator(".cursor").count() == 1
    with page.expect_navigation():
        page.keyboard.press("e")
    assert "/reports/" in page.url and page.locator("#lit").is_visible()
    page.go_back()
    page.wait_for_load_state()
    page.keyboard.press("[")
    page.wait_for_url("**/timeline?asof=2018-10-20")
    assert "20 Oct 2018" in page.inner_text("h1")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("gt?")
    assert page.input_value("#q") == "gt?"
    assert troubles == []


def test_single_keys_can_be_turned_off(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("?")
    page.uncheck("#keys-on")
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("t")
    page.wait_for_timeout(100)
    assert page.evaluate("location.pathname") == "/"


def test_review_by_keyboard(browser: Browser, serve: Any, own: Any, troubles: list[str]) -> None:
    for page in opened(browser, serve(own), troubles):
        page.goto("/review")
        left = int(page.inner_text(".tally b >> nth=0"))
        for key, count in (("c", left - 1), ("u", left), (" ", left - 1)):
            with page.expect_navigation():
                page.keyboard.press(key)
            assert page.locator(".tally").count(), page.inner_text("main")
            assert int(page.inner_text(".tally b >> nth=0")) == count, key
        page.keyboard.press("m")
        page.keyboard.press("x")
    assert troubles == []


def test_search_answers_while_one_types(page: Page, troubles: list[str]) -> None:
    page.goto("/search?q=zzz")
    page.fill("#words", "")
    page.locator("#words").press_sequentially("second summit", delay=5)
    page.wait_for_selector("#results >> text=second summit of Donald Trump")
    assert "q=second+summit" in page.url or "q=second%20summit" in page.url
    assert troubles == []


def test_one_finding_is_lit_at_a_time(page: Page, paths: dict[str, str]) -> None:
    page.goto(paths["report"])
    page.click(".finding >> nth=1")
    page.hover("article [data-f] >> nth=3")
    page.wait_for_timeout(250)
    lit = page.evaluate("[...new Set([...document.querySelectorAll('.finding.lit')].map(e => e.id))]")
    assert len(lit) == 1


def test_on_paper_all_folds_are_open_and_forms_are_gone(page: Page, paths: dict[str, str]) -> None:
    page.goto(paths["meeting"])
    page.emulate_media(media="print")
    assert page.locator("details table").first.is_visible()
    assert not page.locator("nav.nav").is_visible() and not page.locator(".decide").first.is_visible()
    assert len(page.pdf(format="A4")) > 20_000
