"""Quotation marks: paired, reset by paragraph, never confused with apostrophes; and the pipeline."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from pourparler.annotate.language import DEFAULT_MODEL, load, pieces, smoothed
from pourparler.annotate.quotes import find_quotes

REPORTS = Path(__file__).resolve().parent.parent / "examples/dossier/reports.jsonl"


@pytest.mark.parametrize(
    ("text", "insides"),
    [
        ('"We are ready," she said. "Come."', ["We are ready,", "Come."]),
        ("“We are ready,” she said.", ["We are ready,"]),
        ("``We are ready,'' she said.", ["We are ready,"]),
        ("The minister's aides' claim that it's over was false.", []),
        ("He called it ‘a fair deal’ and left.", ["a fair deal"]),
        # a quotation over two paragraphs repeats its opening mark and closes once
        ('"First, we talk.\n\n"Then we sign," he said.', ["First, we talk.", "Then we sign,"]),
    ],
)
def test_what_stands_inside(text: str, insides: list[str]) -> None:
    assert [text[q.inner : q.outer] for q in find_quotes(text)] == insides


@given(st.text(alphabet="ab '\"“”‘’`\n.", max_size=60))
def test_quotes_are_ordered_and_apart(text: str) -> None:
    found = find_quotes(text)
    assert all(q.start < q.inner <= q.outer <= q.end <= len(text) for q in found)
    doubles = [q for q in found if text[q.start] not in "'‘"]
    assert all(a.end <= b.start for a, b in pairwise(doubles))


def test_the_quickened_pipeline_says_what_the_plain_one_says() -> None:
    text = "\n\n".join(json.loads(line)["text"] for line in REPORTS.read_text(encoding="utf-8").splitlines())
    odd = " I'm gonna let's ain't got ta \n y'all There's DATA it's you, aren't we?"
    plain = spacy.load(DEFAULT_MODEL)
    plain.add_pipe("pourparler_quotes", before="parser")
    for piece in (text, odd, odd.upper(), "\t \n", ""):
        for a, b in zip(plain(piece), load()(piece), strict=True):
            assert (a.pos, a.tag, a.dep, a.head.i, a.lemma, str(a.morph), a.ent_type) == (
                (b.pos, b.tag, b.dep, b.head.i, b.lemma, str(b.morph), b.ent_type)
            ), (a, b)


@given(st.text(max_size=200), st.lists(st.integers(0, 200)))
def test_pieces_join_to_the_text(text: str, starts: list[int]) -> None:
    assert "".join(pieces(text, starts)) == text


def test_a_closing_mark_never_starts_a_sentence() -> None:
    doc = load()('"We will wait." "They will not."')
    assert [s.text for s in doc.sents] == ['"We will wait."', '"They will not."']


@pytest.mark.parametrize(
    ("text", "smooth"),
    [
        ("They met in\nGeneva.", "They met in Geneva."),
        ("They met in\u00a0Geneva.", "They met in Geneva."),
        ("They agreed to:\n- talk\n- trade", "They agreed to:\n- talk\n- trade"),
        ("They met.\nThey talked.", "They met.\nThey talked."),
    ],
)
def test_cut_lines_run_on_and_lists_stay_lists(text: str, smooth: str) -> None:
    assert smoothed(text) == smooth


@given(st.text(alphabet="ab \r\n\u00a0.-1)", max_size=40))
def test_smoothing_keeps_every_offset(text: str) -> None:
    assert len(smoothed(text)) == len(text)
