"""The span model at work: onnxruntime, tokenizers and numpy; no spaCy, no torch."""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from tokenizers import Tokenizer

from pourparler.annotate.spans.decode import TAGS, Choice, Floats, Linked, Span, decode
from pourparler.annotate.spans.features import FEATURES
from pourparler.annotate.spans.windows import Pieces, assemble, encode, pack
from pourparler.errors import SettingsError

PACKAGED: Final = Path(__file__).resolve().parents[2] / "models" / "attribution"

OPENING: Final = frozenset('"“„«')
CLOSING: Final = frozenset('"”»')

Parts = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A source says a content, by the words of a cue; spans are code points of the text, half-open, in order.

    `source` is empty where the model finds none near by; so is `cue`, but only for words in quotation marks. `score` is
    between 0 and 1: the mean probability of the content's words times the share of pointers that led to the cue. Edges
    are those of PolNeAR: a content keeps its quotation marks and its "that", a cue its auxiliaries.
    """

    source: Parts
    cue: Parts
    content: Parts
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanModel:
    """A trained model, ready to read. Safe to share between threads: nothing in it changes."""

    name: str  # name and version, for the provenance of a finding
    session: Any  # onnxruntime.InferenceSession
    tokenizer: Tokenizer
    choice: Choice
    window: int  # pieces of words that the network reads at once

    def read(
        self,
        text: str,
        *,
        sentences: Sequence[tuple[int, int]],
        paragraph_starts: Collection[int],
        wanted: Collection[int] | None = None,
    ) -> tuple[Attribution, ...]:
        """Attributions in `text`, in the order of their contents.

        Args:
            sentences: [start, end) of each sentence in code points, in order, without overlap.
            paragraph_starts: indices of the sentences that open a paragraph.
            wanted: indices of the sentences that matter, None for all; the network reads these and one neighbour on
                each side in the same paragraph, and what lies alone between two of them: the network knows better with
                more around. What it finds there is returned too.
        """
        found: list[Attribution] = []
        for group in self._groups(text, sentences, paragraph_starts, wanted):
            window = assemble(group)
            found += (_attribution(text, window, linked) for linked in decode(window, *self._run(window), self.choice))
        return tuple(_continued(text, sorted(found, key=lambda a: a.content)))

    def _groups(
        self, text: str, sentences: Sequence[tuple[int, int]], openings: Collection[int], wanted: Collection[int] | None
    ) -> Iterator[list[Pieces]]:
        """Each stretch of sentences to read, packed into windows; stretches stay apart, so that no link leaps a gap."""
        stretches = _stretches(len(sentences), wanted, openings)
        units = encode(self.tokenizer, text, sentences, openings, [i for stretch in stretches for i in stretch])
        for stretch in stretches:
            yield from pack([units[i] for i in stretch if len(units[i].ids)], self.window)

    def _run(self, window: Pieces) -> tuple[Floats, Floats, Floats]:
        """One window a run: dynamic quantisation would let windows of one batch change each other's numbers."""
        tags, cue, source = self.session.run(None, {"ids": window.ids[None], "features": window.features[None]})
        return tags[0], cue[0], source[0]


def load_model(path: Path | None = None) -> SpanModel:
    """The model in folder `path` (model.onnx, tokenizer.json, meta.json), by default the packaged one.

    Raises:
        SettingsError: if the folder holds no such model or one made for other features.
    """
    folder = path or PACKAGED
    missing = [n for n in ("model.onnx", "tokenizer.json", "meta.json") if not (folder / n).is_file()]
    if missing:
        raise SettingsError(
            f"{folder}: no span model: {', '.join(missing)} missing; reinstall or read without the model"
        )
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    if tuple(meta["tags"]) != TAGS or meta["features"] != FEATURES:
        raise SettingsError(f"{folder}: this span model is for another version of pourparler; use the packaged one")
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return SpanModel(
        name=f"{meta['name']} {meta['version']}",
        session=_session(folder / "model.onnx"),
        tokenizer=tokenizer,
        choice=Choice(biases=np.array(meta["biases"], dtype=np.float32), least_link=meta["least_link"]),
        window=meta["window"],
    )


def _session(file: Path) -> Any:
    """One thread and no spinning: the product is run in many processes rather than in many threads."""
    import onnxruntime  # here, so that reading without the model does not pay for it

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


def _stretches(total: int, wanted: Collection[int] | None, openings: Collection[int]) -> list[range]:
    """Runs of sentences that hold every wanted one and one more on each side in its paragraph; no gap of only one."""
    if wanted is None:
        return [range(total)]
    out: list[range] = []
    borders = {0, total, *openings}
    for i in sorted(wanted):
        first = i if i in borders else i - 1
        stop = i + 1 if i + 1 in borders else i + 2
        if out and first <= out[-1].stop + 1:
            out[-1] = range(out[-1].start, max(stop, out[-1].stop))
        else:
            out.append(range(first, stop))
    return out


def _attribution(text: str, window: Pieces, linked: Linked) -> Attribution:
    def points(spans: Sequence[Span | None]) -> Parts:
        return tuple(_whole_words(text, int(window.starts[s.start]), int(window.ends[s.end - 1])) for s in spans if s)

    return Attribution(
        source=points((linked.source,)), cue=points((linked.cue,)), content=points(linked.contents), score=linked.score
    )


def _continued(text: str, found: list[Attribution]) -> list[Attribution]:
    """A quotation that opens a paragraph after one that was not closed goes on with it, though a window lay between."""
    out: list[Attribution] = []
    for one in found:
        before = max(out, key=lambda a: a.content[-1][1], default=None)
        if before and not one.cue and _goes_on(text, before.content[-1][1], one.content[0][0]):
            out[out.index(before)] = replace(before, content=before.content + one.content)
        else:
            out.append(one)
    return out


def _goes_on(text: str, end: int, start: int) -> bool:
    return text[start] in OPENING and end < start and not text[end:start].strip() and text[end - 1] not in CLOSING


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end
