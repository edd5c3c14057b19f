"""From averaged weights to a folder that the product loads: int8 ONNX, tokenizer, meta.json.

python training/export.py --weights RUN/final.pt --base FOLDER_OF_MINILM --depth 6 --data TRAIN.jsonl --out FOLDER
"""

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

import product  # noqa: F401  (first: it makes the next imports possible)
from network import TAGS, SpanNetwork, from_minilm
from pourparler.annotate.spans.features import FEATURES


class Exit(nn.Module):
    """One depth of the network, as the product runs it: one window, no padding, no mask."""

    def __init__(self, net: SpanNetwork, depth: int) -> None:
        super().__init__()
        net.layers, net.exits = net.layers[:depth], (depth,)
        self.net, self.depth = net, depth

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        return self.net(ids, features)[self.depth]


def network(weights: list[Path], base: Path) -> SpanNetwork:
    """The network of a run, or of the mean of several runs that began from one another."""
    states = [torch.load(path) for path in weights]
    states = [state.get("average", state) for state in states]
    state = {name: sum(s[name] for s in states) / len(states) for name in states[0]}
    depths = tuple(sorted({int(k.split(".")[1]) for k in state if k.startswith("heads.")}))
    net = from_minilm(base, features=FEATURES, dropout=0.0, exits=depths)
    net.load_state_dict(state)
    return net.eval()


def export(net: SpanNetwork, depth: int, out: Path) -> None:
    wrapper = Exit(net, depth).eval()  # exporting a fresh wrapper would flip it to training mode
    example = (torch.randint(1000, 20000, (1, 40)), torch.randint(0, FEATURES, (1, 40)))
    names = {"input_names": ["ids", "features"], "output_names": ["tags", "cue", "source"]}
    axes = {
        "ids": {1: "n"},
        "features": {1: "n"},
        "tags": {1: "n"},
        "cue": {1: "n", 2: "n"},
        "source": {1: "n", 2: "n"},
    }
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(wrapper, example, str(plain), dynamo=False, opset_version=17, dynamic_axes=axes, **names)
        _same(wrapper, plain)
        # Without the last two options int8 products saturate on machines without VNNI.
        kinds = ["MatMul", "Gemm", "Gather"]
        quantize_dynamic(plain, out, kinds, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    onnx.checker.check_model(str(out))


def _same(wrapper: Exit, file: Path) -> None:
    """The exported graph gives the network's own numbers, at a length other than that of the example."""
    ids, features = torch.randint(1000, 20000, (1, 111)), torch.randint(0, FEATURES, (1, 111))
    with torch.no_grad():
        wanted = wrapper(ids, features)
    found = onnxruntime.InferenceSession(str(file)).run(None, {"ids": ids.numpy(), "features": features.numpy()})
    for one, other in zip(wanted, found, strict=True):
        np.testing.assert_allclose(one.numpy(), other, atol=2e-3)


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--weights", type=Path, required=True, nargs="+", help="several are averaged")
    ap.add_argument("--base", type=Path, required=True)
    ap.add_argument("--depth", type=int, required=True)
    ap.add_argument("--data", type=Path, required=True, nargs="+")
    ap.add_argument("--version", default="1")
    ap.add_argument("--out", type=Path, required=True)
    a = ap.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    export(network(a.weights, a.base), a.depth, a.out / "model.onnx")
    shutil.copy(a.base / "tokenizer.json", a.out / "tokenizer.json")
    meta = {
        "name": "attribution",
        "version": a.version,
        "licence": "Apache-2.0 (encoder: sentence-transformers/all-MiniLM-L6-v2, Apache-2.0)",
        "tags": TAGS,
        "features": FEATURES,
        "layers": a.depth,
        "window": 128,
        "biases": [0.0] * len(TAGS),
        "least_link": 0.2,
        "sha256": {
            "model.onnx": sha256(a.out / "model.onnx"),
            "encoder model.safetensors": sha256(a.base / "model.safetensors"),
            **{f"weights {path.parent.name}/{path.name}": sha256(path) for path in a.weights},
            **{path.name: sha256(path) for path in a.data},
        },
    }
    (a.out / "meta.json").write_text(json.dumps(meta, indent=1) + "\n")


if __name__ == "__main__":
    main()
