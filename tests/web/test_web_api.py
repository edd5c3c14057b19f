"""The API keeps what its description promises."""

from __future__ import annotations

import json
from dataclasses import replace

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from pourparler.show.web.api.describe import SCHEMAS
from pourparler.show.web.app import create_app
from pourparler.show.web.config import WebConfig
from tests.web.conftest import ROOT

EXCLUDED = [schemathesis.checks.positive_data_acceptance]  # what a schema allows may still not hold together
NOUNS = {
    "meetings": "MeetingGroup",
    "commitments": "CommitmentGroup",
    "statements": "StatementCard",
    "actors": "ActorCard",
    "timings": "Claim",
    "changes": "Change",
    "reports": "ReportCard",
}
ASKED = "asof party place by to life between text q limit after scale start pin lit without view show kind side since"
EXAMPLES = 6  # requests tried for each operation


def test_description_is_sound_and_every_route_is_told(client: TestClient) -> None:
    told = client.get("/api/v1/openapi.json").json()
    docs = (ROOT / "docs/pages.md").read_text(encoding="utf-8")
    assert {"MeetingGroup", "CommitmentGroup", "Problem"} <= set(told["components"]["schemas"])
    refs = {ref.rpartition("/")[2] for ref in _refs(told)}
    assert refs <= set(told["components"]["schemas"]), refs - set(told["components"]["schemas"])
    for path, methods in told["paths"].items():
        assert f"`{path}`" in docs, path
        assert all(op["summary"] for op in methods.values())


def _refs(value: object) -> set[str]:
    if isinstance(value, dict):
        own = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
        return own.union(*(_refs(v) for v in value.values()))
    return set().union(*(_refs(v) for v in value)) if isinstance(value, list) else set()


def test_nouns_are_described_as_they_are_written(client: TestClient) -> None:
    import jsonschema

    components = {"components": {"schemas": SCHEMAS.components}}
    for path, noun in NOUNS.items():
        items = client.get(f"/api/v1/{path}").json()["items"]
        assert items, path
        check = jsonschema.Draft202012Validator({"$ref": f"#/components/schemas/{noun}", **components})
        for item in items:
            check.validate(item)


def test_pages_of_a_list_together_are_the_list(client: TestClient) -> None:
    whole = [m["id"] for m in client.get("/api/v1/meetings?limit=200").json()["items"]]
    pages, after = [], "/api/v1/meetings?limit=4"
    while after:
        got = client.get(after)
        pages += [m["id"] for m in got.json()["items"]]
        after = got.json()["next"]
        assert (after is None) == ("link" not in got.headers)
    assert pages == whole


def test_filters_are_those_of_the_commands(client: TestClient) -> None:
    def asked(path: str) -> list[dict[str, object]]:
        found: list[dict[str, object]] = client.get(f"/api/v1/{path}").json()["items"]
        return found

    assert {m["status"] for m in asked("meetings?status=held")} == {"held"}
    assert all("Mike Pompeo" in m["parties"] for m in asked("meetings?party=Pompeo"))  # type: ignore[operator]
    assert all("Kim Jong-un" in c["by"] for c in asked("commitments?by=Kim+Jong-un"))  # type: ignore[operator]
    assert len(asked("meetings?independent=2")) < len(asked("meetings"))
    assert len(asked("reports?asof=2018-05-11")) == 3
    assert [r["id"] for r in asked("reports?between=2018-05-01..2018-05-31")] == [
        "2018-05-11-strait",
        "2018-05-25-ledger",
    ]


def test_when_is_what_the_command_says(client: TestClient, paths: dict[str, str]) -> None:
    summit = paths["meeting"].split("/")[2].split("?")[0]
    got = client.get(f"/api/v1/when?meeting={summit}&asof=2018-10-24").json()
    assert got["headline"].startswith("Not before 7 Nov 2018.")
    assert got["meeting"] == summit


def test_schemathesis_finds_no_way_to_break_it(own: WebConfig) -> None:
    app = create_app(own)
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers={"host": "testserver"})
    quiet = settings(
        max_examples=EXAMPLES, deadline=None, database=None, derandomize=True,
        phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    tried = 0
    for found in schema.get_all_operations():
        operation = found.ok()

        @quiet
        @given(case=operation.as_strategy())
        def never_breaks(case: schemathesis.Case) -> None:
            nonlocal tried
            tried += 1
            got = case.call(headers={"host": "testserver"})
            assert got.status_code < 500, (case.as_curl_command(), got.text)
            if got.status_code >= 400:
                assert "application/problem+json" in str(got.headers["content-type"])
            case.validate_response(got, excluded_checks=EXCLUDED)

        never_breaks()
    assert tried > 60


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    path=st.sampled_from(["/", "/timeline", "/commitments", "/conflicts", "/actors", "/reports", "/search", "/review"]),
    params=st.dictionaries(
        st.sampled_from(ASKED.split()),
        st.one_of(
            st.text(max_size=30),
            st.dates().map(str),
            st.integers().map(str),
            st.just("0001-01-01"),
            st.just("9999-12-31"),
        ),
        max_size=3,
    ),
)
def test_no_address_breaks_a_page(client: TestClient, path: str, params: dict[str, str]) -> None:
    got = client.get(path, params=params)
    assert got.status_code < 500, (path, json.dumps(params), got.text[:300])


def test_limits_of_the_calendar_break_nothing(client: TestClient, paths: dict[str, str]) -> None:
    assert client.get("/timeline?asof=9999-12-31").status_code == 400
    for day in ("1000-01-01", "2999-12-31"):
        for name in ("overview", "timeline", "meeting", "commitments", "commitment", "conflicts"):
            got = client.get(paths[name].split("?")[0], params={"asof": day})
            assert got.status_code in (200, 404), (name, day, got.text[:200])
        assert client.get("/timeline", params={"start": day, "scale": "years"}).status_code in (200, 400)


def test_a_record_that_cannot_be_read_is_told_in_one_line(own: WebConfig, tmp_path: object) -> None:
    got = TestClient(create_app(replace(own, record="/nowhere/at/all.db")), raise_server_exceptions=False).get(
        "/timeline.json"
    )
    assert got.status_code in (404, 503) and got.json()["detail"]
