"""Train the span network.

    python training/train.py --polnear TRAIN.jsonl --dev DEV.jsonl --base FOLDER_OF_MINILM --out RUN --steps N

RUN gets `last.pt` (to go on after a stop: the same command again), `final.pt` (averaged weights) and `log.jsonl`.
"""

import argparse
import json
import os
import pickle
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from numpy.random import default_rng
from tokenizers import Tokenizer
from torch import Tensor

import product  # noqa: F401  (first: it makes the next imports possible)
from data import IGNORE, Example, Window, load, windows
from network import SpanNetwork, from_minilm
from pourparler.annotate.spans.features import FEATURES

CUE_WEIGHT, SOURCE_WEIGHT = 0.4, 0.3
EXITS = {6: 1.0, 4: 0.4}  # depth -> weight of its loss
WARM_UP = 200


def tokenizer_of(base: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def batches(found: list[Window], tokens: int, rng: np.random.Generator) -> list[list[Window]]:
    """Windows of like length together, about `tokens` pieces each, in random order."""
    found = sorted(found, key=lambda w: len(w.ids) + rng.random() * 8)
    out: list[list[Window]] = [[]]
    for window in found:
        if out[-1] and len(window.ids) * (len(out[-1]) + 1) > tokens:
            out.append([])
        out[-1].append(window)
    return [out[i] for i in rng.permutation(len(out))]


def stack(batch: list[Window]) -> dict[str, Tensor]:
    width = max(len(w.ids) for w in batch)

    def pad(arrays: list[np.ndarray], value: int) -> Tensor:
        return torch.from_numpy(np.stack([np.pad(a, (0, width - len(a)), constant_values=value) for a in arrays]))

    lengths = torch.tensor([len(w.ids) for w in batch])
    return {
        "ids": pad([w.ids for w in batch], 0),
        "features": pad([w.features for w in batch], 0),
        "tags": pad([w.tags for w in batch], IGNORE),
        "wanted": torch.from_numpy(np.stack([np.pad(w.wanted, ((0, width - len(w.ids)), (0, 0))) for w in batch])),
        "cue": pad([w.cue for w in batch], IGNORE),
        "source": pad([w.source for w in batch], IGNORE),
        "mask": torch.arange(width)[None] < lengths[:, None],
    }


def hidden(mask: Tensor) -> Tensor | None:
    """What is added to attention so that padding is not seen; nothing where there is none."""
    return None if bool(mask.all()) else torch.where(mask, 0.0, -1e4)[:, None, None]


def loss_of(
    outputs: dict[int, tuple[Tensor, Tensor, Tensor]], batch: dict[str, Tensor]
) -> tuple[Tensor, dict[int, float]]:
    total, parts = torch.zeros(()), {}
    nowhere = torch.where(batch["mask"], 0.0, -1e4)[:, None]
    for depth, (tags, cue, source) in outputs.items():
        loss = -(batch["wanted"] * tags.float().log_softmax(-1)).sum() / (batch["tags"] != IGNORE).sum()
        for pointer, name, weight in ((cue, "cue", CUE_WEIGHT), (source, "source", SOURCE_WEIGHT)):
            rows = batch[name].flatten() != IGNORE
            if rows.any():
                logits = (pointer.float() + nowhere).flatten(0, 1)[rows]
                loss = loss + weight * F.cross_entropy(logits, batch[name].flatten()[rows])
        total = total + EXITS[depth] * loss
        parts[depth] = loss.item()
    return total, parts


def optimizer_of(net: SpanNetwork, rate: float) -> torch.optim.AdamW:
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, weight in net.named_parameters():
        if weight.requires_grad:
            new = name.startswith(("heads", "features"))
            groups.setdefault((rate * (1e-3 if new else 2e-4), 0.0 if weight.dim() == 1 else 0.01), []).append(weight)
    return torch.optim.AdamW(
        [{"params": p, "lr": lr, "initial": lr, "weight_decay": decay} for (lr, decay), p in groups.items()],
        fused=True,
    )


def set_threads(most: int) -> None:
    """One thread on a busy machine, where several would wait for each other most of the time."""
    torch.set_num_threads(most if os.getloadavg()[0] < most + 0.7 else 1)


@torch.no_grad()
def check(net: SpanNetwork, dev: list[Example]) -> dict[str, float]:
    """Loss and share of right tags and pointers on dev, by depth."""
    net.eval()
    found = list(windows(dev, default_rng(0), swap=None, size=192))
    sums: dict[str, list[float]] = {}
    for group in batches(found, 3000, default_rng(0)):
        batch = stack(group)
        outputs = net(batch["ids"], batch["features"], hidden(batch["mask"]))
        for depth, three in outputs.items():
            for name, logits in zip(("tags", "cue", "source"), three, strict=True):
                gold = batch[name].flatten()
                rows = gold != IGNORE
                if name == "tags":
                    rows &= (gold > 0) | (logits.argmax(-1).flatten() > 0)
                right = (logits.flatten(0, 1)[rows].argmax(-1) == gold[rows]).float()
                sums.setdefault(f"{name}{depth}", []).extend([float(right.sum()), float(rows.sum())])
    net.train()
    return {k: round(100 * sum(v[::2]) / sum(v[1::2]), 2) for k, v in sums.items()}


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = ap.add_mutually_exclusive_group(required=True)
    what.add_argument("--polnear", type=Path)
    what.add_argument("--taught", type=Path, help="what teach.py wrote (made on this machine: it is a pickle)")
    ap.add_argument("--dev", type=Path, required=True)
    ap.add_argument("--base", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--begin", type=Path, help="weights to begin from instead of the base's own: a RUN's final.pt")
    ap.add_argument("--rate", type=float, default=1.0, help="factor on the learning rates (less with `--begin`)")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--tokens", type=int, default=1200)
    ap.add_argument("--dropout", type=float, default=0.1)
    ap.add_argument("--average", type=float, default=0.998)
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--bf16", action="store_true")
    how_long = ap.add_mutually_exclusive_group(required=True)
    how_long.add_argument("--minutes", type=float)
    how_long.add_argument("--steps", type=int)
    a = ap.parse_args()
    torch.manual_seed(a.seed)
    a.out.mkdir(parents=True, exist_ok=True)
    tokenizer = tokenizer_of(a.base)
    swap = {
        tokenizer.token_to_id(x): tokenizer.token_to_id(y) for x, y in (("“", '"'), ("”", '"'), ("’", "'"), ("‘", "'"))
    }
    dev = load(a.dev, tokenizer)
    train = pickle.loads(a.taught.read_bytes()) if a.taught else load(a.polnear, tokenizer)
    net = from_minilm(a.base, features=FEATURES, dropout=a.dropout, exits=tuple(sorted(EXITS)))
    if a.begin:
        net.load_state_dict(torch.load(a.begin))
    net.train()
    optimizer = optimizer_of(net, a.rate)
    average = {k: v.clone() for k, v in net.state_dict().items()}
    step, epoch, elapsed = 0, 0, 0.0
    if (a.out / "last.pt").exists():
        last = torch.load(a.out / "last.pt")
        net.load_state_dict(last["net"])
        optimizer.load_state_dict(last["optimizer"])
        average, step, epoch, elapsed = last["average"], last["step"], last["epoch"], last["elapsed"]
    before, saved, log = time.monotonic() - elapsed, time.monotonic(), []

    def done() -> float:
        return step / a.steps if a.steps else (time.monotonic() - before) / (60 * a.minutes)

    def save() -> None:
        state = {
            "net": net.state_dict(),
            "optimizer": optimizer.state_dict(),
            "average": average,
            "step": step,
            "epoch": epoch,
            "elapsed": time.monotonic() - before,
        }
        torch.save(state, a.out / "new.pt")
        (a.out / "new.pt").rename(a.out / "last.pt")

    while done() < 1:
        rng = default_rng((a.seed, epoch, step))
        for group in batches(list(windows(train, rng, swap=swap)), a.tokens, rng):
            progress = done()
            if progress >= 1:
                break
            set_threads(a.threads)
            for part in optimizer.param_groups:
                part["lr"] = part["initial"] * min(1.0, (step + 1) / WARM_UP) * max(0.01, 1 - progress)
            batch = stack(group)
            with torch.autocast("cpu", torch.bfloat16, enabled=a.bf16):
                outputs = net(batch["ids"], batch["features"], hidden(batch["mask"]))
            loss, parts = loss_of(outputs, batch)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([p for p in net.parameters() if p.requires_grad], 1.0)
            optimizer.step()
            step += 1
            keep = min(a.average, (step + 1) / (step + 10))
            with torch.no_grad():
                for k, v in net.state_dict().items():
                    if k != "words.weight":
                        average[k].lerp_(v, 1 - keep)
            log.append((parts[6], parts[4], int(batch["mask"].sum())))
            if step % 50 == 0:
                mean = np.mean(log, axis=0)
                line = {
                    "step": step,
                    "epoch": epoch,
                    "done": round(progress, 4),
                    "loss6": round(mean[0], 4),
                    "loss4": round(mean[1], 4),
                    "seconds": round(time.monotonic() - before),
                    "pieces": int(sum(x[2] for x in log)),
                }
                print(json.dumps(line), flush=True)
                with (a.out / "log.jsonl").open("a") as f:
                    f.write(json.dumps(line) + "\n")
                log = []
            if time.monotonic() - saved > 300:
                save()
                saved = time.monotonic()
        epoch += 1
        live = {k: v.clone() for k, v in net.state_dict().items()}
        net.load_state_dict(average)
        line = {"step": step, "epoch": epoch, "dev": check(net, dev)}
        net.load_state_dict(live)
        print(json.dumps(line), flush=True)
        with (a.out / "log.jsonl").open("a") as f:
            f.write(json.dumps(line) + "\n")
    save()
    torch.save(average, a.out / "final.pt")


if __name__ == "__main__":
    main()
