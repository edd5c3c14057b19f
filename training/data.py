"""Gold attributions, and a teacher's, as training windows: pieces with tags and the piece that each points to."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from tokenizers import Tokenizer

import product  # noqa: F401  (first: it makes the next imports possible)
from pourparler.annotate.spans.features import CASINGS, LOWER, NO_LETTER, QUOTES, TITLE, UPPER
from pourparler.annotate.spans.windows import Ints, Pieces, assemble, encode, pack

ROLES = {"source": 1, "cue": 3, "content": 5}  # the B tag; I is the next number
TAGS = 7
SMOOTHING, GOLD = 0.03, 0.4  # GOLD: how much of a tag gold decides where a teacher has spoken too
IGNORE = -100
SIZES = ((64, 0.05), (96, 0.15), (128, 0.3), (192, 0.25), (256, 0.25))
MASK = 103

_END = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])|\n\s*\n\s*|\n")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“])(?:[A-Z]|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|St|Jr|Sr|vs|U\.S|U\.N|U\.K|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.$"
)


def split(text: str) -> tuple[list[tuple[int, int]], list[int]]:
    """Sentences by punctuation, and which of them open a paragraph; reading uses a better splitter."""
    sentences: list[tuple[int, int]] = []
    openings: list[int] = []
    start, fresh = len(text) - len(text.lstrip()), True
    for match in [*_END.finditer(text), None]:
        stop = (
            len(text.rstrip())
            if match is None
            else match.start() + len(match.group()) - len(match.group().lstrip("\"”’')]"))
        )
        newline = match is not None and "\n" in match.group()
        if match is not None and not newline and _ABBREVIATION.search(text[start:stop]):
            continue
        if text[start:stop].strip():
            if fresh:
                openings.append(len(sentences))
            sentences.append((start, stop))
            fresh = False
        if match is not None:
            start, fresh = match.end(), fresh or newline
    return sentences, openings


@dataclass(frozen=True)
class Example:
    """A document: sentences of pieces; what is known of each piece, by its start in the text."""

    units: list[Pieces]
    tags: dict[int, int]
    cue_of: dict[int, int]  # start of a content piece -> start of the first piece of its cue, or -1
    source_of: dict[int, int]  # start of a cue piece -> start of the first piece of its source, or -1
    taught: dict[int, NDArray[np.float32]] = field(default_factory=dict)  # a teacher's chances of the tags
    gold: bool = True  # False: tags and pointers are the teacher's as well


def load(path: Path, tokenizer: Tokenizer) -> list[Example]:
    return [_example(json.loads(line), tokenizer) for line in path.read_text(encoding="utf-8").splitlines() if line]


def _example(row: dict, tokenizer: Tokenizer) -> Example:
    text = row["text"]
    sentences, openings = split(text)
    units = list(encode(tokenizer, text, sentences, openings, range(len(sentences))).values())
    starts = np.concatenate([u.starts for u in units])
    ends = np.concatenate([u.ends for u in units])
    tags: dict[int, int] = {}
    cue_of: dict[int, int] = {}
    source_of: dict[int, int] = {}

    def inside(spans: list[list[int]]) -> list[list[int]]:
        return [
            found
            for s, e in spans
            if (
                found := [
                    int(x)
                    for x in starts[
                        (starts < e)
                        & (ends > s)
                        & (2 * np.minimum(ends, e) - 2 * np.maximum(starts, s) >= ends - starts)
                    ]
                ]
            )
        ]

    for gold in row["gold"]:
        parts = {role: inside(gold.get(role) or []) for role in ROLES}
        first = {role: parts[role][0][0] if parts[role] else -1 for role in ROLES}
        for role in ("content", "source", "cue"):  # where gold overlaps (a handful of cases), the cue wins
            for part in parts[role]:
                for n, piece in enumerate(part):
                    tags[piece] = ROLES[role] + (n > 0)
        cue_of.update((piece, first["cue"]) for part in parts["content"] for piece in part)
        source_of.update((piece, first["source"]) for part in parts["cue"] for piece in part)
    return Example(units, tags, cue_of, source_of)


@dataclass(frozen=True)
class Window:
    ids: Ints
    features: Ints
    tags: Ints
    wanted: NDArray[np.float32]  # the share of each tag to learn, [pieces, TAGS]; nothing for special pieces
    cue: Ints  # position in the window that a content piece points to, 0 for none in the window; IGNORE elsewhere
    source: Ints


def windows(
    examples: list[Example], rng: Generator, *, swap: dict[int, int] | None, size: int | None = None
) -> Iterator[Window]:
    """All documents, packed anew; with `swap` (ids of typographic and straight marks) also altered at random."""
    for example in examples:
        limit = size or int(rng.choice([s for s, _ in SIZES], p=[p for _, p in SIZES]))
        first = None if size else int(rng.integers(limit // 3, limit + 1))
        units = [_alter_case(u, rng) for u in example.units] if swap else example.units
        straight = swap is not None and rng.random() < 0.4
        for group in pack(units, limit, first):
            window = _window(assemble(group), example)
            yield _alter(window, rng, swap if straight else None) if swap else window


def _window(pieces: Pieces, example: Example) -> Window:
    position = {int(start): n for n, start in enumerate(pieces.starts) if start >= 0}
    starts = pieces.starts.tolist()
    tags = np.array([example.tags.get(s, 0) if s >= 0 else IGNORE for s in starts], dtype=np.int64)
    return Window(
        ids=pieces.ids,
        features=pieces.features,
        tags=tags,
        wanted=_wanted(tags, starts, example),
        cue=np.array(
            [position.get(example.cue_of[s], 0) if example.tags.get(s, 0) >= 5 else IGNORE for s in starts],
            dtype=np.int64,
        ),
        source=np.array(
            [position.get(example.source_of[s], 0) if example.tags.get(s, 0) in (3, 4) else IGNORE for s in starts],
            dtype=np.int64,
        ),
    )


def _wanted(tags: Ints, starts: list[int], example: Example) -> NDArray[np.float32]:
    gold = np.eye(TAGS, dtype=np.float32)[np.maximum(tags, 0)] * (1 - SMOOTHING) + SMOOTHING / TAGS
    if example.taught:
        share = GOLD if example.gold else 0.0
        taught = np.array([example.taught.get(s, gold[n]) for n, s in enumerate(starts)], dtype=np.float32)
        gold = share * gold + (1 - share) * taught
    return np.where((tags != IGNORE)[:, None], gold, np.float32(0.0))


def _alter_case(unit: Pieces, rng: Generator) -> Pieces:
    """Capitals, title case or small letters for a whole sentence, as headlines, tickers and chats have them."""
    dice = rng.random()
    headline = unit.opens_paragraph and len(unit.ids) < 25
    if dice > (0.25 if headline else 0.05):
        return unit
    casing, quotes = unit.features // QUOTES, unit.features % QUOTES
    kind = TITLE if headline and dice < 0.15 else (UPPER, LOWER, TITLE)[int(rng.integers(CASINGS - 1))]
    return replace(unit, features=np.where(casing == NO_LETTER, NO_LETTER, kind) * QUOTES + quotes)


def _alter(window: Window, rng: Generator, swap: dict[int, int] | None) -> Window:
    """Mask 7 % of the pieces, lose the quotation feature now and then, swap typographic and straight marks."""
    ids, features = window.ids.copy(), window.features
    ids[(rng.random(len(ids)) < 0.07) & (ids != 101) & (ids != 102)] = MASK
    if swap:
        ids = np.array([swap.get(int(i), int(i)) for i in ids], dtype=np.int64)
    if rng.random() < 0.03:
        features = features - np.where(features % QUOTES == 1, 1, 0)
    return replace(window, ids=ids, features=features)
