"""What is what in a text: title, dateline, credit, body and everything that stands around them."""

from __future__ import annotations

import datetime as dt

import pytest

from pourparler.reading.date_lines import DateLine, find_date_line
from pourparler.reading.datelines import find_dateline
from pourparler.reading.layout import Page, lay_out

LEAD = "Negotiators from both countries will return to the table next week, the foreign ministry said on Tuesday."
MORE = "The ministry gave no further details, but called the first round useful and the tone of it friendly."


def parts(text: str, **known: object) -> tuple[str | None, list[str], Page]:
    page = lay_out(text, **known)
    title = page.layout.title
    return title and text[title.start : title.end], [text[s.start : s.end] for s in page.layout.body], page


@pytest.mark.parametrize(
    ("text", "place", "month_day", "agency"),
    [
        ("GENEVA, March 3 (Reuters) — Talks ended.", "Geneva", (3, 3), "Reuters"),
        ("BELFAST, Northern Ireland (AP)_ Talks ended.", "Belfast", None, "Associated Press"),
        ("DAR ES SALAAM, Tanzania (AP) --", "Dar es Salaam", None, "Associated Press"),
        ("SEOUL, Oct. 20 (Yonhap) -- Talks ended.", "Seoul", (10, 20), "Yonhap News Agency"),
        ("Macau (AFP) – Talks ended.", "Macau", None, "Agence France-Presse"),
        ("MOSCOW, March 3. /TASS/. Talks ended.", "Moscow", (3, 3), "TASS"),
        ("Tehran, July 2, IRNA – Talks ended.", "Tehran", (7, 2), "Islamic Republic News Agency"),
        ("New Delhi [India], 3 March (ANI): Talks ended.", "New Delhi", (3, 3), "Asian News International"),
        ("WASHINGTON _ The economy grew faster than anybody had thought it would.", "Washington", None, None),
        ("AP — Talks ended.", None, None, "Associated Press"),
        ("JERUSALEM/CAIRO, Oct 20 (Reuters) - Talks ended.", "Jerusalem/Cairo", (10, 20), "Reuters"),
        ("MOSCOW. March 3 (Interfax) - Talks ended.", "Moscow", (3, 3), "Interfax"),
        ("ISLAMABAD: The two governments said on Monday that they would talk again.", "Islamabad", None, None),
        ("Washington CNN — Talks ended.", "Washington", None, None),
    ],
)
def test_datelines(text: str, place: str | None, month_day: tuple[int, int] | None, agency: str | None) -> None:
    found = find_dateline(text, 0, len(text))
    assert found is not None
    assert (found.place, found.month_day, found.agency) == (place, month_day, agency)


@pytest.mark.parametrize(
    "text",
    [
        "UPDATE — The president will travel to Ankara on Monday, his office said in the morning.",
        "The minister - a veteran of many rounds of talks - said no.",
        "NATO said on Tuesday that its ministers would meet.",
        "PARLIAMENT — Second day",
        "Iran (population 80 million) said no.",
    ],
)
def test_no_datelines(text: str) -> None:
    assert find_dateline(text, 0, len(text)) is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Wednesday, January 23, 2019\xa0", dt.date(2019, 1, 23)),
        ("May 29, 2011", dt.date(2011, 5, 29)),
        ("Published: 3 March 2019, 10:15 GMT", dt.date(2019, 3, 3)),
        ("May 25, 2018 / 9:14 AM / 5 years ago", dt.date(2018, 5, 25)),
        ("2019-03-03", dt.date(2019, 3, 3)),
        ("Issued on: 20/10/2018 - 15:30", dt.date(2018, 10, 20)),
        ("Oct 20, 2018 | 09:12 GMT+9", dt.date(2018, 10, 20)),
        ("03.04.2019", dt.date(2019, 4, 3)),
        ("03/04/2019", None),
        ("Updated 10:14 AM EST, Sat October 20, 2018", None),
        ("February 30, 2019", None),
    ],
)
def test_date_lines(line: str, day: dt.date | None) -> None:
    assert find_date_line(line) == DateLine(day=day)


@pytest.mark.parametrize(
    "line", ["January 23", "In 2019 they met", "They met on May 29, 2011", "Friday", "1/2 of them"]
)
def test_no_date_lines(line: str) -> None:
    assert find_date_line(line) is None


def test_year_left_out_is_that_of_publication_or_the_one_before() -> None:
    text = "GENEVA, Dec. 31 (Reuters) — Talks ended."
    found = find_dateline(text, 0, len(text))
    assert found is not None
    assert found.on(dt.date(2019, 1, 1)) == dt.date(2018, 12, 31)
    assert found.on(dt.date(2019, 6, 1)) is None
    assert found.on(None) is None


@pytest.mark.parametrize(
    "head",
    [
        "Talks to resume next week",
        "Talks Will Resume In Capital Next Week.",
        "Will talks resume?",
        "Ministry: talks resume",
    ],
)
def test_first_line_is_the_title(head: str) -> None:
    title, body, _ = parts(f"{head}\n\n{LEAD}\n\n{MORE}")
    assert (title, body) == (head, [LEAD, MORE])


@pytest.mark.parametrize("first", ["The talks will resume next week.", "Putin visits Ankara on Tuesday.", f"“{MORE}”"])
def test_first_sentence_is_no_title(first: str) -> None:
    title, body, _ = parts(f"{first}\n\n{LEAD}\n\n{MORE}")
    assert (title, body) == (None, [first, LEAD, MORE])


def test_known_title_is_found_however_it_is_written() -> None:
    title, body, _ = parts(f"The talks will resume.\n\n{LEAD}", title="the talks will resume")
    assert (title, body) == ("The talks will resume.", [LEAD])


def test_title_date_and_one_paragraph_a_line() -> None:
    title, body, page = parts(f"Talks resume\nMay 29, 2011\n{LEAD}\n{MORE}")
    assert (title, body, page.day) == ("Talks resume", [LEAD, MORE], dt.date(2011, 5, 29))


def test_speakers_of_a_transcript_are_no_datelines() -> None:
    _, body, page = parts(f"LUND: {LEAD}\n\nBERG: {MORE}")
    assert (len(body), page.layout.dateline) == (2, None)


def test_slug_and_byline_are_not_body() -> None:
    title, body, page = parts(
        f"BC-EU--Talks, 2nd Ld\n\nTalks resume\n\nBy Jo Lind, Associated Press\n\nOSLO (AP) — {LEAD}"
    )
    assert (title, body, page.agency) == ("Talks resume", [LEAD], "Associated Press")


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("Source: Yonhap News Agency", "Yonhap News Agency"),
        ("(Reuters)", "Reuters"),
        ("© 2019 AFP", "Agence France-Presse"),
    ],
)
def test_credit_line(line: str, agency: str) -> None:
    _, body, page = parts(f"{LEAD}\n\n{MORE}\n\n{line}")
    assert (body, page.agency) == ([LEAD, MORE], agency)
    assert page.layout.credit is not None


def test_signature_at_the_end_of_the_last_sentence() -> None:
    _, body, page = parts(f"{LEAD}\n\n{MORE} (Xinhua)")
    assert (body, page.agency) == ([LEAD, MORE], "Xinhua News Agency")


@pytest.mark.parametrize(
    "tail",
    [
        "You may also like...\n\nOther talks fail",
        "Related:\n\nA\n\nB",
        "Share this\n\nPrint",
        "Read more: Talks fail",
        "###",
    ],
)
def test_tails_are_not_body(tail: str) -> None:
    _, body, _ = parts(f"{LEAD}\n\n{MORE}\n\n{tail}")
    assert body == [LEAD, MORE]


def test_offer_in_the_middle_costs_only_its_line() -> None:
    _, body, _ = parts(f"{LEAD}\n\nRelated: Talks fail\n\n{MORE}\n\n{LEAD}")
    assert body == [LEAD, MORE, LEAD]


def test_lines_broken_at_a_width_are_one_paragraph() -> None:
    import textwrap

    wrapped = "\n".join(textwrap.wrap(f"{LEAD} {MORE} {LEAD}", 72))
    _, body, _ = parts(f"{wrapped}\n\n{wrapped}\n- first point\n- second point")
    assert body == [wrapped, wrapped, "- first point", "- second point"]


def test_one_paragraph_a_line_is_cut_at_lines() -> None:
    short = "They met in Oslo."
    _, body, _ = parts(f"{LEAD}\n{short}\n{MORE}\r\n{LEAD}")
    assert body == [LEAD, short, MORE, LEAD]


def test_windows_line_ends_part_paragraphs() -> None:
    _, body, _ = parts(f"{LEAD}\r\n\r\n{MORE}\r\n")
    assert body == [LEAD, MORE]
