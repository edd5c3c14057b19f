"""From sentences to the windows that the network reads: pieces of words, never more than it was trained on."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from pourparler.annotate.spans.features import character_features

CLS: Final = 101
SEP: Final = 102
COLON: Final = 1024

Ints = NDArray[np.int64]
Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """A run of word pieces; of a sentence, or of a whole window with its special pieces (whose `starts` are -1)."""

    ids: Ints
    features: Ints  # see features.py; 0 for special pieces
    starts: Ints  # code points of the text
    ends: Ints
    opens_paragraph: bool = False


def encode(
    tokenizer: Tokenizer, text: str, sentences: Spans, paragraph_starts: Collection[int], wanted: Sequence[int]
) -> dict[int, Pieces]:
    """Pieces of the sentences named in `wanted` (ascending), by the index of the sentence."""
    openings = sorted(set(paragraph_starts) | {0})
    out: dict[int, Pieces] = {}
    paragraph, begin, marks = -1, 0, np.zeros(0, dtype=np.uint8)
    opens = True  # the first sentence with pieces opens its paragraph: a blank one has none to carry the break
    for i in wanted:
        place = bisect_right(openings, i) - 1
        if place != paragraph:
            paragraph, opens = place, True
            last = openings[place + 1] - 1 if place + 1 < len(openings) else len(sentences) - 1
            begin = sentences[openings[place]][0]
            marks = character_features(text[begin : sentences[last][1]])
        # One by one: encode_batch would start threads of its own, and the caller may already run many processes.
        encoding = tokenizer.encode(text[slice(*sentences[i])], add_special_tokens=False)
        offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2) + sentences[i][0]
        out[i] = Pieces(
            ids=np.array(encoding.ids, dtype=np.int64),
            features=marks[offsets[:, 0] - begin].astype(np.int64),
            starts=offsets[:, 0],
            ends=offsets[:, 1],
            opens_paragraph=opens,
        )
        opens = opens and not len(offsets)
    return out


def pack(units: Sequence[Pieces], limit: int, first: int | None = None) -> Iterator[list[Pieces]]:
    """Groups of whole sentences that fit a window of `limit` pieces, broken between paragraphs where that is cheap.

    A sentence longer than a window is cut. `first` is a smaller limit for the first window (training moves cuts so).
    """
    group: list[Pieces] = []
    size, room = 2, first or limit
    for unit, paragraph in _with_paragraph_sizes(units, limit):
        need = len(unit.ids) + (unit.opens_paragraph and bool(group))
        full = size + need > room
        early = unit.opens_paragraph and size > room // 2 and size + paragraph + 1 > room
        if group and (full or early):
            kept = _lead_in(group, limit - 3 - len(unit.ids))
            yield group
            group, room = kept, limit
            size = 2 + sum(len(u.ids) for u in kept)
            need = len(unit.ids) + (unit.opens_paragraph and bool(group))
        group.append(unit)
        size += need
    if group:
        yield group


def assemble(group: Sequence[Pieces]) -> Pieces:
    """One window: [CLS], the sentences with [SEP] between paragraphs, [SEP]."""
    parts = [_special(CLS)]
    for n, unit in enumerate(group):
        if n and unit.opens_paragraph:
            parts.append(_special(SEP))
        parts.append(unit)
    parts.append(_special(SEP))
    return Pieces(
        ids=np.concatenate([p.ids for p in parts]),
        features=np.concatenate([p.features for p in parts]),
        starts=np.concatenate([p.starts for p in parts]),
        ends=np.concatenate([p.ends for p in parts]),
    )


def _lead_in(group: list[Pieces], room: int) -> list[Pieces]:
    """Takes "He said:" off the end of a window, if the next one has room for it: it speaks of what follows."""
    last = group[-1].ids
    return [group.pop()] if len(group) > 1 and len(last) <= room and last[-1] == COLON else []


def _special(piece: int) -> Pieces:
    nowhere = np.full(1, -1, dtype=np.int64)
    return Pieces(
        ids=np.full(1, piece, dtype=np.int64), features=np.zeros(1, dtype=np.int64), starts=nowhere, ends=nowhere
    )


def _with_paragraph_sizes(units: Sequence[Pieces], limit: int) -> list[tuple[Pieces, int]]:
    """Each unit, cut to fit, with the number of pieces from it to the end of its paragraph."""
    cut = [piece for unit in units for piece in _cut(unit, limit - 2)]
    out: list[tuple[Pieces, int]] = []
    rest = 0
    for unit in reversed(cut):
        rest += len(unit.ids)
        out.append((unit, rest))
        if unit.opens_paragraph:
            rest = 0
    return out[::-1]


def _cut(unit: Pieces, room: int) -> Iterator[Pieces]:
    if len(unit.ids) <= room:
        yield unit
        return
    for i in range(0, len(unit.ids), room):
        part = slice(i, i + room)
        yield Pieces(
            ids=unit.ids[part],
            features=unit.features[part],
            starts=unit.starts[part],
            ends=unit.ends[part],
            opens_paragraph=unit.opens_paragraph and i == 0,
        )
