"""Cue words: which forms attribute, which stance they report, what can stand as their content."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from pourparler.annotate.rules import load_table

_VOWELS = "aeiou"
_PARTS = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n"}


@dataclass(frozen=True, slots=True)
class Cue:
    """One reading of a cue word; frames and preps as `rules/statements/verbs.tsv` explains them."""

    word: str
    stance: str
    frames: frozenset[str]
    preps: frozenset[str]


@cache
def verbs() -> dict[str, tuple[Cue, ...]]:
    """Readings of every inflected form of the cue verbs, by lower-case form."""
    return _table("statements/verbs.tsv", verbal=True)


@cache
def nouns() -> dict[str, tuple[Cue, ...]]:
    """Readings of every form of the cue nouns, by lower-case form."""
    return _table("statements/nouns.tsv", verbal=False)


@cache
def attitudes() -> dict[str, dict[str, str]]:
    """Stances of words that may attribute but that no rule reads, by part of speech (v, n, a) and lower-case form."""
    out: dict[str, dict[str, str]] = {"v": {}, "n": {}, "a": {}}
    for row in load_table("statements/attention.tsv", columns=("word", "part", "stance", "forms")):
        word, part = row["word"], row["part"]
        forms = row["forms"].split() or (inflect(word) if part == "v" else [_add_s(word)] if part == "n" else [])
        out[part] |= dict.fromkeys((word, *forms), row["stance"])
    return out


def part_of(token: Token) -> str:
    """v, n or a: as what a word is used, for `attitudes`."""
    return _PARTS.get(token.pos_, "a")


def _table(file: str, *, verbal: bool) -> dict[str, tuple[Cue, ...]]:
    out: dict[str, tuple[Cue, ...]] = {}
    for row in load_table(file, columns=("word", "stance", "frames", "preps", "forms")):
        cue = Cue(row["word"], row["stance"], frozenset(row["frames"]), frozenset(row["preps"].split()))
        forms = row["forms"].split() or (inflect(cue.word) if verbal else [_add_s(cue.word)])
        for form in dict.fromkeys([cue.word, *forms]):
            out[form] = (*out.get(form, ()), cue)
    return out


def inflect(verb: str) -> list[str]:
    """Third person, past and -ing form of a regular verb."""
    if verb.endswith("e"):
        return [verb + "s", verb + "d", verb[:-1] + "ing"]
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return [verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    stem = verb + verb[-1] if _doubles(verb) else verb
    return [_add_s(verb), stem + "ed", stem + "ing"]


def _add_s(word: str) -> str:
    if word.endswith("y") and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "sh", "ch", "x", "z")) else "s")


def _doubles(verb: str) -> bool:
    """One stressed short vowel before one final consonant: "slam", "admit", "concur", but not "answer"."""
    stem = verb.replace("qu", "q")
    if stem[-1] in _VOWELS + "wxy" or stem[-2] not in _VOWELS or (len(stem) > 2 and stem[-3] in _VOWELS):
        return False
    return sum(c in _VOWELS for c in stem) == 1 or stem.endswith(("mit", "cur", "refer", "pel", "tol"))
