"""Quotation marks: paired, reset by paragraph, never confused with apostrophes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.annotate.language import load, pieces, smoothed
from pourparler.annotate.quotes import find_quotes


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
