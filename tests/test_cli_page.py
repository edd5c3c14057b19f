"""The page of one report, rendered without colour from a record made by hand."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import pytest
from rich.console import Console

from pourparler import (
    AnnotatedReport,
    Commitment,
    Evidence,
    Force,
    Form,
    Hedge,
    Layout,
    Life,
    Meeting,
    MeetingForm,
    PlaceOptions,
    Provenance,
    Report,
    Sense,
    Span,
    Statement,
    Status,
    Timing,
    Window,
)
from pourparler.show import words
from pourparler.show.page import Page

TEXT = (
    "Ministers may meet soon\n\n"
    "The minister hopes to see her counterpart in about ten days, she told Radio North on Friday.\n\n"
    "A second summit will follow after the vote of November 6, but it is unlikely this year.\n\n"
    "Arland promised to open its sites. In return, Bergia will lift its embargo."
)


def at(words_: str) -> Evidence:
    start = TEXT.index(words_)
    return Evidence(report_id="r", span=Span(start, start + len(words_)), exact=words_, text=TEXT)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


TOLD = Statement(
    id="S1",
    source="Ana Lund",
    source_spans=(at("she"),),
    cue_spans=(at("told"),),
    content_spans=(at("The minister hopes to see her counterpart in about ten days"),),
    form=Form.INDIRECT,
    chain=("Ana Lund", "Radio North"),
    rule="r",
    stance="hope",
    said=Window(earliest=day("2018-10-19"), latest=day("2018-10-19")),
)
MINISTERS = Meeting(
    id="M1",
    evidence=at("see her counterpart"),
    mentions=(at("see her counterpart"),),
    form=MeetingForm.MINISTERIAL,
    parties=("Ana Lund", "Bo Berg"),
    inferred=("Bo Berg",),
    status=Status.HOPED,
    rule="r",
    window=Window(earliest=day("2018-10-19"), latest=day("2018-10-30"), latest_approximate=True),
    grounds=("S1",),
)
SUMMIT = Meeting(
    id="M2",
    evidence=at("A second summit"),
    mentions=(at("A second summit"),),
    form=MeetingForm.SUMMIT,
    parties=("Arland", "Bergia"),
    status=Status.PLANNED,
    rule="r",
    place_options=PlaceOptions(least=3, most=4),
    window=Window(earliest=day("2018-11-07"), latest=None),
)
OPEN = Commitment(
    id="C1",
    evidence=at("open its sites"),
    by=("Arland",),
    to=(),
    force=Force.PROMISED,
    life=Life.STANDING,
    rule="r",
    in_return_for="C2",
    made=Window(earliest=day("2018-06-12"), latest=day("2018-06-12")),
    made_place="Singapore",
)
LIFT = Commitment(
    id="C2",
    evidence=at("lift its embargo"),
    by=("Bergia",),
    to=("Arland",),
    force=Force.OFFERED,
    life=Life.NEW,
    rule="r",
)
NOT_THIS_YEAR = Timing(
    id="T1",
    about="M2",
    evidence=at("this year"),
    window=Window(earliest=day("2018-10-20"), latest=day("2018-12-31")),
    sense=Sense.OUTSIDE,
    hedge=Hedge.LIKELY,
    rule="r",
)
RECORD = AnnotatedReport(
    report=Report(
        id="r",
        text=TEXT,
        layout=Layout(body=(Span(25, len(TEXT)),)),
        title="Ministers may meet soon",
        outlet="The Harbour Post",
        agency="Pacific Wire",
        published=day("2018-10-20"),
        published_from="given",
    ),
    provenance=Provenance(software="s", model="m", rules="r"),
    statements=(TOLD,),
    meetings=(MINISTERS, SUMMIT),
    commitments=(OPEN, LIFT),
    timings=(NOT_THIS_YEAR,),
)
EXPECTED = """\
Ministers may meet soon
The Harbour Post · Pacific Wire · published 20 Oct 2018 (as given)

Statements (1)
s1   Ana Lund → Radio North  [hope]                                       line 3
     told          “The minister hopes to see her counterpart in about ten days”
     when          19 Oct 2018

Meetings (2)
m1   ministerial: Ana Lund – Bo Berg? (inferred)  [hoped]                 line 3
     when          19 Oct – about 30 Oct 2018
     where         place not stated
     words         “see her counterpart”
     says          s1 Ana Lund → Radio North
m2   summit: Arland – Bergia  [planned]                                   line 5
     when          not before 7 Nov 2018, end open
     where         one of 3 to 4 places, none named
     words         “A second summit”

Commitments (2)
c1   Arland  [promised, standing]                                         line 7
     what          “open its sites”
     in return for c2 “lift its embargo”
     made          12 Jun 2018, Singapore
     due           not stated
c2   Bergia → Arland  [offered, new]                                      line 7
     what          “lift its embargo”
     due           not stated

Timings (1)
t1   m2 “A second summit”  [NOT then, called likely]                      line 5
     words         “this year”
     NOT in        20 Oct – 31 Dec 2018
"""


def render(record: AnnotatedReport, width: int = 80) -> str:
    out = io.StringIO()
    Console(file=out, width=width, markup=False, emoji=False, highlight=False).print(Page(record))
    return out.getvalue()


def test_page_says_everything_in_words() -> None:
    assert render(RECORD) == EXPECTED


@pytest.mark.parametrize("width", [60, 80, 100])
def test_page_keeps_its_width_and_leaves_no_trailing_blanks(width: int) -> None:
    for line in render(RECORD, width).splitlines():
        assert len(line) <= width
        assert line == line.rstrip()


def test_statements_of_one_chain_are_named_together() -> None:
    again = replace(TOLD, id="S2")
    record = replace(RECORD, statements=(TOLD, again), meetings=(replace(MINISTERS, grounds=("S1", "S2")),), timings=())
    assert "says          s1, s2 Ana Lund → Radio North\n" in render(record)


def test_unknown_day_of_publication_is_told() -> None:
    record = replace(RECORD, report=replace(RECORD.report, published=None, published_from=None))
    assert "publication date unknown: relative times are open; pass --published" in render(record)
    assert "publication date unknown" not in EXPECTED


def test_page_without_findings_says_so() -> None:
    record = AnnotatedReport(report=RECORD.report, provenance=RECORD.provenance)
    assert "Nothing found here" in render(record)


def test_hostile_text_reaches_the_terminal_as_text() -> None:
    evil = "[bold red]x[/] \x1b[2J\x1b]0;owned\x07 \u202etxt\u202c :smile:"
    record = replace(RECORD, report=replace(RECORD.report, title=evil, outlet=evil))
    page = render(record)
    assert "\x1b" not in page
    assert "\x07" not in page
    assert "\u202e" not in page
    assert page.count("[bold red]x[/]") == 2
    assert ":smile:" in page


@pytest.mark.parametrize(
    ("earliest", "latest", "told"),
    [
        (None, None, "date not stated"),
        ("2018-06-12", "2018-06-12", "12 Jun 2018"),
        ("2018-10-19", "2018-10-30", "19–30 Oct 2018"),
        ("2018-12-30", "2019-01-02", "30 Dec 2018 – 2 Jan 2019"),
        ("2018-06-01", "2018-06-30", "Jun 2018"),
        ("2018-01-01", "2018-12-31", "2018"),
        ("2018-11-07", None, "not before 7 Nov 2018, end open"),
        (None, "2018-12-31", "not after 31 Dec 2018, start open"),
    ],
)
def test_windows_in_words(earliest: str | None, latest: str | None, told: str) -> None:
    value = Window(earliest=earliest and day(earliest), latest=latest and day(latest))
    assert words.window(value) == told


def test_approximate_bounds_in_words() -> None:
    day_ = day("2018-10-05")
    assert words.window(Window(earliest=day_, latest=day_, earliest_approximate=True)) == "about 5 Oct 2018"
    late = Window(earliest=day_, latest=day("2018-10-09"), earliest_approximate=True, latest_approximate=True)
    assert words.window(late) == "about 5 Oct – about 9 Oct 2018"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (PlaceOptions(least=3, most=4), "one of 3 to 4 places, none named"),
        (PlaceOptions(least=2, most=2, named=("Oslo", "Rome")), "Oslo or Rome"),
        (PlaceOptions(least=3, most=3, named=("Oslo", "Rome")), "one of 3 places, among them Oslo, Rome"),
        (PlaceOptions(least=None, most=None), "one of several places, none named"),
        (PlaceOptions(least=3, most=None), "one of at least 3 places, none named"),
    ],
)
def test_choice_of_places_in_words(options: PlaceOptions, told: str) -> None:
    assert words.place(replace(SUMMIT, place_options=options)) == told


def test_a_choice_of_places_all_named_is_told_by_their_names() -> None:
    assert words.place_of((), PlaceOptions(least=2, most=2, named=("Basel", "Geneva"))) == "Basel or Geneva"
    assert words.place_of((), PlaceOptions(least=3, most=4)) == "one of 3 to 4 places, none named"
