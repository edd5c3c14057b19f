"""The network: MiniLM's encoder, an input embedding for casing and quotation, tags and two pointers.

Written out rather than taken from transformers: one product for query, key and value, no pooler, no mask where there is
no padding, so that both training and the exported graph are small. Two sets of heads read two depths of the encoder:
training them together costs little and gives a model of fewer layers for nothing.
"""

import json
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812
from safetensors.torch import load_file
from torch import Tensor, nn

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
POINTER = 128


class Dropout(nn.Module):
    """Dropout by a random cut of one stock of random marks: drawing new ones cost a tenth of the training time."""

    stock: Tensor | None = None

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.share:
            return x
        if Dropout.stock is None:
            Dropout.stock = torch.bernoulli(torch.full((1 << 23,), 1 - self.share)) / (1 - self.share)
        at = int(torch.randint(len(Dropout.stock) - x.numel(), ()))
        return x * Dropout.stock[at : at + x.numel()].view(x.shape).to(x.dtype)


class Layer(nn.Module):
    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.drop = heads, Dropout(dropout)
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        b, n, width = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        # Written out: the fused product is slower backwards on a CPU, and fusing for the run time needs plain steps.
        weights = (q * (width // self.heads) ** -0.5) @ k.transpose(-1, -2)
        weights = torch.softmax(weights if mask is None else weights + mask, dim=-1)
        a = self.out((weights @ v).transpose(1, 2).reshape(b, n, width))
        x = self.norm1(x + self.drop(a))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Pointer(nn.Module):
    """Biaffine: how much piece i points to piece j."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.tail, self.head = nn.Linear(width, POINTER), nn.Linear(width, POINTER)
        self.pair = nn.Linear(POINTER, POINTER, bias=False)
        self.prior = nn.Linear(POINTER, 1)

    def forward(self, x: Tensor) -> Tensor:
        tail, head = F.gelu(self.tail(x)), F.gelu(self.head(x))
        return self.pair(tail) @ head.transpose(-1, -2) * POINTER**-0.5 + self.prior(head).transpose(-1, -2)


class Heads(nn.Module):
    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.drop = Dropout(dropout)
        self.tags = nn.Linear(width, len(TAGS))
        self.cue, self.source = Pointer(width), Pointer(width)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        x = self.drop(x)
        return self.tags(x), self.cue(x), self.source(x)


class SpanNetwork(nn.Module):
    def __init__(
        self,
        *,
        vocabulary: int,
        width: int,
        layers: int,
        heads: int,
        inner: int,
        features: int,
        dropout: float,
        exits: tuple[int, ...],
    ) -> None:
        super().__init__()
        self.drop, self.exits = Dropout(dropout), exits
        self.words = nn.Embedding(vocabulary, width)
        self.words.weight.requires_grad_(False)
        self.places = nn.Embedding(512, width)
        self.features = nn.Embedding(features, width)
        nn.init.zeros_(self.features.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, heads, inner, dropout) for _ in range(layers))
        self.heads = nn.ModuleDict({str(n): Heads(width, dropout) for n in exits})

    def forward(
        self, ids: Tensor, features: Tensor, mask: Tensor | None = None
    ) -> dict[int, tuple[Tensor, Tensor, Tensor]]:
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.words(ids) + self.places(places) + self.features(features))
        x = self.drop(x)
        out = {}
        for n, layer in enumerate(self.layers, 1):
            x = layer(x, mask)
            if n in self.exits:
                out[n] = self.heads[str(n)](x)
        return out


def from_minilm(folder: Path, *, features: int, dropout: float, exits: tuple[int, ...]) -> SpanNetwork:
    """The network with the encoder's weights of a MiniLM (BERT) folder; heads are new."""
    config = json.loads((folder / "config.json").read_text())
    net = SpanNetwork(
        vocabulary=config["vocab_size"],
        width=config["hidden_size"],
        layers=max(exits),
        heads=config["num_attention_heads"],
        inner=config["intermediate_size"],
        features=features,
        dropout=dropout,
        exits=exits,
    )
    old = load_file(folder / "model.safetensors")
    old = {k.removeprefix("bert."): v for k, v in old.items()}
    state = net.state_dict()
    state["words.weight"] = old["embeddings.word_embeddings.weight"]
    # The type embedding is the same for every piece: it goes into the places.
    state["places.weight"] = (
        old["embeddings.position_embeddings.weight"] + old["embeddings.token_type_embeddings.weight"][0]
    )
    names = {"norm": "embeddings.LayerNorm"}
    for n in range(len(net.layers)):
        base = f"encoder.layer.{n}."
        for part in ("weight", "bias"):
            state[f"layers.{n}.qkv.{part}"] = torch.cat(
                [old[f"{base}attention.self.{x}.{part}"] for x in ("query", "key", "value")]
            )
        names |= {
            f"layers.{n}.out": f"{base}attention.output.dense",
            f"layers.{n}.norm1": f"{base}attention.output.LayerNorm",
            f"layers.{n}.up": f"{base}intermediate.dense",
            f"layers.{n}.down": f"{base}output.dense",
            f"layers.{n}.norm2": f"{base}output.LayerNorm",
        }
    for new, name in names.items():
        for part in ("weight", "bias"):
            state[f"{new}.{part}"] = old[f"{name}.{part}"]
    net.load_state_dict(state)
    return net
