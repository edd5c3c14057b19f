"""Corrections through pages and API: saved at once, undone at once, told to whoever else decides."""

from __future__ import annotations

from starlette.testclient import TestClient

from pourparler.record import open_record
from pourparler.show.web.config import WebConfig
from pourparler.show.web.safe.tokens import form_token


def ask(client: TestClient) -> dict[str, object]:
    found: dict[str, object] = client.get("/review.json").json()
    return found


def test_decisions_are_saved_at_once_and_can_be_undone(writing: TestClient, own: WebConfig) -> None:
    form = {"form": form_token(own.secret, ""), "back": "/review", "author": "Bo"}
    first = ask(writing)
    entry = first["next"]["entry"]["id"]  # type: ignore[index]
    sent = {"kind": "confirm", "target": entry, "seen": "0"}
    assert writing.post("/corrections", data=form | sent).headers["location"] == "/review"
    second = ask(writing)
    assert second["left"] == first["left"] - 1  # type: ignore[operator]
    last = second["last"]
    assert (last["author"], last["kind"], last["target"]) == ("Bo", "confirm", entry)  # type: ignore[index]
    writing.post(f"/corrections/{last['id']}/revert", data=form)  # type: ignore[index]
    assert ask(writing)["next"] == first["next"] or ask(writing)["left"] == first["left"]
    with open_record(own.record) as record:
        assert [e.deed for e in record.audit_log()] == ["made", "taken back"]
        assert record.verify().faults == ()


def test_whoever_comes_second_is_told(writing: TestClient, own: WebConfig) -> None:
    form = {"form": form_token(own.secret, ""), "back": "/review", "target": ask(writing)["next"]["entry"]["id"]}  # type: ignore[index]
    writing.post("/corrections", data=form | {"kind": "confirm", "seen": "0", "author": "Bo"})
    late = writing.post("/corrections", data=form | {"kind": "reject", "seen": "0", "author": "Cy"})
    assert late.status_code == 409 and "Bo (confirm)" in late.json()["detail"]


def test_later_moves_on_without_deciding(writing: TestClient) -> None:
    first = ask(writing)["next"]["entry"]["id"]  # type: ignore[index]
    moved = writing.get(f"/review.json?after={first}").json()
    assert moved["next"]["entry"]["id"] != first
    assert ask(writing)["last"] is None


def test_merge_split_and_set_through_the_api(writing: TestClient) -> None:
    items = writing.get("/api/v1/meetings?limit=200").json()["items"]
    one, other = [m["id"] for m in items if m["form"] == "talks"][:2]
    sent = {"target": one, "kind": "merge", "others": [other], "why": "the same visit", "author": "Ada"}
    made = writing.post("/api/v1/corrections", json=sent)
    assert made.status_code == 201, made.text
    merged = writing.get("/api/v1/meetings?limit=200").json()["items"]
    assert len(merged) == len(items) - 1
    assert writing.post(f"/api/v1/corrections/{made.json()['id']}/revert").status_code == 200
    assert len(writing.get("/api/v1/meetings?limit=200").json()["items"]) == len(items)
    bad = writing.post(
        "/api/v1/corrections", json={"target": one, "kind": "set", "field": "window", "value": "soonish"}
    )
    assert bad.status_code in (404, 422, 503) and bad.json()["detail"]
    stale = writing.post("/api/v1/corrections", json=sent, headers={"if-match": '"0"'})
    assert stale.status_code == 409


def test_reports_are_read_once(writing: TestClient) -> None:
    text = "VIENNA, June 2, 2021 — Iran agreed on Tuesday to let inspectors visit Karaj, its envoy Kazem Azadi said."
    sent = {"text": text, "published": "2021-06-02", "outlet": "Danube Wire", "title": "Visit agreed"}
    first = writing.post("/api/v1/reports", json=sent)
    assert (first.status_code, first.json()["added"]) == (201, "new")
    assert writing.post("/api/v1/reports", json=sent).json()["added"] == "same"
    assert writing.get(first.headers["location"]).json()["text"] == text
    plain = writing.post(
        "/api/v1/reports?published=2021-06-03",
        content=text + " It did not say when.",
        headers={"content-type": "text/plain"},
    )
    assert plain.status_code == 201
    item = {"uri": "urn:example:1", "versionCreated": "2021-06-04T08:00:00Z", "pubStatus": "usable"}
    item |= {"bodies": [{"value": text.replace("Karaj", "Natanz")}]}
    ninjs = {"content-type": "application/ninjs+json"}
    assert writing.post("/api/v1/reports", json=item, headers=ninjs).json()["id"] == "urn:example:1"
    closed = writing.post("/api/v1/reports", json=item | {"embargoedUntil": "2999-01-01"}, headers=ninjs)
    assert (closed.status_code, "embargo" in closed.text) == (422, True)
    for content, kind, code in ((b"x", "image/png", 415), (b"{}", "application/json", 422), (b"", "text/plain", 422)):
        got = writing.post("/api/v1/reports", content=content, headers={"content-type": kind})
        assert got.status_code == code, (kind, got.text)


def test_links_to_what_was_merged_lead_on(writing: TestClient) -> None:
    one, other = [m["id"] for m in writing.get("/api/v1/meetings?limit=200").json()["items"] if m["form"] == "talks"][
        :2
    ]
    writing.post("/api/v1/corrections", json={"target": one, "kind": "merge", "others": [other]})
    page = writing.get(f"/meetings/{other}?asof=2019-03-01")
    assert (page.status_code, page.headers["location"]) == (301, f"/meetings/{one}?asof=2019-03-01")
    assert writing.get(f"/api/v1/meetings/{other}").headers["location"] == f"/api/v1/meetings/{one}"
    assert writing.get(page.headers["location"]).status_code == 200


def test_what_was_rejected_says_so(writing: TestClient) -> None:
    gone = writing.get("/api/v1/meetings?limit=1").json()["items"][0]["id"]
    writing.post("/api/v1/corrections", json={"target": gone, "kind": "reject", "author": "Ada"})
    page = writing.get(f"/meetings/{gone}", headers={"accept": "text/html"})
    assert page.status_code == 410 and "rejected by Ada" in page.text
