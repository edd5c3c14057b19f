"""From the network's numbers to spans and the links between them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pourparler.annotate.spans.features import OUTSIDE, QUOTES
from pourparler.annotate.spans.windows import SEP, Pieces

TAGS: Final = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
SOURCE, CUE, CONTENT = 1, 3, 5  # the B tag of each role; its I tag follows
_FORBIDDEN: Final = -1e4
_SURE: Final = 4.0  # logarithm: fifty times as likely as any other tag

Floats = NDArray[np.float32]


def _allowed() -> Floats:
    """Cost of going from one tag to the next: I only after B or I of the same role."""
    cost = np.zeros((len(TAGS), len(TAGS)), dtype=np.float32)
    for begin in (SOURCE, CUE, CONTENT):
        cost[:, begin + 1] = _FORBIDDEN
        cost[[begin, begin + 1], begin + 1] = 0.0
    return cost


_STEP: Final = _allowed()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What was chosen on development data: see `training/README.md`."""

    biases: Floats  # added to the log-probability of each tag
    least_link: float  # a content is linked to a cue, a cue to a source, from this share of its pointers on


@dataclass(frozen=True, slots=True)
class Span:
    """Positions [start, end) in a window."""

    role: int
    start: int
    end: int
    score: float  # mean probability of its tags


@dataclass(frozen=True, slots=True)
class Linked:
    """One attribution in positions of its window."""

    contents: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    score: float


def decode(window: Pieces, tags: Floats, cue: Floats, source: Floats, choice: Choice) -> Iterator[Linked]:
    """Attributions of one window, from logits of shape (n, 7), (n, n) and (n, n)."""
    spans = _spans(window, tags, choice)
    cues = [s for s in spans if s.role == CUE]
    sources = [s for s in spans if s.role == SOURCE]
    by_cue: dict[int, list[tuple[Span, float]]] = defaultdict(list)
    for span in spans:
        if span.role != CONTENT:
            continue
        k, share = _points_to(cue, span, cues, choice.least_link)
        if k >= 0:
            by_cue[k].append((span, share))
        elif window.features[span.start] % QUOTES != OUTSIDE:  # words of nobody are kept only if they are quoted
            yield Linked((span,), None, None, span.score * 0.5)
    for k, parts in by_cue.items():
        to, _ = _points_to(source, cues[k], sources, choice.least_link)
        found = sources[to] if to >= 0 else None
        score = max(span.score * share for span, share in parts)
        yield Linked(_joined([span for span, _ in parts], cues[k], found, window), cues[k], found, score)


def _points_to(logits: Floats, span: Span, targets: Sequence[Span], least: float) -> tuple[int, float]:
    """Which of `targets` the pieces of `span` point to, -1 for none, and with what share of their pointers."""
    if not targets:
        return -1, 0.0
    rows = logits[span.start : span.end]
    shares = np.exp(rows - rows.max(axis=1, keepdims=True))
    mean = (shares / shares.sum(axis=1, keepdims=True)).mean(axis=0)
    masses = [float(mean[t.start : t.end].sum()) for t in targets]
    best = int(np.argmax(masses))
    return (best, masses[best]) if masses[best] >= least else (-1, 0.0)


def _joined(parts: list[Span], cue: Span, source: Span | None, window: Pieces) -> tuple[Span, ...]:
    """Parts of one content grow together unless its own cue or source, or a new paragraph, lies between."""
    out = [parts[0]]
    for part in parts[1:]:
        last = out[-1]
        between = any(s is not None and last.end <= s.start < part.start for s in (cue, source))
        if between or (window.ids[last.end : part.start] == SEP).any():
            out.append(part)
        else:
            out[-1] = Span(CONTENT, last.start, part.end, max(last.score, part.score))
    return tuple(out)


def _spans(window: Pieces, logits: Floats, choice: Choice) -> list[Span]:
    real = np.flatnonzero(window.starts >= 0)
    scores = logits[real]
    scores = scores - scores.max(axis=1, keepdims=True)
    scores -= np.log(np.exp(scores).sum(axis=1, keepdims=True))
    path = _path(scores + choice.biases)
    sure = np.exp(scores[np.arange(len(path)), path])
    # A span ends where the next tag does not go on with it, or where a special piece (a new paragraph) lies between.
    gap = np.flatnonzero(np.diff(real) > 1) + 1
    opens = np.isin(path, (SOURCE, CUE, CONTENT))
    opens[gap] |= path[gap] > 0
    opens[:1] |= path[:1] > 0
    out = []
    for at in np.flatnonzero(opens):
        role = int(path[at]) - (path[at] % 2 == 0)
        end = int(at) + 1
        while end < len(path) and path[end] == role + 1 and not opens[end]:
            end += 1
        out.append(Span(role, int(real[at]), int(real[end - 1]) + 1, float(sure[at:end].mean())))
    return out


def _path(scores: Floats) -> NDArray[np.int64]:
    """The best allowed sequence of tags; I may come first, since a window may open inside a span.

    The best tag of each piece by itself is right wherever that sequence is allowed; where it is not, the stretch
    between the nearest pieces that surely stand outside is searched.
    """
    path: NDArray[np.int64] = scores.argmax(axis=1)
    wrong = np.flatnonzero(_STEP[path[:-1], path[1:]] < 0)
    outside = np.flatnonzero(scores[:, 0] - scores[:, 1:].max(axis=1) > _SURE)
    done = -1
    for at in wrong:
        if at < done:
            continue
        before, after = outside[outside <= at], outside[outside > at]
        start, done = (before[-1] if len(before) else 0), (after[0] + 1 if len(after) else len(scores))
        path[start:done] = _search(scores[start:done])
    return path


def _search(scores: Floats) -> NDArray[np.int64]:
    """Viterbi."""
    path = np.zeros(len(scores), dtype=np.int64)
    back = np.zeros(scores.shape, dtype=np.int64)
    best = scores[0]
    for n in range(1, len(scores)):
        total = best[:, None] + _STEP
        back[n] = total.argmax(axis=0)
        best = total.max(axis=0) + scores[n]
    path[-1] = best.argmax()
    for n in range(len(scores) - 1, 0, -1):
        path[n - 1] = back[n, path[n]]
    return path
