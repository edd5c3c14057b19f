"""The numbers and words of the doubt layer, kept as data in `rules/reason/`: read once, checked hard."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pourparler.errors import RuleError
from pourparler.model.findings import Hedge, Sense
from pourparler.reason.answer import Doubt

_ROOT = files("pourparler") / "rules"
PROMISED = "promised"  # class of a plain statement of when a deed is due: a promise is not the deed


@dataclass(frozen=True, slots=True, kw_only=True)
class HedgeRow:
    """One row of the hedge scale: a phrase ("*": any other word of its class) and what it means."""

    word: str
    hedge: str
    sense: Sense
    doubt: Doubt


def _table(file: str, *columns: str) -> list[tuple[str, ...]]:
    """The rows of a word list under `rules/` whose header is exactly `columns`.

    Raises:
        RuleError: if the file is missing, its header differs or a row has another number of cells.
    """
    try:
        lines = (_ROOT / file).read_text(encoding="utf-8").splitlines()
    except OSError as why:
        raise RuleError(f"{file}: -: {why}") from None
    rows = [tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#")]
    if not rows or rows[0] != columns:
        raise RuleError(f"{file}: header: must be {', '.join(columns)}")
    for row in rows[1:]:
        if len(row) != len(columns):
            raise RuleError(f"{file}: {row[0]}: has {len(row)} cells, the header {len(columns)}")
    return rows[1:]


@cache
def hedge_rows() -> tuple[HedgeRow, ...]:
    """The hedge scale, longest phrase first.

    Raises:
        RuleError: if a row is out of order (low <= p <= high), out of 1 to 99 or of an unknown class.
    """
    out = []
    for word, hedge, sense, *numbers, scale, source in _table(
        "reason/hedges.tsv", "word", "hedge", "sense", "low", "p", "high", "scale", "source"
    ):
        low, p, high = (_per_cent("reason/hedges.tsv", word, number) for number in numbers)
        if not 0.01 <= low <= p <= high <= 0.99 or hedge not in {*Hedge, PROMISED} or sense not in set(Sense):
            raise RuleError(f"reason/hedges.tsv: {word}: wants 1 <= low <= p <= high <= 99 and a known class and sense")
        label = hedge if word == "*" else word
        doubt = Doubt(label=label, low=low, p=p, high=high, scale=scale, source=source)
        out.append(HedgeRow(word=word, hedge=hedge, sense=Sense(sense), doubt=doubt))
    return tuple(sorted(out, key=lambda row: -len(row.word)))


@cache
def soon() -> tuple[tuple[str, int], ...]:
    """Phrases without an end and the days from speaking within which they are taken to lie, longest phrase first."""
    file = "reason/soon.tsv"
    rows = [(phrase, _count(file, phrase, days)) for phrase, days in _table(file, "phrase", "days")]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


@cache
def half_days() -> dict[str, int]:
    """State of a meeting -> days by which half of such meetings have come."""
    file = "reason/prior.tsv"
    return {state: _count(file, state, days) for state, days in _table(file, "state", "half_days")}


@cache
def order_words() -> dict[str, str]:
    """Words that put a meeting before or after the one that they name -> "before" or "after".

    Raises:
        RuleError: if a row says anything else.
    """
    rows = {row[0]: row[1] for row in _table("reason/order.tsv", "words", "order")}
    if wrong := next((words for words, order in rows.items() if order not in ("before", "after")), None):
        raise RuleError(f"reason/order.tsv: {wrong}: order must be before or after")
    return rows


@cache
def deadline_words(kind: str) -> dict[str, int]:
    """Words of a kind ("unit", "making") in deadlines that count from the making of an agreement -> days."""
    file = "reason/deadlines.tsv"
    rows = _table(file, "word", "kind", "days")
    return {word: _count(file, word, days) for word, own, days in rows if own == kind}


@cache
def constant(name: str) -> int:
    """A number of the doubt layer by its name."""
    file = "reason/constants.tsv"
    known = {key: _count(file, key, value) for key, value in _table(file, "name", "value")}
    if name not in known:
        raise RuleError(f"{file}: {name}: is missing")
    return known[name]


@cache
def state_of(place: str) -> str | None:
    """The state a place lies in by the gazetteer, the place itself if it is a state, None where nobody knows."""
    return _states().get(place)


@cache
def _states() -> dict[str, str]:
    out = {}
    for file in ("actors/places.tsv", "actors/states.tsv"):
        lines = (_ROOT / file).read_text(encoding="utf-8").splitlines()
        header, *rows = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
        for row in rows:
            cells = dict(zip(header, row, strict=False))
            if "state" in cells:
                out[cells["name"]] = cells["state"]
                continue
            out[cells["name"]] = cells["name"]
            out.update(dict.fromkeys(cells.get("capitals", "").split("|"), cells["name"]))
    return {name: state for name, state in out.items() if name and state}


def _per_cent(file: str, word: str, text: str) -> float:
    return _count(file, word, text) / 100


def _count(file: str, word: str, text: str) -> int:
    if not text.isdigit():
        raise RuleError(f"{file}: {word}: {text!r} is no whole number")
    return int(text)
