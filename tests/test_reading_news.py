"""News items, mails and PDF: what is read of them, and what is not read, and why."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from pourparler.model.text import Report, Skipped
from pourparler.reading import Given, read_sources
from pourparler.reading.markup import paragraphs_of
from pourparler.reading.pdf import join_pages

NOW = dt.datetime(2021, 3, 4, 12, tzinfo=dt.UTC)
WORDS = "The two ministers will meet in Bern on Tuesday, a spokesman for the Swiss government said after the talks."
ITEM = {
    "uri": "urn:example:item-7",
    "type": "text",
    "version": "2",
    "pubStatus": "usable",
    "versionCreated": "2021-03-04T09:00:00+01:00",
    "headlines": [{"role": "short", "value": "Bern"}, {"role": "main", "value": "Ministers to meet in Bern"}],
    "bodies": [
        {"role": "main", "contentType": "text/html", "value": f"<p>{WORDS}</p><script>no()</script>"},
        {"role": "caption", "contentType": "text/plain", "value": "The ministers."},
        {"role": "main", "contentType": "text/plain", "value": WORDS},
    ],
    "infoSources": [{"name": "Lake Wire"}, {"name": "Lake Post", "role": "publisher"}],
}
NEWSML = """<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
 <newsItem guid="urn:example:9" version="3">
  <itemMeta><itemClass qcode="ninat:text"/><provider><name>Lake Wire</name></provider>
   <versionCreated>2021-03-04T08:00:00Z</versionCreated>{more}<pubStatus qcode="stat:{status}"/></itemMeta>
  <contentMeta><headline>Ministers to meet in Bern</headline></contentMeta>
  <contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">
   <head><title>not this</title></head><body><p>{words}</p><p>They met in May.</p></body></html></inlineXML>
  </contentSet>
 </newsItem></itemSet></newsMessage>"""
MAIL = (
    "Received: from a by b\r\nMessage-ID: <7@example.org>\r\nDate: Thu, 4 Mar 2021 10:15:00 +0100\r\n"
    "From: Press <press@example.org>\r\nSubject: =?utf-8?q?Readout_of_the_call_=E2=80=93_Bern?=\r\n"
    "MIME-Version: 1.0\r\n"
    "Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    f"{WORDS}\r\n-- \r\nPress office\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>other</p>\r\n--x--\r\n"
)


def read(path: Path, data: str | bytes, now: dt.datetime | None = NOW) -> Report | Skipped:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    (found,) = read_sources([path], given=Given(now=now))
    return found


def good(path: Path, data: str | bytes) -> Report:
    found = read(path, data)
    assert isinstance(found, Report), found
    return found


def why(path: Path, data: str | bytes, now: dt.datetime | None = NOW) -> str:
    found = read(path, data, now)
    assert isinstance(found, Skipped), found
    return found.why


def test_ninjs_is_read_with_what_it_says_of_itself(tmp_path: Path) -> None:
    report = good(tmp_path / "a.json", json.dumps(ITEM))
    assert (report.id, report.text, report.title) == ("urn:example:item-7", WORDS, "Ministers to meet in Bern")
    assert (report.outlet, report.agency, report.published_from) == ("Lake Post", "Lake Wire", "metadata")
    assert report.published == dt.datetime(2021, 3, 4, 8, tzinfo=dt.UTC)


def test_versions_of_an_item_have_one_id_that_does_in_an_address(tmp_path: Path) -> None:
    ids = {good(tmp_path / "a.json", json.dumps(ITEM | {"uri": "tag:x/y z", "version": v})).id for v in "12"}
    assert len(ids) == 1
    assert "/" not in ids.pop()


def test_older_ninjs_is_read_too(tmp_path: Path) -> None:
    lower = {key.lower(): value for key, value in ITEM.items()} | {"uri": "https://example.org/7"}
    report = good(tmp_path / "a.jsonl", json.dumps(lower) + "\n")
    assert (report.url, report.day) == ("https://example.org/7", dt.date(2021, 3, 4))
    first = {"uri": "urn:1", "headline": "Bern", "body_xhtml": f"<p>{WORDS}</p><p>They met.</p>"}
    assert good(tmp_path / "b.json", json.dumps(first)).text == f"{WORDS}\n\nThey met."


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"pubStatus": "canceled"}, "is canceled by its publisher (version 2)"),
        ({"pubStatus": "stat:withheld"}, "is withheld by its publisher (version 2)"),
        ({"pubStatus": "odd"}, "is of status odd"),
        ({"embargoedUntil": "2021-03-04T12:00:01Z"}, "is under embargo until 2021-03-04T12:00:01+00:00 (version 2)"),
        ({"embargoedUntil": "2021-03-04"}, "is under embargo until 2021-03-04"),
        ({"embargoedUntil": "noon"}, "embargoeduntil 'noon' is no date"),
        ({"bodies": [], "type": "picture"}, "is a news item of type picture without a text"),
        ({"bodies": "none"}, "is a news item of type text without a text"),
    ],
)
def test_what_must_not_be_read_is_not(tmp_path: Path, changed: dict[str, Any], told: str) -> None:
    assert why(tmp_path / "a.json", json.dumps(ITEM | changed)).startswith(told)


def test_an_embargo_ends_at_its_moment_and_never_without_a_clock(tmp_path: Path) -> None:
    path, item = tmp_path / "a.json", json.dumps(ITEM | {"embargoedUntil": "2021-03-04T11:00:00Z"})
    assert good(path, item).published == dt.datetime(2021, 3, 4, 11, tzinfo=dt.UTC)  # then it was public, not before
    assert "under embargo" in why(path, item, dt.datetime(2021, 3, 4, 10, 59, tzinfo=dt.UTC))
    assert "under embargo" in why(path, item, None)
    late = json.dumps(ITEM | {"embargoedUntil": "2021-03-03T11:00:00Z"})
    assert good(path, late).published == dt.datetime(2021, 3, 4, 8, tzinfo=dt.UTC)


def test_one_bad_item_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([ITEM | {"pubStatus": "canceled"}, ITEM]), encoding="utf-8")
    bad, fine = read_sources([path], given=Given(now=NOW))
    assert isinstance(bad, Skipped)
    assert bad.url == f"{path}[1]"
    assert isinstance(fine, Report)


def test_newsml_is_read(tmp_path: Path) -> None:
    report = good(tmp_path / "a.xml", NEWSML.format(more="", status="usable", words=WORDS))
    assert report.text == f"{WORDS}\n\nThey met in May."
    assert (report.id, report.outlet, report.title) == ("urn:example:9", "Lake Wire", "Ministers to meet in Bern")
    assert report.published == dt.datetime(2021, 3, 4, 8, tzinfo=dt.UTC)
    as_json = {
        "guid": "urn:example:9", "version": 3,
        "itemMeta": {"pubStatus": {"qcode": "stat:usable"}, "versionCreated": "2021-03-04T08:00:00Z"},
        "contentMeta": {"headline": ["Ministers to meet in Bern"]}, "contentSet": {"inlineData": {"value": WORDS}},
    }  # fmt: skip
    assert good(tmp_path / "b.json", json.dumps({"newsItem": as_json})).text == WORDS
    as_json["itemMeta"]["pubStatus"]["qcode"] = "stat:canceled"  # type: ignore[index]
    assert why(tmp_path / "b.json", json.dumps(as_json)).startswith("is canceled by its publisher (version 3)")


def test_newsml_keeps_embargo_and_status(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    later = "<embargoed>2021-03-05T00:00:00+01:00</embargoed>"
    assert "is under embargo until 2021-03-05" in why(path, NEWSML.format(more=later, status="usable", words=WORDS))
    assert "is canceled" in why(path, NEWSML.format(more="", status="canceled", words=WORDS))
    assert why(path, "<!DOCTYPE x [<!ENTITY a 'b'>]><newsItem>&a;</newsItem>").startswith("is XML with a document type")
    assert why(path, "<newsItem><contentSet>").startswith("is broken XML")
    assert why(path, "<rss version='2.0'></rss>").startswith("is a feed; `pourparler follow`")
    assert why(path, "<other/>") == "is XML that is no NewsML-G2"


def test_mail_is_read(tmp_path: Path) -> None:
    report = good(tmp_path / "a.eml", MAIL)
    assert (report.id, report.text, report.title) == ("7@example.org", WORDS, "Readout of the call – Bern")
    assert report.published == dt.datetime(2021, 3, 4, 9, 15, tzinfo=dt.UTC)
    assert report.outlet is None
    marked = MAIL.replace("text/plain; charset=utf-8", "image/png").replace("<p>other</p>", f"<p>{WORDS}</p>")
    assert good(tmp_path / "b.eml", marked).text == WORDS
    assert why(tmp_path / "c.eml", "Subject: x\r\nContent-Type: image/png\r\n\r\nabc") == "is a mail without a text"
    undated = good(tmp_path / "d.eml", MAIL.replace("Thu, 4 Mar 2021 10:15:00 +0100", "some day"))
    assert undated.published is None


def test_pdf_is_read(tmp_path: Path) -> None:
    report = good(tmp_path / "a.pdf", pdf(["GENEVA, March 3, 2021 - " + WORDS[:60], WORDS[60:]], "Readout"))
    assert report.text == "GENEVA, March 3, 2021 - " + WORDS[:60].strip() + "\n" + WORDS[60:].strip()
    assert (report.title, report.day, report.published_from) == ("Readout", dt.date(2021, 3, 3), "dateline")
    assert good(tmp_path / "b.pdf", pdf([WORDS], "Microsoft Word - final.docx")).title is None
    assert why(tmp_path / "c.pdf", b"%PDF-1.7 nothing").startswith("is a PDF that cannot be read")
    assert why(tmp_path / "d.pdf", pdf([""], "Scan")).startswith("is a PDF without text")


def test_pages_are_joined_where_a_sentence_goes_on() -> None:
    assert (
        join_pages(["They will meet\n 1 ", "in Bern.", "2", "Then home."]) == "They will meet\nin Bern.\n\nThen home."
    )


def test_markup_becomes_paragraphs() -> None:
    markup = "<p>One &amp; <b>two</b><br>three</p><style>p{}</style><ul><li>four<li>five</ul><scr<p>six"
    assert paragraphs_of(markup).split("\n\n")[:4] == ["One & two", "three", "four", "five"]
    assert "p{}" not in paragraphs_of(markup)


def pdf(pages: list[str], title: str) -> bytes:
    """A PDF with one line of text a page."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for n, words in enumerate(pages):
        drawn = f"BT /F1 8 Tf 20 700 Td ({words}) Tj ET"
        box = "/MediaBox [0 0 900 800] /Resources << /Font << /F1 3 0 R >> >>"
        parts += [
            f"<< /Type /Page /Parent 2 0 R {box} /Contents {5 + 2 * n} 0 R >>",
            f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        ]
    parts.append(f"<< /Title ({title}) >>")
    made, places = "%PDF-1.4\n", []
    for n, part in enumerate(parts, 1):
        places.append(len(made))
        made += f"{n} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(parts) + 1
    made += (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R /Info {size - 1} 0 R >>\n"
    )
    return f"{made}startxref\n{made.index('xref')}\n%%EOF\n".encode()
