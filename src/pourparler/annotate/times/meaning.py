"""What a matched time expression says, before anything outside it is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pourparler.annotate.times.grammar import TimeRule
from pourparler.annotate.times.lexer import Tokens
from pourparler.annotate.times.numbers import Count, count, year

_ROUND = {
    "about": "APPROX", "around": "APPROX", "roughly": "APPROX", "approximately": "APPROX", "circa": "APPROX",
    "some": "APPROX", "close to": "APPROX", "or so": "APPROX", "nearly": "LESS_THAN", "almost": "LESS_THAN",
    "over": "MORE_THAN", "more than": "MORE_THAN", "less than": "LESS_THAN", "fewer than": "LESS_THAN",
    "at least": "EQUAL_OR_MORE", "no less than": "EQUAL_OR_MORE", "or more": "EQUAL_OR_MORE",
    "at most": "EQUAL_OR_LESS", "no more than": "EQUAL_OR_LESS", "not more than": "EQUAL_OR_LESS",
    "up to": "EQUAL_OR_LESS", "or less": "EQUAL_OR_LESS", "as long as": "EQUAL_OR_LESS",
    "as many as": "EQUAL_OR_LESS", "as little as": "EQUAL_OR_MORE",
}  # fmt: skip
_WHOLE = frozenset(
    {"rel", "wd", "month", "deictic", "quarter", "half", "halfof", "nth"}
)  # fields whose value is a whole number


@dataclass(slots=True)
class Meaning:
    """The fields a rule captured, by name, and the kind of time its rule builds.

    words: the lower-cased tokens of each captured field, for what its value alone does not tell ("earlier", "early").
    """

    rule: str
    kind: str
    first: int  # tokens [first, last)
    last: int
    fields: dict[str, Any] = field(default_factory=dict)
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    follows: bool = False  # it is the second of two joined times and lies after the first
    day_from: Meaning | None = None  # for a clock time: the time beside it that names its day

    def get(self, name: str) -> Any:
        """Value of a field, or None."""
        return self.fields.get(name)

    @property
    def count(self) -> Count:
        """How many units, one if nothing is said."""
        given = self.fields.get("n")
        return given if isinstance(given, Count) else Count(float(given or 1), float(given or 1))

    @property
    def edge(self) -> str:
        """The word that narrows the period: "early", "earlier", "end", …; "" if there is none."""
        return next(iter(self.words.get("mod", ())), "")


def read(
    rule: TimeRule,
    tokens: Tokens,
    at: int,
    end: int,
    groups: Mapping[str, tuple[int, int]],
    values: Mapping[tuple[str, str], str],
) -> Meaning:
    """The meaning of one match; groups: token ranges of the regex groups that took part."""
    out = Meaning(rule=rule.name, kind=rule.kind, first=at, last=end, fields=dict(rule.constants))
    for group, (first, last) in groups.items():
        name, classes = rule.captures[group]
        words = tuple(tokens.lower(i) for i in range(first, last))
        out.words[name] = words
        out.fields[name] = _value(name, classes, words, values)
    return out


def _value(name: str, classes: tuple[str, ...], words: tuple[str, ...], values: Mapping[tuple[str, str], str]) -> Any:
    if name == "n":
        return count(words)
    if name == "year":
        return year(words)
    if name == "day":
        return int("".join(c for c in words[0] if c.isdigit()))
    if name in ("holiday", "written", "clock", "event"):
        return " ".join(words)
    if name == "century" and words[0][0].isdigit():
        return int("".join(c for c in words[0] if c.isdigit()))
    if name == "decade" and words[0][-1] == "s" and any(c.isdigit() for c in words[0]):
        return "".join(c for c in words[0] if c.isdigit())[:-1]
    phrase = " ".join(words)
    if name in ("mod", "mod2") and phrase in _ROUND:
        return _ROUND[phrase]
    for word in words:
        for kind in classes:
            if (kind, word) in values:
                found = values[kind, word]
                return int(found) if name in _WHOLE or name == "century" else found
    return phrase
