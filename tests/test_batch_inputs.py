"""Every row of an archive belongs to exactly one shard, whatever the input looks like and however it is cut."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import os
from collections.abc import Sequence
from pathlib import Path

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pourparler.batch import records
from pourparler.batch.records import Fields, chunks
from pourparler.batch.relevance import relevance
from pourparler.batch.shards import Shard, plan
from pourparler.errors import BatchError
from pourparler.model.text import Report, Skipped
from pourparler.reading import Given, Source
from tests.archives import page, texts, warc, write_lines

Items = list[Source | Report | Skipped]
PARAGRAPH = "The two delegations met again on Tuesday and agreed to go on in a week, their spokesmen said. " * 4


def read(inputs: Sequence[Path | str], *, size: int = 700, fields: Fields = (), **asked: str) -> tuple[Items, int, int]:
    """The rows of all shards, how many were dropped, and how many shards there are."""
    shards = plan([str(i) for i in inputs], shard_bytes=size)
    relevant = relevance(where=asked.get("where"), about=tuple(asked.get("about", "").split(",")))
    made = [c for s in shards for c in chunks(s, relevant=relevant, fields=fields, given=Given())]
    return [item for c in made for _, item in c.rows], sum(c.dropped for c in made), len(shards)


def ids(items: Items) -> list[str]:
    return sorted(str(item.id) for item in items if not isinstance(item, Skipped))


def why(items: Items) -> list[str]:
    return [item.why for item in items if isinstance(item, Skipped)]


@pytest.mark.parametrize("size", [150, 237, 238, 239, 1_000, 100_000])
@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.jsonl.gz"])
def test_lines_are_cut_without_loss(tmp_path: Path, name: str, size: int) -> None:
    rows = texts(20)
    file = write_lines(tmp_path / name, rows)
    items, _, shards = read([file], size=size)
    assert ids(items) == sorted(row["id"] for row in rows)
    assert shards > 1 or size > 3_000


@pytest.mark.parametrize("size", [300, 2_000, 1_000_000])
def test_columns_are_cut_without_loss_and_types_are_kept(tmp_path: Path, size: int) -> None:
    rows = [row | {"published": dt.date.fromisoformat(row["published"])} for row in texts(50)]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet", row_group_size=7)
    items, _, _ = read([tmp_path / "a.parquet"], size=size)
    assert ids(items) == sorted(row["id"] for row in rows)
    assert {i.published for i in items if isinstance(i, Source)} == {row["published"] for row in rows}


def test_pages_and_texts_of_a_crawl(tmp_path: Path) -> None:
    html = f"<html><head><title>Talks go on</title></head><body><article><p>{PARAGRAPH}</p></article></body></html>"
    answers = [
        ("response", "https://a.example/1", page(html)),
        ("request", "https://a.example/1", b"GET / HTTP/1.1\r\n\r\n"),
        ("response", "https://a.example/2", page(html, status=404)),
        ("response", "https://a.example/3", page("GIF", kind="image/gif")),
        ("response", "https://a.example/4", page(PARAGRAPH, kind="text/plain")),
        ("response", "https://a.example/5", page("<html><body>Menu</body></html>")),
    ]
    (tmp_path / "a.warc.gz").write_bytes(warc(answers))
    (tmp_path / "a.warc.wet.gz").write_bytes(warc([("conversion", "https://b.example/1", PARAGRAPH.encode())]))
    items, dropped, shards = read([tmp_path], size=500)
    sources = [i for i in items if isinstance(i, Source)]
    assert sorted(str(s.url) for s in sources) == ["https://a.example/1", "https://a.example/4", "https://b.example/1"]
    assert {s.published for s in sources} == {None}  # the day of the crawl is no day of publication
    assert why(items) == ["is a page without an article; save the article's own page"]
    assert dropped == 2
    assert shards > 2


def test_folders_patterns_and_addresses(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".hidden").mkdir()
    write_lines(tmp_path / "sub/a.jsonl", texts(3))
    write_lines(tmp_path / ".hidden/b.jsonl", texts(5))
    (tmp_path / "note.txt").write_text(PARAGRAPH)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    assert len(read([tmp_path])[0]) == 4
    assert len(read([f"{tmp_path}/*/*.jsonl"])[0]) == 3
    with fsspec.open("memory://archive/a.jsonl", "wb") as file:
        file.write((tmp_path / "sub/a.jsonl").read_bytes())
    assert len(read(["memory://archive/a.jsonl"], size=100)[0]) == 3


@pytest.mark.parametrize("missing", ["nothing.jsonl", "empty", "no*.jsonl", "nosuch://a/b"])
def test_an_input_that_is_not_there_is_told_of_at_once(tmp_path: Path, missing: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(BatchError, match=missing.replace("*", ".")):
        plan([missing if ":" in missing else str(tmp_path / missing)], shard_bytes=1_000)


def test_a_changed_file_makes_new_shards_and_no_other_does(tmp_path: Path) -> None:
    one, two = (write_lines(tmp_path / f"{n}.jsonl", texts(9)) for n in "ab")
    before = plan([str(tmp_path)], shard_bytes=700)
    os.utime(one, (1, 1))
    after = plan([str(tmp_path)], shard_bytes=700)
    kept = {s.id for s in before} & {s.id for s in after}
    assert {s.sources for s in before if s.id in kept} == {(str(two),)}
    assert plan([str(one), str(tmp_path)], shard_bytes=700) == after  # named twice, read once


def test_a_new_small_file_leaves_other_packs_alone(tmp_path: Path) -> None:
    for n in range(300):
        (tmp_path / f"{n:03d}.txt").write_text(PARAGRAPH)
        os.utime(tmp_path / f"{n:03d}.txt", (1, 1))
    before = {s.id for s in plan([str(tmp_path)], shard_bytes=1_000_000)}
    (tmp_path / "0005.txt").write_text(PARAGRAPH)
    assert len({s.id for s in plan([str(tmp_path)], shard_bytes=1_000_000)} - before) == 1
    assert len(before) > 2


def test_a_broken_file_is_read_up_to_where_it_breaks(tmp_path: Path) -> None:
    whole = gzip.compress(b"".join(json.dumps(r).encode() + b"\n" for r in texts(4_000)))
    (tmp_path / "a.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "b.warc.gz").write_bytes(b"hello " * 50)
    (tmp_path / "c.parquet").write_bytes(b"PAR1 and nothing else")
    (tmp_path / "d.txt.gz").write_bytes(whole[:200])
    items, _, _ = read([tmp_path, tmp_path / "d.txt.gz"], size=10_000_000)
    assert len(ids(items)) > 1_000
    assert [w.partition(" (")[0] for w in why(items)] == ["is broken from here on"] * 4


def test_rows_that_are_no_reports_are_skipped_one_by_one(tmp_path: Path) -> None:
    rows: list[object] = [{"text": 5}, {"no": "text"}, ["a"], {"text": "x", "published": "soon"}, texts(1)[0]]
    file = write_lines(tmp_path / "a.jsonl", rows)
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes() + b"\n{broken\n")
    items, _, _ = read([file], size=100_000)
    assert ids(items) == ["r0"]
    assert len(why(items)) == 5


@pytest.mark.parametrize("size", [300, 100_000])
def test_a_line_longer_than_any_report_is_not_held(tmp_path: Path, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "LONGEST_LINE", 400)
    rows = texts(6)
    rows[2]["text"] *= 9
    items, _, _ = read([write_lines(tmp_path / "a.jsonl", rows)], size=size)
    assert ids(items) == ["r0", "r1", "r3", "r4", "r5"]
    assert why(items) == ["is a line of more than 400 bytes"]


def test_fields_may_have_other_names(tmp_path: Path) -> None:
    rows = [{"body": row["text"], "date": row["published"], "key": row["id"], "title": None} for row in texts(9)]
    fields = (("text", "body"), ("published", "date"), ("id", "key"))
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "b.parquet")
    for file in (write_lines(tmp_path / "a.jsonl", rows), tmp_path / "b.parquet"):
        items, _, _ = read([file], fields=fields, about="Oslo")
        assert ids(items) == ["r0", "r6"]
        assert {str(i.published) for i in items if isinstance(i, Source)} == {"2018-01-01", "2018-07-07"}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"where": r"Oslo.*Doha"}, ["r0"]),
        ({"where": r"(?i)OSLO"}, ["r0", "r6"]),
        ({"about": "doha,muscat"}, ["r0", "r1", "r3", "r4"]),
        ({"about": "Foreign  Ministers of PERU"}, []),
        ({"about": "norway and peru", "where": "Lima"}, ["r5", "r8"]),
        ({"about": "Dohas,oh"}, []),
    ],
)
def test_only_what_is_asked_for_is_read(tmp_path: Path, asked: dict[str, str], found: list[str]) -> None:
    items, dropped, _ = read([write_lines(tmp_path / "a.jsonl", texts(9))], **asked)
    assert ids(items) == found
    assert dropped == 9 - len(found)


def test_words_are_words_in_every_script_and_signs_are_signs() -> None:
    asked = relevance(where=None, about=("Erdoğan", "S.T.A.R.T. (new)"))
    said = ["said Erdoğan.", "ERDOĞAN", "Erdoğans", "the S.T.A.R.T. (new) talks", "SxTxAxRxTx (new)"]
    assert asked.holds(said, [None] * 5) == [True, True, False, True, False]
    assert asked.holds(["nothing"], ["Erdoğan travels"]) == [True]


def test_a_pattern_that_is_none_is_refused() -> None:
    with pytest.raises(BatchError, match=r"--where \(open"):
        relevance(where="(open", about=())


def test_a_shard_whose_file_is_gone_is_tried_again_and_not_lost(tmp_path: Path) -> None:
    file = write_lines(tmp_path / "a.jsonl", texts(2))
    shards: tuple[Shard, ...] = plan([str(file)], shard_bytes=10_000)
    file.unlink()
    with pytest.raises(OSError, match=r"a\.jsonl"):
        list(chunks(shards[0], relevant=relevance(where=None, about=()), fields=(), given=Given()))
