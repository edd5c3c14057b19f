"""The frames of binding oneself, read from `rules/commitments/`, indexed by the dictionary form of their word."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from pourparler.annotate.rules import load_rules, load_table
from pourparler.errors import RuleError
from pourparler.model.findings import Force, Life

FILE = "commitments/frames.toml"
PLACES = frozenset(
    "infinitive clause to of on over for from out into object ordered obliged reflexive word relative provided".split()
)
_POS = {"verb": frozenset({"VERB", "AUX"}), "noun": frozenset({"NOUN"}), "adjective": frozenset({"ADJ", "VERB"})}
REQUIRED = ("pos", "lemmas", "takes", "force")
ALLOWED = ("life", "objects", "particle", "whole", "own", "described", "dated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A way of binding oneself: its words, where the deed stands, how it binds.

    takes: places of the deed in order of preference. objects: kinds of nouns that may be the deed. particle: a word the
    verb needs. whole: the binding word belongs to the deed. own: only what the speaker says of his own action counts.
    described: a noun must say more than "the agreement". dated: only with a day that is to come.
    """

    name: str
    pos: frozenset[str]
    takes: tuple[str, ...]
    force: Force
    life: Life | None = None
    objects: frozenset[str] = frozenset()
    particle: str | None = None
    whole: bool = False
    own: bool = False
    described: bool = False
    dated: bool = False


CONDITION = Frame(name="on-condition", pos=_POS["noun"], takes=("clause",), force=Force.AGREED)
UNDER = Frame(name="under-accord", pos=_POS["verb"], takes=("modal",), force=Force.AGREED)
PROGRESSIVE = Frame(name="progressive", pos=_POS["verb"], takes=("modal",), force=Force.INTENDED, own=True)
TERM = Frame(name="term-of-accord", pos=_POS["verb"], takes=("modal",), force=Force.AGREED)
THERE = Frame(name="there-will-be", pos=_POS["verb"], takes=("modal",), force=Force.INTENDED, own=True)
WILL = Frame(name="will", pos=_POS["verb"], takes=("modal",), force=Force.INTENDED, own=True)


@cache
def frames() -> dict[str, tuple[Frame, ...]]:
    """All frames by dictionary form.

    Raises:
        RuleError: if the file breaks the rules of `load_rules`, or a frame names an unknown part of speech, place, kind
            of noun, force or life.
    """
    index: dict[str, tuple[Frame, ...]] = {}
    kinds = frozenset().union(*noun_kinds().values()) | {"gerund"}
    for rule in load_rules(FILE, allowed=ALLOWED, required=REQUIRED):
        _check(rule, kinds)
        frame = Frame(
            name=rule["name"],
            pos=_POS[rule["pos"]],
            takes=tuple(rule["takes"]),
            force=Force(rule["force"]),
            life=Life(rule["life"]) if "life" in rule else None,
            objects=frozenset(rule.get("objects", ())),
            particle=rule.get("particle"),
            whole=rule.get("whole", False),
            own=rule.get("own", False),
            described=rule.get("described", False),
            dated=rule.get("dated", False),
        )
        for lemma in rule["lemmas"]:
            index[lemma] = (*index.get(lemma, ()), frame)
    return index


def _check(rule: dict[str, Any], kinds: Collection[str]) -> None:
    """Every value of a frame must be one that the finder knows."""
    known: tuple[tuple[str, Collection[str]], ...] = (
        ("takes", PLACES),
        ("objects", kinds),
        ("pos", _POS),
        ("force", tuple(Force)),
        ("life", tuple(Life)),
    )
    for key, allowed in known:
        given = rule.get(key, ())
        for value in (given,) if isinstance(given, str) else given:
            if value not in allowed:
                raise RuleError(f"{FILE}: {rule['name']}: unknown {key} {value}")


@cache
def noun_kinds() -> dict[str, frozenset[str]]:
    """Kinds of the nouns that may stand for a deed, by dictionary form."""
    kinds: dict[str, frozenset[str]] = {}
    for row in load_table("commitments/nouns.tsv", columns=("word", "kind")):
        kinds[row["word"]] = kinds.get(row["word"], frozenset()) | {row["kind"]}
    return kinds


@cache
def kind(name: str) -> frozenset[str]:
    """Words of one kind of `words.tsv`, for instance "wish"."""
    rows = load_table("commitments/words.tsv", columns=("word", "kind"))
    return frozenset(row["word"] for row in rows if row["kind"] == name)
