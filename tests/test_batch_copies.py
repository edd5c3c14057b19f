"""A report that says nothing new is linked; one that differs in a word that matters is read."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from pourparler.batch import copies as linking
from pourparler.batch.archive import annotated_reports
from pourparler.batch.shards import plan
from pourparler.batch.sift import path, sift
from tests.archives import batch, recipe, texts, tree, write_lines

STORY = " ".join(
    f"In paragraph {n} the envoy of country {n * 7} told reporters in {town} that delegation {n * 3} would come back."
    for n, town in enumerate(("Oslo", "Geneva", "Vienna", "Doha", "Muscat", "Astana", "Cairo", "Lagos"), 1)
)


def linked(tmp_path: Path, bodies: list[str], days: list[str | None] | None = None) -> list[tuple[int, str]]:
    """Which of some texts, in one shard each, are copies of which: numbers and ids."""
    dated = zip(bodies, days or [None] * len(bodies), strict=True)
    rows = [{"id": f"r{n}", "text": text, "published": day} for n, (text, day) in enumerate(dated)]
    shards = [plan([str(write_lines(tmp_path / f"{r['id']}.jsonl", [r]))], shard_bytes=10**6)[0] for r in rows]
    for shard in shards:
        sift(shard, recipe(), tmp_path)
    found = linking.link([path(tmp_path, s.id, "sketch.arrow") for s in shards])
    return [(n, original) for n, links in enumerate(found) for _, original in links]


def test_reprints_cut_or_with_a_line_of_the_paper_are_copies(tmp_path: Path) -> None:
    cut = STORY[: STORY.index("In paragraph 8")]
    dated = f"OSLO, March 3 (Reuters) - {STORY}"
    assert linked(tmp_path, [STORY, STORY, cut, dated, STORY.upper()]) == [(n, "r0") for n in (1, 2, 3, 4)]


@pytest.mark.parametrize(
    "other",
    [
        STORY.replace("Vienna", "Moscow"),  # another place
        STORY.replace("delegation 12", "delegation 13"),  # another number
        STORY.replace("would come back", "would not come back"),  # the opposite
        STORY + " The talks were cancelled later that day.",  # more than the original
        " ".join(reversed(STORY.split())),  # the same words in another order
    ],
)
def test_a_word_that_the_original_has_not_makes_another_report(tmp_path: Path, other: str) -> None:
    assert linked(tmp_path, [STORY, other]) == []


def test_the_same_words_on_another_day_tell_of_another_day(tmp_path: Path) -> None:
    days = ["2018-10-20", "2018-10-23", "2018-10-24", None]
    assert linked(tmp_path, [STORY] * 4, days) == [(1, "r0"), (3, "r0")]


def test_short_texts_are_copies_only_word_by_word(tmp_path: Path) -> None:
    short = "The minister of Norway met the minister of Peru in Lima."
    turned = "The minister of Peru met the minister of Norway in Lima."
    assert linked(tmp_path, [short, turned, short + " Today.", short, "Yes.", "No.", "Yes."]) == [(3, "r0"), (6, "r4")]


def test_inputs_that_come_later_change_nothing_for_those_before(tmp_path: Path) -> None:
    rows = texts(8)
    rows[5]["text"], rows[6]["text"] = rows[1]["text"], rows[2]["text"]
    for row in rows:
        row["published"] = "2018-10-20"
    files = [write_lines(tmp_path / f"{n}.jsonl", rows[n * 2 : n * 2 + 2]) for n in range(4)]
    batch(files, tmp_path / "at once")
    for n in range(4):
        batch(files[: n + 1], tmp_path / "bit by bit")
    at_once, by_bits = tree(tmp_path / "at once"), tree(tmp_path / "bit by bit")
    assert {k: v for k, v in at_once.items() if k != "manifest.json"} == {
        k: v for k, v in by_bits.items() if k != "manifest.json"
    }
    assert sorted(a.report.id for a in annotated_reports(tmp_path / "at once")) == ["r0", "r1", "r2", "r3", "r4", "r7"]


def test_with_keep_copies_everything_is_read(tmp_path: Path) -> None:
    rows = list(itertools.chain(texts(2), texts(2)))
    state = batch([write_lines(tmp_path / "a.jsonl", rows)], tmp_path / "out", made=recipe(copies=True))
    assert (state.reports, state.copies) == (4, 0)
