"""What teachers think of the training texts, and of texts without gold, for a pupil to learn from.

    python training/teach.py --weights RUN/final.pt ... --base FOLDER_OF_MINILM --polnear TRAIN.jsonl \\
        [--texts FILE.jsonl:WORDS ...] --out taught.pickle

The chances that several teachers give are averaged. Of each file of `--texts` whole texts are taken at random, up to
WORDS. Train with `--taught` instead of `--polnear`.
"""

import argparse
import json
import pickle
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from numpy.random import default_rng
from tokenizers import Tokenizer
from torch import Tensor

import product  # noqa: F401  (first: it makes the next imports possible)
from data import Example, Window, _example, _window, load
from export import network
from network import SpanNetwork
from pourparler.annotate.spans.windows import Pieces, assemble, pack
from train import batches, hidden, stack, tokenizer_of

WINDOW = 256
_WRAPPED = re.compile(r"(?<!\n)\n(?!\n)")


def unlabelled(path: Path, words: int, tokenizer: Tokenizer) -> Iterator[Example]:
    lines = path.read_text(encoding="utf-8").splitlines()
    for n in default_rng(0).permutation(len(lines)):
        text = _WRAPPED.sub(" ", json.loads(lines[n])["text"])
        if words > 0 and text.strip():
            words -= len(text.split())
            yield replace(_example({"text": text, "gold": []}, tokenizer), gold=False)


@torch.no_grad()
def teach(nets: list[SpanNetwork], examples: list[Example]) -> list[Example]:
    """The same documents with the teachers' chances of tags; without gold also with its likeliest tags and pointers."""
    pairs: list[tuple[Window, Pieces, int]] = []
    for n, example in enumerate(examples):
        for group in pack(example.units, WINDOW):
            pieces = assemble(group)
            pairs.append((_window(pieces, Example([], {}, {}, {})), pieces, n))
    where = {id(window): (pieces, n) for window, pieces, n in pairs}
    out = [replace(e, taught={}) for e in examples]
    for done, batch in enumerate(batches([window for window, _, _ in pairs], 3000, default_rng(0))):
        one = stack(batch)
        nowhere = torch.where(one["mask"], 0.0, -1e4)[:, None]
        chances, cue, source = _mean(nets, one, nowhere)
        for row, window in enumerate(batch):
            pieces, n = where[id(window)]
            _note(out[n], pieces.starts.tolist(), chances[row], cue[row].argmax(-1), source[row].argmax(-1))
        if done % 50 == 0:
            print(done, "batches", flush=True)
    return out


def _mean(nets: list[SpanNetwork], batch: dict[str, Tensor], nowhere: Tensor) -> list[np.ndarray]:
    sums: list[Tensor] = [torch.zeros(())] * 3
    for net in nets:
        with torch.autocast("cpu", torch.bfloat16):
            tags, cue, source = net(batch["ids"], batch["features"], hidden(batch["mask"]))[max(net.exits)]
        shares = tags.float(), cue.float() + nowhere, source.float() + nowhere
        sums = [a + b.softmax(-1) / len(nets) for a, b in zip(sums, shares, strict=True)]
    return [x.numpy() for x in sums]


def _note(example: Example, starts: list[int], chances: np.ndarray, cue: np.ndarray, source: np.ndarray) -> None:
    for place, start in enumerate(starts):
        if start < 0:
            continue
        example.taught[start] = chances[place].copy()
        if not example.gold:
            example.tags[start] = int(chances[place].argmax())
            example.cue_of[start], example.source_of[start] = starts[cue[place]], starts[source[place]]


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--weights", type=Path, required=True, nargs="+")
    ap.add_argument("--base", type=Path, required=True)
    ap.add_argument("--polnear", type=Path, required=True)
    ap.add_argument("--texts", nargs="*", default=())
    ap.add_argument("--out", type=Path, required=True)
    a = ap.parse_args()
    tokenizer = tokenizer_of(a.base)
    examples = load(a.polnear, tokenizer)
    for item in a.texts:
        path, _, words = item.rpartition(":")
        examples.extend(unlabelled(Path(path), int(words), tokenizer))
    taught = teach([network([path], a.base) for path in a.weights], examples)
    a.out.write_bytes(pickle.dumps(taught))


if __name__ == "__main__":
    main()
