"""The span model: what it is fed, how its numbers become attributions, and what the packaged model reads."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pourparler.annotate.spans import Attribution, SpanModel, load_model
from pourparler.annotate.spans.decode import TAGS, Choice, decode
from pourparler.annotate.spans.features import INSIDE, MARK, OUTSIDE, QUOTES, TITLE, UPPER, character_features
from pourparler.annotate.spans.model import PACKAGED, _stretches
from pourparler.annotate.spans.windows import CLS, COLON, SEP, Pieces, assemble, pack
from pourparler.errors import SettingsError

Page = tuple[str, list[tuple[int, int]], list[int]]


def page(*paragraphs: list[str]) -> Page:
    """A text with the bounds of its sentences and the indices of those that open a paragraph."""
    text, sentences, openings = "", [], []
    for paragraph in paragraphs:
        text += "\n\n" if text else ""
        openings.append(len(sentences))
        for n, sentence in enumerate(paragraph):
            text += " " if n else ""
            sentences.append((len(text), len(text) + len(sentence)))
            text += sentence
    return text, sentences, openings


def quotation(paragraph: str) -> str:
    return "".join(".x|"[f % QUOTES] for f in character_features(paragraph))


@pytest.mark.parametrize(
    ("paragraph", "marks"),
    [
        ('He said "no" twice', "........|xx|......"),
        ('He said “no" twice', "........|xx|......"),
        ('He said "no twice', "........|xxxxxxxx"),
        ('a 6" gun', "...|...."),
        ("It's ‘no’ to 'a deal'", ".....|xx|....|xxxxxx|"),
        ("the allies' and Iran's", "." * 22),
        ('"A," he said, "B."', "|xx|.........|xx|"[:13] + ".|xx|"),
    ],
)
def test_quotation_marks(paragraph: str, marks: str) -> None:
    assert quotation(paragraph) == marks


def test_casing_is_that_of_the_whole_word() -> None:
    casing = character_features("Seoul NATO McGurk") // QUOTES
    assert set(casing[:5]) == {TITLE}
    assert set(casing[6:10]) == {UPPER}
    assert set(casing[11:]) == {TITLE}
    assert (OUTSIDE, INSIDE, MARK) == (0, 1, 2)


def pieces(size: int, *, opens_paragraph: bool = False) -> Pieces:
    numbers = np.arange(size)
    return Pieces(
        ids=numbers + 1000,
        features=numbers * 0,
        starts=numbers * 2,
        ends=numbers * 2 + 1,
        opens_paragraph=opens_paragraph,
    )


def test_windows_hold_whole_sentences_and_never_more_than_the_limit() -> None:
    units = [pieces(n, opens_paragraph=n == 9) for n in (9, 20, 9, 9, 70, 5)]
    groups = list(pack(units, 32))
    assert sum(len(u.ids) for g in groups for u in g) == sum(len(u.ids) for u in units)
    assert all(len(assemble(g).ids) <= 32 for g in groups)
    assert assemble([units[0], units[2]]).ids.tolist().count(SEP) == 2


def test_the_words_that_announce_a_quotation_go_into_its_window() -> None:
    lead = replace(pieces(3), ids=np.array([2000, 2001, COLON]))
    units = [pieces(20), lead, pieces(20, opens_paragraph=True)]
    assert [len(g) for g in pack(units, 30)] == [1, 2]


def numbers(window: Pieces, tags: str, links: dict[int, int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Logits that say: these tags (one letter a piece, small for I), and that these pieces point to those."""
    logits = np.zeros((len(tags), len(TAGS)), dtype=np.float32)
    logits[range(len(tags)), ["OSsCcTt".index(t) for t in tags]] = 9
    pointer = np.zeros((len(tags), len(tags)), dtype=np.float32)
    pointer[:, 0] = 5
    for tail, head in links.items():
        pointer[tail, head] = 12
    return logits, pointer, pointer


def test_links_join_source_cue_and_a_content_in_two_parts() -> None:
    window = assemble([pieces(8)])
    [found] = decode(window, *numbers(window, "OTtOSCOTtO", {1: 5, 2: 5, 5: 4, 7: 5, 8: 5}), choice())
    assert [(s.start, s.end) for s in found.contents] == [(1, 3), (7, 9)]
    assert found.cue and found.source
    assert (found.cue.start, found.source.start) == (5, 4)


def test_a_content_that_points_nowhere_is_kept_only_in_quotation_marks() -> None:
    plain = assemble([pieces(6)])
    quoted = replace(plain, features=np.full(8, INSIDE))
    assert not list(decode(plain, *numbers(plain, "OTttOSCO", {}), choice()))
    [found] = decode(quoted, *numbers(quoted, "OTttOSCO", {}), choice())
    assert found.cue is found.source is None


def test_an_inside_tag_never_follows_another_role() -> None:
    window = replace(assemble([pieces(6)]), features=np.full(8, INSIDE))
    found = list(decode(window, *numbers(window, "OTtctOOO", {}), choice()))
    assert all(a.cue is None for a in found)
    assert {p for a in found for s in a.contents for p in range(s.start, s.end)} >= {1, 2, 4}


def test_a_paragraph_ends_every_span() -> None:
    window = assemble([pieces(2), pieces(2, opens_paragraph=True)])
    window = replace(window, features=np.full(7, INSIDE))
    assert window.ids[0] == CLS
    found = list(decode(window, *numbers(window, "OTtOttO", {}), choice()))
    assert [(s.start, s.end) for a in found for s in a.contents] == [(1, 3), (4, 6)]


def choice() -> Choice:
    return Choice(biases=np.zeros(len(TAGS), dtype=np.float32), least_link=0.2)


def test_no_model_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"no span model: model\.onnx, tokenizer\.json, meta\.json missing"):
        load_model(tmp_path)


@pytest.fixture(scope="module")
def model() -> SpanModel:
    if not (PACKAGED / "model.onnx").is_file():
        pytest.skip("the packaged model is absent")
    return load_model()


def words(text: str, attribution: Attribution) -> tuple[list[str], ...]:
    return tuple([text[s:e] for s, e in parts] for parts in (attribution.source, attribution.cue, attribution.content))


REPORT = page(
    ["Norway ready to host new round, minister says"],
    ["Foreign Minister Espen Barth Eide said on Tuesday that Oslo would host another round of talks in May."],
    ['"We are not giving up," he told reporters in Bergen. "Both sides know where we live."'],
    ["The talks began in 2012.", "They have been interrupted three times."],
    ["According to two diplomats, the rebels asked for a change of venue."],
)


def test_it_reads_sources_cues_and_contents(model: SpanModel) -> None:
    text, sentences, openings = REPORT
    found = [words(text, a) for a in model.read(text, sentences=sentences, paragraph_starts=openings)]
    assert (["he"], ["told"], ['"We are not giving up,"', '"Both sides know where we live."']) in found
    assert any("two diplomats" in s[0] and "change of venue" in c[0] for s, _, c in found if s)
    eide = next(f for f in found if f[0] and f[0][0].endswith("Eide"))
    assert eide[1] == ["said"]
    assert "Oslo would host another round of talks in May" in eide[2][0]
    assert not any("began in 2012" in part for f in found for part in f[2])


def test_only_the_wanted_sentences_and_their_neighbours_are_read(model: SpanModel) -> None:
    text, sentences, openings = REPORT
    found = model.read(text, sentences=sentences, paragraph_starts=openings, wanted={len(sentences) - 1})
    assert len(found) == 1
    assert found[0].content[0][0] >= sentences[-2][0]
    assert model.read(text, sentences=sentences, paragraph_starts=openings, wanted=()) == ()


def test_a_lone_sentence_between_two_that_are_read_is_read_too() -> None:
    assert _stretches(9, {0, 4}, (0,)) == [range(6)]  # 1 and 3 are neighbours, 2 alone would be left out
    assert _stretches(9, {0, 5}, (0,)) == [range(2), range(4, 7)]
    assert _stretches(9, {0, 4}, (0, 1, 4)) == [range(1), range(4, 6)]


def test_typographic_marks_change_nothing(model: SpanModel) -> None:
    text, sentences, openings = REPORT
    curly = text.replace('"We', "“We").replace(' "B', " “B").replace('"', "”")
    plain = model.read(text, sentences=sentences, paragraph_starts=openings)
    typographic = model.read(curly, sentences=sentences, paragraph_starts=openings)
    assert [(a.source, a.cue, a.content) for a in plain] == [(a.source, a.cue, a.content) for a in typographic]


def test_a_quotation_left_open_goes_on_in_the_next_paragraph(model: SpanModel) -> None:
    filler = "We will keep every promise that we made to the people of this valley and to their children. " * 12
    text, sentences, openings = page(
        ['The envoy told the council: "We have tried."'],
        ["The envoy wrote in a letter:"],
        *(['"' + filler.strip()] for _ in range(3)),
        ['"That is all."'],
    )
    found = model.read(text, sentences=sentences, paragraph_starts=openings)
    last = next(a for a in found if any("That is all" in text[s:e] for s, e in a.content))
    assert len(last.content) >= 2


SENTENCE = st.lists(
    st.sampled_from(
        ['"', "“", "”", "'", "’", "he", "said", "THAT", "the talks", "Ō", "𝔘", "''", "…", "\n", ".", "re-", "1"]
    ),
    min_size=1,
    max_size=90,
).map(" ".join)


@settings(max_examples=25, deadline=None)
@example([['"'], ["\n", '"']])  # a blank sentence once swallowed the break between paragraphs
@given(st.lists(st.lists(SENTENCE, min_size=1, max_size=3), min_size=1, max_size=4))
def test_odd_input_gives_spans_in_bounds(model: SpanModel, paragraphs: list[list[str]]) -> None:
    text, sentences, openings = page(*paragraphs)
    ends = [sentences[i - 1][1] for i in openings[1:]] + [len(text)]
    bounds = [(sentences[i][0], end) for i, end in zip(openings, ends, strict=True)]
    found = model.read(text, sentences=sentences, paragraph_starts=openings)
    assert found == model.read(text, sentences=sentences, paragraph_starts=openings)
    for attribution in found:
        assert 0 <= attribution.score <= 1
        for parts in (attribution.source, attribution.cue, attribution.content):
            assert list(parts) == sorted(parts)
            assert all(any(low <= s < e <= high for low, high in bounds) for s, e in parts)
