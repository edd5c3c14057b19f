"""Events: what is done to whom, as event data codes it, and how it is written."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from pourparler.annotate import DEFAULTS, annotate_many
from pourparler.annotate.events import find_events
from pourparler.annotate.events.lexicon import acts, announced, quads, records
from pourparler.model.findings import Event
from pourparler.model.text import Layout, Report, Span
from pourparler.show.exports.plover import plover
from tests.conftest import Kit


def events(kit: Kit, text: str) -> list[Event]:
    draft = kit(text)
    find_events(draft)
    return draft.events


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Japan accused North Korea of firing a missile.", ("ACCUSE", "Japan", "North Korea", "112")),
        ("Norway imposed sanctions on Belarus.", ("SANCTION", "Norway", "Belarus", "163")),
        ("Canada provided five million dollars in aid to Haiti.", ("AID", "Canada", "Haiti", "070")),
        ("Cuba threatened to expel the Spanish ambassador.", ("THREATEN", "Cuba", "", "131")),
        ("Chile urged Bolivia to withdraw its troops.", ("REQUEST", "Chile", "Bolivia", "025")),
        ("Iran says Iraq must close the camps.", ("REQUEST", "Iran", "Iraq", "020")),
        ("Kenya refused to release the prisoners.", ("REJECT", "Kenya", "", "124")),
        ("Sudan bombed a village in Chad.", ("ASSAULT", "Sudan", "", "183")),
        ("Qatar signed a trade agreement with Kuwait.", ("SUPPORT", "Qatar", "", "057")),
        ("Serbia was condemned by Croatia.", ("ACCUSE", "Croatia", "Serbia", "111")),
        ("Angela Merkel will meet Emmanuel Macron on Friday.", ("AGREE", "Angela Merkel", "Emmanuel Macron", "036")),
        ("Peru pledged to provide aid to Haiti.", ("AGREE", "Peru", "Haiti", "033")),
    ],
)
def test_an_act_has_type_sides_and_code(kit: Kit, text: str, expected: tuple[str, str, str, str]) -> None:
    found = [(e.type, e.actor[0], e.cameo) for e in events(kit, text)]
    assert (expected[0], expected[1], expected[3]) in found
    if expected[2]:
        assert any(expected[2] in e.recipient for e in events(kit, text) if e.type == expected[0])


@pytest.mark.parametrize(
    "text",
    [
        "Japan did not attack North Korea.",
        "Norway could attack Sweden.",
        "The storm reached Haiti.",
        "The price of bread rose in Cuba.",
    ],
)
def test_what_is_not_done_is_no_event(kit: Kit, text: str) -> None:
    assert events(kit, text) == []


def test_a_meeting_is_coded_once_and_keeps_its_days(kit: Kit) -> None:
    draft = kit("Shinzo Abe held talks with Vladimir Putin in Moscow on Thursday.")
    find_events(draft)
    (event,) = draft.events
    assert (event.type, event.cameo, event.of, event.place) == ("CONSULT", "040", draft.meetings[0].id, ("Moscow",))
    assert event.window == draft.meetings[0].window


def test_tables_hold_only_types_there_are() -> None:
    types = {act.type for found in acts().values() for act in found}
    types |= {row[0] for row in records().values()} | {key[0] for key in announced()}
    assert types <= set(quads())


def test_plover_record() -> None:
    text = "Japan accused North Korea of firing a missile."
    report = Report(id="r", text=text, layout=Layout(body=(Span(0, len(text)),)), published=dt.date(2017, 9, 16))
    (annotated,) = annotate_many([report], replace(DEFAULTS, events=True))
    (record,) = plover(annotated)
    assert (record["id"], record["date"], record["event"], record["quad_code"]) == ("r/e1", "2017-09-16", ["ACCUSE"], 3)
    assert [side[0]["code"] for side in (record["actor"], record["recipient"])] == ["JPN", "PRK"]
    assert text[record["text_info"]["start"] : record["text_info"]["end"]] == record["event_text"] == "accused"
    assert record["x_window"] is None


def test_events_are_coded_only_where_asked_for() -> None:
    text = "Japan accused North Korea of firing a missile."
    report = Report(id="r", text=text, layout=Layout(body=(Span(0, len(text)),)))
    (annotated,) = annotate_many([report])
    assert annotated.events == ()
