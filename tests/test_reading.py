"""Files, folders and streams become reports; what cannot be read is told in one line."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from pourparler.errors import ReadError
from pourparler.model.text import Report, Skipped
from pourparler.reading import Given, parse_published, read_sources, read_text

DAY = dt.date(2018, 10, 20)
STORY = (
    "Envoys agree to meet again\n\n"
    "The two envoys agreed on Saturday to meet again in Stockholm before the end of the month, an official said.\n\n"
    "The official told reporters that both delegations had brought papers with them.\n"
)
PAGE = """<!DOCTYPE html><html lang="en"><head><title>Envoys agree to meet again - The Harbour Post</title>
<meta property="og:site_name" content="The Harbour Post">
<meta property="article:published_time" content="2019-01-20T10:00:00Z">
<link rel="canonical" href="https://harbour.example/a/1"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Envoys agree to meet again</h1>
<p>The two envoys agreed on Saturday to meet again in Stockholm before the end of the month, an official said.</p>
<p>"We had a good start," the official told reporters &amp; added that the two delegations would stay in touch.</p>
<p>Neither side has said publicly what the papers contain, although both have called the talks useful so far.</p>
</article><footer>© 2019 The Harbour Post. <a href="/s">Subscribe</a></footer></body></html>"""


def one(path: Path, **given: object) -> Report:
    [report] = read_sources([path], given=Given(**given))
    assert isinstance(report, Report), report
    return report


def why(path: Path) -> str:
    [skipped] = read_sources([path])
    assert isinstance(skipped, Skipped)
    assert skipped.url.startswith(str(path))
    assert "\n" not in skipped.why
    return skipped.why


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Windows ends\r\n\r\nThe minister said\xa0“yes” on Friday.\r\n".encode(), None),
        ("\ufeffMarked\n\nThe minister said yes on Friday.".encode(), None),
        (b"The minister said \x93yes\x94 in Orl\xe9ans on Friday.", "The minister said “yes” in Orléans on Friday."),
        ("The minister said yes.".encode("utf-16"), "The minister said yes."),
        (
            '<meta charset="iso-8859-2"> Wałęsa said yes.'.encode("iso-8859-2"),
            '<meta charset="iso-8859-2"> Wałęsa said yes.',
        ),
    ],
    ids=["utf-8", "byte order mark", "windows-1252", "utf-16", "declared"],
)
def test_text_of_a_file_stays_as_it_is(tmp_path: Path, data: bytes, text: str | None) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert one(path).text == (text if text is not None else data.decode("utf-8"))


def test_options_fill_what_the_source_leaves_open(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(STORY, encoding="utf-8")
    report = one(path, published=DAY, outlet="The Harbour Post", url="https://harbour.example/1")
    assert (report.published, report.published_from, report.outlet) == (DAY, "given", "The Harbour Post")
    assert (report.title, report.url) == ("Envoys agree to meet again", "https://harbour.example/1")
    assert one(path).id == report.id  # the id comes from the text alone


def test_day_of_publication_is_never_assumed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(STORY, encoding="utf-8")
    assert (one(path).published, one(path).published_from) == (None, None)
    path.write_text("GENEVA, March 3, 2019 (Reuters) — " + STORY, encoding="utf-8")
    assert (one(path).published, one(path).published_from) == (dt.date(2019, 3, 3), "dateline")
    path.write_text("GENEVA, March 3 (Reuters) — " + STORY, encoding="utf-8")
    assert one(path).published is None
    assert one(path, published=dt.date(2019, 3, 4)).layout.dateline.day == dt.date(2019, 3, 3)


def test_page_gives_article_and_metadata(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE, encoding="utf-8")
    report = one(path)
    assert (report.outlet, report.published, report.published_from) == (
        "The Harbour Post",
        dt.date(2019, 1, 20),
        "metadata",
    )
    assert report.url == "https://harbour.example/a/1"
    assert report.title == "Envoys agree to meet again"
    assert "told reporters & added" in report.text
    assert len(report.layout.body) == 3
    assert "Subscribe" not in report.text


@pytest.mark.parametrize(
    ("meta", "day"),
    [
        ('<meta property="article:modified_time" content="2019-01-21T10:00:00Z">', None),
        ('<script type="application/ld+json">{"datePublished": "2019-01-20T08:00:00Z"}</script>', dt.date(2019, 1, 20)),
        ("", None),
    ],
    ids=["only changed", "linked data", "nothing but a copyright year"],
)
def test_day_of_a_page_is_the_one_it_was_published_on(tmp_path: Path, meta: str, day: dt.date | None) -> None:
    path = tmp_path / "a.html"
    lines = PAGE.splitlines()
    path.write_text("\n".join(meta if "published_time" in line else line for line in lines), encoding="utf-8")
    assert one(path).published == day


def test_rows_keep_their_id_and_a_broken_line_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    rows = [{"id": 7, "text": STORY, "published": "2018-10-21"}, {"id": "b", "text": STORY}]
    lines = [json.dumps(rows[0]), '{"id": broken', "", '{"text": 5}', '{"text": "x y", "published": "soon"}', "[]"]
    path.write_text("\n".join([*lines, json.dumps(rows[1])]), encoding="utf-8")
    items = list(read_sources([path], given=Given(published=DAY)))
    assert [(i.id, i.published) for i in items if isinstance(i, Report)] == [("7", dt.date(2018, 10, 21)), ("b", DAY)]
    assert [(i.url.rsplit(":", 1)[1], i.why.split(":")[0]) for i in items if isinstance(i, Skipped)] == [
        ("2", "broken JSON"),
        ("4", '"text" is no string'),
        ("5", "published 'soon' is no date; write it as 2018-10-20"),
        ("6", "is no JSON object"),
    ]


def test_json_file_holds_one_object_or_an_array(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"text": STORY, "outlet": "A"}), encoding="utf-8")
    assert one(path, outlet="B").outlet == "A"
    path.write_text(json.dumps([{"text": STORY}, {"no": 1}]), encoding="utf-8")
    good, bad = read_sources([path])
    assert isinstance(good, Report)
    assert bad == Skipped(url=f"{path}[2]", stage="read", why='has no "text"')


def test_folder_is_read_in_order_without_hidden_and_foreign_files(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/1.txt", "c.txt", ".hidden/3.txt", "a/.4.txt", "a/readme.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{name} is where the ministers said they would meet.", encoding="utf-8")
    assert [r.text.split()[0] for r in read_sources([tmp_path])] == ["c.txt", "a/1.txt", "b/2.txt"]


@pytest.mark.parametrize("data", [STORY, PAGE, json.dumps({"text": STORY}), json.dumps({"text": STORY}) + "\n{}"])
def test_standard_input_is_told_apart(monkeypatch: pytest.MonkeyPatch, data: str) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data.encode())))
    first = next(read_sources(["-"]))
    assert isinstance(first, Report)
    assert first.title == "Envoys agree to meet again"


def test_what_cannot_be_read_is_told_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    assert why(path) == "does not exist"
    path.write_bytes(b" \n")
    assert why(path) == "is empty"
    path.write_bytes(b"\x89PNG\r\n \0\1")
    assert why(path) == "is a binary file, not text; save it as plain text or HTML first"
    path.write_text("Der Minister sagte, dass die Gespräche am Freitag in Genf weitergehen. " * 5, encoding="utf-8")
    assert why(path) == "is in German, not English"
    path.write_text("a b " * 300_000, encoding="utf-8")
    assert why(path) == "has 1,200,000 characters, at most 1,000,000 are read as one report; split it"
    page = tmp_path / "p.html"
    page.write_text("<html><body><nav>Home</nav></body></html>", encoding="utf-8")
    assert why(page) == "is a page without an article; save the article's own page"
    folder = tmp_path / "empty"
    folder.mkdir()
    assert why(folder).startswith("is a folder without reports (")


def test_short_text_is_not_refused_for_its_language() -> None:
    assert read_text("Gespräche in Genf").text == "Gespräche in Genf"


def test_text_without_words_is_refused() -> None:
    with pytest.raises(ReadError, match="holds no text"):
        read_text("\ufeff \n\xa0")


def test_published_is_a_day_or_a_moment_with_zone() -> None:
    assert parse_published("2018-10-20") == DAY
    assert parse_published("2018-10-20T23:30:00+02:00") == dt.datetime.fromisoformat("2018-10-20T23:30:00+02:00")
    assert parse_published("2018-10-20 23:30") == DAY
    assert parse_published("") is None
    for bad in ("20/10/2018", "2018-02-30", "20181020", 2018, "2018-10"):
        with pytest.raises(ReadError, match="is no date"):
            parse_published(bad)
    with pytest.raises(ReadError, match="is no day of a report"):
        parse_published("0218-10-20")
