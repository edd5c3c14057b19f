"""The door: who is let in, what is refused and how it is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from pourparler.errors import SettingsError
from pourparler.show.commands.serve import configured, local
from pourparler.show.web.app import create_app
from pourparler.show.web.config import Limits, WebConfig
from pourparler.show.web.desk import Desk
from pourparler.show.web.posts import local_path
from pourparler.show.web.safe.headers import CSP
from pourparler.show.web.safe.rates import Rates
from pourparler.show.web.safe.tokens import Right, form_token, hashed, open_session, session_right

READ, WRITE = "read-" + "r" * 20, "write-" + "w" * 20
REPORT = {"text": "GENEVA, May 4, 2021 — Envoys of Chad and Mali met in Geneva on Monday.", "published": "2021-05-04"}


@pytest.fixture
def guarded(own: WebConfig) -> TestClient:
    config = replace(own, readers=frozenset({hashed(READ)}), writers=frozenset({hashed(WRITE)}))
    return TestClient(create_app(config), raise_server_exceptions=False, follow_redirects=False)


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


def test_every_answer_has_the_headers_of_safety(client: TestClient) -> None:
    for path in ("/", "/nowhere", "/api/v1/meetings", "/favicon.ico"):
        got = client.get(path)
        assert got.headers["content-security-policy"] == CSP
        assert got.headers["x-content-type-options"] == "nosniff"
        assert got.headers["referrer-policy"] == "same-origin"
        assert "no-cache" in got.headers["cache-control"]
        assert "unsafe" not in CSP and "data:" not in CSP


def test_only_own_names_are_answered(client: TestClient) -> None:
    for host in ("evil.example", "evil.example:8018", "127.0.0.1.evil.example", ""):
        assert client.get("/", headers={"host": host}).status_code == 421, host


def test_without_a_token_a_guarded_record_shows_nothing(guarded: TestClient) -> None:
    for path in ("/api/v1/meetings", "/timeline.json", "/api/v1/openapi.json", "/favicon.ico"):
        assert guarded.get(path).status_code == 401, path
    asked = guarded.get("/timeline?asof=2018-10-24", headers={"accept": "text/html"})
    assert (asked.status_code, asked.headers["location"]) == (303, "/login?next=/timeline%3Fasof%3D2018-10-24")


def test_reading_and_writing_are_apart(guarded: TestClient) -> None:
    assert guarded.get("/api/v1/meetings", headers=bearer(READ)).status_code == 200
    assert guarded.post("/api/v1/reports", json=REPORT, headers=bearer(READ)).status_code == 403
    assert guarded.post("/api/v1/reports", json=REPORT, headers=bearer(WRITE)).status_code == 201
    assert guarded.get("/api/v1/meetings", headers=bearer("x" * 30)).status_code == 401


def test_a_browser_gets_a_session_for_its_token(guarded: TestClient) -> None:
    wrong = guarded.post("/login", data={"token": "x" * 30, "back": "/"})
    assert wrong.status_code == 401 and "set-cookie" not in wrong.headers
    got = guarded.post("/login", data={"token": READ, "back": "//evil.example/"})
    assert (got.status_code, got.headers["location"]) == (303, "/")
    cookie = got.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie and READ not in cookie
    page = guarded.get("/", headers={"accept": "text/html"})
    assert page.status_code == 200 and "Leave" in page.text
    assert "Confirm" not in guarded.get("/review").text


def test_tokens_cannot_be_tried_for_ever(guarded: TestClient) -> None:
    codes = [guarded.get("/api/v1/meetings", headers=bearer(f"guess-{n:030}")).status_code for n in range(6)]
    assert codes[0] == 401 and codes[-1] == 429


def test_sessions_end_and_cannot_be_forged() -> None:
    secret = b"s" * 32
    cookie = open_session(secret, Right.WRITE, now=1000)
    assert session_right(secret, cookie, now=1001) is Right.WRITE
    assert session_right(secret, cookie, now=1000 + 13 * 3600) is Right.NOTHING
    assert session_right(b"t" * 32, cookie, now=1001) is Right.NOTHING
    for forged in ("", "2", "2.99999999999.x", "2.99999999999.x.y", cookie.replace("2", "1", 1), "é.1.1.1"):
        assert session_right(secret, forged, now=1001) is Right.NOTHING, forged


def test_other_sites_cannot_post(writing: TestClient) -> None:
    for headers in ({"origin": "http://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}):
        assert writing.post("/api/v1/reports", json=REPORT, headers=headers).status_code == 403, headers


def test_forms_bring_back_their_token(writing: TestClient, own: WebConfig) -> None:
    target = Desk(own).view(None).meetings()[0].id
    form = {"kind": "confirm", "target": target, "back": f"/meetings/{target}"}
    assert writing.post("/corrections", data=form).status_code == 403
    assert writing.post("/corrections", data=form | {"form": form_token(own.secret, "other")}).status_code == 403
    good = writing.post("/corrections", data=form | {"form": form_token(own.secret, "")})
    assert (good.status_code, good.headers["location"]) == (303, f"/meetings/{target}")


def test_what_is_too_large_is_refused(own: WebConfig) -> None:
    small = TestClient(create_app(replace(own, limits=Limits(body=1000, reads=0, writes=0))))
    assert small.post("/api/v1/reports", content=b"x" * 1001).status_code == 413
    chunks = iter([b"x" * 600, b"x" * 600])
    assert small.post("/api/v1/reports", content=chunks).status_code in (411, 413)
    assert small.get("/search?q=" + "x" * 5000).status_code == 414


def test_too_many_requests_are_told_to_wait(own: WebConfig) -> None:
    busy = TestClient(create_app(replace(own, limits=Limits(reads=0.5, writes=0.5))))
    answers = [busy.get("/favicon.ico") for _ in range(7)]
    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429 and int(answers[-1].headers["retry-after"]) >= 1


def test_permits_come_back_with_time() -> None:
    rates = Rates(2)
    assert [rates.wait("a", 0.0) for _ in range(20)] == [0.0] * 20
    assert rates.wait("a", 0.0) == 0.5
    assert rates.wait("b", 0.0) == 0.0
    assert rates.wait("a", 0.5) == 0.0


def test_a_bug_is_told_without_any_detail(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Desk, asof: object) -> None:
        raise RuntimeError("secret detail at /etc/passwd")

    monkeypatch.setattr(Desk, "view", broken)
    for accept in ("text/html", "application/json"):
        got = client.get("/timeline", headers={"accept": accept})
        assert got.status_code == 500
        assert "secret" not in got.text and "Traceback" not in got.text
        assert got.headers["x-request-id"] in got.text


def test_no_path_reaches_a_file(client: TestClient) -> None:
    for path in (
        "/static/x/pages.css",
        "/static/../app.py",
        "/static/%2e%2e/%2e%2e/app.py",
        "/plan/..%2f..%2fpyproject",
        "/plan/plan.toml",
        "/reports/..%2f..%2fetc%2fpasswd",
    ):
        assert client.get(path).status_code == 404, path


def test_every_error_has_one_shape(client: TestClient) -> None:
    asked = [
        client.get("/api/v1/meetings/m000000000000"),
        client.get("/api/v1/meetings?limt=3"),
        client.get("/api/v1/when"),
        client.get("/nowhere.json"),
        client.delete("/api/v1/meetings"),
        client.get("/", headers={"host": "evil.example"}),
        client.get("/timeline.json?asof=yesterday"),
    ]
    for got in asked:
        assert got.status_code >= 400
        assert got.headers["content-type"] == "application/problem+json"
        assert set(got.json()) == {"type", "title", "status", "detail", "request", "errors"}
        assert got.json()["status"] == got.status_code


@pytest.mark.parametrize(
    "path", ["//evil.example", "/\\evil.example", "http://evil.example", "javascript:1", "/a\nb", ""]
)
def test_no_redirect_leads_elsewhere(path: str) -> None:
    assert local_path(path) == "/"


@pytest.mark.parametrize(
    ("host", "alone"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("192.0.2.7", False)],
)
def test_beyond_this_machine_a_token_is_needed(host: str, alone: bool) -> None:
    assert local(host) is alone
    if alone:
        assert not configured(record="r.db", host=host).guarded
        return
    with pytest.raises(SettingsError, match="give a token"):
        configured(record="r.db", host=host)
    assert configured(record="r.db", host=host, readers=[READ]).guarded


def test_short_tokens_are_refused_and_none_is_kept_plainly() -> None:
    with pytest.raises(SettingsError, match="at least 20"):
        configured(record="r.db", host="127.0.0.1", writers=["short"])
    config = configured(record="r.db", host="0.0.0.0", writers=[WRITE, f"sha256:{'0' * 64}"])
    assert WRITE not in repr(config) and len(config.writers) == 2
