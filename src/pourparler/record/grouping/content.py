"""What a commitment is about, compared over reports: stems of its words, without party names and empty verbs."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pourparler.record.grouping.names import fold
from pourparler.record.grouping.tables import plain_words, regions, states, states_of_adjectives

_WORD = re.compile(r"[a-z]+\d*(?:'[a-z]*)?|\d[\d,.]*")
_FIGURE = re.compile(
    r"(?<![\w-])(?:(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Article|Section|Order|Annex|Title|Chapter|Resolution)\s+)?\d[\d,.]*(?![\w-])"
)
_ADDED = re.compile(r",? \b(?:including|backed by|in accordance with|consistent with|in line with)\b")
_NUMBERED = re.compile(r"\b(Article|Section|Resolution|Chapter|Annex|Order)\s+(\d+)", re.I)
_NEAR = re.compile(
    r"\bclose (?=(?:and \w+ )?(?:co|ti|contact|touch|part|all|relation|work|link|friend|attention|consult))"
)
_DATE = re.compile(r"[A-Z]|(?:19|20)\d\d\b")  # "June 5", "Article 5", "2030"
_ENDINGS = ("isations", "izations", "isation", "ization", "ations", "ation", "ising", "izing", "ised", "ized", "ises",
            "izes", "ise", "ize", "ments", "ment", "ings", "ing", "ions", "ion", "ies", "ied", "ers", "er", "ed", "es",
            "ly", "s", "e", "y")  # fmt: skip
RARE = 9  # letters of a stem that few commitments share
_LEAST = 4  # letters that stay of a stem


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The word without its ending: denuclearize, denuclearization -> denuclear."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            return word[: -len(ending)]
    return word


def words_of(text: str) -> list[str]:
    """Words in lower case, without the "s" of possession."""
    text = _NUMBERED.sub(r"\1\2", text)
    return [w.removesuffix("'s").removesuffix("'") for w in _WORD.findall(text.casefold().replace("’", "'"))]


def stems_of(text: str, names: tuple[str, ...] = ()) -> frozenset[str]:
    """Stems of the words that say what is to be done; words of `names` are left out."""
    skip = {part for name in names for part in fold(name).split()}
    return frozenset(stem(w) for w in words_of(text) if w not in skip and len(w) > 1) - _stems("empty")


def head_of(text: str) -> str:
    """The words without what only adds to them: "defend Japan, including its isles" -> "defend Japan"."""
    head = _ADDED.split(text, maxsplit=1)[0]
    return head if stems_of(head) else text


def figures_of(text: str) -> frozenset[str]:
    """Numbers written in figures, but days, years and those of articles: "$28 million", "at 19 percent"."""
    return frozenset(hit[0].rstrip(".,") for hit in _FIGURE.finditer(text) if not _DATE.match(hit[0]))


def turn_of(text: str) -> frozenset[str]:
    """Which way it goes: "stop" for not doing, "undo" for taking back, nothing for the plain deed."""
    words = words_of(_NEAR.sub("", text))
    found = {way for way in ("stop", "undo") if any(stem(w) in _stems(way) for w in words)}
    return frozenset(found | {"stop" for w in words if w.endswith("n't")})


@cache
def _stems(sort: str) -> frozenset[str]:
    return frozenset(map(stem, plain_words(sort)))


def rare(stem: str) -> bool:
    """Do few commitments have it: a long word, or an article by its number?"""
    return len(stem) >= RARE or (stem[-1].isdigit() and stem[0].isalpha())


def telling(stems: frozenset[str]) -> frozenset[str]:
    """Those that tell one commitment from another: "support" and "security" are everybody's words."""
    return stems - _stems("vague")


def deeds(stems: frozenset[str]) -> frozenset[str]:
    """Those that say what is done, without names of states and regions, which only say where."""
    return stems - _lands()


@cache
def _lands() -> frozenset[str]:
    names = (*states(), *states_of_adjectives(), *regions())
    return frozenset(stem(name.casefold()) for name in names if name.isalpha())


def shared(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """Share of the smaller set that the other has too; 0 where either is empty."""
    return len(ours & theirs) / min(len(ours), len(theirs)) if ours and theirs else 0.0


def union_share(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """Share of all stems that both have."""
    return len(ours & theirs) / len(ours | theirs) if ours and theirs else 0.0
