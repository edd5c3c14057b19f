"""What a record gives to the programs of others is what these accept, and says no more than the record does."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import xml.etree.ElementTree as Xml
from collections.abc import Callable
from pathlib import Path
from typing import Any

import icalendar
import jsonschema
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import stix2
from click.testing import CliRunner
from edtf import parse_edtf

import pourparler
from pourparler.model.findings import AnnotatedReport, MeetingForm, Status
from pourparler.model.groups import MeetingGroup
from pourparler.model.text import Evidence, Span
from pourparler.model.window import Window
from pourparler.reason import when
from pourparler.record import Query, open_record
from pourparler.show.cli import cli
from pourparler.show.exports import DOCUMENTS, FOLDERS, document, files
from pourparler.show.exports.ftm import shared
from pourparler.show.exports.ical import calendar
from pourparler.show.exports.material import Material, gather
from pourparler.show.exports.memo import escape
from pourparler.show.exports.tables import COLUMNS, safe
from pourparler.show.exports.web_annotation import unique_width
from tests.sightings import ADDED, window

SCHEMAS = Path(__file__).parent / "schemas"
FEBRUARY = window("2021-02-01/2021-02-28")


@pytest.fixture(scope="module")
def record(read_dossier: tuple[AnnotatedReport, ...], tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("exports") / "r.db")
    with open_record(path, create=True) as made:
        made.load(read_dossier, added=ADDED)
    return path


@pytest.fixture(scope="module")
def material(record: str) -> Material:
    with open_record(record) as kept:
        found = gather(kept.view(), Query())
        read = {card.id: found.read(card.id) for card in found.reports}
    return Material(**{f: getattr(found, f) for f in Material.__slots__ if f != "read"}, read=read.__getitem__)


@pytest.fixture(scope="module")
def export(material: Material) -> Callable[[str], str]:
    return lambda name: "".join(document(name, material))


@pytest.mark.parametrize("name", ["annotations", "claimreview", "ftm", "prov", "stix"])
def test_it_keeps_to_its_schema(export: Callable[[str], str], name: str) -> None:
    text = export(name)
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    documents = [json.loads(line) for line in text.splitlines()] if name == "ftm" else [json.loads(text)]
    assert documents
    assert [e.message for d in documents for e in validator.iter_errors(d)] == []


def test_annotations_stand_where_they_say_and_nowhere_else(export: Callable[[str], str], material: Material) -> None:
    texts = {
        card.url or f"urn:pourparler:report:{card.id}": material.read(card.id).report.text for card in material.reports
    }
    items = json.loads(export("annotations"))["items"]
    assert len({item["id"] for item in items}) == len(items) > 100
    for target in (target for item in items for target in item["target"]):
        quote, position = target["selector"]
        text = texts[target["source"]]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert text.count(quote["prefix"] + quote["exact"] + quote["suffix"]) == 1


def test_words_that_occur_twice_get_as_much_around_them_as_it_takes() -> None:
    text = f"{'a' * 100} talks {'b' * 100} talks {'b' * 100} end"
    spans = [Span(m.start(), m.end()) for m in re.finditer("talks", text)]
    for span in spans:
        width = unique_width(Evidence(report_id="r", span=span, exact="talks", text=text))
        assert text.count(text[max(0, span.start - width) : span.end + width]) == 1


def test_provenance_is_read_by_the_reference_library(export: Callable[[str], str], material: Material) -> None:
    prov = pytest.importorskip("prov.model")
    read = prov.ProvDocument.deserialize(content=export("prov"), format="jsonld")
    longest = max(material.statements, key=lambda card: len(card.chain))
    graph = json.loads(export("prov"))["@graph"]
    here = f"pp:statement-{longest.statement.id}"
    quotations = [d for d in graph if d["@type"] == "Derivation" and d["generatedEntity"].startswith(here)]
    assert len(longest.chain) > 2
    assert len(quotations) == len(longest.chain)  # each passing on, and the primary source
    assert len(read.get_records()) >= len(graph) - 1


def test_stix_is_read_by_the_reference_library(export: Callable[[str], str], material: Material) -> None:
    read = stix2.parse(export("stix"))
    there = {item["id"] for item in read.objects}
    opinions = [item for item in read.objects if item["type"] == "opinion"]
    assert len(opinions) == len(list(material.claims))
    for item in read.objects:
        assert set(item.get("object_refs", ())) <= there
    for item in opinions:
        assert any(label.startswith("confidence-scale:") for label in item["labels"])
    assert export("stix") == export("stix")


def test_calendar_is_read_back_and_makes_up_no_day(export: Callable[[str], str], material: Material) -> None:
    read = icalendar.Calendar.from_ical(export("ical"))
    events = {str(e["uid"]): e for e in read.walk("VEVENT")}
    todos = {str(e["uid"]): e for e in read.walk("VTODO")}
    assert not [part.errors for part in read.walk() if part.errors]
    for meeting in material.meetings:
        uid = f"{meeting.id}@pourparler"
        if meeting.window and meeting.window.days:
            assert events[uid].decoded("dtstart") == meeting.window.earliest
            assert events[uid].decoded("dtend") == (meeting.window.latest or dt.date.max) + dt.timedelta(1)
        else:
            assert uid in todos
            assert ("dtstart" in todos[uid]) == bool(meeting.window and meeting.window.earliest)


@pytest.mark.parametrize(
    ("status", "when", "told"),
    [
        (Status.SCHEDULED, window("2021-02-03"), ("CONFIRMED", "OPAQUE")),
        (Status.SCHEDULED, window("2021-02-03", latest_approximate=True), ("TENTATIVE", "TRANSPARENT")),
        (Status.PLANNED, window("2021-02-03"), ("TENTATIVE", "TRANSPARENT")),
        (Status.SCHEDULED, FEBRUARY, ("TENTATIVE", "TRANSPARENT")),
        (Status.CANCELLED, FEBRUARY, ("CANCELLED", "TRANSPARENT")),
    ],
)
def test_only_what_is_sure_and_on_one_day_blocks_a_calendar(
    material: Material, status: Status, when: Window, told: tuple[str, str]
) -> None:
    group = MeetingGroup(
        id="m1", title="talks", form=MeetingForm.TALKS, parties=("A", "B"), status=status, window=when,
        sightings=material.meetings[0].sightings,
    )  # fmt: skip
    fields = {f: getattr(material, f) for f in Material.__slots__} | {"meetings": (group,), "commitments": ()}
    (event,) = icalendar.Calendar.from_ical("".join(calendar(Material(**fields)))).walk("VEVENT")
    assert (str(event["status"]), str(event["transp"])) == told


def test_every_window_is_told_in_edtf(export: Callable[[str], str], material: Material) -> None:
    rows = list(csv.DictReader(io.StringIO(export("edtf"))))
    assert {row["kind"] for row in rows} >= {"meeting", "claim"}
    for row in rows:
        parse_edtf(row["edtf"])
    dated = [c for _, c in material.claims if c.timing.window and (c.timing.window.earliest or c.timing.window.latest)]
    assert sum(row["kind"] == "claim" for row in rows) == len(dated)


def test_tables_are_the_same_in_each_format(material: Material) -> None:
    texts, parquet, arrow = (dict(files(name, material)) for name in ("csv", "parquet", "arrow"))
    for name, columns in COLUMNS.items():
        rows = list(csv.DictReader(io.StringIO(texts[f"{name}.csv"].decode())))
        table = pq.read_table(io.BytesIO(parquet[f"{name}.parquet"]))
        assert tuple(table.column_names) == columns == tuple(rows[0])
        assert table.num_rows == len(rows) > 0
        assert pa.ipc.open_file(io.BytesIO(arrow[f"{name}.arrow"])).read_all().equals(table)
    claims = pq.read_table(io.BytesIO(parquet["claims.parquet"])).to_pylist()
    assert all(row["p_low"] <= row["p"] <= row["p_high"] and row["scale"] for row in claims)


def test_no_cell_is_a_formula() -> None:
    assert safe("=HYPERLINK(1)") == "'=HYPERLINK(1)"
    assert safe("plain - words") == "plain - words"


def test_only_what_was_held_is_reviewed(export: Callable[[str], str], material: Material) -> None:
    items = json.loads(export("claimreview"))["@graph"]
    reviews = [item for item in items if item["@type"] == "ClaimReview"]
    held = {c.timing.id for g, c in material.claims if getattr(g, "status", None) == "held"}
    kept = {c.timing.id for g, c in material.claims if getattr(g, "stand", None) == "kept"}
    assert reviews
    assert {item["@id"].rpartition(":")[2] for item in reviews} <= held | kept
    assert len(items) - len(reviews) == len(material.statements)


def test_a_span_of_days_is_no_duration_to_followthemoney() -> None:
    assert shared(window("2021-02-03")) == "2021-02-03"
    assert shared(FEBRUARY) == "2021-02"
    assert shared(window("2021-01-30/2021-02-02")) == "2021"
    assert shared(window("2020-12-30/2021-01-02")) is None
    assert shared(window("2021-02-03/..")) is None


def test_memo_leads_to_the_words(export: Callable[[str], str], material: Material) -> None:
    text = export("memo")
    body, _, notes = text.partition("\n\n[^1]:")
    used = set(re.findall(r"\[\^(\d+)\]", body))
    assert used == {"1", *re.findall(r"^\[\^(\d+)\]:", notes, re.MULTILINE)}
    for meeting in material.meetings:
        assert escape(meeting.title) in text
    ahead = next(m for m in material.meetings if m.status is Status.PLANNED)
    answer = when(ahead, among=material.meetings, asof=material.day, brief=True)
    assert f"  \n  {escape(answer.headline)}\n" in body
    assert escape("[x](javascript:1) <b>\n# y") == r"\[x\](javascript:1) \<b\> \# y"


def test_plover_reads_the_reports_anew(record: str) -> None:
    with open_record(record) as kept:
        lines = list(document("plover", gather(kept.view(dt.date(2018, 3, 31)), Query(party="Kim"))))
    events = [json.loads(line) for line in lines]
    assert {event["cite_info"]["publication"] for event in events} == {"The Harbour Post"}
    assert all({"id", "date", "actor", "event"} <= event.keys() for event in events)


def test_timeml_is_a_document_a_report(material: Material) -> None:
    made = dict(files("timeml", material))
    assert len(made) == len(material.reports)
    assert sum(len(Xml.fromstring(data).findall("TEXT/TIMEX3")) for data in made.values()) > 20


def test_filters_hold_for_all_that_is_written(record: str) -> None:
    with open_record(record) as kept:
        view = kept.view(dt.date(2018, 10, 21))
        part = gather(view, Query(party="Pompeo", between=(dt.date(2018, 10, 1), None)))
    assert part.meetings
    assert all(any("Pompeo" in name for name in m.parties) for m in part.meetings)
    assert max(card.known for card in part.reports) <= dt.date(2018, 10, 21)
    assert {card.id for card in part.reports} >= {s.report.id for _, s in part.sightings}
    assert "Mike Pompeo" in part.actor_ids()


def test_hostile_reports_do_no_harm(tmp_path: Path) -> None:
    text = (
        "BERN, March 3, 2021 — Foreign Minister Ana Ruiz will meet Karl Meier in Bern on March 9, a spokesman said. "
        'Ruiz said: "=1+1 is \x07two, <b>and</b> \u202e[x](javascript:1)."'
    )
    report = pourparler.read(text, title="<b>[x](y)\x1b\r\nEND:VCALENDAR", outlet="=cmd\ud800|", url="javascript:x(<>)")
    with open_record(tmp_path / "r.db", create=True) as record:
        record.add(report, added=ADDED)
        found = gather(record.view(), Query())
        assert found.meetings
        assert found.statements
        made = {name: "".join(document(name, found)).encode("utf-8", "replace").decode() for name in DOCUMENTS}
        tables = dict(files("csv", found))
    for name in ("annotations", "claimreview", "prov", "stix"):
        schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
        assert [e.message for e in jsonschema.Draft202012Validator(schema).iter_errors(json.loads(made[name]))] == []
    assert made["ical"].count("END:VCALENDAR\r\n") == 1
    assert "<javascript" not in made["memo"]
    assert "<b>" not in made["memo"].replace("\\<b\\>", "")
    assert b",=cmd" not in tables["reports.csv"]
    assert not re.search("[\x00-\x09\x0b-\x1f]", made["memo"])


def test_command_writes_documents_and_folders(record: str, tmp_path: Path) -> None:
    def run(*arguments: str) -> Any:
        return CliRunner().invoke(cli, ["export", "--record", record, *arguments])

    shown = run("--format", "ical", "--party", "Pompeo", "--asof", "2018-10-21")
    assert shown.output.startswith("BEGIN:VCALENDAR")
    target = tmp_path / "m.ics"
    assert run("--format", "ical", "--party", "Pompeo", "--asof", "2018-10-21", "--out", str(target)).exit_code == 0
    assert target.read_bytes() == shown.stdout_bytes
    assert run("--format", "csv", "--out", str(tmp_path / "t")).output.endswith("t: 6 files\n")
    assert sorted(p.name for p in (tmp_path / "t").iterdir()) == sorted(f"{name}.csv" for name in COLUMNS)
    assert "name a folder" in run("--format", "csv").output
    assert "filters need another --format" in run("--party", "Pompeo").output
    assert "cannot be written" in str(run("--format", "csv", "--out", str(target)).exception)
    assert set(DOCUMENTS) & set(FOLDERS) == set()
