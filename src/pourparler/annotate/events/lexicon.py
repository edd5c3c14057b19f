"""What makes an act: the tables of `rules/events/`, by lemma."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pourparler.annotate.rules import load_table
from pourparler.errors import RuleError

FRIENDLY = frozenset({"1", "2"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A row of `acts.tsv`: verb (with particle) and class of object, where the recipient stands, what it is."""

    word: str
    object: str
    via: frozenset[str]
    type: str
    mode: str
    cameo: str


@cache
def acts() -> dict[str, tuple[Act, ...]]:
    """All acts by lemma of the verb, those that need a particle or a class of object first.

    Raises:
        RuleError: if a row names a type or a class of nouns that there is not.
    """
    out: dict[str, list[Act]] = {}
    known = set().union(*nouns().values()) | {""}
    for row in load_table("events/acts.tsv", columns=("word", "object", "via", "type", "mode", "cameo")):
        if row["type"] not in quads() or not set(row["object"].split("|")) <= known:
            raise RuleError(f"events/acts.tsv: {row['word']}: unknown type or class of nouns")
        for kind in row["object"].split("|"):
            via = frozenset(row["via"].split("|")) - {""}
            act = Act(word=row["word"], object=kind, via=via, type=row["type"], mode=row["mode"], cameo=row["cameo"])
            out.setdefault(row["word"].partition(" ")[0], []).append(act)
    order = {lemma: sorted(found, key=lambda a: (not a.object, " " not in a.word)) for lemma, found in out.items()}
    return {lemma: tuple(found) for lemma, found in order.items()}


@cache
def nouns() -> dict[str, frozenset[str]]:
    """Classes of nouns by lemma."""
    out: dict[str, set[str]] = {}
    for row in load_table("events/nouns.tsv", columns=("word", "class")):
        out.setdefault(row["word"], set()).add(row["class"])
    return {word: frozenset(kinds) for word, kinds in out.items()}


@cache
def quads() -> dict[str, str]:
    """Quad class by type."""
    return {row["type"]: row["quad"] for row in load_table("events/types.tsv", columns=("type", "quad"))}


@cache
def above() -> dict[str, tuple[str, str]]:
    """What a word above an act makes of it: type of a friendly act, type of a hostile one; "" where it is none."""
    rows = load_table("events/above.tsv", columns=("word", "friendly", "hostile"))
    return {row["word"]: (row["friendly"], row["hostile"]) for row in rows}


@cache
def announced() -> dict[tuple[str, str], tuple[str, str]]:
    """Mode and code of an act that is only agreed to, asked for, refused …, by that type and the type of the act."""
    rows = load_table("events/announced.tsv", columns=("type", "act", "mode", "cameo"))
    return {(row["type"], row["act"]): (row["mode"], row["cameo"]) for row in rows}


@cache
def records() -> dict[tuple[str, str, str], tuple[str, str, str]]:
    """Type, mode and code of a meeting or commitment, by kind of finding, status or force, and form."""
    rows = load_table("events/records.tsv", columns=("finding", "value", "form", "type", "mode", "cameo"))
    return {(r["finding"], r["value"], r["form"]): (r["type"], r["mode"], r["cameo"]) for r in rows}


def said_of(type_: str, act: str) -> tuple[str, str]:
    """Mode and code of an act of type `act` that is only agreed to, refused … (`type_`)."""
    table = announced()
    return table.get((type_, act)) or table.get((type_, ""), ("", ""))
